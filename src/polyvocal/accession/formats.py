"""Every format that polyvocal knows: what it is called, which module reads it, and which package that module needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal

from polyvocal.accession.extract import Extract, Unreadable

Way = Literal["text", "bytes", "container", "metadata", "none"]
"""How a format is read: from its decoded text, from its bytes, member by member, as data about other files, or not."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: *module* under ``polyvocal.accession`` has the reader, *needs* are packages outside the core.

    A reader of the way "text" is ``read(text: str) -> Extract``, of "bytes" ``read(content: bytes) -> Extract``;
    both raise `Unreadable`. Containers are opened by `polyvocal.accession.containers`.
    """

    media_type: str
    name: str
    way: Way
    module: str = ""
    needs: tuple[str, ...] = ()


_OFFICE = "application/vnd.openxmlformats-officedocument."
_WORD = _OFFICE + "wordprocessingml.document"
_FORMATS = (
    Format("text/plain", "a plain text", "text", "plain"),
    Format("text/html", "a web page", "text", "pages"),
    Format("text/markdown", "a Markdown text", "text", "markdown", ("markdown_it",)),
    Format("application/tei+xml", "a TEI edition", "text", "tei"),
    Format("application/alto+xml", "an ALTO page", "text", "alto"),
    Format("application/page+xml", "a PAGE page", "text", "page_xml"),
    Format("text/vnd.hocr+html", "an hOCR page", "text", "hocr"),
    Format("application/xml", "an XML document", "text", "xml_document"),
    Format("application/pdf", "a PDF document", "bytes", "pdf", ("pypdfium2",)),
    Format(_WORD, "a Word document", "bytes", "word"),
    Format("application/vnd.oasis.opendocument.text", "an OpenDocument text", "bytes", "opendocument"),
    Format("application/rtf", "a Rich Text document", "bytes", "rich_text"),
    Format("application/epub+zip", "an EPUB book", "bytes", "epub"),
    Format("message/rfc822", "a letter (e-mail)", "bytes", "mail"),
    Format("image/png", "a PNG image", "bytes", "images", ("PIL",)),
    Format("image/jpeg", "a JPEG image", "bytes", "images", ("PIL",)),
    Format("image/gif", "a GIF image", "bytes", "images", ("PIL",)),
    Format("image/tiff", "a TIFF image", "bytes", "images", ("PIL",)),
    Format("image/webp", "a WebP image", "bytes", "images", ("PIL",)),
    Format("image/bmp", "a BMP image", "bytes", "images", ("PIL",)),
    Format("application/zip", "a ZIP archive", "container"),
    Format("application/x-tar", "a tar archive", "container"),
    Format("application/gzip", "a gzip archive", "container"),
    Format("application/x-bzip2", "a bzip2 archive", "container"),
    Format("application/x-xz", "an xz archive", "container"),
    Format("application/warc", "a web archive (WARC)", "container", needs=("warcio",)),
    Format("application/wacz", "a web archive (WACZ)", "container", needs=("warcio",)),
    Format("application/mbox", "a mailbox", "container"),
    Format("multipart/related", "a saved page (MHTML)", "container"),
    Format("application/x-bibtex", "a BibTeX list", "metadata", needs=("bibtexparser",)),
    Format("application/x-research-info-systems", "a RIS list", "metadata", needs=("rispy",)),
    Format("application/vnd.citationstyles.csl+json", "a CSL-JSON list", "metadata"),
    Format("application/rdf+xml", "a Zotero RDF list", "metadata"),
    Format("text/csv", "a table of metadata", "metadata"),
    Format("application/x-7z-compressed", "a 7-Zip archive", "none"),
    Format("application/vnd.rar", "a RAR archive", "none"),
    Format("application/x-ole-storage", "an old Microsoft Office document", "none"),
    Format(_OFFICE + "spreadsheetml.sheet", "a spreadsheet (Excel)", "none"),
    Format(_OFFICE + "presentationml.presentation", "a set of slides (PowerPoint)", "none"),
    Format("application/vnd.oasis.opendocument.spreadsheet", "a spreadsheet (OpenDocument)", "none"),
    Format("application/vnd.oasis.opendocument.presentation", "a set of slides (OpenDocument)", "none"),
    Format("image/vnd.djvu", "a DjVu document", "none"),
    Format("application/x-riff", "a sound recording or film (RIFF)", "none"),
    Format("audio/mpeg", "a sound recording (MP3)", "none"),
    Format("application/ogg", "a sound recording or film (Ogg)", "none"),
    Format("audio/flac", "a sound recording (FLAC)", "none"),
    Format("video/mp4", "a film or sound recording (MP4)", "none"),
    Format("video/x-matroska", "a film (Matroska)", "none"),
    Format("application/vnd.sqlite3", "an SQLite database", "none"),
    Format("application/x-elf", "a program", "none"),
)
FORMATS = {form.media_type: form for form in _FORMATS}
"""All formats by media type."""

# The names packages go by in a Python index, where they differ from the module that they bring.
_PACKAGES = {"PIL": "pillow", "markdown_it": "markdown-it-py"}


def reader(form: Format) -> Callable[[Any], Extract]:
    """The function that reads a format; raises `Unreadable` naming the package that is missing."""
    absent = [package for package in form.needs if find_spec(package) is None]
    if form.way == "none":
        raise Unreadable(f"{form.name}: polyvocal does not read this format")
    if absent:
        wanted = " ".join(_PACKAGES.get(package, package) for package in absent)
        raise Unreadable(f"{form.name}: reading it needs a package that is not installed: pip install {wanted}")
    if not form.module:
        raise Unreadable(f"{form.name}: it is no document itself; what it holds is received piece by piece")
    read: Callable[[Any], Extract] = import_module(f"polyvocal.accession.{form.module}").read
    return read
