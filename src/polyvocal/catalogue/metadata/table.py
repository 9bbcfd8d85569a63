"""A table of metadata keyed by file name, as volunteers keep it: separated values in any common dress."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import cache

from polyvocal.catalogue.metadata.item import Item, Said
from polyvocal.catalogue.metadata.naming import Names
from polyvocal.usage import languages, load

_DELIMITERS = (",", ";", "\t", "|")
_HEAD = 8000
_MOST_ROWS, _MOST_COLUMNS = 1_000_000, 400
_ENCODINGS = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "cp1252")
_TRIED = 400  # rows that are asked for a column of file names
_SHARE = 0.5  # of them must name files, where no heading says that a column does


def decode(content: bytes) -> str:
    r"""The text of a table: by its byte order mark, as UTF-8, else in the encoding in which its headings are known.

    >>> decode("файл;заглавие\n".encode("cp1251")), decode("файл;автор\n".encode("koi8-r"))
    ('файл;заглавие\n', 'файл;автор\n')
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        head = content[:4000]
        known = {name: _known(head.decode(name, "replace")) for name in _ENCODINGS}
        best = max(_ENCODINGS, key=lambda name: (known[name], -_ENCODINGS.index(name)))
        return content.decode(best if known[best] else "cp1252", "replace")


def _known(text: str) -> int:
    first = text.splitlines()[0] if text.strip() else ""
    return sum(_heading(cell) in columns() for cell in re.split(r"[,;\t|]", first))


@cache
def columns() -> dict[str, str]:
    """Every heading that is known, with the field it is of, in all languages that have usage for it."""
    known: dict[str, str] = {}
    for language in languages():
        for field, words in load(language, "columns")["columns"].items():
            known.update((_heading(word), field) for word in words)
    return known


def _heading(words: str) -> str:
    return " ".join(re.sub(r"[_\-.:#№]+", " ", words.casefold().replace("ё", "е")).split()).strip()


def may_be_table(content: bytes) -> bool:
    """Whether the first line has headings of a table that describes files; all that most files are asked."""
    head = content[:_HEAD]
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    if b"\x00" in head and not wide:
        return False
    # A letter of several bytes must not be cut in two.
    whole = head[: len(head) & ~1] if wide else head[: head.rfind(b"\n") + 1] or head
    first = next((line for line in decode(whole).splitlines() if line.strip()), "")
    return any(_describes(first.split(delimiter)) for delimiter in _DELIMITERS if delimiter in first)


def _describes(header: Sequence[str]) -> bool:
    fields = [columns().get(_heading(cell.strip('"'))) for cell in header]
    return "file" in fields or len([field for field in fields if field]) > 1


def read(text: str, names: Names, folder: str, *, unseen: bool = False) -> tuple[Item, ...] | None:
    """The rows of a table that names files of the pile in one of its columns; None where it is no such table.

    With *unseen* files (of an archive that is being opened) a column under a heading for them is enough, if what
    stands in it looks like names of files.
    """
    for delimiter in _DELIMITERS:
        if not _describes(text[:_HEAD].lstrip().partition("\n")[0].split(delimiter)):
            continue
        rows = _rows(text, delimiter)
        if rows and (key := _key_column(rows, names, folder, unseen=unseen)) is not None:
            return tuple(_items(rows, key))
    return None


Row = tuple[int, Sequence[str]]


def _rows(text: str, delimiter: str) -> list[Row]:
    """The rows with the number of their line; nothing where the rows are not of one form."""
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        line = 1
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, row))
            line = reader.line_num + 1
            if len(rows) > _MOST_ROWS or len(row) > _MOST_COLUMNS:
                return []
    except csv.Error:
        return []
    width = len(rows[0][1]) if rows else 0
    ragged = sum(len([c for c in row[width:] if c.strip()]) > 0 for _, row in rows)
    return rows if width > 1 and len(rows) > 1 and ragged * 20 <= len(rows) else []


_FILE = re.compile(r"[^/\\\s][^\n]*\.[A-Za-z0-9]{2,5}")


def _key_column(rows: list[Row], names: Names, folder: str, *, unseen: bool) -> int | None:
    """The column that names files: by its heading where one of its rows does, else where most rows do."""
    heads = [columns().get(_heading(cell)) for cell in rows[0][1]]
    tried = rows[1 : _TRIED + 1]
    best: tuple[float, int] | None = None
    for at, head in enumerate(heads):
        cells = [row[at] for _, row in tried if at < len(row) and row[at].strip()]
        found = sum(names.find(cell, folder) is not None for cell in cells)
        if unseen and head == "file" and not found:
            looking = sum(_FILE.fullmatch(cell.strip()) is not None for cell in cells)
            found = looking if looking * 5 >= len(cells) * 4 else 0
        share = found / len(cells) if cells else 0.0
        if found and (head == "file" or (head is None and share >= _SHARE)):
            score = (share + (head == "file"), -at)
            best = max(best, score) if best else score
    return None if best is None else int(-best[1])


def _items(rows: list[Row], key: int) -> Iterator[Item]:
    header = [" ".join(cell.split()) for cell in rows[0][1]]
    fields = [columns().get(_heading(cell), "label") for cell in header]
    for line, row in rows[1:]:
        said, addresses = [], []
        for at, words in enumerate(row[: len(header)]):
            if at == key or not words.strip():
                continue
            if fields[at] == "address":
                addresses.append(words.strip())
            field = "label" if fields[at] in ("file", "address") else fields[at]
            said.append(Said(header[at] or str(at + 1), field, words))
        name = row[key].strip() if key < len(row) else ""
        yield Item(f"line {line}", "column", (name,) if name else (), tuple(addresses), tuple(said))
