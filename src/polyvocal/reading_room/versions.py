"""Printings of one text: the family in order of date, and two of them word by word beside each other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from polyvocal.holdings import Library
from polyvocal.holdings.views import Card
from polyvocal.reading_room.page import WITHDRAWN, Page
from polyvocal.reading_room.voices import title
from polyvocal.reading_room.wording import counted, date, listed, t
from polyvocal.terms import Change, PolyvocalError, Version

_TURNED = {"cut": "added", "added": "cut"}
_NEAREST = 3  # comparisons shown of one printing
_ROW = 320  # characters after which a row of the two columns may end
_LONG, _ENDS = 1600, 400  # a passage that only one printing has is shown by its ends from so many characters on
MOST_ROWS = 600
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EDTF = re.compile(r"“(\d{4}(?:-\d\d){0,2})”")
_STOP = re.compile(r"\n\s*|[.!?…][\"'”’»)]*\s+")


@dataclass(frozen=True, slots=True)
class Compared:
    """What a printing changed against *earlier*: in words (*told*), with the notes on title, date and signature."""

    earlier: Card
    later: Card
    told: str
    notes: tuple[str, ...]
    changes: int


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing and how it differs from those before it, the nearest first."""

    card: Card
    compared: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of both printings set beside each other; *same* where nothing in it was changed."""

    left: Markup
    right: Markup
    same: bool


def versions_page(library: Library, record: str, shut: Collection[str] = WITHDRAWN) -> Page:
    """The printings of one text in order of date: what each cut, added, retitled or re-dated."""
    here = library.card(record)
    if here.access in shut:
        raise PolyvocalError(f"the record {record} has been withdrawn")
    cards = {card.id: card for name in library.printings(record) if (card := library.card(name)).access not in shut}
    compared: dict[str, list[Compared]] = {}
    versions = [v for v in _within(library, cards) if v.copy in cards and v.of in cards]
    for version in [in_order(v, cards[v.of], cards[v.copy]) for v in versions]:
        earlier, later = cards[version.of], cards[version.copy]
        notes = tuple(map(spoken, version.notes))
        made = Compared(earlier, later, summed_up(library, version), notes, len(version.changes))
        compared.setdefault(later.id, []).append(made)
    family = tuple(
        Printing(card, tuple(sorted(compared.get(card.id, ()), key=lambda c: (c.changes, c.earlier.id))[:_NEAREST]))
        for card in sorted(cards.values(), key=_by_date)
    )
    shows: dict[str, object] = {"here": here, "family": family}
    return Page("versions.html", t("Versions of {title}", title=title(here)), shows, [here, versions], here="record")


def _within(library: Library, cards: Collection[str]) -> Iterator[Version]:
    seen: set[tuple[str, str]] = set()
    for record in sorted(cards):
        for version in library.versions(record):
            if (version.copy, version.of) not in seen:
                seen.add((version.copy, version.of))
                yield version


def _by_date(card: Card) -> tuple[int, str]:
    return (card.earliest if card.earliest is not None else 10**8, card.id)


def in_order(version: Version, of: Card, copy: Card) -> Version:
    """The same comparison with the earlier printing as the one departed from; undated ones stay as they were."""
    if of.earliest is None or copy.earliest is None or of.earliest <= copy.earliest:
        return version
    turned = (
        Change(c.copy_start, c.copy_end, c.of_start, c.of_end, _TURNED.get(c.kind, c.kind))  # type: ignore[arg-type]
        for c in version.changes
    )
    return Version(version.of, version.copy, tuple(sorted(turned)), version.notes)


def spoken(note: str) -> str:
    """A note with its dates in words.

    >>> spoken("re-dated: “1916-06-03” became “1916-06”")
    're-dated: 3 June 1916 became June 1916'
    """
    return _EDTF.sub(lambda found: date(found[1]), note)


def summed_up(library: Library, version: Version) -> str:
    """The changes of a printing in a line: how many words it cut, added, replaced, moved, spelt otherwise."""
    of, copy = library.text(version.of), library.text(version.copy)
    words = dict.fromkeys(("cut", "added", "replaced", "moved", "spelling"), 0)
    for change in version.changes:
        text = (
            copy[change.copy_start : change.copy_end] if change.kind == "added" else of[change.of_start : change.of_end]
        )
        words[change.kind] += len(_WORD.findall(text))
    told = [
        f"{counted(words[kind], 'word')} {said}"
        for kind, said in (
            ("cut", "cut"), ("added", "added"), ("replaced", "replaced"), ("moved", "moved"),
            ("spelling", "spelt or read otherwise"),
        )
        if words[kind]
    ]  # fmt: skip
    return listed(told) if told else "word for word the same"


def compared_page(library: Library, record: str, other: str, shut: Collection[str] = WITHDRAWN) -> Page:
    """Two printings word by word beside each other, the earlier on the left."""
    cards = library.card(record), library.card(other)
    if any(card.access in shut for card in cards):
        raise PolyvocalError(f"the record {record} or {other} has been withdrawn")
    known = {(v.copy, v.of): v for v in library.versions(record)}
    version = known.get((record, other)) or known.get((other, record))
    if version is None:
        raise PolyvocalError(f"no record {other!r} that repeats {record!r} is held")
    by_id = {card.id: card for card in cards}
    version = in_order(version, by_id[version.of], by_id[version.copy])
    rows = list(set_beside(library.text(version.of), library.text(version.copy), version.changes))
    shows: dict[str, object] = {
        "earlier": by_id[version.of],
        "later": by_id[version.copy],
        "dated": all(card.earliest is not None for card in cards),
        "told": summed_up(library, version),
        "notes": tuple(map(spoken, version.notes)),
        "rows": rows[:MOST_ROWS],
        "more": max(0, len(rows) - MOST_ROWS),
    }
    return Page("version.html", t("Two printings word by word"), shows, version, here="record")


def set_beside(of: str, copy: str, changes: Sequence[Change]) -> Iterator[Row]:
    """Both texts in rows that begin at the same word of both, changes marked.

    Nothing of either is left out but the middle of long passages that one of them lacks.
    """
    left, right = _marked(changes, of=True), _marked(changes, of=False)
    a = b = 0
    for i, j in [*_breaks(of, copy, changes), (len(of), len(copy))]:
        same = not any(_inside(side, start, end) for side, start, end in ((left, a, i), (right, b, j)))
        yield Row(_set(of, a, i, left, "del"), _set(copy, b, j, right, "ins"), same)
        a, b = i, j


Marked = Sequence[tuple[int, int, str]]


def _marked(changes: Sequence[Change], *, of: bool) -> list[tuple[int, int, str]]:
    spans = ((c.of_start, c.of_end, c.kind) if of else (c.copy_start, c.copy_end, c.kind) for c in changes)
    return sorted((start, end, str(kind)) for start, end, kind in spans if start < end)


def _inside(marked: Marked, start: int, end: int) -> bool:
    at = bisect_right(marked, (start, -1, ""))
    return (at < len(marked) and marked[at][0] < end) or (at > 0 and marked[at - 1][1] > start)


def _breaks(of: str, copy: str, changes: Sequence[Change]) -> Iterator[tuple[int, int]]:
    """Places where both texts go on with the same word, behind the end of a sentence or paragraph."""
    taken = [_marked(changes, of=True), _marked(changes, of=False)]
    last = (0, 0)
    behind = (0, 0)
    for change in [c for c in changes if c.kind != "moved"]:
        here = (change.of_start, change.copy_start)
        found = _stop_before(of[behind[0] : here[0]], copy[behind[1] : here[1]])
        if found:
            at = (behind[0] + found[0], behind[1] + found[1])
            far = at[0] - last[0] >= _ROW or at[1] - last[1] >= _ROW
            clear = not any(_inside(side, place, place + 1) for side, place in zip(taken, at, strict=True))
            if far and clear and at[0] > last[0] and at[1] > last[1]:
                yield at
                last = at
        behind = (max(behind[0], change.of_end), max(behind[1], change.copy_end))


def _stop_before(of: str, copy: str) -> tuple[int, int] | None:
    """The last end of a sentence in two equal stretches (marks aside), as the place of the next word in each."""
    stops = [m.end() for m in _STOP.finditer(of)]
    if not stops:
        return None
    left = len(_WORD.findall(of, stops[-1]))
    words = [m.start() for m in _WORD.finditer(copy)]
    if not 0 < left <= len(words):
        return None
    first = _WORD.search(of, stops[-1])
    return (first.start(), words[-left]) if first else None


def _set(text: str, start: int, end: int, marked: Marked, tag: str) -> Markup:
    out: list[str] = []
    at = start
    for first, behind, kind in marked[max(0, bisect_right(marked, (start, -1, "")) - 1) :]:
        if first >= end:
            break
        if behind <= at:
            continue
        first, behind = max(first, at), min(behind, end)
        out += [str(escape(text[at:first])), _mark(text[first:behind], kind, tag)]
        at = behind
    return Markup("".join([*out, str(escape(text[at:end]))]))  # every part was escaped


def _mark(words: str, kind: str, tag: str) -> str:
    shown = str(escape(words))
    if kind in ("cut", "added") and len(words) > _LONG:
        left_out = counted(len(words) - 2 * _ENDS, "character")
        shown = f'{escape(words[:_ENDS])}<i class="gap"> … {left_out} more … </i>{escape(words[-_ENDS:])}'
    if kind == "moved":
        return f'<span class="moved" title="stands elsewhere in the other printing">{shown}</span>'
    if kind == "spelling":
        return f'<span class="spelt" title="spelt or read otherwise">{shown}</span>'
    said = {"cut": "not in the other printing", "added": "not in the other printing"}.get(
        kind, "other words in the other"
    )
    return f'<{tag} title="{said}">{shown}</{tag}>'
