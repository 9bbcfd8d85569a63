"""Close reading: what one record says of when, who, how many, and on whose word."""

from __future__ import annotations

import re
from functools import cache

from polyvocal.close_reading.debris import Debris
from polyvocal.close_reading.readers import RULES, chosen, of_language
from polyvocal.close_reading.readers import reader as reader_called
from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.close_reading.suggested import Suggested
from polyvocal.terms import (
    Attribution,
    CloseReading,
    Description,
    Figure,
    Locus,
    Name,
    PolyvocalError,
    Record,
    Sentence,
    Statement,
    When,
)
from polyvocal.terms.days import iso
from polyvocal.usage import languages, load

__all__ = ["read"]

# Of a document's clocks, the one nearest to what it tells comes first.
_CLOCKS = ("written", "delivered", "first published", "published", "this edition")
_PAGES = ("text/html", "application/xml")
_WORD = re.compile(r"[^\W\d_]{2,}")  # a letter alone is oftener noise than a word
_OFTEN = 0.2  # nearly every page of 1916 shows this share; Dutch, which has in, is and was, stays below it


def read(record: Record, captured: str | None = None, *, reader: str = "") -> CloseReading:
    """All that the readers find in a record; a language without tables of its own gives sentences and citations alone.

    With *captured*, the decoded text of its capture, the sources behind the links of a saved page are read too.
    *reader* is "rules", "model" or a plug-in by name; "" takes what POLYVOCAL_READER names, else the model where it is
    installed, else the rules. Raises `PolyvocalError` where there is no such reader, or where it gives no answer.
    """
    from polyvocal.close_reading.citations import read_citations, read_links
    from polyvocal.close_reading.dates import check_anniversaries, check_feasts, read_dates, read_periods, with_periods
    from polyvocal.close_reading.figures import read_figures
    from polyvocal.close_reading.names import read_names
    from polyvocal.close_reading.statements import make_statements, undated
    from polyvocal.close_reading.voices import read_attributions

    text, id_, card = record.text, record.id, record.description
    language = _language(record)
    published, author = _published(card), _author(card)
    written = iso(published.earliest) if published is not None and published.earliest is not None else None
    sentences = divide_sentences(text, language if _has(language, "sentences") else "en")
    dates = read_dates(text, id_, language=language, written=written) if _has(language, "dates") else ()
    if _has(language, "periods"):
        dates = check_anniversaries(text, dates, language=language)
        dates = check_feasts(text, dates, lambda words: read_dates(words, language=language))
    readers, by, suggested = _suggested(reader, text, sentences, language)
    names: tuple[Name, ...] = ()
    if _has(language, "names"):
        seen = suggested.names
        names = read_names(text, id_, sentences=sentences, language=language, suggested=seen, suggested_by=by)
    debris = Debris.of(record.marks)
    dates, names = debris.sift(dates), debris.sift(names)
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()
    unread: tuple[Locus, ...] = ()
    if _has(language, "figures"):
        figures = debris.sift(read_figures(text, id_, sentences=sentences, dates=dates, language=language))
    if _has(language, "voices"):
        attributions = read_attributions(
            text,
            id_,
            sentences=sentences,
            names=names,
            author=author,
            language=language,
            suggested=suggested.reports,
            suggested_by=by,
        )
        attributions = debris.sift_attributions(undated(attributions, dates, names, language))
    if _has(language, "statements"):
        title = card.title.evidence if card.title is not None else None
        statements, unread = make_statements(
            text,
            id_,
            sentences=sentences,
            dates=dates,
            names=names,
            figures=figures,
            attributions=attributions,
            author=author,
            published=published,
            title=title if title is not None and title.layer == "reading" else None,
            language=language,
        )
    citations = read_citations(text, id_, sentences=sentences, language=language)
    if captured is not None and record.capture.media_type in _PAGES:
        citations = (*citations, *read_links(record, captured))
    if _has(language, "periods"):
        dates = with_periods(dates, read_periods(text, id_, language=language))
    return CloseReading(
        id_, sentences, dates, names, figures, attributions, statements, unread, citations, readers, suggested.losses
    )


def _suggested(asked: str, text: str, sentences: tuple[Sentence, ...], language: str) -> tuple[str, str, Suggested]:
    """Who reads a text of that language, who of them suggests something to the rules, and what."""
    one = of_language(reader_called(chosen(asked)), language)
    if one.name == RULES or not (_has(language, "names") or _has(language, "voices")):
        return RULES, "", Suggested()
    return f"{RULES} + {one.name}", one.name, one.read(text, sentences, language)


def _has(language: str, table: str) -> bool:
    """Whether there is usage of a reader for a language."""
    try:
        load(language, table)
    except PolyvocalError:
        return False
    return True


def _language(record: Record) -> str:
    """The language that the record is read in: as catalogued, unless its commonest words tell another; else by script.

    Identification goes astray on pages that a machine read badly; the words that every sentence needs do not.
    """
    entry = record.description.language
    catalogued = entry.value[:2] if entry is not None else ""
    if catalogued in languages():
        return catalogued
    words = [word.lower() for word in _WORD.findall(record.text[:20000])]
    for language in languages():
        if sum(word in _commonest(language) for word in words) >= _OFTEN * len(words) > 0:
            return language
    return catalogued or ("ru" if sum("а" <= word[0] <= "я" for word in words) * 2 > len(words) else "en")


@cache
def _commonest(language: str) -> frozenset[str]:
    return frozenset(load(language, "search")["common"])


def _published(card: Description) -> When | None:
    """The day that relative dates count from, and that dates what nothing else dates."""
    for clock in _CLOCKS:
        for date in card.dates:
            if date.role == clock and date.when.earliest is not None:
                return date.when
    return None


def _author(card: Description) -> str:
    named = [c.name.value for c in card.contributors if c.role in ("author", "speaker") and c.form != "anonymous"]
    return " and ".join(named) if named else "the author"
