"""XMP packets (ISO 16684-1): what programs write of a picture or document into the file itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_OPEN, _CLOSE = b"<rdf:RDF", b"</rdf:RDF>"
_MOST_PACKETS, _MOST, _LONGEST = 20, 200, 4000
_LARGEST = 1_000_000  # bytes of a packet
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Schemas that describe; the rest tell how a program worked on the file.
_SCHEMAS = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
    "http://prismstandard.org/namespaces/basic/2.1/": "prism",
    "http://creativecommons.org/ns#": "cc",
}


def packets(content: bytes) -> Iterator[bytes]:
    """The packets that lie open in a file, in order; those that are compressed or locked are not seen."""
    at = 0
    for _ in range(_MOST_PACKETS):
        start = content.find(_OPEN, at)
        end = content.find(_CLOSE, start, start + _LARGEST) if start >= 0 else -1
        if end < 0:
            return
        at = end + len(_CLOSE)
        yield content[start:at]


def properties(packet: bytes) -> list[tuple[str, str]]:
    """Label and words of each descriptive property, in the packet's order; of a text in languages the default alone.

    >>> properties(b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    ...            b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="Album 3"/></rdf:RDF>')
    [('XMP dc:source', 'Album 3')]
    """
    from lxml import etree

    if b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(packet.strip(b"\x00 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    if root is None:
        return []
    found: list[tuple[str, str]] = []
    for about in root.iter(_RDF + "Description"):
        parent = about.getparent()
        if parent is not None and parent.tag != _RDF + "RDF":
            continue
        for name, value in about.attrib.items():
            found += _told(str(name), [str(value)])
        for element in about.iterchildren(tag=etree.Element):
            found += _told(str(element.tag), _values(element))
    return list(dict.fromkeys(found))[:_MOST]


def _told(name: str, values: list[str]) -> list[tuple[str, str]]:
    schema, _, own = name[1:].partition("}")
    if schema not in _SCHEMAS:
        return []
    label = f"XMP {_SCHEMAS[schema]}:{own}"
    clean = (" ".join(value[:_LONGEST].split()) for value in values)
    return [(label, value) for value in clean if value]


def _values(element: Any) -> list[str]:
    """The words of a property: of each member of a list, of the default language alone, or of a structure's parts."""
    for kind in ("Alt", "Bag", "Seq"):
        holder = element.find(_RDF + kind)
        if holder is not None:
            items = holder.findall(_RDF + "li")
            if kind == "Alt":
                items = sorted(items, key=lambda item: item.get(_LANGUAGE) != "x-default")[:1]
            return ["".join(item.itertext()) for item in items[:_MOST]]
    return ["".join(element.itertext())]
