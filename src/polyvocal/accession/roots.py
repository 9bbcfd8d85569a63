"""Which XML format a file is, told from the name and the namespace of its root element."""

from __future__ import annotations

import re

_PROLOGUE = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S)
_ROOT = re.compile(rb"<(?:([\w.-]+):)?([A-Za-z][\w.-]*)((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)(?:>|$)")
_SPACE = re.compile(rb"\bxmlns(?::([\w.-]+))?\s*=\s*[\"']([^\"']*)[\"']")

# Roots that are known by a namespace of their own, or by a name that no other format has (older versions have none).
_SPACES = (
    (b"http://www.tei-c.org/ns/", "application/tei+xml"),
    (b"http://www.loc.gov/standards/alto", "application/alto+xml"),
    (b"http://schema.ccs-gmbh.com/", "application/alto+xml"),
    (b"http://bibnum.bnf.fr/ns/alto", "application/alto+xml"),
    (b"http://schema.primaresearch.org/PAGE/", "application/page+xml"),
)
_NAMES = {
    b"TEI": "application/tei+xml",
    b"TEI.2": "application/tei+xml",
    b"teiCorpus": "application/tei+xml",
    b"teiCorpus.2": "application/tei+xml",
    b"alto": "application/alto+xml",
    b"PcGts": "application/page+xml",
}


# Elements of web pages: a piece of one is read as a page.
_OF_PAGES = frozenset(b"a article aside b blockquote center div em font h1 h2 h3 h4 i li main ol p pre section span "
                      b"strong svg table ul".split())  # fmt: skip


def by_root(head: bytes) -> str | None:
    """The media type that the root element at the start of *head* tells; None where it tells none.

    >>> by_root(b'<?xml version="1.0"?><!-- one letter --><TEI xmlns="http://www.tei-c.org/ns/1.0">')
    'application/tei+xml'
    >>> by_root(b"<p>TEI</p>") is None
    True
    """
    at = 3 if head.startswith(b"\xef\xbb\xbf") else 2 if head.startswith((b"\xff\xfe", b"\xfe\xff")) else 0
    if b"<" not in head[:1024]:
        return None
    while before := _PROLOGUE.match(head, at):
        at = before.end()
    root = _ROOT.match(head, at)
    if root is None:
        return None
    spaces = dict(_SPACE.findall(root[3]))
    own = spaces.get(root[1] or b"", b"")
    if own:
        return next((media_type for space, media_type in _SPACES if own.startswith(space)), None)
    return _NAMES.get(root[2])


def is_xml(head: bytes, tail: bytes) -> bool:
    """Whether a file without a declaration is XML all the same: its first tag opens what its last one closes.

    >>> is_xml(b"<log><day>4 May</day></log>", b"</day></log> "), is_xml(b"<aside> He left.", b"left.")
    (True, False)
    """
    root = _ROOT.match(head.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if root is None or root[2].lower() in _OF_PAGES:
        return False
    name = (root[1] + b":" if root[1] else b"") + root[2]
    return tail.rstrip().endswith(b"</" + name + b">")
