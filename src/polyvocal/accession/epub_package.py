"""The package of an EPUB book: what it says of itself, which documents to read in which order, where chapters begin."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote
from zipfile import ZipFile

from polyvocal.accession.dublin_core import fields, first, inside
from polyvocal.accession.extract import Unreadable
from polyvocal.accession.members import BROKEN, bounded
from polyvocal.accession.safe_xml import Element, attribute, local, tree
from polyvocal.terms import Embedded

_NAME = "an EPUB book"
_DOCUMENTS = ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/x-dtbook+xml")
_SAID = frozenset(("belongs-to-collection", "group-position", "dcterms:modified", "dcterms:issued", "role"))


@dataclass(slots=True)
class Item:
    """A document of the spine: *chapters* are the fragments ("" for its start) at which entries of the contents begin.

    *page_labels* are printed pages by fragment; *contents* tells that it is a table of contents and nothing else.
    """

    name: str
    contents: bool = False
    begins_body: bool = False
    chapters: list[str] = field(default_factory=list)
    page_labels: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Book:
    """What the package says: metadata and the documents in reading order."""

    embedded: tuple[Embedded, ...]
    spine: list[Item]


def book(archive: ZipFile, losses: list[str]) -> Book:
    """The package of the book in *archive*; raises `Unreadable` where there is none."""
    name = _package_name(archive)
    root = _tree(archive, name, losses)
    if root is None:
        raise Unreadable(f"{_NAME}: its package ({name}) is missing or damaged")
    folder = posixpath.dirname(name)
    manifest = {attribute(e, "id"): e for e in inside(root, "item")}
    spine = _spine(root, manifest, folder, archive)
    by_name = {item.name: item for item in spine}
    nav = next((e for e in manifest.values() if "nav" in attribute(e, "properties").split()), None)
    if nav is not None:
        _read_nav(archive, _path(folder, attribute(nav, "href")), by_name, losses)
    if not any(item.chapters for item in spine):
        _read_ncx(archive, root, manifest, folder, by_name, losses)
    _read_guide(root, folder, by_name)
    return Book(tuple(_embedded(root)), spine)


def _package_name(archive: ZipFile) -> str:
    names = archive.namelist()
    found = next((name for name in names if name.endswith(".opf")), "")
    try:
        container = tree(bounded(archive, "META-INF/container.xml"), "META-INF/container.xml")
        named = [attribute(e, "full-path") for e in inside(container, "rootfile")]
        found = next((name for name in named if name in names), found)
    except BROKEN:
        pass  # a book without this part still has its package
    if not found:
        raise Unreadable(f"{_NAME}: it has no package (.opf)")
    return found


def _tree(archive: ZipFile, name: str, losses: list[str]) -> Element | None:
    try:
        return tree(bounded(archive, name), posixpath.basename(name), losses)
    except BROKEN as trouble:
        losses.append(f"{posixpath.basename(name)}: missing or damaged ({trouble})")
        return None


def _spine(root: Element, manifest: dict[str, Element], folder: str, archive: ZipFile) -> list[Item]:
    items, seen = [], set[str]()
    named = [manifest.get(attribute(e, "idref")) for e in inside(root, "itemref")]
    chosen = [e for e in named if e is not None] or list(manifest.values())
    for element in chosen:
        name = _path(folder, attribute(element, "href"))
        kind = attribute(element, "media-type")
        if name not in seen and (kind in _DOCUMENTS or name.endswith((".xhtml", ".html", ".htm"))):
            seen.add(name)
            items.append(Item(name, "nav" in attribute(element, "properties").split()))
    return items


def _path(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0]))) if href else ""


def _point(folder: str, href: str) -> tuple[str, str]:
    return _path(folder, href), unquote(href.partition("#")[2])


def _read_nav(archive: ZipFile, name: str, by_name: dict[str, Item], losses: list[str]) -> None:
    root = _tree(archive, name, losses)
    folder = posixpath.dirname(name)
    for nav in inside(root, "nav") if root is not None else []:
        kinds = attribute(nav, "type").split() + attribute(nav, "role").split()
        entries = first(nav, "ol")
        if "toc" in kinds or "doc-toc" in kinds:
            for href in _top_level(_elements(entries), "ol", "a"):
                _chapter(by_name, *_point(folder, href))
        elif "page-list" in kinds or "doc-pagelist" in kinds:
            for link in inside(nav, "a"):
                _page(by_name, *_point(folder, attribute(link, "href")), " ".join("".join(link.itertext()).split()))
        elif "landmarks" in kinds:
            for link in inside(nav, "a"):
                _landmark(by_name, _path(folder, attribute(link, "href")), attribute(link, "type"))


def _elements(holder: Element | None) -> list[Element]:
    return [e for e in holder if isinstance(e.tag, str)] if holder is not None else []


def _top_level(entries: list[Element], deeper: str, link: str) -> list[str]:
    """Addresses of the highest level of contents that has more than one entry."""
    while len(entries) == 1:
        below = next((e for e in entries[0] if isinstance(e.tag, str) and local(e) == deeper), None)
        inner = _elements(below)
        if not inner:
            break
        entries = inner
    found = []
    for entry in entries:
        target = first(entry, link)
        if target is not None:
            found.append(attribute(target, "href") or attribute(target, "src"))
    return found


def _read_ncx(
    archive: ZipFile,
    root: Element,
    manifest: dict[str, Element],
    folder: str,
    by_name: dict[str, Item],
    losses: list[str],
) -> None:
    spine = first(root, "spine")
    named = manifest.get(attribute(spine, "toc")) if spine is not None else None
    if named is None:
        named = next((e for e in manifest.values() if attribute(e, "media-type") == "application/x-dtbncx+xml"), None)
    if named is None:
        return
    name = _path(folder, attribute(named, "href"))
    ncx = _tree(archive, name, losses)
    points = first(ncx, "navMap") if ncx is not None else None
    if ncx is None or points is None:
        return
    entries = [e for e in points if isinstance(e.tag, str) and local(e) == "navPoint"]
    while len(entries) == 1:
        inner = [e for e in entries[0] if isinstance(e.tag, str) and local(e) == "navPoint"]
        if not inner:
            break
        entries = inner
    for entry in entries:
        target = first(entry, "content")
        if target is not None:
            _chapter(by_name, *_point(posixpath.dirname(name), attribute(target, "src")))
    for page in inside(ncx, "pageTarget"):
        target, label = first(page, "content"), first(page, "text")
        if target is not None and label is not None:
            _page(by_name, *_point(posixpath.dirname(name), attribute(target, "src")), (label.text or "").strip())


def _chapter(by_name: dict[str, Item], name: str, fragment: str) -> None:
    if name in by_name and fragment not in by_name[name].chapters:
        by_name[name].chapters.append(fragment)


def _page(by_name: dict[str, Item], name: str, fragment: str, label: str) -> None:
    if name in by_name and label:
        by_name[name].page_labels.setdefault(fragment, label)


def _read_guide(root: Element, folder: str, by_name: dict[str, Item]) -> None:
    for reference in inside(root, "reference"):
        _landmark(by_name, _path(folder, attribute(reference, "href")), attribute(reference, "type"))


def _landmark(by_name: dict[str, Item], name: str, kind: str) -> None:
    item = by_name.get(name)
    if item is None:
        return
    if kind in ("bodymatter", "text", "start"):
        item.begins_body = True
    elif kind == "toc":
        item.contents = True


def _embedded(root: Element) -> list[Embedded]:
    metadata = first(root, "metadata")
    if metadata is None:
        return []
    found = fields(metadata)
    for meta in inside(metadata, "meta"):
        name, content = attribute(meta, "name"), attribute(meta, "content")
        label, words = attribute(meta, "property"), " ".join((meta.text or "").split())
        if name.startswith("calibre:series") and content:
            found.append(Embedded(f"EPUB {name}", content))
        elif label in _SAID and words:
            found.append(Embedded(label if label.startswith("dcterms") else f"EPUB {label}", words))
    return found
