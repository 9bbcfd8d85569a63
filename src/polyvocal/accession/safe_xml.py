"""A tree of an XML part of a document, parsed so that it can neither reach outside nor grow beyond its own size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from polyvocal.accession.extract import Unreadable

Element = Any
"""An element of lxml's tree."""


def tree(content: bytes, part: str, losses: list[str] | None = None) -> Element:
    """The root element of *content*; what is broken is read as far as it goes and told in *losses*.

    Raises `Unreadable` where nothing can be read, and where a document type declares entities: no format that is read
    here has any, and a few hundred bytes of them can stand for gigabytes.
    """
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    if b"<!ENTITY" in content[:100_000]:
        raise Unreadable(f"{part} declares entities, as no document of its kind does: not read")
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True,
                       remove_pis=True)  # fmt: skip
    try:
        root = fromstring(content, parser)
    except (XMLSyntaxError, ValueError) as trouble:
        raise Unreadable(f"{part} is no XML ({trouble})") from None
    if root is None:
        raise Unreadable(f"{part} is empty or no XML")
    fatal = [error for error in parser.error_log if error.level_name == "FATAL"]
    if fatal and losses is not None:
        losses.append(f"{part} is damaged at line {fatal[0].line}: what follows may be missing")
    return root


def lxml() -> str:
    """The library and its version, as a capture's `read_by` names it."""
    from lxml.etree import __version__

    return f"lxml {__version__}"


def walk(root: Element) -> Iterator[tuple[str, str, Element]]:
    """("start" or "end", local name, element) for every element inside *root*, without recursion."""
    from lxml.etree import iterwalk

    for event, element in iterwalk(root, events=("start", "end")):
        if isinstance(element.tag, str):
            yield event, local(element), element


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _bare(key: str) -> str:
    # A prefix that was never declared stays part of the name.
    return key.rpartition("}")[2].rpartition(":")[2]


def attribute(element: Element, name: str) -> str:
    """The attribute of that local name, in whatever namespace; "" where there is none."""
    told = element.get(name)
    if told is None:
        told = next((said for key, said in element.attrib.items() if _bare(key) == name), "")
    return str(told)
