"""Saved pages with all that belongs to them in one file (MHTML, RFC 2557), as browsers write them."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from io import BytesIO
from typing import IO
from urllib.parse import urlsplit

from polyvocal.accession.containers import limits
from polyvocal.accession.containers.limits import Damaged, Metered
from polyvocal.accession.containers.names import safe
from polyvocal.accession.containers.opening import Opening, member
from polyvocal.accession.extract import Arrival, Wrapper
from polyvocal.accession.mail import body_bytes, moment, parsed, said
from polyvocal.terms import Embedded

_PAGES = ("text/html", "application/xhtml+xml")


def open_(opening: Opening, source: str, file: IO[bytes], depth: int) -> Iterator[Arrival]:
    """The page itself as the document, then its pictures, styles and frames as parts of it."""
    content = file.read(limits.MEMBER_BYTES + 1)
    if len(content) > limits.MEMBER_BYTES:
        raise Damaged(f"larger than {limits.MEMBER_BYTES // 2**20} MiB: left unread")
    whole = parsed(content)
    parts = [part for part in whole.walk() if not part.is_multipart()]
    main = _main(whole, parts)
    if main is None:
        raise Damaged("no page in it")
    page = f"{source}/{_name(main, 'page.html')}"
    captured = moment(whole)
    address = said(whole, "Snapshot-Content-Location") or said(main, "Content-Location")
    told = tuple(
        Embedded(f"MHTML {name}", value) for name in ("From", "Subject", "Date") if (value := said(whole, name))
    )
    wrapper = Wrapper(opening.source, address or None, captured, "MHTML Date" if captured else None, told)
    yield from member(opening, page, _stream(opening, main), depth, wrapper)
    for number, part in enumerate(parts, 1):
        if part is not main:
            place = f"{source}/{_name(part, f'part-{number}')}"
            belongs = Wrapper(part_of=page, address=said(part, "Content-Location") or None, use="resource")
            yield from member(opening, place, _stream(opening, part), depth, belongs)


def _main(whole: Message, parts: list[Message]) -> Message | None:
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    start = said(whole, "Snapshot-Content-Location")
    named = [part for part in pages if start and said(part, "Content-Location") == start]
    return (named or pages or [None])[0]  # type: ignore[list-item]


def _stream(opening: Opening, part: Message) -> Metered:
    return Metered(BytesIO(body_bytes(part)), opening.allowance, ())


def _name(part: Message, otherwise: str) -> str:
    try:
        path = urlsplit(said(part, "Content-Location")).path
    except ValueError:
        path = ""
    return safe(path.rpartition("/")[2] or otherwise)[0]
