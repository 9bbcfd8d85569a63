"""The verb of events: listed with what may be one, and what people decide about them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polyvocal.holdings import Library
    from polyvocal.holdings.corrections import Correction


def events_options(parser: ArgumentParser) -> None:
    """What `events` takes."""
    parser.add_argument("library", metavar="LIBRARY", type=Path, help="the library's folder")
    parser.add_argument("words", metavar="WORDS", nargs="*", help="words of a heading to look for")
    parser.add_argument("--limit", type=int, default=50, help="how many to print (default: 50)")
    parser.add_argument("--perhaps", action="store_true", help="list pairs of events that may be one")
    parser.add_argument("--decided", action="store_true", help="list what people decided")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--merge", nargs=2, metavar=("ID", "INTO"), help="say that two events are one")
    way.add_argument("--reject", nargs=2, metavar=("ID", "OTHER"), help="say that two events are not one")
    way.add_argument("--split", nargs="+", metavar=("ID", "STATEMENT"), help="take statements out of an event")
    way.add_argument("--relabel", nargs=2, metavar=("ID", "HEADING"), help="give an event another heading")
    parser.add_argument("--by", metavar="NAME", help="who decided it")
    parser.add_argument("--reason", metavar="WHY", help="on what ground")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def events(asked: Namespace) -> int:
    """List events, or decide about them."""
    from polyvocal.holdings import Library

    with Library(asked.library, must_exist=True) as library:
        written = _decide(library, asked)
        if written is not None:
            waits = "" if written.field == "event:relabel" else "; in force at the next build"
            print(f"decided: {written.field} ({written.id}){waits}")
            return 0
        if asked.perhaps:
            return _print_perhaps(library, asked)
        if asked.decided:
            return _print_decided(library, asked)
        return _print_events(library, asked)


def _decide(library: Library, asked: Namespace) -> Correction | None:
    from polyvocal.terms import PolyvocalError

    if not (asked.merge or asked.reject or asked.split or asked.relabel):
        return None
    if not asked.by or not asked.reason:
        raise PolyvocalError("a decision needs --by NAME and --reason WHY")
    signed = (asked.by, asked.reason)
    if asked.merge:
        return library.merge_events(asked.merge[1], asked.merge[0], *signed)
    if asked.reject:
        return library.part_events(asked.reject[0], asked.reject[1], *signed)
    if asked.split:
        return library.split_event(asked.split[0], asked.split[1:], *signed)
    return library.relabel_event(asked.relabel[0], asked.relabel[1], *signed)


def _print_events(library: Library, asked: Namespace) -> int:
    from polyvocal.cli.printing import to_json

    words = [word.casefold() for word in asked.words]
    known = library.events(limit=library.event_count() if words else asked.limit)
    found = [event for event in known if all(word in event.label.casefold() for word in words)][: asked.limit]
    if asked.json:
        print(to_json({"events": found}))
        return 0
    for event in found:
        print(f"{event.id}  {event.label} ({len(event.members)} statements)")
        for one in library.perhaps(event.id):
            other = library.event(one.b if one.a == event.id else one.a)
            print(f"    perhaps {other.label} ({other.id}): {one.reason}")
    return 0


def _print_perhaps(library: Library, asked: Namespace) -> int:
    from polyvocal.cli.printing import to_json

    found = library.perhaps()[: asked.limit]
    if asked.json:
        print(to_json({"perhaps": found}))
        return 0
    for one in found:
        first, second = library.event(one.a), library.event(one.b)
        print(f"{first.id} {first.label} | {second.id} {second.label}: {one.reason}")
    return 0


def _print_decided(library: Library, asked: Namespace) -> int:
    from polyvocal.cli.printing import to_json

    found = library.ruled()
    if asked.json:
        print(to_json({"decided": found}))
        return 0
    for one in found:
        line = one.correction
        what = one.ruling.label or " | ".join(one.labels)
        print(f"{line.id}  {one.ruling.kind} {what} ({line.by}, {line.day}: {line.reason})")
    return 0
