"""A PDF made into records: every page looked at, scans read by machine, running heads cut, chapters divided."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from polyvocal.accession import ocr
from polyvocal.accession.extract import Extract, Unreadable
from polyvocal.accession.page_layout import SetLine, SetPage, compose
from polyvocal.accession.pdf.chapters import bookmarks, chapter_starts
from polyvocal.accession.pdf.facts import facts
from polyvocal.accession.pdf.limits import CHARACTERS, PAGES, SCANS, SECONDS
from polyvocal.accession.pdf.page import Found, draw, look, with_forms

# What PDFium says when it cannot open a file (FPDF_ERR_* of its fpdfview.h).
_LOCKED = {4: "a PDF document that is locked with a password; unlock it and put the copy in the pile",
           5: "a PDF document locked in a way that PDFium does not know"}  # fmt: skip
_DAMAGED = "a damaged PDF document: no pages can be found in it"


@dataclass(slots=True)
class _Pile:
    """The pages read so far, and by number (from 1) those that were not, with the reason."""

    pages: list[SetPage] = field(default_factory=list)
    unread: dict[str, list[int]] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    by_machine: list[int] = field(default_factory=list)
    characters: int = 0

    def lose(self, number: int, reason: str) -> None:
        self.unread.setdefault(reason, []).append(number)


def read(content: bytes) -> Extract:
    """The records of a PDF; raises `Unreadable` where it is locked, damaged or without pages."""
    with _opened(content) as document:
        total = len(document)
        if not total:
            raise Unreadable("a PDF document without pages")
        pile = _Pile()
        _read_pages(document, total, pile)
        if not pile.pages:
            raise Unreadable(_losses(pile)[0])
        composed = compose(pile.pages)
        starts = chapter_starts(_bookmarks(document), pile.pages)
        bounds = [*starts, len(pile.pages)]
        stretches = tuple(composed.stretch(a, b) for a, b in itertools.pairwise(bounds))
        if not composed.text.strip():
            stretches = ()
        return Extract(stretches, composed.text, _read_by(pile), facts(document, content), tuple(_losses(pile)))


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_LOCKED.get(getattr(error, "err_code", None) or 0, _DAMAGED)) from None
    try:
        yield document
    finally:
        document.close()


def _read_pages(document: Any, total: int, pile: _Pile) -> None:
    import pypdfium2

    begun = time.process_time()
    for n in range(total):
        spent = time.process_time() - begun
        if n >= PAGES or spent > SECONDS or pile.characters > CHARACTERS:
            limit = f"of {PAGES} pages" if n >= PAGES else f"of {SECONDS:g} seconds" if spent > SECONDS else "of length"
            pile.unread[f"beyond the limit {limit}: not read"] = list(range(n + 1, total + 1))
            return
        try:
            page = with_forms(document, n)
        except pypdfium2.PdfiumError:
            pile.lose(n + 1, "damaged: cannot be opened")
            pile.pages.append(SetPage(_label(document, n), 1.0, ()))
            continue
        try:
            pile.pages.append(SetPage(_label(document, n), max(page.get_size()), _lines(page, n + 1, pile)))
        except pypdfium2.PdfiumError:
            pile.lose(n + 1, "damaged: cannot be read")
            pile.pages.append(SetPage(_label(document, n), 1.0, ()))
        finally:
            page.close()


def _label(document: Any, n: int) -> str:
    return "".join(c for c in (document.get_page_label(n) or "")[:40] if c.isprintable()).strip() or str(n + 1)


def _lines(page: Any, number: int, pile: _Pile) -> tuple[SetLine, ...]:
    found = look(page)
    pile.characters += found.characters
    if found.cut:
        pile.lose(number, "longer than is read of one page: the rest is left out")
    if found.sort == "hidden text":
        pile.hidden.append(number)
    if found.sort in ("picture", "strange letters"):
        return _from_picture(page, number, found, pile)
    return found.lines


def _from_picture(page: Any, number: int, found: Found, pile: _Pile) -> tuple[SetLine, ...]:
    """What a machine reads on the page; where none can, what text it has, with the loss."""
    strange = found.sort == "strange letters"
    if not ocr.languages():
        what = "set in letters without a known meaning" if strange else "images without text"
        pile.lose(number, f"{what}: {ocr.MISSING}")
        return found.lines
    if len(pile.by_machine) >= SCANS:
        pile.lose(number, f"beyond the limit of {SCANS} pages read by machine: not read")
        return found.lines
    try:
        lines = ocr.read_picture(*draw(page))
    except ocr.TooSlow as trouble:
        pile.lose(number, f"images without text: {trouble}")
        return found.lines
    if lines:
        pile.by_machine.append(number)
    return lines or found.lines


def _bookmarks(document: Any) -> list[tuple[str, int]]:
    import pypdfium2

    try:
        return bookmarks(document)
    except (pypdfium2.PdfiumError, RecursionError):
        return []


def _read_by(pile: _Pile) -> str:
    told = f"pypdfium2 {version('pypdfium2')}"
    if pile.hidden:
        told += f"; text behind the images of {numbered(pile.hidden)}"
    if pile.by_machine:
        told += f"; {numbered(pile.by_machine)} by {ocr.reader()}"
    return told


def _losses(pile: _Pile) -> list[str]:
    return [f"{numbered(numbers)}: {reason}" for reason, numbers in pile.unread.items()]


def numbered(numbers: Sequence[int]) -> str:
    """Page numbers as a person writes them.

    >>> numbered([3]), numbered([1, 2, 3, 7])
    ('page 3', 'pages 1-3, 7')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = ", ".join(f"{a}-{b}" if b > a else str(a) for a, b in runs[:20])
    return ("page " if len(numbers) == 1 else "pages ") + shown + (" and others" if len(runs) > 20 else "")
