"""The desk of an event: its heading, what may be one with it, what does not belong to it; the queue of questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from polyvocal.holdings import Library
from polyvocal.holdings.ruled import RuledEvent
from polyvocal.reading_room.page import Page
from polyvocal.reading_room.quotation import quote
from polyvocal.reading_room.wording import t
from polyvocal.terms import Event, PolyvocalError

MOST_LISTED, MOST_ASKED = 200, 60
OUT = "out "
"""What stands before a statement's id in the name of its box."""

_ACTS = ("relabel", "merge", "reject", "split", "undo")


@dataclass(frozen=True, slots=True)
class Asked:
    """Two events that may be one, and why."""

    first: Event
    second: Event
    reason: str


def queue_page(
    library: Library, told: Mapping[str, str] | None = None, error: str = "", *, saved: bool = False
) -> Page:
    """Perhaps the same event: the pairs that nobody has settled, the likeliest first."""
    known = library.perhaps()
    asked = [Asked(library.event(one.a), library.event(one.b), one.reason) for one in known[:MOST_ASKED]]
    shows: dict[str, object] = {"asked": asked, "left": len(known) - len(asked), "saved": saved, "error": error}
    return Page("editing/perhaps.html", t("Perhaps the same event"), {**shows, "told": told or {}}, here="events")


def event_desk(
    library: Library, event_id: str, told: Mapping[str, str] | None = None, error: str = "", *, saved: bool = False
) -> Page:
    """The forms of one event."""
    event = library.event(event_id)
    placed = library.placed(event_id)
    shows: dict[str, object] = {
        "event": event,
        "asked": [_about(library, event, one.a, one.b, one.reason) for one in library.perhaps(event_id)],
        "quotes": [(one.statement.id, quote(one.statement, one.card)) for one in placed[:MOST_LISTED]],
        "left": max(0, len(placed) - MOST_LISTED),
        "ruled": library.ruled_on(event_id),
        "saved": saved,
        "error": error,
        "told": told or {},
    }
    return Page("editing/event.html", f"Decide: {event.label}", shows, here="events")


def _about(library: Library, event: Event, a: str, b: str, reason: str) -> Asked:
    return Asked(event, library.event(b if a == event.id else a), reason)


def decide(library: Library, event: str, told: Mapping[str, str], by: str) -> str:
    """Write the decision that a form asks for; gives what is wrong with it, "" where it was written."""
    act = told.get("act", "")
    if act not in _ACTS:
        raise PolyvocalError(f"no decision {act!r} about an event")
    if not told.get("reason", "").strip():
        return "Say on what ground, so that others can judge it."
    try:
        _write(library, event, act, told, by)
    except PolyvocalError as error:
        return f"{str(error)[:1].upper()}{str(error)[1:]}."
    return ""


def _write(library: Library, event: str, act: str, told: Mapping[str, str], by: str) -> None:
    reason, other = told["reason"], told.get("other", "").strip()
    if act == "relabel":
        library.relabel_event(event, told.get("label", ""), by, reason)
    elif act == "merge":
        library.merge_events(event, other, by, reason)
    elif act == "reject":
        library.part_events(event, other, by, reason)
    elif act == "split":
        library.split_event(event, [name.removeprefix(OUT) for name in told if name.startswith(OUT)], by, reason)
    else:
        library.undo(_known(library.ruled_on(event), told.get("decision", "")), by, reason)


def _known(ruled: tuple[RuledEvent, ...], decision: str) -> str:
    if decision not in {one.correction.id for one in ruled}:
        raise PolyvocalError(f"this event has no decision {decision!r} in force")
    return decision
