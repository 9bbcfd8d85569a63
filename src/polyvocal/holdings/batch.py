"""Cards as a table: one row a record, one column a field, out to a spreadsheet program and back as decisions."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from polyvocal.holdings.corrections import FIELDS, LABEL, Correction, applies, cells, field
from polyvocal.holdings.decided import Change
from polyvocal.terms import PolyvocalError

if TYPE_CHECKING:
    from polyvocal.holdings.library import Library

_MARK = "\ufeff"  # by it spreadsheet programs know UTF-8
_KNOWN_BY = ("record", "source")
# What a spreadsheet program may take for a formula (also as Chinese and Japanese keyboards write it).
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table that differs from the card: on which *line*, and what the card says (*before*)."""

    line: int
    change: Change
    before: str


def harmless(cell: str) -> str:
    """The cell so that no spreadsheet program runs it; `as_was` gives it back.

    >>> harmless("=1+1"), harmless("'tis"), harmless("'-5")
    ("'=1+1", "'tis", "''-5")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_was(cell: str) -> str:
    """The cell before `harmless`.

    >>> as_was("'=1+1"), as_was("'tis"), as_was("''-5")
    ('=1+1', "'tis", "'-5")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def table(library: Library) -> Iterator[str]:
    """The cards of a library as CSV, line by line, in the order of their files."""
    labels: dict[str, None] = {}
    for record in _records(library):
        labels.update(dict.fromkeys(name for name in cells(library.record(record).description) if name not in FIELDS))
    columns = (*FIELDS, *sorted(labels))
    yield _MARK + _line([*_KNOWN_BY, *columns])
    for record in _records(library):
        held = library.record(record)
        known = cells(held.description)
        yield _line([record, held.capture.source, *(known.get(column, "") for column in columns)])


def _records(library: Library) -> Iterator[str]:
    offset, leaf = 0, 500
    while cards := library.cards(offset=offset, limit=leaf, order="source"):
        yield from (card.id for card in cards)
        offset += leaf


def _line(row: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([harmless(_lines(cell)) for cell in row])
    return out.getvalue()


def _lines(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def changes(library: Library, content: bytes) -> tuple[Cell, ...]:
    """The cells of a table that say something else than the cards; none where it came unchanged.

    Raises `PolyvocalError` that names line and column of what is no record, no field, or no value of its field.
    """
    rows = _rows(content)
    _, header = next(rows, (0, []))
    if "record" not in header:
        raise PolyvocalError("line 1: the table has no column “record”; begin with: polyvocal correct LIBRARY --export")
    faults = [f"line 1, column “{name}”: {why}" for name, why in _strange(header)]
    found: list[Cell] = []
    seen: dict[str, int] = {}
    for line, row in rows if not faults else ():
        told = dict(zip(header, row, strict=False))
        record = told["record"].strip() if "record" in told else ""
        if not any(row):
            continue
        if len(row) > len(header) and any(row[len(header) :]):
            faults.append(f"line {line}: it has more cells than there are columns")
        elif record in seen:
            faults.append(f"line {line}, column “record”: {record} stands in line {seen[record]} already")
        else:
            seen[record] = line
            _compare(library, line, record, told, found, faults)
    if faults:
        more = len(faults) - _MOST_FAULTS
        raise PolyvocalError("; ".join(faults[:_MOST_FAULTS]) + (f"; and {more} more" if more > 0 else ""))
    return tuple(found)


def _rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PolyvocalError("the table is not UTF-8; save it as “CSV UTF-8”") from None
    # Spreadsheet programs part cells by the sign that is usual in their country.
    first = re.match(r"[^\r\n]*", words)
    marks = {sign: (first[0] if first else "").count(sign) for sign in ",;\t"}
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=max(marks, key=lambda sign: marks[sign]))
    try:
        for row in reader:
            yield reader.line_num, [as_was(_lines(cell)) for cell in row]
    except csv.Error as error:
        raise PolyvocalError(f"line {reader.line_num}: {error}") from None


def _strange(header: Sequence[str]) -> Iterator[tuple[str, str]]:
    for n, name in enumerate(header):
        if name in header[:n]:
            yield name, "it stands twice"
        elif name not in (*FIELDS, *_KNOWN_BY) and not (name.startswith(LABEL) and name[len(LABEL) :].strip()):
            yield name, "no card has such a field"


def _compare(
    library: Library, line: int, record: str, told: dict[str, str], found: list[Cell], faults: list[str]
) -> None:
    try:
        description = library.record(record).description
    except PolyvocalError as error:
        faults.append(f"line {line}, column “record”: {error}")
        return
    for name, cell in told.items():
        if name in _KNOWN_BY:
            continue
        before = _lines(field(name).spell(description))
        if cell != before:
            if trouble := applies(Correction(record, name, cell, "", "", "")):
                faults.append(f"line {line}, column “{name}”: {trouble}")
            found.append(Cell(line, Change(record, name, cell), before))
