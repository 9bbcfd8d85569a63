"""The list of what does not add up by a record's own words or by the calendar."""

from __future__ import annotations

from collections.abc import Collection

from polyvocal.holdings import Library
from polyvocal.reading_room.page import SHUT, Page
from polyvocal.reading_room.wording import t

CHECKS = 100
KINDS = {
    "weekday": "weekdays that do not fit their day",
    "calendar": "days that their calendar does not have",
    "feast": "feasts that fell on another day",
    "anniversary": "anniversaries that do not add up",
    "span": "spans that end before they begin",
    "part": "parts larger than their whole",
    "sum": "totals that are not the sum of their parts",
    "caption": "captions that their text contradicts",
}


def checks_page(library: Library, kind: str = "", offset: int = 0, shut: Collection[str] = SHUT) -> Page:
    """The findings of one kind or of all, with their words and the arithmetic that fails."""
    kind = kind if kind in KINDS else ""
    counts = library.count_checks(shut)
    found = library.checks(kind, offset=offset, limit=CHECKS, shut=shut)
    shows: dict[str, object] = {
        "found": found,
        "kinds": [(key, words, counts[key]) for key, words in KINDS.items() if counts.get(key)],
        "kind": kind,
        "offset": offset,
        "step": CHECKS,
        "total": counts.get(kind, 0) if kind else sum(counts.values()),
    }
    return Page("checks.html", t("What does not add up"), shows, found, here="checks")
