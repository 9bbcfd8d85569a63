"""What the parts for metadata of Word, OpenDocument and EPUB files say, field by field."""

from __future__ import annotations

from collections.abc import Mapping

from polyvocal.accession.safe_xml import Element, local, walk
from polyvocal.terms import Embedded

_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
}
_UNTOLD = frozenset(("cp:revision", "meta:generator", "meta:editing-cycles", "meta:editing-duration", "meta:template"))


def fields(root: Element, extra: Mapping[str, str] | None = None) -> list[Embedded]:
    """Every element with words of its own under *root*, labelled by prefix and name ("dc:title").

    *extra* gives labels to elements of other namespaces, by local name.
    """
    found: dict[Embedded, None] = {}
    for event, name, element in walk(root):
        words = " ".join((element.text or "").split())
        if event == "start" and words:
            space = str(element.tag)[1:].rpartition("}")[0]
            prefix = _PREFIXES.get(space)
            label = f"{prefix}:{name}" if prefix else (extra or {}).get(name, "")
            if label and label not in _UNTOLD:
                found[Embedded(label, words[:2000])] = None
    return list(found)


def first(root: Element, name: str) -> Element | None:
    """The first element of that local name at or under *root*."""
    return next((element for event, found, element in walk(root) if event == "start" and found == name), None)


def inside(root: Element, name: str) -> list[Element]:
    """All elements of that local name under *root*, in order."""
    return [element for element in root.iter() if isinstance(element.tag, str) and local(element) == name]
