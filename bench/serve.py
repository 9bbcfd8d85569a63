"""How fast the room answers: CPU and wall time of its main pages, in one process, without a network.

    python -m bench.serve LIBRARY [--rounds 20] [--out FILE]

A page's time is that of the whole answer: library, layout, template, compression. Pages are asked for many records,
events and queries of the library in turn, so that no answer is only remembered.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote_plus

from starlette.types import ASGIApp, Message

from polyvocal.holdings import Library
from polyvocal.reading_room import room

_WORDS = ("losses", "admiralty ships", '"high seas"', "killed wounded", "report fleet battle", "cruis*")


def addresses(library: Library) -> dict[str, list[str]]:
    """What is asked for, page by page."""
    records = [card.id for card in library.cards(limit=60, order="source")]
    events = [event.id for event in library.events(limit=20)]
    headings = [heading for kind in ("person", "body", "place") for heading in library.headings(kind, limit=7)]
    held = library.facets()
    facets = [(facet, held[facet][0][0]) for facet in ("voice", "place", "kind", "fonds") if held[facet]]
    return {
        "front": ["/"],
        "shelf": ["/records", "/records?offset=50"],
        "search": [f"/search?q={words.replace(' ', '+')}" for words in _WORDS],
        "search, by facets": [f"/search?{facet}={quote_plus(value)}" for facet, value in facets],
        "statements": [f"/statements?q={words.replace(' ', '+')}" for words in _WORDS]
        + ["/statements?aspect=figure&kind=dead", "/statements"],
        "timeline": ["/timeline", "/timeline?by=voice", "/timeline?from=1800-01-01&to=1999-12-31"],
        "map": ["/map", "/map?at=54,8&width=40", "/map?at=20,0&width=360"],
        "network": ["/network", "/network?ties=200"],
        "gallery": ["/gallery"],
        "headings": ["/headings", "/headings?type=place", "/headings?q=admiral"],
        "heading": [f"/headings/{heading.id}" for heading in headings],
        "fonds": ["/fonds"],
        "record": [f"/records/{record}" for record in records],
        "source": [f"/records/{record}/capture" for record in records],
        "events": ["/events"],
        "first sheet": [f"/events/{event}" for event in events[:1]],
        "first sheet, every voice": [f"/events/{event}?voices=all" for event in events[:1]],
        "sheet": [f"/events/{event}" for event in events],
    }


async def ask(app: ASGIApp, address: str) -> tuple[int, int, float, float]:
    """Status, bytes sent, CPU and wall seconds of one answer."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "path": path,
        "raw_path": path.encode(), "query_string": query.encode(), "root_path": "", "scheme": "http",
        "headers": [(b"host", b"room"), (b"accept-encoding", b"gzip")], "server": ("room", 80), "client": ("bench", 1),
    }  # fmt: skip
    status, size = 0, 0

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, size
        status = message.get("status", status)
        size += len(message.get("body", b""))

    cpu, wall = time.process_time(), time.perf_counter()
    await app(scope, receive, send)
    return status, size, time.process_time() - cpu, time.perf_counter() - wall


def rank(values: list[float], share: float) -> float:
    """The value that *share* of all values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def score(app: ASGIApp, asked: list[str], rounds: int) -> dict[str, float]:
    """Median and 95th percentile of CPU and wall milliseconds, and kilobytes sent."""

    async def all_of_them() -> list[tuple[int, int, float, float]]:
        await ask(app, asked[0])
        return [await ask(app, address) for address in islice(cycle(asked), rounds)]

    answers = asyncio.run(all_of_them())
    assert all(status == 200 for status, *_ in answers)
    cpu, wall = [a[2] * 1000 for a in answers], [a[3] * 1000 for a in answers]
    return {
        "cpu_p50_ms": round(rank(cpu, 0.5), 1),
        "cpu_p95_ms": round(rank(cpu, 0.95), 1),
        "wall_p50_ms": round(rank(wall, 0.5), 1),
        "wall_p95_ms": round(rank(wall, 0.95), 1),
        "sent_kb": round(max(a[1] for a in answers) / 1000, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with Library(options.library) as library:
        app = room(library)
        lines = list(scores(app, addresses(library), options.rounds, print))
    if options.out:
        options.out.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")


def scores(
    app: ASGIApp, asked: dict[str, list[str]], rounds: int, tell: Callable[[str], None]
) -> Iterator[dict[str, object]]:
    """The scores of every kind of page, told as they come."""
    tell(f"{'page':26}{'CPU p50':>9}{'p95':>8}{'wall p50':>10}{'p95':>8}{'kB sent':>9}  (ms)")
    for page, some in asked.items():
        if some:
            found = score(app, some, rounds)
            tell(
                f"{page:26}{found['cpu_p50_ms']:9}{found['cpu_p95_ms']:8}{found['wall_p50_ms']:10}"
                f"{found['wall_p95_ms']:8}{found['sent_kb']:9}"
            )
            yield {"page": page, **found}


if __name__ == "__main__":
    main()
