"""How a document closes: signature, place and day, colophon, claim of rights."""

from __future__ import annotations

import re
from collections.abc import Sequence

from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.names import contributors, is_person, stands_out, until_stop
from polyvocal.catalogue.openings import BYLINE, byline_names, is_day
from polyvocal.catalogue.sheet import Sheet
from polyvocal.catalogue.wording import is_paragraph, patterns, search, words
from polyvocal.terms import Contributor
from polyvocal.terms.description import DateRole, Role
from polyvocal.terms.line import Line

COLOPHON = "colophon 1"
SIGNATURE = "signature 1"
SUBSCRIPTION = "subscription 1"
RIGHTS = "claim of rights 1"
_TAIL = 14
_LONGEST = 1500
_PLACE = re.compile(r"(?:[A-ZА-ЯЁ][\w.'’-]*)(?:(?:,\s*|\s+)(?:[A-ZА-ЯЁ][\w.'’-]*|on|de|the|am|sur|на)){0,5}\.?")
_ROLES: tuple[tuple[Role, DateRole], ...] = (
    ("translator", "translated"), ("editor", "edited"), ("transcriber", "transcribed"), ("photographer", "captured"),
    ("illustrator", "captured"), ("recorder", "captured"),
)  # fmt: skip
_RANK = re.compile(r",\s+(?P<rank>[A-ZА-ЯЁ][\w-]+)(?:[ ,-]+[\w-]+){0,6}$")


def read_closing(sheet: Sheet, lines: Sequence[Line], draft: Draft) -> None:
    """Fill the card from the last lines: colophon and rights first, then what stands above them."""
    tail = list(lines[-_TAIL:])
    colophon = [line for line in tail if read_colophon(sheet, line, draft)]
    rights = [line for line in tail if _rights(sheet, line, draft)]
    body_end = next((i for i in range(len(tail) - 1, -1, -1) if _is_body(tail[i], colophon, rights)), len(tail) - 1)
    above = [line for line in tail[body_end + 1 :] if line not in colophon and line not in rights]
    _subscription(sheet, above, draft)
    if not draft.has("author"):
        _signature(sheet, above, len(lines), draft)


def _is_body(line: Line, *about: Sequence[Line]) -> bool:
    return is_paragraph(line) and not any(line in lines for lines in about)


def read_colophon(sheet: Sheet, line: Line, draft: Draft) -> bool:
    """Whether the line says who translated, edited or transcribed; each with the day that follows the name."""
    found = False
    if len(line.words) > _LONGEST:
        return False
    marks = sorted(
        (m.start(), m.end(), role, clock)
        for role, clock in _ROLES
        for pattern in patterns("contributors", role)
        for m in pattern.finditer(sheet.text, line.start, line.end)
        if m.start() == line.start or not sheet.text[m.start() - 1].isalnum()
    )
    for n, (_, start, role, clock) in enumerate(marks):
        end = marks[n + 1][0] if n + 1 < len(marks) else line.end
        stop = until_stop(sheet.text, start, end)
        people: list[Contributor] = list(contributors(sheet, start, stop, role, COLOPHON, strict=True))
        if not people and len(line.words) < 120:
            people = [c for c in contributors(sheet, start, stop, role, COLOPHON) if stands_out(c.name.value)]
        draft.add(people)
        if people:
            found = True
            if clock != "captured":
                draft.date(sheet.date(clock, start, end, COLOPHON))
    return found


def _rights(sheet: Sheet, line: Line, draft: Draft) -> bool:
    claim = search("rights", "claim", line.words) if len(line.words) <= _LONGEST else None
    if claim is None:
        return False
    draft.put("rights", sheet.entry(line.start, line.end, RIGHTS))
    credit = search("rights", "credit", line.words)
    if credit:
        start, end = line.start + credit.start("names"), line.start + credit.end("names")
        for a, b in _alternatives(sheet.text, start, end):
            draft.add([Contributor(sheet.entry(a, b, RIGHTS), "publisher", "body")])
    return True


def _alternatives(text: str, start: int, end: int) -> list[tuple[int, int]]:
    places, at = [], start
    for cut in [*re.compile(r"\s+(?:or|and|или|и)\s+(?:the\s+)?|,\s*").finditer(text, start, end), None]:
        stop = cut.start() if cut else end
        if text[at:stop][:1].isupper():
            places.append((at, stop))
        at = cut.end() if cut else end
    return places


def _subscription(sheet: Sheet, lines: Sequence[Line], draft: Draft) -> None:
    """Place and day under the text: "Zimmerwald,\\n8 September 1915."."""
    for i in range(len(lines) - 1, max(-1, len(lines) - 5), -1):
        line = lines[i]
        if is_paragraph(line) or len(line.words) > 80:
            continue
        day = sheet.date("written", line.start, line.end, SUBSCRIPTION)
        if day is None or day.entry.evidence is None or day.entry.evidence.layer != "reading":
            continue
        before = sheet.text[line.start : day.entry.evidence.start].rstrip(" ,")
        if before and not _is_place(before):
            continue
        if before:
            draft.put("place", sheet.entry(line.start, line.start + len(before), SUBSCRIPTION))
        elif not is_day(sheet, line):
            continue
        elif i and lines[i].gap == 0 and _is_place(lines[i - 1].words):
            above = lines[i - 1]
            draft.put("place", sheet.entry(above.start, above.start + len(_unpointed(above.words)), SUBSCRIPTION))
        draft.date(day)
        return


def _unpointed(words: str) -> str:
    # The full stop closes the line, unless it belongs to an abbreviation ("D.F.", "Pa.").
    return words if re.search(r"(?:\.[^\W\d_]|\b[^\W\d_]{1,3})\.$", words) else words.rstrip(". ,")


def _is_place(words: str) -> bool:
    words = words.rstrip(" ,")
    return len(words) <= 50 and bool(_PLACE.fullmatch(words)) and not is_person(words)


def _signature(sheet: Sheet, lines: Sequence[Line], count: int, draft: Draft) -> None:
    """The author's name on a line of its own under the text."""
    for line in reversed(lines[-4:] if count > 1 else []):
        if is_paragraph(line):
            return
        posted = byline_names(line)
        if posted and search("byline", "posted", line.words):
            draft.add(contributors(sheet, line.start + posted[0], line.start + posted[1], "author", BYLINE))
            return
        name = _signed_name(line)
        if name is not None:
            draft.add(contributors(sheet, *name, "author", SIGNATURE, strict=_RANK.search(line.words) is None))
            return


def _signed_name(line: Line) -> tuple[int, int] | None:
    """Where the name stands on a line that can only be a signature: a person's, or a surname with a rank."""
    signed = search("subscription", "signed", line.words)
    at = signed.end() if signed and signed.start() == 0 else 0
    rank = _RANK.search(line.words, at)
    name = line.words[at : rank.start() if rank else len(line.words)].strip(" .,—–-")
    ranked = rank is not None and rank["rank"].casefold() in words("contributors", "honorifics")
    if not (line.gap or signed) or not (is_person(name) or (ranked and name.isalpha() and name[0].isupper())):
        return None
    start = line.start + line.words.index(name, at)
    return start, start + len(name)
