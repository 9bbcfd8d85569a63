"""The assembly of a record's statements, and of the sentences that none was made of."""

from __future__ import annotations

from collections.abc import Sequence

from polyvocal.close_reading.statements.accounts import account_statements
from polyvocal.close_reading.statements.anchors import Anchors
from polyvocal.close_reading.statements.counts import count_statements, telling
from polyvocal.close_reading.statements.denials import deny
from polyvocal.close_reading.statements.fates import fate_statements
from polyvocal.close_reading.statements.links import link
from polyvocal.close_reading.statements.page import Page
from polyvocal.close_reading.statements.quoting import Maker
from polyvocal.close_reading.statements.reports import report_statements
from polyvocal.terms import Attribution, Figure, Locus, Name, Sentence, Statement, When

_CAPTION = 30  # characters: a shorter sentence may well stand twice


def make_statements(
    text: str,
    record: str = "",
    *,
    sentences: Sequence[Sentence],
    dates: Sequence[When] = (),
    names: Sequence[Name] = (),
    figures: Sequence[Figure] = (),
    attributions: Sequence[Attribution] = (),
    author: str = "the author",
    published: When | None = None,
    title: Locus | None = None,
    language: str = "en",
) -> tuple[tuple[Statement, ...], tuple[Locus, ...]]:
    """Statements of a record in order of place, and its sentences that hold a figure or a report but made none.

    *published* dates what nothing else dates; *title* is where the document's title stands in the text. Words
    that a page prints twice (a caption above and below its picture) make one statement.
    """
    page = Page(text, record, sentences, dates, names, figures, attributions, author, published, title, language)
    if not sentences:
        return (), ()
    maker = Maker(page, Anchors(page))
    repeated = _repeated(page)
    made = [*count_statements(maker), *fate_statements(maker), *account_statements(maker)]
    made += report_statements(maker, made)
    statements = sorted(link(page, deny(maker, _once(page, made, repeated))), key=_place)
    return tuple(statements), _unread(maker, statements, repeated)


def _place(statement: Statement) -> tuple[int, int, str, str]:
    told = statement.figure.locus if statement.figure is not None else statement.answer
    return statement.loci[0].start, told.start if told is not None else 0, statement.aspect, statement.id


def _repeated(page: Page) -> set[int]:
    """Ranks of sentences that stand on the page before in the same words."""
    first: dict[str, int] = {}
    repeated: set[int] = set()
    for rank, sentence in enumerate(page.sentences):
        words = " ".join(page.text[sentence.start : sentence.end].split())
        if len(words) >= _CAPTION and first.setdefault(words, rank) != rank:
            repeated.add(rank)
    return repeated


def _once(page: Page, statements: list[Statement], repeated: set[int]) -> list[Statement]:
    """Statements without those of repeated sentences and without doubles of one identity."""
    kept: dict[str, Statement] = {}
    for statement in statements:
        if page.sentence_at(statement.loci[0].start) not in repeated:
            kept.setdefault(statement.id, statement)
    return list(kept.values())


def _unread(maker: Maker, statements: Sequence[Statement], repeated: set[int]) -> tuple[Locus, ...]:
    """Sentences of prose that a historian would have expected a statement of, and none was made.

    They have a figure that tells (losses, arrests, votes, or one beside an event), or somebody named reports in them
    and a date or a count stands there. A report without either tells nothing that could be set beside others.
    """
    page = maker.page
    read = {page.sentence_at(locus.start) for s in statements for locus in s.loci}
    seen = {page.sentence_at(f.locus.start) for f in telling(maker)}
    figured = {page.sentence_at(f.locus.start) for f in page.figures if f.kind not in page.usage.never}
    dated = {page.sentence_at(d.locus.start) for d in page.dated if d.locus is not None}
    reported = {
        page.sentence_at(a.cue.start)
        for a in page.attributions
        if a.cue is not None and a.source is not None and a.content
    }
    seen |= reported & (figured | dated)
    left = sorted(rank for rank in seen - read - repeated if page.is_prose(rank))
    return tuple(page.locus(page.sentences[rank].start, page.sentences[rank].end) for rank in left)
