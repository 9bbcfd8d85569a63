"""The days that a page of the web shows, and what of them can be told: publication, change, or something else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from html import unescape

from polyvocal.catalogue.sheet import Sheet
from polyvocal.terms import StatedDate
from polyvocal.usage import load

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]{0,600})>")
# Values of attributes that say nothing about what an element holds.
_VALUES = re.compile(r"\b(?:style|href|src|on\w+|title|datetime|content)=(?:\"[^\"]*\"|'[^']*')")
_MARKUP = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(
    r"</?(?:p|div|li|[uod]l|d[td]|t[dr]|table|h[1-6]|section|article|header|footer|aside|nav|main|blockquote|fig\w+|form|br)\b",
    re.I,
)
# Between a day and the headline below it: the day is that of what ends there.
_PARTING = re.compile(r"</(?:h[1-6]|header|nav|article)\b", re.I)
_VOID = frozenset(("br", "img", "hr", "input", "meta", "link", "source", "wbr", "area", "embed", "path", "use"))
_RAW = re.compile(r"<(script|style|noscript|template|select|svg)\b|<!--", re.I)
# A year of print or of the web, or three figures: round these a date is looked for.
_SEED = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|(?<!\d)\d{1,2}([./-])\s?\d{1,2}\1\s?\d\d(?!\d)")
_LONGEST_RUN = 700
_MACHINE = re.compile(
    r"""\b(?:datetime|content|title|data-[\w-]*(?:date|time)[\w-]*)\s*=\s*["']?((?:1[5-9]|20)\d\d-\d\d-\d\d[^"'>]{0,40})""",
    re.I,
)
NEVER = frozenset(("comments", "related", "advertisement", "notice"))
# Beside the headline these two were misjudged: nothing but the document stands there.
_DOUBTFUL = frozenset(("related", "advertisement"))
_ASIDE = frozenset(("sidebar", "navigation", "footer", "sharing"))
_FAR, _AFTER, _BEFORE = 20_000, 500, 250
"""How far from the headline a day is looked for as printed there: characters of the page, and of what it shows."""
_BESIDE = 200
_TRIED = 80
_FULL_DAY = 10
_LINE = 80
_FEW_WORDS = 6
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,}")


@cache
def _words(kind: str, name: str) -> re.Pattern[str]:
    return re.compile(load("en", "page_dates")[kind][name], re.I)


@dataclass(frozen=True, slots=True)
class Shown:
    """A day in the body: how plainly it is marked as that of publication (0 is plainest), and how far off it stands.

    *rank* 4 says that nothing marks it so; *changed* that it is the day of a change, *aside* that it stands in a
    margin or foot of the page.
    """

    stated: StatedDate
    rank: int
    near: bool
    distance: int
    changed: bool
    aside: bool
    marked: str  # the tag of the element that holds it

    @property
    def order(self) -> tuple[bool, bool, int, int]:
        """The surest first."""
        return (not self.near, self.aside, self.rank, self.distance)


def days_shown(sheet: Sheet, headline: int) -> Iterator[Shown]:
    """The whole days in the body of the page, those next to the *headline* first."""
    page, (start, end) = sheet.captured, sheet.record.place
    runs: set[tuple[int, int]] = set()
    at = start
    for a, b in [*_hidden(page, start, end), (end, end)]:
        runs.update(_runs(page, at, a))
        at = b
    found: dict[tuple[int, int], Shown] = {}
    for a, b in sorted(runs, key=lambda run: (abs(run[0] - headline), run))[:_TRIED]:
        shown = _shown_day(sheet, a, b, headline)
        if shown is not None:
            found[a, b] = shown
    told = {a for a, _ in found}
    for (_, b), shown in found.items():
        # An attribute gives the day in the server's zone; where its element shows the day in words, they are asked.
        if page[b : b + 1] not in "\"'>" or page.find(">", b) + 1 not in told:
            yield shown


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


@dataclass(frozen=True, slots=True)
class _Setting:
    """What stands around a day: *tags* innermost first, the words *before* and *after* it, its whole *block*."""

    tags: tuple[str, ...]
    before: str
    after: str
    block: str
    machine: bool

    @property
    def in_prose(self) -> bool:
        return len(self.block) > _LINE and len(_WORD.findall(self.block)) > _FEW_WORDS


def _setting(page: str, start: int, end: int, stated: StatedDate, *, machine: bool) -> _Setting | None:
    """The setting of a day; None where it is an attribute of a link, a picture or the page as a whole."""
    opening = page.rfind("<", max(0, start - 600), start) if machine else start
    around = ([page[opening:end].lower()] if machine and opening >= 0 else []) + _enclosing(page, max(opening, 0))
    if machine and (
        opening < 0 or (around[0].startswith(("<meta", "<a ", "<img", "<link")) and "itemprop" not in around[0])
    ):
        return None
    lead = page[max(0, opening - 400) : opening]
    lead = _plain(lead[lead.find("<") if "<" in lead else 0 :])
    until = _BLOCK.search(page, end, end + _LONGEST_RUN)
    close = until.start() if until else min(len(page), end + _LINE)
    breaks = [m.end() for m in _BLOCK.finditer(page, max(0, opening - _LONGEST_RUN), opening)]
    block = _plain(page[max(breaks, default=max(0, opening - _LONGEST_RUN)) : close].partition(">")[2])
    tags = tuple(" ".join(_VALUES.sub("", tag).split()) for tag in around)
    if machine:
        shown = page[end:close].partition(">")[2].partition("</time" if around[0].startswith("<time") else "</")[0]
        return _Setting(tags, lead[-40:], _plain(shown)[:60], block, machine)
    words = page[start:end]
    at = max(words.find(stated.when.words), 0)
    behind = at + len(stated.when.words)
    after = _plain(words[behind:] + page[end:close])[:60]
    return _Setting(tags, f"{lead[-40:]} {' '.join(words[:at].split())}"[-60:], after, block, machine)


def _plain(markup: str) -> str:
    return " ".join(unescape(_MARKUP.sub(" ", markup)).split())


def _shown_day(sheet: Sheet, start: int, end: int, headline: int) -> Shown | None:
    page = sheet.captured
    machine = page[start - 1] != ">"
    stated = sheet.date("published", start, end, "day on the page 2", layer="capture")
    if stated is None or len(stated.when.edtf or "") != _FULL_DAY or stated.entry.evidence is None:
        return None
    setting = _setting(page, start, end, stated, machine=machine)
    if setting is None:
        return None
    off = distance_shown(page, start, headline) if not setting.tags[:1] or "<meta" not in setting.tags[0] else None
    near = off is not None
    changed, plainly = _meaning(setting)
    region = region_of(sheet, start)
    if region in NEVER and not (near and region in _DOUBTFUL):
        return None
    if _is_of_something_else(setting, changed=changed, plainly=plainly, beside=off is not None and off <= _BESIDE):
        return None
    rank = _rank(setting, plainly=plainly)
    if rank is None and not changed:
        return None
    by = "day printed by the headline 2" if near else "day on the page 2"
    stated = replace(stated, entry=replace(stated.entry, by=by))
    aside = region in _ASIDE and not _words("marks", "foot").search(" ".join(setting.tags[:2]))
    mark = setting.tags[0] if setting.tags else ""
    return Shown(stated, 4 if rank is None else rank, near, abs(start - headline), changed, aside, mark)


def region_of(sheet: Sheet, at: int) -> str:
    """What the edits of accession call the place: comments, related, footer ... or nothing."""
    edits = sheet.record.edits
    i = bisect_right(edits, at, key=lambda edit: edit.start) - 1
    rule = edits[i].rule if i >= 0 and edits[i].start <= at < edits[i].end else ""
    return rule.removeprefix("cut: ") if rule.startswith("cut: ") else ""


def distance_shown(page: str, at: int, headline: int) -> int | None:
    """How many characters the page shows between a place and the headline; None where it is not by it."""
    if abs(at - headline) > _FAR:
        return None
    between = page[min(at, headline) : max(at, headline)]
    if at < headline and _PARTING.search(between):
        return None
    between = re.sub(r"<(script|style|svg)\b.*?</\1", "<", between, flags=re.I | re.S)
    shown = len(_plain(between))
    return shown if shown <= (_AFTER if at > headline else _BEFORE) else None


def _meaning(setting: _Setting) -> tuple[bool, bool]:
    """Whether the day is that of a change, and whether it is plainly that of publication: the nearest word decides."""
    # A word before another day belongs to that one.
    before, after = _YEAR.split(setting.before)[-1], setting.after
    spoken = {}
    for what in ("published", "changed"):
        places = [m.end() for m in _words("words", what).finditer(before)]
        spoken[what] = max(places, default=-1)
    if _words("words", "label").search(before):
        spoken["published"] = len(before)
    if max(spoken.values()) >= 0:
        return spoken["changed"] >= spoken["published"], spoken["published"] > spoken["changed"]
    behind = {what: _behind(what, after) for what in ("changed", "published")}
    if min(behind.values()) < len(after):
        return behind["changed"] < behind["published"], behind["published"] < behind["changed"]
    for tag in setting.tags[:3]:
        plainly = bool(_words("marks", "published").search(tag))
        if plainly or _words("marks", "changed").search(tag):
            return not plainly, plainly
    return False, False


def _behind(what: str, after: str) -> int:
    """Where such a word stands behind a day; behind all where another day follows it, to which it belongs."""
    found = _words("words", what).search(after)
    return found.start() if found and not re.search(r"\d", after[found.end() : found.end() + 25]) else len(after)


def _is_of_something_else(setting: _Setting, *, changed: bool, plainly: bool, beside: bool) -> bool:
    """Whether words or names around say that the day is that of an event, of another article, of a comment."""
    if plainly:
        return False
    if _words("words", "other").search(setting.before) and not changed:
        return True
    names = " ".join(setting.tags[:2])
    return bool(_words("marks", "other").search(names) or (not beside and _words("marks", "elsewhere").search(names)))


def _rank(setting: _Setting, *, plainly: bool) -> int | None:
    timed = setting.tags[:1] and setting.tags[0].startswith("<time")
    dated = bool(_words("marks", "dated").search(" ".join(setting.tags[:3])))
    if setting.in_prose and not timed:
        # In a sentence only words can tell what day is meant: "This article was published on ..." .
        if plainly and _words("words", "itself").search(setting.block):
            return 0
        return 2 if dated and not plainly else None
    if plainly:
        return 0
    if timed:
        return 1
    # A day alone, with its hour, its place or the day of the week at most.
    return 2 if dated else 3 if len(_WORD.findall(setting.block)) <= _FEW_WORDS else None
