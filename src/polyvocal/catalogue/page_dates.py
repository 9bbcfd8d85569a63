"""When a saved page says it was published and changed: printed under the headline, in its head, in its address.

What the page itself prints beside its headline comes before what its machinery says, as a title page comes before a
binder's ticket; where the machinery knows an earlier day, that is when the text was first published.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from polyvocal.catalogue.days_shown import Shown, days_shown
from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.sheet import Sheet
from polyvocal.catalogue.told_days import ADDRESS, address_day, day_in_scripts
from polyvocal.terms import StatedDate

_MARKUP = re.compile(r"<[^<>]*>")
_FIGURES = re.compile(r"\d{1,2}([/-])\d{1,2}\1\d{2,4}")
# Names under which pages give any day of theirs: of the making, the last change, the showing.
_VAGUE = frozenset(f"meta {name}" for name in ("date", "dc.date", "dcterms.date", "created", "dcterms.created",
                                               "dc.date.created", "og:article:published_time"))  # fmt: skip
_HEADINGS = re.compile(r"<(h[1-3])\b[^<>]{0,1000}>(.{0,1500}?)</\1\s*>", re.I | re.S)
_FULL_DAY = 10
_ALONE, _WORDLESS = 3, 4  # ranks of days that stand alone on their line, and of those that nothing marks
_A_LIST = 3


def read_dates_of_page(sheet: Sheet, draft: Draft) -> None:
    """Set the days on which the page was published and changed, from its body, its address and its own data."""
    headline = place_of_title(sheet, draft)
    found = sorted(days_shown(sheet, headline), key=lambda f: f.order)
    printed = [f for f in found if not f.changed]
    told = draft.dates.get("published")
    if told is not None and len(told.when.edtf or "") < _FULL_DAY and any(_within(f.stated, told) for f in printed):
        told = None
    near = next((f for f in printed if f.near and f.rank < _WORDLESS), None)
    if told is None or near is None or near.stated.when.edtf != told.when.edtf:
        told = _by_address(sheet, told)
    if near is None and told is not None and told.entry.by in _VAGUE:
        near = next((f for f in printed if f.rank == 0 and not f.aside), None)
    if near is not None:
        _printed(near, told, draft)
    elif told is not None:
        draft.dates["published"] = told
    else:
        draft.dates.pop("published", None)
        draft.date(_far(printed) or day_in_scripts(sheet))
    changed = next((f.stated for f in found if f.changed), None)
    if changed is not None:
        _changed(replace(changed, role="edited"), draft)


def _changed(printed: StatedDate, draft: Draft) -> None:
    """The day of a change as the page prints it, over the head's with a midnight between them."""
    told = draft.dates.get("edited")
    day, other = printed.when.earliest, told.when.earliest if told else None
    if day is not None and other is not None and abs(day - other) == 1:
        draft.dates["edited"] = printed
    draft.date(printed)


def _far(printed: Sequence[Shown]) -> StatedDate | None:
    """The day that stands away from the headline: plainly marked, or in the main text, or the only one of the page."""
    alike: dict[str, set[str]] = {}
    for f in printed:
        alike.setdefault(f.marked, set()).add(f.stated.when.edtf or "")
    # Days that elements of one kind tell by turns are those of other documents in a list.
    single = [f for f in printed if len(alike[f.marked]) < _A_LIST]
    plain = next((f.stated for f in single if f.rank == 0 or (f.rank < _WORDLESS and not f.aside)), None)
    marked = [f.stated for f in single if f.rank < _ALONE]
    return plain or (marked[0] if len({stated.when.edtf for stated in marked}) == 1 else None)


def _within(day: StatedDate, told: StatedDate) -> bool:
    return (day.when.edtf or "").startswith(told.when.edtf or "-")


def _printed(near: Shown, told: StatedDate | None, draft: Draft) -> None:
    """The day printed by the headline against the one that the head or address tells."""
    day, earlier = near.stated.when.earliest, told.when.earliest if told else None
    if told is None or day is None or earlier is None or day == earlier:
        draft.dates["published"] = told or near.stated
        return
    if told.entry.by in _VAGUE:
        draft.dates["published"] = near.stated
        draft.vary("published", told.entry, told.when.edtf or "")
        return
    if told.entry.by == ADDRESS or _turned(near.stated) == told.when.edtf:
        draft.dates["published"] = told
        return
    edited = draft.dates.get("edited")
    changed = edited.when.earliest if edited else None
    # The midnight of a server is not that of the readers: the page prints its own day.
    if abs(day - earlier) <= 1 or near.rank == 0 or changed in (day, earlier):
        draft.dates["published"] = near.stated
    else:
        draft.dates["published"] = told
        draft.vary("published", near.stated.entry, near.stated.when.edtf or "")
        return
    if day > earlier + 1:
        draft.date(replace(told, role="first published"))
    elif day < earlier - 1:
        draft.vary("published", told.entry, told.when.edtf or "")


def _turned(stated: StatedDate) -> str | None:
    """The day with its month and day in figures taken the other way round; None where they cannot be."""
    figures = _FIGURES.fullmatch(stated.entry.value)
    edtf = stated.when.edtf or ""
    return f"{edtf[:5]}{edtf[8:]}-{edtf[5:7]}" if figures and int(edtf[8:]) <= 12 else None


def place_of_title(sheet: Sheet, draft: Draft) -> int:
    """Where the title stands in the page's body, or where the text begins."""
    title = draft.entries.get("title")
    if title is not None and title.evidence is not None and title.by == "heading 1":
        if title.evidence.layer == "capture":
            return title.evidence.start
        return sheet.alignment.to_capture(*title.evidence.span)[0]
    wanted = set(re.findall(r"\w+", title.value.casefold())) if title else set()
    for heading in _HEADINGS.finditer(sheet.captured, *sheet.record.place):
        words = set(re.findall(r"\w+", _MARKUP.sub(" ", heading[2]).casefold()))
        if wanted and 2 * len(words & wanted) > len(wanted | words):
            return heading.start(2)
    return sheet.alignment.to_capture(0, 1)[0] if sheet.text else sheet.record.place[0]


def _by_address(sheet: Sheet, told: StatedDate | None) -> StatedDate | None:
    """The day in the page's address: it stands where nothing else tells, and over a machine's midnight."""
    given = address_day(sheet)
    if given is None or given.when.earliest is None:
        return told
    if told is None or told.when.earliest is None:
        return given
    # Within a day of the machine's hour the address knows best what day it was where the page was written.
    if abs(told.when.earliest - given.when.earliest) <= 1 or len(told.when.edtf or "") < _FULL_DAY:
        return given
    return told
