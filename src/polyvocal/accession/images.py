"""Images: pages that a machine reads where Tesseract is installed, photographs with what is said inside their files."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any

from polyvocal.accession import ocr
from polyvocal.accession.extract import Extract, Stretch, Unreadable
from polyvocal.accession.page_layout import SetLine, SetPage, compose
from polyvocal.accession.picture_facts import captions, facts

FRAMES = 500
"""Pages of one file (a TIFF may hold many) that are looked at."""

DOTS = 25_000_000
"""Dots that a page is made smaller to before a machine reads it."""

_FORMATS = ("PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP")
_THUMB = 400
_PAPER = 0.3  # share of a picture that is one light shade where it may be a page
_SURE = 60  # confidence
# A page of text, and a short one (a telegram, a title page) that is read without trouble; a shop sign is neither.
_PAGES = ((20, 0.6, 4), (8, 0.9, 3))  # words read surely, their share of all, lines


def read(content: bytes) -> Extract:
    """One record of an image: its text where it is a page, else its caption, or no words at all.

    Raises `Unreadable` where the bytes are no image that can be opened.
    """
    from PIL import Image

    losses: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                told = facts(image, content)
                pages = list(_pages(image, losses))
        except Image.DecompressionBombError:
            return Extract(
                (Stretch((0, 0), ()),), "", _pillow(), (), ("an image of too many dots to be opened; kept as it is",)
            )
        except (OSError, SyntaxError, ValueError, KeyError, OverflowError) as trouble:
            raise Unreadable(
                f"a damaged image: {str(trouble).splitlines()[0][:120] if str(trouble) else 'no image'}"
            ) from None
    if any(page.lines for page in pages):
        composed = compose(pages)
        return Extract((composed.stretch(),), composed.text, ocr.reader(), told, tuple(losses))
    text = "\n".join(captions(told))
    return Extract((Stretch((0, len(text)), ()),), text, _pillow(), told, tuple(losses))


def _pillow() -> str:
    return f"Pillow {version('pillow')}"


def _pages(image: Any, losses: list[str]) -> Iterator[SetPage]:
    """The frames of an image that are pages of text, read by machine."""
    # Frames of other formats are moments of a film, or sizes of one picture.
    total = min(getattr(image, "n_frames", 1), FRAMES + 1) if image.format == "TIFF" else 1
    unread: set[str] = set()
    for n in range(min(total, FRAMES)):
        lines: tuple[SetLine, ...] = ()
        try:
            image.seek(n)
            grey = _grey(image)
            if _may_be_page(grey):
                lines = _read(grey, unread)
        except (OSError, SyntaxError, ValueError, EOFError, OverflowError):
            unread.add("the image is cut off or damaged: " + (f"from page {n + 1} on" if n else "it cannot be shown"))
            break
        yield SetPage(str(n + 1), float(image.height), lines)
    if total > FRAMES:
        unread.add(f"more than {FRAMES} pages in one image: the rest was not read")
    losses += sorted(unread)


def _grey(image: Any) -> Any:
    """The picture in shades of grey, upright, on white where it is transparent, no larger than can be read."""
    from PIL import Image, ImageOps

    shown = image
    if image.width * image.height > DOTS:
        share = (DOTS / (image.width * image.height)) ** 0.5
        image.draft("L", (int(image.width * share), int(image.height * share)))
    if image.mode in ("RGBA", "LA", "PA") or (image.mode == "P" and "transparency" in image.info):
        shown = image.convert("RGBA")
        ground = Image.new("RGBA", shown.size, "white")
        ground.alpha_composite(shown)
        shown = ground
    if shown.mode in ("I;16", "I;16B", "I", "F"):
        shown = shown.point(lambda value: value / 256) if shown.mode.startswith("I;16") else shown
    shown = ImageOps.exif_transpose(shown.convert("L"))
    share = (DOTS / (shown.width * shown.height)) ** 0.5
    return shown.resize((int(shown.width * share), int(shown.height * share))) if share < 1 else shown


def _may_be_page(grey: Any) -> bool:
    """Whether much of the picture is of one light shade, as paper is.

    Reading costs seconds a picture; a photograph is told by its many shades in a thousandth of that.
    """
    if min(grey.size) < 60:
        return False
    small = grey.copy()
    small.thumbnail((_THUMB, _THUMB))
    counts = small.histogram()
    shades = [sum(counts[i : i + 8]) for i in range(0, 256, 8)]
    lightest = max(range(12, 32), key=lambda i: shades[i])
    paper = sum(shades[max(0, lightest - 3) : lightest + 4])
    return bool(paper >= _PAPER * sum(shades))


def _read(grey: Any, unread: set[str]) -> tuple[SetLine, ...]:
    if not ocr.languages():
        unread.add(f"an image that may be a page of text: {ocr.MISSING}")
        return ()
    written = io.BytesIO()
    grey.save(written, "PPM")
    dots = grey.info.get("dpi", (0, 0))[0]
    try:
        lines = ocr.read_picture(written.getvalue(), int(dots) if 70 <= dots <= 1200 else 0)
    except ocr.TooSlow as trouble:
        unread.add(f"an image that may be a page of text: {trouble}")
        return ()
    return lines if is_page(lines) else ()


def is_page(lines: Sequence[SetLine]) -> bool:
    """Whether what a machine read is a page of text: enough words, most of them read surely."""
    words = [word for line in lines for word in line.words if sum(map(str.isalpha, word.text)) >= 2]
    sure = [word for word in words if (word.confidence or 0) >= _SURE]
    return any(
        len(sure) >= least and len(sure) >= share * len(words) and len(lines) >= rows for least, share, rows in _PAGES
    )
