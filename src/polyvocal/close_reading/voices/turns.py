"""Words that belong to a speaker already named: his next quotation, quotations over paragraphs, "He had ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from polyvocal.close_reading.voices.lexicon import Lexicon
from polyvocal.close_reading.voices.quotations import Quotation
from polyvocal.close_reading.voices.report import Chars, Report
from polyvocal.terms import Sentence

_QUESTIONS = ("?”", '?"', "?’", "?»")
_FIRST_WORDS = re.compile(r"([^\W\d_]+)\s+([^\W\d_]+)")
_LONGEST_TAIL = 25  # words of the sentence that a quotation after it goes on from
_LONGEST_LEAD = 8  # words of speaker and adverbs between a quotation and the next of the same breath


def continue_quotations(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], reports: list[Report]
) -> None:
    """Widen content to whole quotations, and give a quotation without a cue to the speaker just before it."""
    owned: dict[int, Report] = {}
    ends: dict[int, Report] = {}  # where an outermost report ends: that report
    for report in reports:
        report.content = [_whole(span, report, quotations) for span in report.content]
        if report.manner == "says" and text.endswith(_QUESTIONS, 0, report.content[0][1]):
            report.certainty = "unknown"
        if report.field is not None and report.field.inside is None:
            ends[report.content[-1][1]] = report
            for index in report.quotes:
                owned.setdefault(index, report)
    for index, quotation in enumerate(quotations):
        if index in owned:
            continue
        previous = quotations[index - 1] if index else None
        owner = owned.get(index - 1)
        if owner is None or previous is None or not _follows(text, previous, quotation, owner):
            owner = _just_before(text, quotation, ends)
        if owner is not None:
            owner.content = _joined(owner.content, (quotation.start, quotation.end))
            ends[quotation.end] = owned[index] = owner


def _whole(span: Chars, report: Report, quotations: Sequence[Quotation]) -> Chars:
    a, b = span
    for index in report.quotes:
        quotation = quotations[index]
        if quotation.start < b and a < quotation.end:
            a, b = min(a, quotation.start), max(b, quotation.end)
    return a, b


def _joined(spans: list[Chars], span: Chars) -> list[Chars]:
    """Spans with one more, in order, none inside another.

    >>> _joined([(0, 3), (5, 9)], (6, 8))
    [(0, 3), (5, 9)]
    """
    if span[0] >= spans[-1][1]:
        spans.append(span)
        return spans
    result: list[Chars] = []
    for a, b in sorted([*spans, span]):
        if result and a < result[-1][1]:
            result[-1] = (result[-1][0], max(b, result[-1][1]))
        else:
            result.append((a, b))
    return result


def _follows(text: str, previous: Quotation, quotation: Quotation, owner: Report) -> bool:
    """Whether one quotation goes on with another: over a paragraph break, or with only the cue between them."""
    if previous.continued:
        return True
    if previous.paragraph != quotation.paragraph:
        return False
    between = text[previous.end : quotation.start]
    if owner.cue is None or not previous.end <= owner.cue[0] < quotation.start:
        return not between.strip(" \n_*")
    last = max(owner.cue[1], owner.source[1] if owner.source and owner.source[1] <= quotation.start else 0)
    rest = text[last : quotation.start]
    size = len(rest.split())
    if size <= _LONGEST_LEAD and len(re.findall("[.:,]", rest)) <= 2:
        return True
    return size <= _LONGEST_TAIL and rest.count(".") == 1 and rest.rstrip(" \n_*").endswith(".")


def _just_before(text: str, quotation: Quotation, ends: dict[int, Report]) -> Report | None:
    """The report in indirect speech that ended right before the quotation, in its paragraph."""
    at = quotation.start
    while at > 0 and (text[at - 1].isspace() or text[at - 1] in "._*"):
        at -= 1
    owner = ends.get(at) or ends.get(at + 1)
    if owner is None or owner.field is None or owner.source is None or owner.manner not in ("says", "writes"):
        return None
    return owner if owner.field.paragraph == quotation.paragraph else None


def continue_by_pronoun(
    text: str, sentences: Sequence[Sentence], reports: Sequence[Report], words: Lexicon
) -> list[Report]:
    """Sentences that go on with what was said: "He had ...", "They would ..." behind a report that fills its sentence.

    >>> from polyvocal.close_reading.voices.lexicon import lexicon
    >>> continue_by_pronoun("He would sail.", [Sentence(0, 14, 0)], [], lexicon("en"))
    []
    """
    speaking = {r.content[-1][1]: r for r in reports if _may_go_on(text, r)}
    if not speaking:
        return []
    cues = {r.field.sentence for r in reports if r.field is not None}
    pronouns = words.words["singular_pronouns"] | words.words["plural_pronouns"]
    found = []
    for number in range(1, len(sentences)):
        before, sentence = sentences[number - 1], sentences[number]
        if number in cues or before.paragraph != sentence.paragraph:
            continue
        report = speaking.get(before.end) or speaking.get(before.end - 1)
        first = _FIRST_WORDS.match(text, sentence.start, sentence.end)
        if report is None or first is None or first.group(1).lower() not in pronouns:
            continue
        if first.group(2).lower() not in words.words["backshifted"]:
            continue
        going_on = replace(
            report,
            cue=None,
            source=first.span(1),
            content=[(sentence.start, sentence.end)],
            rule="goes on with a pronoun",
            certainty="probable",
            quotes=[],
            by="",
        )
        speaking[sentence.end] = going_on
        found.append(going_on)
    return found


def refer_back(reports: Sequence[Report], sentences: Sequence[Sentence]) -> None:
    """Give a refutation ("This is untrue.") what it refutes: the report that fills the sentence before it."""
    last: dict[int, Report] = {}
    for report in sorted((r for r in reports if r.field and r.cue), key=lambda r: r.cue or (0, 0)):
        if report.field is None:
            continue
        number, start = report.field.sentence, report.content[0][0]
        before = last.get(number - 1)
        if report.own and start == sentences[number].start and before is not None and before.field is not None:
            if before.field.paragraph == report.field.paragraph and before.content[-1][1] <= start:
                report.content = [*before.content, *report.content]
        elif report.field.inside is None:
            last[number] = report


def _may_go_on(text: str, report: Report) -> bool:
    if report.field is None or report.field.inside is not None or report.source is None:
        return False
    return report.manner == "says" and report.affirmed and text[report.content[-1][1] - 1] not in '”"»’'
