"""EPUB books (2 and 3): the documents of the spine in order, one record a chapter, pages as the book lists them."""

from __future__ import annotations

import posixpath
from zipfile import ZipFile

from polyvocal.accession.decoding import decode
from polyvocal.accession.dublin_core import inside
from polyvocal.accession.epub_package import Book, Item, book
from polyvocal.accession.epub_pages import Landmarks, closed, landmarks
from polyvocal.accession.extract import Extract, Unreadable
from polyvocal.accession.manuscript import Manuscript
from polyvocal.accession.members import BROKEN, bounded, opened
from polyvocal.accession.outline import Block, outline
from polyvocal.accession.safe_xml import attribute, lxml, tree

_NAME = "an EPUB book"
_FRONT = 200
"""Words: shorter documents before the first long one are title page, imprint, dedication: one record together."""
_SHORT = 60
"""Words: a shorter document is a half-title that belongs to what follows."""
_LARGEST = 256 << 20
"""Bytes of all documents of the spine: many times the longest book."""
# Algorithms that only hide fonts (EPUB OCF 4.4 and Adobe's): the book itself is open.
_HARMLESS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read(content: bytes) -> Extract:
    """The records of a book; raises `Unreadable` where it is protected, or nothing in it can be read."""
    losses: list[str] = []
    with opened(content, _NAME) as archive:
        _refuse_protected(archive, losses)
        package = book(archive, losses)
        documents = list(_documents(archive, package, losses))
    if not any(document.blocks for document in documents):
        reason = losses[0] if losses else "it has pictures only, or none of its documents is XHTML"
        raise Unreadable(f"{_NAME} without text: {reason}")
    manuscript = Manuscript()
    divide(documents)
    for document in documents:
        document.write(manuscript)
    text = manuscript.text
    stretches = manuscript.stretches(text)
    return Extract(stretches, text, read_by=f"polyvocal, {lxml()}", embedded=package.embedded, losses=tuple(losses))


def _refuse_protected(archive: ZipFile, losses: list[str]) -> None:
    if "META-INF/encryption.xml" not in archive.namelist():
        return
    try:
        root = tree(bounded(archive, "META-INF/encryption.xml"), "META-INF/encryption.xml")
    except BROKEN as trouble:
        losses.append(f"META-INF/encryption.xml: damaged ({trouble})")
        return
    for element in inside(root, "EncryptionMethod"):
        if not attribute(element, "Algorithm").startswith(_HARMLESS):
            raise Unreadable(f"{_NAME}: it is protected by DRM; only the owner of the key can open it")


class Document:
    """One XHTML document of the spine: its blocks, what starts where in it, and whether it is a table of contents."""

    def __init__(self, item: Item, page: str, contents: bool) -> None:
        self.item, self.page = item, page
        self.blocks = outline(page).blocks
        self.marks: Landmarks = landmarks(page, item.page_labels)
        self.rule = "cut: table of contents" if contents else ""
        self.starts = sorted({self.marks.ids.get(fragment, 0) if fragment else 0 for fragment in item.chapters})

    def words(self, start: int = 0, end: int | None = None) -> int:
        """How many words stand between two places."""
        last = len(self.page) if end is None else end
        return sum(len(block.text.split()) for block in self.blocks if start <= block.start < last)

    def _rule(self, at: int) -> str:
        if any(first <= at < last for first, last in self.marks.numbers):
            return "cut: page number"
        in_navigation = any(first <= at < last for first, last in self.marks.navigation)
        return "cut: table of contents" if in_navigation else self.rule

    def write(self, manuscript: Manuscript) -> None:
        """Add the document's blocks, with the pages and records that begin in it."""
        pages, starts = iter([*self.marks.pages, (len(self.page) + 1, "")]), list(self.starts)
        page = next(pages)
        for block in self.blocks:
            while starts and starts[0] <= block.start:
                starts.pop(0)
                manuscript.record()
            manuscript.paragraph(block.gap or "\n\n")
            for start, end, words in _runs(self.page, block):
                while page[0] <= start:
                    manuscript.leaf(page[1])
                    page = next(pages)
                manuscript.write(words, self._rule(start))
                while page[0] < end:
                    manuscript.leaf(page[1])
                    page = next(pages)
        manuscript.paragraph()


def _runs(page: str, block: Block) -> list[tuple[int, int, str]]:
    runs = []
    for piece in block.pieces:
        words = page[piece.start : piece.end] if piece.put is None else piece.put
        runs.append((piece.start, piece.end, words if block.preformatted else " ".join(words.split("\n"))))
    return runs


def _documents(archive: ZipFile, package: Book, losses: list[str]) -> list[Document]:
    documents = []
    size = 0
    for item in package.spine:
        try:
            content = bounded(archive, item.name)
        except BROKEN as trouble:
            losses.append(f"{posixpath.basename(item.name)}: missing, damaged or too large ({trouble})")
            continue
        size += len(content)
        if size > _LARGEST:
            losses.append(f"more than {_LARGEST >> 20} MiB of text: what follows {item.name} is not read")
            break
        documents.append(Document(item, closed(decode(content).text), item.contents))
    return documents


def divide(documents: list[Document]) -> None:
    """Say where records begin: at chapters, but not inside the front matter and not at half-titles."""
    if not any(document.starts for document in documents):
        # Without a table of contents, a document that opens with a heading is a chapter.
        for document in documents:
            opens = next((block.heading for block in document.blocks), 0)
            document.starts = [0] if opens in (1, 2) else []
    _keep_front_together(documents)
    before: Document | None = None
    for document in documents:
        if before is not None and before.starts and before.words(before.starts[-1]) < _SHORT:
            document.starts = [start for start in document.starts if start > 0]
            before = document if document.starts or document.words() >= _SHORT else before
            continue
        before = document


def _keep_front_together(documents: list[Document]) -> None:
    body = next((n for n, document in enumerate(documents) if document.item.begins_body), None)
    if body is None:
        body = next((n for n, document in enumerate(documents) if document.words() >= _FRONT and not document.rule), 0)
    for document in documents[:body]:
        long = document.words() >= _FRONT and not document.rule
        document.starts = document.starts if long else []
    if body and documents[body].words() and not documents[body].starts:
        documents[body].starts = [0]
