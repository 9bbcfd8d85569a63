"""The opening of one file of the pile: what all its levels share, and what becomes of each member."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO

from polyvocal.accession.containers import limits
from polyvocal.accession.containers.limits import Allowance, Damaged, Metered, copy_member, read_head, read_member
from polyvocal.accession.containers.names import Names, safe
from polyvocal.accession.extract import Arrival, Delivery, Wrapper
from polyvocal.accession.formats import FORMATS
from polyvocal.accession.identification import identify
from polyvocal.accession.mirrors import Pages, mirrored
from polyvocal.terms import Setback

LETTER = "message/rfc822"

# Which module opens which container; each has open_(opening, source, file, depth) -> Iterator[Arrival].
OPENERS = {
    "application/zip": "zips",
    "application/wacz": "zips",
    "application/x-tar": "archives",
    "application/gzip": "archives",
    "application/x-bzip2": "archives",
    "application/x-xz": "archives",
    "application/warc": "warc",
    "application/mbox": "mailbox",
    "multipart/related": "mhtml",
}


class Opening:
    """What the levels of one file of the pile share: its *source*, *allowance*, the *names* given, the *pages* seen."""

    def __init__(self, source: str, allowance: Allowance) -> None:
        self.source = source
        self.allowance = allowance
        self.names = Names()
        self.pages = Pages()

    def loss(self, source: str, reason: str) -> Setback:
        """The setback of a member, or of a container."""
        return Setback(source, "accession", reason)


Opener = Callable[[Opening, str, IO[bytes], int], Iterator[Arrival]]


def opened(opening: Opening, source: str, file: IO[bytes], media_type: str, depth: int) -> Iterator[Arrival]:
    """The members of one container of the type; what is wrong with it as a whole comes last, as a setback."""
    form = FORMATS[media_type]
    if absent := [package for package in form.needs if find_spec(package) is None]:
        wanted = " ".join(absent)
        reason = f"{form.name}: reading it needs a package that is not installed: pip install {wanted}"
        yield opening.loss(source, reason)
        return
    module = import_module(f"polyvocal.accession.containers.{OPENERS[media_type]}")
    open_: Opener = module.open_
    try:
        yield from open_(opening, source, file, depth)
    except Damaged as trouble:
        yield opening.loss(source, f"{form.name}: {trouble}")


def member(
    opening: Opening, source: str, stream: Metered, depth: int, wrapper: Wrapper | None = None
) -> Iterator[Arrival]:
    """One member under the name *source*: a delivery, or, where it is a container itself, its members."""
    opening.allowance.member()
    source = opening.names.own(source)
    wrapper = wrapper or wrapped(opening, source)
    try:
        head = read_head(stream)
    except Damaged as damage:
        yield opening.loss(source, str(damage))
        return
    media_type = identify(head).media_type
    if wrapper.use != "resource" and (media_type in OPENERS or head.startswith(b"PK\x03\x04")):
        yield from _nested(opening, source, stream, head, depth, wrapper)
        return
    content, trouble = read_member(stream, head)
    if trouble:
        yield opening.loss(source, trouble)
    if content or not trouble:
        yield Delivery(source, content, wrapper)
    if media_type == LETTER:
        yield from enclosed(opening, source, content, depth)


def wrapped(opening: Opening, source: str) -> Wrapper:
    """What a member's path says of it: the page that it is a part of, its address in a mirror."""
    page = opening.pages.page_of(source)
    if page:
        return Wrapper(part_of=page, use="resource")
    return replace(mirrored(source), part_of=opening.source)


def _nested(
    opening: Opening, source: str, stream: Metered, head: bytes, depth: int, wrapper: Wrapper
) -> Iterator[Arrival]:
    from polyvocal.accession.containers.kinds import kind_of

    with SpooledTemporaryFile(limits.SPOOL_BYTES) as copy:
        trouble = copy_member(stream, head, copy)
        kind, size = kind_of(copy)
        copy.seek(0)
        if kind.media_type not in OPENERS:
            # A document that is packed like an archive (Word, EPUB): only its list of members could tell.
            if trouble or size > limits.MEMBER_BYTES:
                larger = f"larger than {limits.MEMBER_BYTES // 2**20} MiB: left unread in the file that holds it"
                yield opening.loss(source, trouble or larger)
            if size <= limits.MEMBER_BYTES:
                yield Delivery(source, copy.read(), wrapper)
            return
        if depth >= limits.DEPTH:
            reason = f"a container inside {limits.DEPTH} others: not opened, as there may be no end to it"
            yield opening.loss(source, reason)
            return
        if trouble:
            yield opening.loss(source, trouble)
        yield from opened(opening, source, copy, kind.media_type, depth + 1)


def enclosed(opening: Opening, source: str, letter: bytes, depth: int) -> Iterator[Arrival]:
    """What is attached to a letter, as parts of it; letters forwarded as attachments are opened too."""
    from polyvocal.accession.mail import attachments

    for attached in attachments(letter):
        if depth >= limits.DEPTH:
            yield opening.loss(source, f"attachments inside {limits.DEPTH} others: not opened")
            return
        name, _ = safe(attached.name)
        wrapper = Wrapper(part_of=source, use="resource" if attached.shown_within else "document")
        stream = Metered(BytesIO(attached.content), None, ())
        yield from member(opening, f"{source}/{name}", stream, depth + 1, wrapper)
