"""Who quotes whom through the whole library: a drawing of the strongest ties, and a table that says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup, escape

from polyvocal.holdings import Library
from polyvocal.holdings.views import Quoting
from polyvocal.reading_room.page import Page
from polyvocal.reading_room.wording import counted, t

TIES = 40
MOST_TIES = 400
_LINE, _TOP, _LEFT, _RIGHT, _WIDTH = 24, 34, 330, 670, 1000
_LONGEST = 44  # letters of a name in the drawing

# The address of the statements in which a voice is heard, and of the network around it.
Ways = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties that are drawn, and the voices on either side from the strongest down."""

    drawn: tuple[Quoting, ...]
    quoting: tuple[tuple[str, int], ...]
    quoted: tuple[tuple[str, int], ...]


def network_page(library: Library, voice: str = "", ties: int = TIES) -> Page:
    """The strongest *ties* of all voices, or all those of one *voice*, directly and at one remove."""
    known = library.quoting()
    near = known if not voice else _around(known, voice)
    laid = lay_out(near[: min(ties, MOST_TIES)])
    shows: dict[str, object] = {
        "ties": laid,
        "known": len(near),
        "voices": len({name for one in near for name in (one.by, one.of)}),
        "voice": voice,
        "asked": ties,
        "more": min(len(near), ties * 2, MOST_TIES) if len(near) > ties and ties < MOST_TIES else 0,
        "draw": draw,
    }
    data = {"voice": voice, "of": len(near), "ties": laid.drawn}
    return Page("network.html", t("Who quotes whom"), shows, data, here="network")


def _around(known: Sequence[Quoting], voice: str) -> list[Quoting]:
    friends = {voice} | {one.of for one in known if one.by == voice} | {one.by for one in known if one.of == voice}
    own = [one for one in known if voice in (one.by, one.of)]
    return [*own, *(one for one in known if voice not in (one.by, one.of) and one.by in friends and one.of in friends)]


def lay_out(drawn: Sequence[Quoting]) -> Ties:
    """The two sides of the drawing: who quotes, who is quoted, each by the number of documents.

    >>> lay_out([Quoting("The Star", "Berlin", 3, 2), Quoting("The Sun", "Berlin", 1, 1)]).quoted
    (('Berlin', 3),)
    """
    by: defaultdict[str, int] = defaultdict(int)
    of: defaultdict[str, int] = defaultdict(int)
    for one in drawn:
        by[one.by] += one.documents
        of[one.of] += one.documents
    return Ties(tuple(drawn), _ranked(by), _ranked(of))


def _ranked(counted: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def draw(ties: Ties, around: Mapping[str, str]) -> Markup:
    """The drawing as inline SVG: those who quote on the left, the quoted on the right, wider lines for more documents.

    *around* gives the address behind each name.
    """
    if not ties.drawn:
        return Markup("")
    left = {name: _TOP + _LINE * i for i, (name, _) in enumerate(ties.quoting)}
    right = {name: _TOP + _LINE * i for i, (name, _) in enumerate(ties.quoted)}
    height = _TOP + _LINE * max(len(left), len(right))
    most = max(one.documents for one in ties.drawn)
    parts = [
        f'<svg class="network" viewBox="0 0 {_WIDTH} {height}" role="group" aria-labelledby="network-t">'
        f'<title id="network-t">{escape(t("Who quotes whom; the table below says the same."))}</title>',
        f'<text class="head" x="{_LEFT}" y="14">{escape(t("quotes"))}</text>'
        f'<text class="head of" x="{_RIGHT}" y="14">{escape(t("is quoted"))}</text>',
    ]
    for one in reversed(ties.drawn):  # the strongest lie on top
        a, b = left[one.by], right[one.of]
        said = f"{one.by} › {one.of}: {counted(one.documents, 'document')}, {counted(one.statements, 'statement')}"
        parts.append(
            f'<path class="tie" stroke-width="{1 + 7 * sqrt(one.documents / most):.1f}" d="M{_LEFT + 8} {a}'
            f'C{_LEFT + 170} {a} {_RIGHT - 170} {b} {_RIGHT - 8} {b}"><title>{escape(said)}</title></path>'
        )
    parts += [_name(name, _LEFT, y, "", around) for name, y in left.items()]
    parts += [_name(name, _RIGHT, y, " of", around) for name, y in right.items()]
    return Markup("".join([*parts, "</svg>"]))


def _name(name: str, x: int, y: int, side: str, around: Mapping[str, str]) -> str:
    short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    words = f'<text class="who{side}" x="{x}" y="{y + 5}">{escape(short)}</text>'
    return f'<a href="{escape(around[name])}">{words}</a>' if name in around else words
