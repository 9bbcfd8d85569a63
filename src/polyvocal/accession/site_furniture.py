"""What the pages of one site repeat around their texts, learnt from the pile: calls to subscribe, boxes, links.

A single page cannot tell a notice from a text; where the same line stands on page after page of a site it is furniture.
Nothing is cut: the lines are marked, and the text stays as it came.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from polyvocal.terms import Mark

RULE = "repeated on the site 1"
_LEAST, _SHARE = 3, 0.2
"""On how many pages of a site a line must stand: so many, and that share of them."""
_SHORT, _WORDS = 200, 3
_LINE = re.compile(r"[^\n]*[^\W_][^\n]*")
_LETTERS = re.compile(r"\w+")
_FIELDS = 4  # numbers kept of a line: start, end, words, digest


def learn(texts: Iterable[tuple[str, str, str]]) -> dict[str, tuple[Mark, ...]]:
    r"""The furniture of each record that has any, from (record, site, reading text) of a whole pile, in one pass.

    Lines are remembered by their digests, so memory grows with their number and not with their length. A line counts
    that opens or closes a text together with others of its kind, or is short and no mere heading; of no record more
    than half is taken, so that a document which repeats another as a whole keeps all its words.

    >>> pages = [(f"r{n}", "example.org", f"Story {n}, all of it its own\nSubscribe to our letter") for n in range(3)]
    >>> [(m.start, m.end) for m in learn(pages)["r0"]]
    [(27, 50)]
    """
    sites: dict[str, dict[str, array[int]]] = {}
    sizes: dict[str, int] = {}
    for record, site, text in texts:
        sites.setdefault(site, {})[record] = _lines(text)
        sizes[record] = len(text.strip())
    found: dict[str, tuple[Mark, ...]] = {}
    for pages in sites.values():
        if len(pages) >= _LEAST:
            repeated = _repeated(pages)
            for record, lines in pages.items():
                marks = _marks(lines, repeated, sizes[record])
                if marks:
                    found[record] = marks
    return found


def _lines(text: str) -> array[int]:
    kept = array("q")
    for line in _LINE.finditer(text):
        words = _LETTERS.findall(line[0].casefold())
        digest = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=7).digest()
        lead = len(line[0]) - len(line[0].lstrip())
        kept.extend((line.start() + lead, line.start() + len(line[0].rstrip()), len(words), int.from_bytes(digest)))
    return kept


def _repeated(pages: Mapping[str, Sequence[int]]) -> frozenset[int]:
    least = max(_LEAST, _SHARE * len(pages))
    counts: Counter[int] = Counter()
    for lines in pages.values():
        counts.update(set(lines[3::_FIELDS]))
    return frozenset(digest for digest, count in counts.items() if count >= least)


def _marks(lines: Sequence[int], repeated: frozenset[int], size: int) -> tuple[Mark, ...]:
    rows = [tuple(lines[i : i + _FIELDS]) for i in range(0, len(lines), _FIELDS)]
    told = [row[3] in repeated for row in rows]
    first = next((i for i, is_told in enumerate(told) if not is_told), len(rows))
    last = next((i for i in range(len(rows) - 1, -1, -1) if not told[i]), -1)
    taken = [
        row for i, row in enumerate(rows)
        if told[i] and (i < first or i > last or (row[1] - row[0] <= _SHORT and row[2] >= _WORDS))
    ]  # fmt: skip
    if 2 * sum(row[1] - row[0] for row in taken) > size:
        return ()
    return tuple(Mark(row[0], row[1], "furniture", RULE) for row in taken)
