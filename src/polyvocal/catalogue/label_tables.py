"""Label tables, as transcription sites set them: "Written: ...", "Source: ...", "Transcribed by ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.names import contributors, is_person, stands_out, until_stop
from polyvocal.catalogue.sheet import Sheet
from polyvocal.catalogue.wording import label_fields, search
from polyvocal.terms.description import DateRole, Role
from polyvocal.terms.line import Line

BY = "label table 1"
_LABEL = re.compile(
    r"(?P<label>[^\W\d_][\w’'/&\\ .-]{1,40}?)\s*:\s+(?P<value>\S.*)"
    r"|(?P<bare>[^\W\d_][\w’'/&\\ -]{1,30} by)\s+(?P<name>[^\W\d_].*)",
    re.S,
)
_PARTS = re.compile(r"\s*[/&\\]\s*|\s+and\s+|\s+и\s+")
_DEEPEST = 60
_FOR = re.compile(r"\b(?:for|at)\s+(?=(?:the\s+)?[A-ZА-ЯЁ])")
# Parts of a citation; the point behind an initial parts nothing.
_CITATION_PARTS = re.compile(r"[,;]\s|(?<=[^\W\d_]{2})\.\s(?=[^\W\d_])|\s\(")
_FULL_DAY = 10
_DATES: dict[str, DateRole] = {
    "written": "written", "delivered": "delivered", "published": "published", "this_edition": "this edition",
    "first_published": "first published",
}  # fmt: skip
_PEOPLE: dict[str, Role] = {
    "translated": "translator", "edited": "editor", "transcribed": "transcriber", "author": "author",
    "publisher": "publisher",
}  # fmt: skip
_CLOCKS: dict[str, DateRole] = {"translated": "translated", "edited": "edited", "transcribed": "transcribed"}


def field_of(label: str) -> str | None:
    """The field a label fills; of a double label ("Transcribed/HTML Markup") the first known half decides.

    >>> field_of("Transcribed/HTML Markup"), field_of("Weather")
    ('transcribed', None)
    """
    plain = " ".join(label.casefold().split())
    fields = label_fields()
    if plain in fields:
        return fields[plain]
    return next((fields[part] for part in _PARTS.split(plain) if part in fields), None)


def label_lines(lines: Sequence[Line]) -> list[tuple[int, re.Match[str], str | None]]:
    """Index, match and field of each line of the tables: runs of at least two labels, one of them known."""
    run: list[tuple[int, re.Match[str], str | None]] = []
    found: list[tuple[int, re.Match[str], str | None]] = []
    for i, line in enumerate([*lines[:_DEEPEST], None]):
        match = _LABEL.fullmatch(line.words) if line and len(line.words) <= 600 else None
        name = (match["label"] or match["bare"]) if match else ""
        if match and len(name.split()) <= 4 and (match["label"] or field_of(name)):
            run.append((i, match, field_of(name)))
            continue
        known = [item for item in run if item[2]]
        if (len(run) > 1 and known) or (run and known and run[0][0] < 12 and _telling(run)):
            found += run
        run = []
    return found


def _telling(run: Sequence[tuple[int, re.Match[str], str | None]]) -> bool:
    # A label alone may be a speaker's name or a heading: only those that nothing else is called count by themselves.
    telling = ("written", "source", "first_published", "translated", "transcribed")
    return any(field in telling and match["label"] for _, match, field in run)


def read_labels(sheet: Sheet, lines: Sequence[Line], draft: Draft) -> int:
    """Fill the card from the label tables; returns the index of the first label line, or -1."""
    table = label_lines(lines)
    for i, match, field in table:
        start = lines[i].start + match.start("value" if match["value"] else "name")
        end = lines[i].end
        if field is None:
            draft.labels.append((match["label"] or match["bare"], sheet.entry(start, end, BY)))
        else:
            _fill(sheet, field, start, end, draft)
    return table[0][0] if table else -1


def _fill(sheet: Sheet, field: str, start: int, end: int, draft: Draft) -> None:
    if field in ("title", "place", "rights"):
        draft.put(field, sheet.entry(start, end, BY))
    elif field in ("source", "first_published"):
        _source(sheet, field, start, end, draft)
    elif field in _DATES:
        draft.date(sheet.date(_DATES[field], start, end, BY))
    elif field in _PEOPLE:
        _people(sheet, field, start, end, draft)


def _people(sheet: Sheet, field: str, start: int, end: int, draft: Draft) -> None:
    role = _PEOPLE[field]
    # "Transcribed: scanned and corrected by the club": the names stand behind the last "by".
    leads = list(re.finditer(r"\bby\s+(?:the\s+)?|^the\s+", sheet.text[start:end], re.I))
    start += leads[-1].end() if leads else 0
    patron = _FOR.search(sheet.text, start, end)
    stop = until_stop(sheet.text, start, patron.start() if patron else end)
    draft.add(c for c in contributors(sheet, start, stop, role, BY) if stands_out(c.name.value))
    if patron:
        begin = patron.end() + (4 if sheet.text[patron.end() : patron.end() + 4].lower() == "the " else 0)
        close = re.compile(r"[,.;]\s|[.;]?$").search(sheet.text, begin, end)
        draft.add(contributors(sheet, begin, close.start() if close else end, "sponsor", BY))
    if field in _CLOCKS:
        draft.date(sheet.date(_CLOCKS[field], start, end, BY))


def _source(sheet: Sheet, field: str, start: int, end: int, draft: Draft) -> None:
    """Periodical or book, volume, number, pages and day of what the text was copied from, or first printed in."""
    if field == "source":
        draft.put("source_copy", sheet.entry(start, end, BY))
    numbered, behind = read_issue(sheet, start, end, draft)
    stated = sheet.date("first published", behind, end, BY) or sheet.date("first published", start, end, BY)
    # The year of a collected edition is not that of the text: only a day or an issue tells of the first print.
    if stated and (field == "first_published" or numbered or len(stated.when.edtf or "") == _FULL_DAY):
        draft.date(stated)


def read_issue(sheet: Sheet, start: int, end: int, draft: Draft) -> tuple[bool, int]:
    """Title, volume, number and pages of a citation; whether it has a number, and where volume and number end."""
    places, behind, numbered = [], start, False
    for name in ("volume", "number", "pages"):
        found = search("container", name, sheet.text, start, end, cased=name == "volume")
        if found:
            group = name if found[name] else "number2"
            draft.put(name, sheet.entry(found.start(group), found.end(group), BY))
            places.append(found.start())
            behind = max(behind, found.end()) if name != "pages" else behind
            numbered = numbered or name == "number"
    day = sheet.date("first published", behind, end, BY)
    if day and day.entry.evidence and day.entry.evidence.layer == "reading":
        stop = min([*places, day.entry.evidence.start])
    else:
        stop = min([*places, end])
    title = _cited_title(sheet.text, start, stop, told=bool(places))
    if title is not None:
        draft.put("periodical", sheet.entry(*title, BY))
    return numbered, behind


def _cited_title(text: str, start: int, stop: int, *, told: bool) -> tuple[int, int] | None:
    """Where the title of a citation stands: its first part, or the second where the first is a person's name."""
    parts = []
    at = start
    for cut in [*_CITATION_PARTS.finditer(text, start, stop), None]:
        end = cut.start() if cut else stop
        words = text[at:end].strip(" ,.;:(–—-")
        if words:
            begin = text.index(words, at)
            parts.append((begin, begin + len(words)))
        at = cut.end() if cut else stop
    if not parts:
        return None
    by_person = is_person(text[slice(*parts[0])])
    if (by_person and len(parts) < 2) or not (told or by_person):
        return None
    title = parts[1 if by_person else 0]
    words = text[slice(*title)]
    return title if len(words) <= 120 and words[0].isalnum() and words[0].isupper() else None
