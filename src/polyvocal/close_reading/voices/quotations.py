"""Quotations of every typographic habit: where they open, where they close, and which continue over paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from polyvocal.terms import Sentence

_MARK = re.compile(r"[\"“”„«»]|''|``|‘(?=\w)")
_SINGLE_END = re.compile(r"’(?![^\W\d_])")
_OPENING_AFTER = frozenset(" \t\n([{—–-_*")
_LONGEST_UNCLOSED = 1500  # an opening mark without its pair is believed for one paragraph of this length
_LONGEST_SINGLE = 300


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks; *continued* where the next paragraph opens with the mark again."""

    start: int
    end: int
    paragraph: int
    continued: bool = False


def paragraphs(sentences: Sequence[Sentence]) -> list[tuple[int, int, int]]:
    """Number, start and end of each paragraph.

    >>> paragraphs([Sentence(0, 4, 0), Sentence(5, 9, 0), Sentence(11, 15, 1)])
    [(0, 0, 9), (1, 11, 15)]
    """
    spans: list[tuple[int, int, int]] = []
    for sentence in sentences:
        if spans and spans[-1][0] == sentence.paragraph:
            spans[-1] = (sentence.paragraph, spans[-1][1], sentence.end)
        else:
            spans.append((sentence.paragraph, sentence.start, sentence.end))
    return spans


def find_quotations(text: str, sentences: Sequence[Sentence]) -> list[Quotation]:
    """Quotations in order of place, none inside another.

    >>> text = '“We lost,” he said, “two ships.”'
    >>> [text[q.start:q.end] for q in find_quotations(text, [Sentence(0, len(text), 0)])]
    ['“We lost,”', '“two ships.”']
    """
    found: list[Quotation] = []
    spans = paragraphs(sentences)
    marks = list(_MARK.finditer(text))
    begins = [sentence.start for sentence in sentences]
    at = 0
    for index, (number, start, end) in enumerate(spans):
        while at < len(marks) and marks[at].start() < start:
            at += 1
        first = at
        while at < len(marks) and marks[at].start() < end:
            at += 1
        if at == first:
            continue
        following = text[spans[index + 1][1] :][:2] if index + 1 < len(spans) else ""
        starts = begins[bisect_left(begins, start) : bisect_left(begins, end)]
        found.extend(_in_paragraph(text, number, end, marks[first:at], start, following, starts))
    return found


def _in_paragraph(
    text: str, number: int, end: int, marks: list[re.Match[str]], start: int, following: str, starts: list[int]
) -> list[Quotation]:
    found: list[Quotation] = []
    opened, single = -1, False
    for mark in marks:
        if mark.start() < (found[-1].end if found else start):
            continue
        if mark.group() == "‘":
            if opened < 0 and (closing := _closing_single(text, mark.start(), end)):
                found.append(Quotation(mark.start(), closing, number))
            continue
        opens, closes = _role(text, mark, opened >= 0, start, end)
        if opened < 0 and not opens and _ends_speech(text, mark, end):
            begun = starts[bisect_right(starts, mark.start()) - 1] if starts else start
            if begun >= (found[-1].end if found else start):
                found.append(Quotation(begun, mark.end(), number))
            continue
        if closes:
            found.append(Quotation(opened, mark.end(), number))
            opened = -1
        elif opens:
            opened = mark.start()
    if opened >= 0 and not single:
        continued = following[:1] in tuple("\"“„«'‘") and bool(following)
        if continued or (end - opened <= _LONGEST_UNCLOSED and _introduces(text, opened, start)):
            found.append(Quotation(opened, end, number, continued))
    return found


def _closing_single(text: str, start: int, end: int) -> int:
    closing = _SINGLE_END.search(text, start + 1, min(end, start + _LONGEST_SINGLE))
    if closing is None or "“" in text[start : closing.end()]:
        return 0
    return closing.end()


def _role(text: str, mark: re.Match[str], is_open: bool, start: int, end: int) -> tuple[bool, bool]:
    sign = mark.group()
    if sign in "”»":
        return False, is_open
    if sign in "„«":
        return True, False
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    if sign == "“":
        return (not is_open or before.isspace()), is_open and not before.isspace() and not after.isalnum()
    looks_open = before in _OPENING_AFTER and not after.isspace()
    if is_open:
        return looks_open and before.isspace(), not (looks_open and before.isspace())
    return looks_open, False


def _ends_speech(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether a closing mark has lost its opening one, as print that was read by machine often has."""
    if mark.group() not in ('"', "”", "''"):
        return False
    return text[mark.start() - 1] in ",!?" and text[mark.end() : mark.end() + 2].strip().isalpha()


def _introduces(text: str, opened: int, start: int) -> bool:
    before = text[start:opened].rstrip()
    return not before or before[-1] in ":,.—-"
