"""Quotations found again in the text: what an endpoint says counts only where its words stand on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from polyvocal.close_reading.suggested import Span

# One character for one, so that places stay: models write the signs of a keyboard for those of print.
_SIGNS = str.maketrans("“”„‟«»‘’‚‛‹›–—―‑−\u2010", "\"\"\"\"\"\"''''''------")
_LONGEST = 6000  # characters of a quotation
_REACH = 600  # characters between a cue and what it reports; farther off, another "said" is meant
_MANY = 200  # places of one quotation that are weighed


class Page:
    """A passage of a text in which quotations are looked up; places count characters of the whole text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text[start:end].translate(_SIGNS)
        self._start = start
        self._known: dict[str, list[Span]] = {}

    def places(self, quotation: str) -> list[Span]:
        """Every place where these words stand whole; only white space and the shape of quotation marks may differ.

        >>> Page("He came. “Petrov\\nsaw it”, he said.", 0, 33).places('Petrov saw it')
        [(10, 23)]
        """
        if quotation not in self._known:
            self._known[quotation] = self._places(quotation)
        return self._known[quotation]

    def _places(self, quotation: str) -> list[Span]:
        words = quotation.translate(_SIGNS).split()
        if not words or len(quotation) > _LONGEST:
            return []
        pattern = r"\s+".join(map(re.escape, words))
        before = r"(?<!\w)" if words[0][0].isalnum() else ""
        after = r"(?!\w)" if words[-1][-1].isalnum() else ""
        found = re.compile(f"{before}{pattern}{after}").finditer(self._text)
        return [(m.start() + self._start, m.end() + self._start) for m, _ in zip(found, range(_MANY), strict=False)]


def report(
    page: Page, cue: str, source: str | None, content: Sequence[str], taken: Iterable[Span]
) -> tuple[Span, Span | None, tuple[Span, ...]] | None:
    """The places of a report: of its cue, source and content, nearest to one another; None where one is not found.

    *taken* are the cues of other reports.
    """
    bodies = [page.places(part) for part in content]
    if not bodies or not all(bodies):
        return None
    used = set(taken)
    pairs = [
        (_gap(at, body), at, body)
        for body in bodies[0]
        for at in page.places(cue)
        if at not in used and not _overlap(at, body)
    ]
    if not pairs or min(pairs)[0] > _REACH:
        return None
    _, at, first = min(pairs)
    parts = [first]
    for places in bodies[1:]:
        free = [p for p in places if not _overlap(p, at) and not any(_overlap(p, other) for other in parts)]
        if not free:
            return None
        parts.append(min(free, key=lambda place: (_gap(place, parts[0]), place)))
    if source is None:
        return at, None, tuple(sorted(parts))
    free = [p for p in page.places(source) if not _overlap(p, at) and not any(_overlap(p, part) for part in parts)]
    nearest = min(free, key=lambda place: (_gap(place, at), place), default=None)
    if nearest is None or _gap(nearest, at) > _REACH:
        return None
    return at, nearest, tuple(sorted(parts))


def _gap(one: Span, other: Span) -> int:
    return max(0, max(one[0], other[0]) - min(one[1], other[1]))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
