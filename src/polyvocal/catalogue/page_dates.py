"""When a saved page says it was published and changed: printed under the headline, in its head, in its address.

What the page itself prints beside its headline comes before what its machinery says, as a title page comes before a
binder's ticket; where the machinery knows an earlier day, that is when the text was first published.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.sheet import Sheet
from polyvocal.terms import Entry, StatedDate, When
from polyvocal.terms.days import from_gregorian, iso, month_length
from polyvocal.usage import load

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]{0,600})>")
# Values of attributes that say nothing about what an element holds.
_VALUES = re.compile(r"\b(?:style|href|src|on\w+|title|datetime|content)=(?:\"[^\"]*\"|'[^']*')")
_MARKUP = re.compile(r"<[^<>]*>")
_VOID = frozenset(("br", "img", "hr", "input", "meta", "link", "source", "wbr", "area", "embed", "path", "use"))
_RAW = re.compile(r"<(script|style|noscript|template|select|svg)\b|<!--", re.I)
# A year of print or of the web, or three figures: round these a date is looked for.
_SEED = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|(?<!\d)\d{1,2}([./-])\s?\d{1,2}\1\s?\d\d(?!\d)")
_LONGEST_RUN = 700
_MACHINE = re.compile(
    r"""\b(?:datetime|content|title|data-[\w-]*(?:date|time)[\w-]*)\s*=\s*["']?((?:1[5-9]|20)\d\d-\d\d-\d\d[^"'>]{0,40})""",
    re.I,
)
_ADDRESS_DAY = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-]?(?P<m>0[1-9]|1[0-2])[/-]?(?P<d>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
    r"|/(?P<d2>0[1-9]|[12]\d|3[01])-(?P<m2>0[1-9]|1[0-2])-(?P<y2>(?:19|20)\d\d)(?=[/_.-]|$)"
)
_FIGURES = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2,4}")
ADDRESS = "day in the address 1"
# Names under which pages give any day of theirs: of the making, the last change, the showing.
_VAGUE = frozenset(f"meta {name}" for name in ("date", "dc.date", "dcterms.date", "created", "dcterms.created",
                                               "dc.date.created", "og:article:published_time"))  # fmt: skip
NEVER = frozenset(("comments", "related", "advertisement", "notice"))
_ASIDE = frozenset(("sidebar", "navigation", "footer", "sharing"))
_HEADINGS = re.compile(r"<(h[1-3])\b[^<>]{0,1000}>(.{0,1500}?)</\1\s*>", re.I | re.S)
_FAR, _AFTER, _BEFORE = 20_000, 500, 250
"""How far from the headline a day is looked for as printed there: characters of the page, and of what it shows."""
_TRIED = 80
_FULL_DAY = 10
_RUN_OF_DAY = 80


@cache
def _words(kind: str, name: str) -> re.Pattern[str]:
    return re.compile(load("en", "page_dates")[kind][name], re.I)


@dataclass(frozen=True, slots=True)
class _Found:
    """A day in the body: how plainly it is marked as that of publication (0 is plainest), and how far off it stands."""

    stated: StatedDate
    rank: int
    near: bool
    distance: int
    changed: bool
    aside: bool

    @property
    def order(self) -> tuple[bool, bool, int, int]:
        return (not self.near, self.aside, self.rank, self.distance)


def read_dates_of_page(sheet: Sheet, draft: Draft) -> None:
    """Set the days on which the page was published and changed, from its body, its address and its own data."""
    headline = place_of_title(sheet, draft)
    found = sorted(_days(sheet, headline), key=lambda f: f.order)
    printed = [f for f in found if not f.changed]
    told = draft.dates.get("published")
    if told is not None and len(told.when.edtf or "") < _FULL_DAY and any(_within(f.stated, told) for f in printed):
        told = None
    told = _by_address(sheet, told, draft)
    near = next((f for f in printed if f.near and f.rank < 4), None)
    if near is not None:
        _printed(near, told, draft)
    elif told is not None:
        draft.dates["published"] = told
    else:
        draft.dates.pop("published", None)
        far = next((f.stated for f in printed if f.rank == 0 or (f.rank < 4 and not f.aside)), None)
        draft.date(far or _in_scripts(sheet))
    changed = next((f.stated for f in found if f.changed), None)
    draft.date(replace(changed, role="edited") if changed else None)


def _within(day: StatedDate, told: StatedDate) -> bool:
    return (day.when.edtf or "").startswith(told.when.edtf or "-")


def _printed(near: _Found, told: StatedDate | None, draft: Draft) -> None:
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
    # The midnight of a server is not that of the readers: the page prints its own day.
    edited = draft.dates.get("edited")
    changed = edited.when.earliest if edited else None
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


# --- days in the body ---


def _days(sheet: Sheet, headline: int) -> Iterator[_Found]:
    page, (start, end) = sheet.captured, sheet.record.place
    runs: set[tuple[int, int]] = set()
    at = start
    for a, b in [*_hidden(page, start, end), (end, end)]:
        runs.update(_runs(page, at, a))
        at = b
    for a, b in sorted(runs, key=lambda run: (abs(run[0] - headline), run))[:_TRIED]:
        found = _found(sheet, a, b, headline)
        if found is not None:
            yield found


def _hidden(page: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of scripts, styles and comments, in order."""
    zones: list[tuple[int, int]] = []
    lower = page.lower()
    at = start
    while opening := _RAW.search(page, at, end):
        closing = f"</{opening[1].lower()}" if opening[1] else "-->"
        stop = lower.find(closing, opening.end())
        at = stop if stop >= 0 else opening.end()
        if stop >= 0:
            zones.append((opening.start(), stop))
    return zones


def _runs(page: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of text and values of attributes that may hold a day, in a stretch without scripts."""
    for seed in _SEED.finditer(page, start, end):
        a = page.rfind(">", max(start - 1, 0, seed.start() - _LONGEST_RUN), seed.start())
        b = page.find("<", seed.end(), seed.end() + _LONGEST_RUN)
        if a >= 0 and b >= 0 and page.find("<", a, seed.start()) < 0 and page.find(">", seed.end(), b) < 0:
            yield a + 1, b
            continue
        machine = _MACHINE.match(page, max(start, page.rfind(" ", max(0, seed.start() - 60), seed.start()) + 1))
        if machine and machine.start(1) == seed.start():
            yield machine.span(1)


def _enclosing(page: str, at: int) -> list[str]:
    """The opening tags of the innermost elements around *at*, nearest first, as far as they stand close by."""
    around: list[str] = []
    closed: dict[str, int] = {}
    floor = max(0, at - 1500)
    for tag in reversed(list(_TAG.finditer(page, floor, at))):
        name = tag[2].lower()
        if name in _VOID or tag[3].endswith("/"):
            continue
        if tag[1]:
            closed[name] = closed.get(name, 0) + 1
        elif closed.get(name):
            closed[name] -= 1
        else:
            around.append(tag[0].lower())
            if len(around) == 4:
                break
    return around


def _found(sheet: Sheet, start: int, end: int, headline: int) -> _Found | None:
    page = sheet.captured
    machine = page[start - 1] != ">"
    if machine:
        opening = page.rfind("<", max(0, start - 600), start)
        around = [page[opening:end].lower(), *_enclosing(page, opening)] if opening >= 0 else []
        if not around or (around[0].startswith(("<meta", "<a ", "<img", "<link")) and "itemprop" not in around[0]):
            return None
    else:
        around = _enclosing(page, start)
    stated = sheet.date("published", start, end, "day on the page 2", layer="capture")
    if stated is None or len(stated.when.edtf or "") != _FULL_DAY or stated.entry.evidence is None:
        return None
    region = region_of(sheet, start)
    names = " ".join(
        re.sub(r"\b(?:style|href|src|on\w+|title|datetime|content)=(?:\"[^\"]*\"|'[^']*')", "", tag)
        for tag in around[:3]
    )
    before, after = _beside(page, start, end, stated, machine=machine)
    changed, plainly = _meaning(names, before, after)
    if region in NEVER or (_words("words", "other").search(before) and not plainly and not changed):
        return None
    if _words("marks", "other").search(" ".join(around[:2])) and not plainly:
        return None
    # In a sentence only words can tell what day is meant: "Published on ...", "Dieser Artikel wurde am ... verfasst".
    spoken = not _words("marks", "published").search(names) or _words("words", "published").search(before + after)
    told = plainly and bool(spoken)
    rank = _rank(names, around, plainly, before, after) if machine or end - start <= _RUN_OF_DAY or told else None
    if rank is None and not changed:
        return None
    distance = abs(start - headline)
    shown = not (machine and around[0].startswith("<meta"))
    near = shown and distance <= _FAR and _shown(page, start, headline) <= (_AFTER if start > headline else _BEFORE)
    by = "day printed by the headline 2" if near else "day on the page 2"
    stated = replace(stated, entry=replace(stated.entry, by=by))
    return _Found(stated, 4 if rank is None else rank, near, distance, changed, region in _ASIDE)


def region_of(sheet: Sheet, at: int) -> str:
    """What the edits of accession call the place: comments, related, footer ... or nothing."""
    edits = sheet.record.edits
    i = bisect_right(edits, at, key=lambda edit: edit.start) - 1
    rule = edits[i].rule if i >= 0 and edits[i].start <= at < edits[i].end else ""
    return rule.removeprefix("cut: ") if rule.startswith("cut: ") else ""


def _beside(page: str, start: int, end: int, stated: StatedDate, *, machine: bool) -> tuple[str, str]:
    """The words shown just before and behind the day."""
    lead = page[max(0, start - 400) : start]
    if machine:
        lead = lead[: lead.rfind("<")]
    lead = " ".join(_MARKUP.sub(" ", lead[lead.find("<") if "<" in lead else 0 :]).split())
    if machine:
        return lead[-40:], ""
    words = page[start:end]
    at = words.find(stated.when.words)
    at = max(at, 0)
    return f"{lead[-40:]} {words[:at]}"[-60:], words[at + len(stated.when.words) :][:60]


def _meaning(names: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether the day is that of a change, and whether it is plainly that of publication: the nearest word decides."""
    spoken = {}
    for what in ("published", "changed"):
        places = [m.end() for m in _words("words", what).finditer(before)]
        spoken[what] = max(places, default=-1)
    if max(spoken.values()) < 0:
        changed, plainly = (bool(_words("words", what).search(after)) for what in ("changed", "published"))
    else:
        changed, plainly = spoken["changed"] >= spoken["published"], spoken["published"] > spoken["changed"]
    if not changed and not plainly:
        plainly = bool(_words("marks", "published").search(names))
        changed = not plainly and bool(_words("marks", "changed").search(names))
    return changed, plainly and not changed


def _rank(names: str, around: list[str], plainly: bool, before: str, after: str) -> int | None:
    if plainly:
        return 0
    if around and around[0].startswith("<time"):
        return 1
    if _words("marks", "dated").search(names):
        return 2
    # A day alone, with its hour, its place or the day of the week at most.
    own = before.rpartition(">")[2]
    rest = re.findall(r"[^\W\d_]{3,}", after) + re.findall(r"[^\W\d_]{3,}", own.rpartition(" ")[2])
    return 3 if len(rest) <= 3 else None


def _shown(page: str, a: int, b: int) -> int:
    """How many characters the page shows between two places."""
    between = page[min(a, b) : max(a, b)]
    between = re.sub(r"<(script|style|svg)\b.*?</\1", "<", between, flags=re.I | re.S)
    return len(" ".join(_MARKUP.sub(" ", between).split()))


# --- days in the address, and in the page's own data ---


def _by_address(sheet: Sheet, told: StatedDate | None, draft: Draft) -> StatedDate | None:
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


def address_day(sheet: Sheet) -> StatedDate | None:
    """The whole day that the address of the capture names, as blogs and newspapers set it; None where there is none."""
    address = sheet.record.capture.address or ""
    found = _ADDRESS_DAY.search(address)
    if found is None:
        return None
    parts: dict[str, Any] = found.groupdict()
    year, month, day = (int(parts[key] or parts[key + "2"]) for key in "ymd")
    if day > month_length(year, month):
        return None
    number = from_gregorian(year, month, day)
    words = found[0].strip("/")
    at = sheet.captured.find(address)
    by = ADDRESS
    if at < 0:
        entry = Entry(words, None, by)
    else:
        start = at + found.start() + 1
        entry = sheet.entry(start, start + len(words), by, layer="capture")
    when = When(
        words, entry.evidence, "DATE", iso(number), iso(number), number, number, ground="address", rule=by
    )  # fmt: skip
    return StatedDate("published", entry, when)


@cache
def _keys() -> re.Pattern[str]:
    return re.compile(
        r"[\"'](?:" + load("en", "page_dates")["scripts"]["published"] + r")\\?[\"']\s*[:,=]\s*\\?[\"']"
        r"(\d{4}-\d\d-\d\d(?=[T \"'\\])|\d{1,2}\.\d{1,2}\.\d{4})", re.I
    )  # fmt: skip


def _in_scripts(sheet: Sheet) -> StatedDate | None:
    """The day of publication in the page's own data, where all such entries name the same one."""
    if sheet.record.place != (0, len(sheet.captured)):
        return None
    days: dict[str, StatedDate] = {}
    for found in _keys().finditer(sheet.captured):
        stated = sheet.date("published", *found.span(1), "data of the page 1", layer="capture")
        if stated is not None and stated.when.edtf:
            days.setdefault(stated.when.edtf, stated)
    return next(iter(days.values())) if len(days) == 1 else None
