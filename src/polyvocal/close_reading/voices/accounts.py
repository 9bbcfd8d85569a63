"""Whole accounts that a sentence announces: "She told the following story", first under its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from polyvocal.close_reading.voices.lexicon import Lexicon
from polyvocal.close_reading.voices.quotations import paragraphs
from polyvocal.close_reading.voices.report import Report
from polyvocal.terms import Sentence

_HEADING_WORDS = 14
_WORD = re.compile(r"[^\W\d_]+")


def announce(text: str, sentences: Sequence[Sentence], reports: Sequence[Report], words: Lexicon) -> list[Report]:
    """Accounts told by a speaker: all that stands under the heading behind the sentence that announces it.

    "The following story" announces wherever it stands, but no more than its paragraph (or the next, where it ends
    one); "this story" only in the first sentence under a heading, and then all that the heading covers.
    """
    announcing = [(r, following) for r in reports if (following := _announces(text, r, words)) is not None]
    if not announcing:
        return []
    spans = paragraphs(sentences)
    place = {number: k for k, (number, _, _) in enumerate(spans)}
    found = []
    for report, following in announcing:
        if report.field is None or report.field.inside is not None or report.source is None:
            continue
        sentence = sentences[report.field.sentence]
        at = place[sentence.paragraph]
        under_heading = sentence.start == spans[at][1] and (
            at == 0 or is_heading(text[spans[at - 1][1] : spans[at - 1][2]])
        )
        if not (following or under_heading):
            continue
        last = at + (sentence.end == spans[at][2] and at + 1 < len(spans))
        while under_heading and last + 1 < len(spans) and not is_heading(text[spans[last + 1][1] : spans[last + 1][2]]):
            last += 1
        start = next((s.start for s in sentences[report.field.sentence + 1 :][:1]), len(text))
        if start < spans[last][2]:
            content = [(start, spans[last][2])]
            rule = "account announced"
            found.append(replace(report, cue=None, content=content, rule=rule, certainty="probable", quotes=[], by=""))
    return found


def _announces(text: str, report: Report, words: Lexicon) -> bool | None:
    """True for "the following story", False for "this story", None for anything else."""
    if len(report.content) != 1 or report.manner not in ("says", "writes"):
        return None
    a, b = report.content[0]
    said = [word.lower() for word in _WORD.findall(text[a : min(b, a + 60)])]
    if words.words["accounts"].isdisjoint(said[1:4]):
        return None
    if said[0] in words.words["this"]:
        return False
    return True if not words.words["following"].isdisjoint(said[:2]) else None


def is_heading(words: str) -> bool:
    """Whether a paragraph is a heading: short, and no sentence.

    >>> is_heading("The Loss of the Hampshire (1916)"), is_heading("She struck a mine.")
    (True, False)
    """
    return len(words.split()) <= _HEADING_WORDS and not words.rstrip('"”’»)').endswith(
        (".", "!", "?", ":", ",", ";", "…")
    )
