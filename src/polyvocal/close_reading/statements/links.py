"""What the text itself says about how two statements relate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from polyvocal.close_reading.statements.cues import Cue
from polyvocal.close_reading.statements.page import Page
from polyvocal.terms import Link, Statement

_FAR = 700  # characters over which a contrast may reach back


def link(page: Page, statements: Sequence[Statement]) -> list[Statement]:
    """The statements with the links that words of contrast, sequence, replacement and part give them."""
    counts = sorted((s for s in statements if s.figure is not None), key=_place)
    links: dict[str, list[Link]] = {}
    for rank, statement in enumerate(counts):
        for found in _links_of(page, counts, rank, statement):
            if found.other != statement.id:
                links.setdefault(statement.id, []).append(found)
    return [replace(s, links=(*s.links, *links[s.id])) if s.id in links else s for s in statements]


def _place(statement: Statement) -> tuple[int, str]:
    return (statement.figure.locus.start if statement.figure is not None else 0, statement.id)


def _links_of(page: Page, counts: list[Statement], rank: int, statement: Statement) -> Iterator[Link]:
    figure = statement.figure
    if figure is None:
        return
    sentence = page.sentences[page.sentence_at(figure.locus.start)]
    start = figure.locus.start
    yield from _whole(page, counts, statement)
    for cue in page.cues_in("replacement", sentence.start, start)[-1:]:
        if start - cue.end <= 30 and (other := _beside(page, counts, rank, cue)) is not None:
            yield Link("replacement", other.id, page.locus(cue.start, cue.end))
            return
    earlier = [c for c in counts[max(0, rank - 6) : rank] if _same_kind(c, statement)]
    if not earlier:
        return
    before = earlier[-1]
    contrast = _contrast(page, sentence.start, start, before)
    if contrast is not None:
        yield Link("contrast", before.id, page.locus(contrast.start, contrast.end))
        return
    for cue in page.cues_in("sequence", sentence.start, min(sentence.end, start + 80))[-1:]:
        near = page.sentence_at(before.figure.locus.start) >= page.sentence_at(start) - 1 if before.figure else False
        if near and abs(cue.start - start) <= 90 and cue.start > _end(before):
            yield Link("sequence", before.id, page.locus(cue.start, cue.end))


def _end(statement: Statement) -> int:
    return statement.figure.locus.end if statement.figure is not None else 0


def _same_kind(a: Statement, b: Statement) -> bool:
    if a.figure is None or b.figure is None:
        return False
    alike = a.figure.kind == b.figure.kind or (a.figure.noun != "" and a.figure.noun == b.figure.noun)
    return alike and a.figure.unit == b.figure.unit


def _contrast(page: Page, start: int, end: int, before: Statement) -> Cue | None:
    """The word that sets a figure against one before it ("in reality")."""
    cues = page.cues_in("contrast", start, end)
    if not cues or before.figure is None or start - before.figure.locus.end > _FAR:
        return None
    cue = cues[-1]
    weak = page.text[cue.start : cue.end].lower() in page.usage.weak_contrast
    near = page.sentence_at(before.figure.locus.start) >= page.sentence_at(start) - 1
    return cue if (near or not weak) and before.figure.locus.end <= cue.start else None


def _beside(page: Page, counts: list[Statement], rank: int, cue: Cue) -> Statement | None:
    """The figure of the same sentence that a replacement stands against."""
    sentence = page.sentence_at(cue.start)
    for other in [*counts[max(0, rank - 3) : rank][::-1], *counts[rank + 1 : rank + 3]]:
        if other.figure is not None and page.sentence_at(other.figure.locus.start) == sentence:
            return other
    return None


def _whole(page: Page, counts: list[Statement], statement: Statement) -> Iterator[Link]:
    """The statement of the whole that a figure says it is part of."""
    part = statement.figure.part_of if statement.figure is not None else None
    if part is None:
        return
    for other in counts:
        if other.figure is not None and other.id != statement.id and other.figure.locus.overlaps(part):
            yield Link("part of whole", other.id, part)
            return
