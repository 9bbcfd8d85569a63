"""The gallery: photographs, scans and objects, each a record like any other, and each picture by itself."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib.util import find_spec

from polyvocal.holdings import Library
from polyvocal.holdings.views import Picture
from polyvocal.holdings.vistas import GALLERY_FACETS
from polyvocal.reading_room.originals import refuse_file
from polyvocal.reading_room.page import WITHDRAWN, Page
from polyvocal.reading_room.reader import refuse_shut
from polyvocal.reading_room.wording import t
from polyvocal.terms import PolyvocalError

LEAF = 48
WIDTHS = (320, 960)
"""Pixels that a picture is made smaller to, for the gallery and for its record."""

ZOOMS = (1, 2, 4)
_AS_IT_IS = ("image/jpeg", "image/png", "image/gif", "image/webp")  # what every browser shows
_MOST_DOTS = 120_000_000

Filters = Sequence[tuple[str, str]]


def gallery_page(library: Library, filters: Filters = (), offset: int = 0) -> Page:
    """A leaf of the gallery, by date."""
    cards, total = library.gallery(filters, offset=offset, limit=LEAF)
    facets = library.gallery_facets(filters)
    shows: dict[str, object] = {
        "shown": [(card, library.picture(card.id) is not None) for card in cards],
        "makers": library.makers([card.id for card in cards]),
        "facets": {facet: facets[facet] for facet in GALLERY_FACETS if facets.get(facet)},
        "filters": tuple(filters),
        "offset": offset,
        "leaf": LEAF,
        "total": total,
    }
    return Page("gallery.html", t("Gallery"), shows, cards, here="gallery")


def picture_page(library: Library, record_id: str, zoom: int = 1, shut: Collection[str] = WITHDRAWN) -> Page:
    """One picture as large as its reader wants it, with what its card says of it."""
    if zoom not in ZOOMS:
        raise PolyvocalError(f"a picture is shown {', '.join(map(str, ZOOMS))} times as wide as the page, not {zoom}")
    picture = _open(library, record_id, shut)
    record = library.record(record_id)
    shows: dict[str, object] = {
        "card": library.card(record_id),
        "record": record,
        "made": library.makers([record_id]).get(record_id),
        "zoom": zoom,
        "zooms": ZOOMS,
        "width": 1100 * zoom,
        "tied": [card for card in library.beside_picture(record_id) if card.access not in shut],
    }
    return Page("picture.html", library.card(record_id).title, shows, picture, here="gallery")


def image(library: Library, record_id: str, width: int = 0, shut: Collection[str] = WITHDRAWN) -> tuple[str, bytes]:
    """Media type and bytes of a record's picture; made smaller where Pillow is there and *width* says so."""
    picture = _open(library, record_id, shut)
    if width and width not in WIDTHS:
        raise PolyvocalError(f"a picture is made {', '.join(map(str, WIDTHS))} pixels wide, not {width}")
    if find_spec("PIL") is None or (not width and picture.media_type in _AS_IT_IS):
        return picture.media_type, library.original(picture.sha256)
    return _smaller(library, picture.sha256, picture.media_type, width)


def _open(library: Library, record_id: str, shut: Collection[str]) -> Picture:
    record = library.record(record_id)
    refuse_shut(record, shut)
    picture = library.picture(record_id)
    if picture is None:
        raise PolyvocalError(f"no record {record_id!r} with a picture that can be shown")
    if picture.source == record.capture.source:
        refuse_file(library, record, shut)
    return picture


@lru_cache(256)
def _smaller(library: Library, digest: str, media_type: str, width: int) -> tuple[str, bytes]:
    from PIL import Image, ImageOps, UnidentifiedImageError

    content = library.original(digest)
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > _MOST_DOTS:
                return media_type, content
            shown = ImageOps.exif_transpose(opened)
            if width and shown.width > width:
                shown = shown.resize((width, max(1, round(shown.height * width / shown.width))))
            made = io.BytesIO()
            if shown.mode in ("RGB", "L"):
                shown.save(made, "JPEG", quality=84)
                return "image/jpeg", made.getvalue()
            shown.convert("RGBA").save(made, "PNG")
            return "image/png", made.getvalue()
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return media_type, content
