"""Zotero RDF lists: items in Dublin Core, FOAF and the Bibliographic Ontology's forerunner, with their attachments."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from polyvocal.catalogue.metadata.item import Item, Said, people

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BIB = "{http://purl.org/net/biblio#}"
_Z = "{http://www.zotero.org/namespaces/export#}"
_TERMS = "{http://purl.org/dc/terms/}"
_FOAF = "{http://xmlns.com/foaf/0.1/}"
_PRISM = "{http://prismstandard.org/namespaces/1.2/basic/}"
_LINK = "{http://purl.org/rss/1.0/modules/link/}"

_ONE = {
    f"{_DC}title": "title", f"{_DC}date": "published", f"{_BIB}pages": "pages", f"{_Z}language": "language",
    f"{_DC}rights": "rights", f"{_PRISM}volume": "volume", f"{_PRISM}number": "number",
    f"{_Z}archiveLocation": "source_copy", f"{_Z}place": "label",
}  # fmt: skip
_ROLES = {f"{_BIB}authors": "author", f"{_BIB}editors": "editor", f"{_Z}translators": "translator"}


def read(text: str) -> Iterator[Item]:
    """The items of a list; raises ValueError where it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    if root is None or not len(root):
        return
    known = {about: child for child in root if (about := child.get(f"{_RDF}about"))}
    for n, child in enumerate(root, 1):
        if child.tag in (f"{_Z}Attachment", f"{_BIB}Memo", f"{_Z}Collection") or not isinstance(child.tag, str):
            continue
        names = tuple(_files(child, known))
        said = tuple(_said(child, known))
        if said or names:
            yield Item(_at(child, n), "property", names, tuple(_addresses(child)), said)


def _at(item: etree._Element, n: int) -> str:
    about = item.get(f"{_RDF}about", "")
    return f"item {about}" if about else f"item {n}"


def _files(item: etree._Element, known: dict[str, etree._Element]) -> Iterator[str]:
    for link in item.iter(f"{_LINK}link"):
        attached = known.get(link.get(f"{_RDF}resource", ""))
        if attached is not None:
            for resource in attached.iter(f"{_RDF}resource"):
                yield resource.get(f"{_RDF}resource", "")
            for place in attached.iter(f"{_Z}path"):
                yield (place.text or "").removeprefix("attachments:")


def _addresses(item: etree._Element) -> Iterator[str]:
    for value in item.iterfind(f"{_DC}identifier//{_RDF}value"):
        yield value.text or ""
    about = item.get(f"{_RDF}about", "")
    if about.startswith("http"):
        yield about


def _said(item: etree._Element, known: dict[str, etree._Element]) -> Iterator[Said]:
    for child in item:
        if child.tag in _ONE and (child.text or "").strip():
            yield Said(_name(child), _ONE[child.tag], child.text or "")
        elif child.tag in _ROLES:
            yield Said(_name(child), _ROLES[child.tag], people(map(_person, child.iter(f"{_FOAF}Person"))))
        elif child.tag == f"{_DC}publisher":
            yield Said(_name(child), "publisher", " ".join(t.text or "" for t in child.iter(f"{_FOAF}name")))
        elif child.tag == f"{_TERMS}isPartOf":
            yield from _whole(child, known)


def _whole(part: etree._Element, known: dict[str, etree._Element]) -> Iterator[Said]:
    """What an item says of the journal, book or series that it is part of."""
    referred = known.get(part.get(f"{_RDF}resource", ""))
    for whole in [referred] if referred is not None else list(part):
        title_field = "series" if whole.tag == f"{_BIB}Series" else "container"
        for child in whole:
            field = title_field if child.tag == f"{_DC}title" else _ONE.get(child.tag, "")
            if field in ("container", "series", "volume", "number") and (child.text or "").strip():
                yield Said(f"isPartOf {_name(child)}", field, child.text or "")


def _person(person: etree._Element) -> str:
    surname = "".join(t.text or "" for t in person.iter(f"{_FOAF}surname"))
    given = "".join(t.text or "" for t in (*person.iter(f"{_FOAF}givenName"), *person.iter(f"{_FOAF}givenname")))
    return ", ".join(part for part in (surname.strip(), given.strip()) if part)


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)
