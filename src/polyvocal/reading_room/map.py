"""The map: places under the names that sources give them, on a base map of the room's own, with a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from markupsafe import Markup, escape

from polyvocal.holdings import Library
from polyvocal.reading_room.page import Page
from polyvocal.reading_room.places import Located, Spot, whereabouts
from polyvocal.reading_room.wording import counted, t
from polyvocal.terms import PolyvocalError

_STRETCH = 1.4  # so that lands of the middle north keep about their shape on a map of straight meridians
_CELLS = 24  # of the width; what falls into one cell is a cluster
_WIDEST, _NARROWEST = 360.0, 0.5
_RATIO = 0.56  # height to width
_ROWS = 100
_KM = 111.32  # in a degree of latitude


@dataclass(frozen=True, slots=True)
class View:
    """What is shown: the middle (degrees east and north) and the width in degrees."""

    east: float
    north: float
    width: float

    @property
    def height(self) -> float:
        """In the units of the drawing, as the width is."""
        return self.width * _RATIO

    def moved(self, across: float, up: float) -> View:
        """The same width, moved by shares of it."""
        return view(self.east + across * self.width, self.north + up * self.height / _STRETCH, self.width)

    def of(self, width: float) -> View:
        """The same middle, as wide as that."""
        return view(self.east, self.north, width)

    def holds(self, spot: Spot) -> bool:
        """Whether a spot lies in it."""
        return abs(spot.east - self.east) <= self.width / 2 and abs(spot.north - self.north) * _STRETCH <= (
            self.height / 2
        )


def view(east: float, north: float, width: float) -> View:
    """A view that stays on the earth."""
    wide = min(_WIDEST, max(_NARROWEST, width))
    return View(round(max(-180.0, min(180.0, east)), 3), round(max(-85.0, min(85.0, north)), 3), round(wide, 3))


@dataclass(frozen=True, slots=True)
class Cluster:
    """Spots that lie too close together to be told apart in this view, the place of most records first."""

    members: tuple[tuple[Located, Spot], ...]

    @property
    def east(self) -> float:
        """The middle of it."""
        return sum(spot.east for _, spot in self.members) / len(self.members)

    @property
    def north(self) -> float:
        """The middle of it."""
        return sum(spot.north for _, spot in self.members) / len(self.members)


def map_page(library: Library, at: str = "", width: str = "") -> Page:
    """The places in a view: *at* is its middle, "north,east" in degrees, and *width* how many degrees it shows."""
    where = whereabouts(library)
    shown = _view(at, width) if at or width else _first(where.located)
    inside = [(one, spot) for one in where.located for spot in one.spots if not spot.radius and shown.holds(spot)]
    areas = [(one, one.spots[0]) for one in where.located if one.ground == "area" and shown.holds(one.spots[0])]
    # A land that fills the whole view says nothing on it.
    areas = [(one, spot) for one, spot in areas if spot.radius / _KM < shown.width / 4][:24]
    rows = {one.heading: one for one, _ in (*inside, *areas)}
    clusters = cluster(inside, shown)
    shows: dict[str, object] = {
        "view": shown,
        "clusters": clusters,
        "areas": areas,
        "rows": sorted(rows.values(), key=lambda one: (-one.records, one.label))[:_ROWS],
        "of": len(rows),
        "unplaced": where.unplaced[:_ROWS],
        "unplaced_count": len(where.unplaced),
        "draw": draw,
        "closer": shown.of(shown.width / 2.5),
        "wider": shown.of(shown.width * 2.5),
        "west": shown.moved(-0.4, 0),
        "east": shown.moved(0.4, 0),
        "north": shown.moved(0, 0.4),
        "south": shown.moved(0, -0.4),
    }
    data = {"view": shown, "places": list(rows.values()), "unplaced": where.unplaced}
    return Page("map.html", t("Map"), shows, data, here="map")


def _view(at: str, width: str) -> View:
    try:
        north, east = (float(part) for part in (at or "30,0").split(","))
        wide = float(width or 60)
    except ValueError:
        raise PolyvocalError("a map is asked for as at=north,east and width, in degrees (at=56.5,6&width=30)") from None
    if not all(abs(number) < 1000 for number in (north, east, wide)):
        raise PolyvocalError("a map shows degrees of the earth: 90 to the north, 180 to the east, 360 wide at most")
    return view(east, north, wide)


def _first(located: Sequence[Located]) -> View:
    """A view that holds nine tenths of what stands in most records, on sure ground."""
    sure = [(one.spots[0], one.records) for one in located if one.ground in ("settled", "only", "likely")]
    if not sure:
        return view(10, 30, 300)
    return view(*_middle([(spot.east, n) for spot, n in sure], [(spot.north, n) for spot, n in sure]))


def _middle(easts: list[tuple[float, int]], norths: list[tuple[float, int]]) -> tuple[float, float, float]:
    (west, east), (south, north) = _most(easts), _most(norths)
    width = max(4.0, (east - west) * 1.25, (north - south) * 1.25 * _STRETCH / _RATIO)
    return (west + east) / 2, (south + north) / 2, width


def _most(values: list[tuple[float, int]]) -> tuple[float, float]:
    ordered = sorted(values)
    total, seen, low, high = sum(n for _, n in ordered), 0, ordered[0][0], ordered[-1][0]
    for value, n in ordered:
        if seen <= total * 0.05:
            low = value
        seen += n
        if seen >= total * 0.95:
            high = value
            break
    return low, high


def cluster(inside: Sequence[tuple[Located, Spot]], shown: View) -> tuple[Cluster, ...]:
    """The spots of a view in clusters, those of most records first."""
    cell = shown.width / _CELLS
    cells: dict[tuple[int, int], list[tuple[Located, Spot]]] = defaultdict(list)
    for one, spot in inside:
        cells[int(spot.east // cell), int(spot.north * _STRETCH // cell)].append((one, spot))
    made = [Cluster(tuple(sorted(members, key=_rank))) for members in cells.values()]
    return tuple(sorted(made, key=lambda c: (-sum(one.records for one, _ in c.members), c.members[0][0].label)))


def _rank(member: tuple[Located, Spot]) -> tuple[float, str, str]:
    # A name that several towns bear counts for a part in each.
    one, spot = member
    return -one.records / len(one.spots), one.label, spot.told


def draw(
    clusters: Sequence[Cluster], areas: Sequence[tuple[Located, Spot]], shown: View, land: str,
    to: Mapping[str, str], into: Mapping[int, str],
) -> Markup:  # fmt: skip
    """The map as inline SVG on the base map *land*; *to* are the pages of headings, *into* the views of clusters.

    A full disc: settled by a person. A ring: the likely town. A broken ring: one of several. A wide broken circle: a
    land or a water. A shaded disc: several places.
    """
    w, h = shown.width, shown.height
    left, top = shown.east - w / 2, -shown.north * _STRETCH - h / 2
    unit = w / 100
    parts = [
        f'<svg class="map" viewBox="{left:.3f} {top:.3f} {w:.3f} {h:.3f}" role="group" aria-labelledby="map-t" '
        f'stroke-width="{unit * 0.14:.4f}" font-size="{unit * 1.35:.4f}">'
        f'<title id="map-t">{escape(t("Map; the table below says the same."))}</title>',
        f'<image href="{escape(land)}" x="-180" y="-126" width="360" height="252" preserveAspectRatio="none"/>',
    ]
    parts += [_area(one, spot, unit, to) for one, spot in areas]
    taken: list[tuple[float, float, float]] = []
    for n, one in enumerate(clusters):
        parts.append(_cluster(one, shown, to, into.get(n, ""), taken))
    return Markup("".join([*parts, "</svg>"]))


def _area(one: Located, spot: Spot, unit: float, to: Mapping[str, str]) -> str:
    x, y = spot.east, -spot.north * _STRETCH
    ry = spot.radius / _KM * _STRETCH
    rx = spot.radius / _KM / max(0.2, cos(radians(spot.north)))
    dashes = f'stroke-dasharray="{unit * 0.6:.3f} {unit * 0.5:.3f}"'
    said = escape(f"{one.label}: {counted(one.records, 'record')}; {t('roughly here')}")
    shape = (
        f'<ellipse class="area" cx="{x:.2f}" cy="{y:.2f}" rx="{rx:.2f}" ry="{ry:.2f}" {dashes}><title>{said}</title>'
    )
    words = f'<text class="land" x="{x:.2f}" y="{y:.2f}">{escape(one.label)}</text>'
    return f'{shape}</ellipse><a href="{escape(to[one.heading])}">{words}</a>'


def _cluster(
    one: Cluster, shown: View, to: Mapping[str, str], into: str, taken: list[tuple[float, float, float]]
) -> str:
    unit = shown.width / 100
    x, y = one.east, -one.north * _STRETCH
    first, count = one.members[0][0], len(one.members)
    records = sum(place.records for place, _ in one.members)
    size = unit * min(1.5, 0.5 + 0.07 * sqrt(records))
    names = ", ".join(dict.fromkeys(_named(place) for place, _ in one.members[:8])) + (" …" if count > 8 else "")
    said = escape(f"{names}: {counted(records, 'record')}")
    dash = f' stroke-dasharray="{unit * 0.35:.3f} {unit * 0.3:.3f}"' if count == 1 and first.ground == "several" else ""
    kind = "many" if count > 1 else first.ground
    shape = f'<circle class="{kind}" cx="{x:.3f}" cy="{y:.3f}" r="{size:.3f}"{dash}><title>{said}</title></circle>'
    words = _named(first) if count == 1 else f"{_named(first)} +{count - 1}"
    return f'<a href="{escape(into or to[first.heading])}">{shape}{_words(words, (x, y), size, shown, taken)}</a>'


def _named(place: Located) -> str:
    # The mark of a question where the name may mean another town.
    return f"{place.label}?" if place.ground == "several" else place.label


def _words(
    words: str, at: tuple[float, float], size: float, shown: View, taken: list[tuple[float, float, float]]
) -> str:
    # A name is printed where no other stands, on the left where the right edge is near; title and table have them all.
    unit = shown.width / 100
    long = len(words) * unit * 0.66
    x, y = at[0] + size + unit * 0.5, at[1] + unit * 0.45
    turned = x + long > shown.east + shown.width / 2
    x = at[0] - size - unit * 0.5 if turned else x
    left = x - long if turned else x
    if any(abs(y - other) < unit * 1.4 and left < b and left + long > a for a, b, other in taken):
        return ""
    taken.append((left, left + long, y))
    anchor = ' text-anchor="end"' if turned else ""
    return f'<text x="{x:.3f}" y="{y:.3f}"{anchor}>{escape(words)}</text>'
