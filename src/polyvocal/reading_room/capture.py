"""The source of a record as it came, with every cut and repair marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from markupsafe import Markup, escape

from polyvocal.holdings import Library
from polyvocal.reading_room.page import WITHDRAWN, Page
from polyvocal.reading_room.reader import check_span, refuse_shut
from polyvocal.reading_room.wording import t
from polyvocal.terms import Edit, PolyvocalError, Record

LEAF = 40_000
"""Characters of a source on one page."""

# White space that an edit put in is shown by the sign printers use for it.
_SIGNS = {"\n": "↵", " ": "␣", "\t": "⇥"}


def capture_page(
    library: Library, record_id: str, span: tuple[int, int] | None = None, layer: str = "reading", leaf: int = 0, *,
    shut: Collection[str] = WITHDRAWN,
) -> Page:  # fmt: skip
    """A leaf of a record's source; the characters behind *span* (of the reading text, or of the capture) are marked."""
    record = library.record(record_id)
    refuse_shut(record, shut)
    captured = library.captured(record_id)
    if captured is None:
        raise PolyvocalError("the file of this record is not text; only its bytes can be had")
    found = _in_capture(record, captured, span, layer)
    start, end = record.place
    if found:
        leaf = (found[0] - start) // LEAF
    last = leaves(record) - 1
    leaf = min(max(leaf, 0), last)
    window = (start + leaf * LEAF, min(end, start + (leaf + 1) * LEAF))
    shows: dict[str, object] = {
        "card": library.card(record_id),
        "record": record,
        "source": set_source(captured, window, record.edits, found),
        "leaf": leaf,
        "last": last,
        "edits": len(record.edits),
        "behind": found,
    }
    data = {"record": record_id, "capture": record.capture, "place": record.place, "edits": record.edits}
    return Page("capture.html", t("The source as it came"), shows, data, here="capture")


def leaves(record: Record) -> int:
    """How many pages the source of a record fills."""
    start, end = record.place
    return max(1, -(-(end - start) // LEAF))


def _in_capture(record: Record, captured: str, span: tuple[int, int] | None, layer: str) -> tuple[int, int] | None:
    if span is None:
        return None
    if layer == "capture":
        if not record.place[0] <= span[0] < span[1] <= record.place[1]:
            raise PolyvocalError(f"{span[0]}-{span[1]} lies outside this record's place in its source")
        return span
    check_span(record, *span)
    return record.alignment(captured).to_capture(*span)


def set_source(captured: str, window: tuple[int, int], edits: Sequence[Edit], found: tuple[int, int] | None) -> Markup:
    """The *window* of a capture as HTML: what cleaning cut struck through, what it put in underlined.

    >>> set_source("a  b", (0, 4), [Edit(1, 3, " ", "spaces")], None)
    Markup('a<del title="spaces">  </del><ins title="spaces">␣</ins>b')
    """
    out = []
    given = False
    for start, end, edit in _stretches(window, edits, found):
        words = escape(captured[start:end])
        if edit and start < end:
            words = Markup('<del title="{}">{}</del>').format(edit.rule, words)
        if found and found[0] <= start < end <= found[1]:
            words = Markup('<mark class="quote"{}>{}</mark>').format(Markup("" if given else ' id="quote"'), words)
            given = True
        out.append(words)
        if edit and edit.put and end == edit.end:
            put = "".join(_SIGNS.get(sign, sign) for sign in edit.put)
            out.append(Markup('<ins title="{}">{}</ins>').format(edit.rule, put))
    return Markup("").join(out)


def _stretches(
    window: tuple[int, int], edits: Sequence[Edit], found: tuple[int, int] | None
) -> Iterator[tuple[int, int, Edit | None]]:
    at, end = window
    cuts = sorted(bound for bound in found or () if window[0] < bound < window[1])
    for edit in edits:
        if edit.end < window[0] or edit.start > end:
            continue
        yield from _cut(at, max(at, edit.start), None, cuts)
        yield from _cut(max(window[0], edit.start), min(end, edit.end), edit, cuts, always=edit.start == edit.end)
        at = max(at, min(end, edit.end))
    yield from _cut(at, end, None, cuts)


def _cut(
    start: int, end: int, edit: Edit | None, cuts: Sequence[int], *, always: bool = False
) -> Iterator[tuple[int, int, Edit | None]]:
    for cut in cuts:
        if start < cut < end:
            yield start, cut, edit
            start = cut
    if start < end or always:
        yield start, end, edit
