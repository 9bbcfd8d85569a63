"""PAGE, 2013 to 2019 (PRImA): a page's regions, lines and words, with the order to read the regions in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from polyvocal.accession.extract import Extract, Unreadable
from polyvocal.accession.machine_pages import Block, Row, Sheet, Word, piece_spans, seen, written
from polyvocal.accession.outline import Piece
from polyvocal.accession.xml_edits import Token, Walk, attributes, pieces, value
from polyvocal.terms import Embedded

_HOLDERS = frozenset(("TextRegion", "TextLine", "Word", "Glyph"))
_GROUPS = frozenset(("OrderedGroup", "UnorderedGroup", "OrderedGroupIndexed", "UnorderedGroupIndexed"))
_REFERENCES = frozenset(("RegionRef", "RegionRefIndexed"))
# Types of regions (PAGE content schema, TextTypeSimpleType) that a page repeats around its texts.
_FURNITURE = frozenset(("header", "footer", "page-number", "catch-word", "signature-mark"))
_SAID = {"Creator": "PAGE Creator", "Created": "PAGE Created", "Comments": "PAGE Comments"}
# Transkribus says a region's type here where the schema's attribute has no name for it.
_CUSTOM_TYPE = re.compile(r"structure\s*\{[^}]*?\btype\s*:\s*([\w-]+)")
_POINTS = re.compile(r"(-?\d{1,9}),(-?\d{1,9})")
_PAGE_NUMBER = re.compile(r"[\W_]*(\w{1,8})[\W_]*")


@dataclass(slots=True)
class _Reading:
    """One text that the file gives to a holder; of several, that of the lowest *index* counts."""

    index: int
    confidence: float | None
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Holder:
    """A region, line, word or glyph, and what stands in it."""

    name: str
    token: Token
    given: dict[str, str]
    readings: list[_Reading] = field(default_factory=list)
    inside: list[_Holder] = field(default_factory=list)
    points: tuple[float, float] = (0.0, 0.0)
    end: int = 0

    def best(self) -> _Reading | None:
        """The reading that counts; None where the holder has none."""
        told = [reading for reading in self.readings if reading.pieces]
        return min(told, key=lambda reading: reading.index) if told else None


def read(text: str) -> Extract:
    """The page of a PAGE file as one record; raises `Unreadable` where it has no page."""
    reader = _Reader(text)
    if reader.image is None:
        raise Unreadable("a PAGE file without a page")
    embedded = [Embedded("PAGE imageFilename", reader.image)] if reader.image else []
    return written(text, [_sheet(text, reader)], [*embedded, *reader.embedded], reader.losses)


class _Reader:
    """Walks the file once and gathers its regions in the order in which they stand, and their order of reading."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.image: str | None = None
        self.embedded: list[Embedded] = []
        self.regions: list[_Holder] = []
        self.groups: list[list[tuple[int, object]]] = []
        self.order: list[str] = []
        self._holders: list[_Holder] = []
        self._reading: _Reading | None = None
        self._inside = ""
        walk = Walk(text)
        for token in walk:
            if token.kind in ("open", "empty"):
                self._opened(token, {name: value(text, span) for name, span in attributes(text, token).items()})
                if token.kind == "empty" and token.name in _HOLDERS:
                    self._close_holder(token)
            elif token.kind == "close":
                self._closed(token)
            else:
                self._seen(token)
        self.losses = walk.losses

    def _opened(self, token: Token, given: dict[str, str]) -> None:
        name = token.name
        if name == "Page":
            self.image = given.get("imageFilename", "")
        elif name in _GROUPS and token.kind == "open":
            group: list[tuple[int, object]] = []
            if self.groups:
                self.groups[-1].append((_index(given, len(self.groups[-1])), group))
            self.groups.append(group)
        elif name in _REFERENCES and self.groups:
            self.groups[-1].append((_index(given, len(self.groups[-1])), given.get("regionRef", "")))
        elif name in _HOLDERS:
            self._hold(_Holder(name, token, given))
        elif name == "Coords" and self._holders and not self._holders[-1].points[1]:
            self._holders[-1].points = _left_and_height(given.get("points", ""))
        elif name == "TextEquiv" and self._holders and token.kind == "open":
            self._reading = _Reading(_index(given, 0), _number(given.get("conf", "")))
            self._holders[-1].readings.append(self._reading)
        elif token.kind == "open":
            self._inside = name

    def _hold(self, holder: _Holder) -> None:
        if holder.name == "TextRegion":
            self.regions.append(holder)
        elif self._holders:
            self._holders[-1].inside.append(holder)
        self._holders.append(holder)

    def _closed(self, token: Token) -> None:
        if token.name in _HOLDERS:
            self._close_holder(token)
        elif token.name in _GROUPS and self.groups:
            group = self.groups.pop()
            if not self.groups:
                self.order += _flat(group)
        elif token.name == "TextEquiv":
            self._reading = None
        self._inside = ""

    def _close_holder(self, token: Token) -> None:
        if self._holders and self._holders[-1].name == token.name:
            self._holders.pop().end = token.end

    def _seen(self, token: Token) -> None:
        if self._inside == "Unicode" and self._reading is not None:
            self._reading.pieces += piece_spans(pieces(self._text, token.start, token.end))
        elif self._inside in _SAID and self._text[token.start : token.end].strip():
            self.embedded.append(Embedded(_SAID[self._inside], self._text[token.start : token.end].strip()))


def _flat(group: list[tuple[int, object]]) -> Iterator[str]:
    for _, member in sorted(group, key=lambda pair: pair[0]):
        if isinstance(member, list):
            yield from _flat(member)
        elif isinstance(member, str):
            yield member


def _index(given: dict[str, str], otherwise: int) -> int:
    told = given.get("index", "")
    return int(told) if told.isdecimal() and len(told) < 9 else otherwise


def _number(told: str) -> float | None:
    try:
        return float(told)
    except ValueError:
        return None


def _left_and_height(points: str) -> tuple[float, float]:
    corners = [(int(x), int(y)) for x, y in _POINTS.findall(points[:10_000])]
    if not corners:
        return 0.0, 0.0
    heights = [y for _, y in corners]
    return float(min(x for x, _ in corners)), float(max(heights) - min(heights))


def _sheet(text: str, reader: _Reader) -> Sheet:
    sheet = Sheet(None)
    for region in reader.regions:
        kind = _type(region)
        block = Block(region.token.start, max(region.end, region.token.end), _rows(text, region))
        if kind in _FURNITURE:
            block.kind, block.rule = "furniture", kind
        elif kind == "caption":
            block.kind, block.rule = "caption", kind
        block.goes_on = kind == "drop-capital"
        if kind == "page-number" and sheet.label is None and block.rows and block.rows[0].words:
            number = _PAGE_NUMBER.fullmatch(" ".join(seen(text, word) for word in block.rows[0].words))
            sheet.label = number[1] if number else None
        sheet.blocks.append(block)
    sheet.rank = _ranks(reader) if reader.order and not _nested(sheet) else None
    return sheet


def _type(region: _Holder) -> str:
    custom = _CUSTOM_TYPE.search(region.given.get("custom", ""))
    return region.given.get("type") or (custom[1] if custom else "")


def _nested(sheet: Sheet) -> bool:
    # A region that holds others cannot be moved without them.
    return any(a.end > b.start for a, b in zip(sheet.blocks, sheet.blocks[1:], strict=False))


def _ranks(reader: _Reader) -> list[float]:
    """Each region's place in the order of reading; one that the order leaves out follows the region before it."""
    place = {name: float(i) for i, name in reversed(list(enumerate(reader.order)))}
    ranks: list[float] = []
    for region in reader.regions:
        before = ranks[-1] if ranks else -1.0
        ranks.append(place.get(region.given.get("id", ""), before + 1 / (2 + len(reader.regions))))
    return ranks


def _rows(text: str, region: _Holder) -> list[Row]:
    lines = [holder for holder in region.inside if holder.name == "TextLine"]
    rows = [Row(words, *line.points) for line in lines if (words := _words(text, line))]
    whole = region.best()
    if rows or whole is None:
        return rows
    return [Row(list(_cut_up(text, whole)))]


def _words(text: str, line: _Holder) -> list[Word]:
    """A line's words: those it consists of where they say the same as the line, else the line's own text."""
    whole = line.best()
    words = [
        Word(tuple(best.pieces), best.confidence)
        for holder in line.inside
        if holder.name == "Word" and (best := holder.best()) and seen(text, Word(tuple(best.pieces))).strip()
    ]
    if whole is None:
        return sorted(words, key=lambda word: word.pieces[0].start)
    own = list(_cut_up(text, whole))
    same = [seen(text, word) for word in words] == [seen(text, word) for word in own]
    return words if same else own


def _cut_up(text: str, reading: _Reading) -> Iterator[Word]:
    """The words of a text, parted at white space."""
    current: list[Piece] = []
    for piece in reading.pieces:
        if piece.put is not None:
            current.append(piece)
            continue
        for part in re.finditer(r"\s+|\S+", text[piece.start : piece.end]):
            if not part[0].isspace():
                current.append(Piece(piece.start + part.start(), piece.start + part.end()))
            elif current:
                yield Word(tuple(current), reading.confidence)
                current = []
    if current:
        yield Word(tuple(current), reading.confidence)
