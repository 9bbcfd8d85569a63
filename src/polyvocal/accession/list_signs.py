"""Lists of catalogue data told by their form: BibTeX, RIS, CSL-JSON, Zotero RDF."""

from __future__ import annotations

import re

# A list begins with an entry, after nothing but blank lines, comments, and the greeting of the program that wrote it.
_BIBTEX = re.compile(
    rb"\A(?:\s|%[^\n]*\n|This file was created with[^\n]*\n|Encoding:[^\n]*\n)*+"
    rb"(?:@(?:comment|string|preamble)\s*+[{(][^@]{0,4000}+)*+"
    rb"@[A-Za-z]{3,20}\s*[{(]\s*[^\s,{}()]{1,200}\s*,\s*[A-Za-z][\w:+-]{0,40}\s*=\s*[\"{\w]"
)
_RIS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|\d{1,6}\.[ \t]*\r?\n|(?:Record #|Provider:|Database:|Content:)[^\n]{0,200}\n)*+"
    rb"TY  - ?[A-Za-z]{3,8}(?: [A-Za-z]{2,12}){0,3}[ \t]*\r?\n[A-Z][A-Z0-9]  ?-"
)
_CSL_TYPES = (
    rb"article(?:-journal|-magazine|-newspaper)?|book|broadcast|chapter|dataset|document|entry(?:-dictionary"
    rb"|-encyclopedia)?|event|figure|graphic|hearing|interview|legal_case|legislation|manuscript|map|motion_picture"
    rb"|musical_score|pamphlet|paper-conference|patent|periodical|personal_communication|post(?:-weblog)?|report"
    rb"|review(?:-book)?|song|speech|thesis|treaty|webpage"
)
_CSL_TYPE = re.compile(rb'"type"\s*:\s*"(?:' + _CSL_TYPES + rb')"')
_CSL_KEYS = (b'"title"', b'"author"', b'"issued"', b'"container-title"', b'"id"')
_JSON_HEAD = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*+(?:\[\s*\{|\{\s*"items"\s*:\s*\[)')
_ZOTERO = (b"www.zotero.org/namespaces/export#", b"purl.org/net/biblio#")


def list_type(head: bytes) -> str:
    """The media type of a list of catalogue data by its first bytes, "" where they begin no such list.

    >>> list_type(b"% my list\\n@book{corbett, title = {Naval Operations}}")
    'application/x-bibtex'
    >>> list_type(b"TY  - BOOK\\r\\nTI  - Naval Operations\\r\\nER  - ")
    'application/x-research-info-systems'
    >>> list_type(b"Record #1 of 2\\r\\n1.\\r\\nTY  - Journal Article\\r\\nTI  - Naval Operations\\r\\nER  - ")
    'application/x-research-info-systems'
    >>> list_type(b"An entry looks like @book{corbett, title = {Naval Operations}}")
    ''
    """
    if _BIBTEX.match(head[:20_000]):
        return "application/x-bibtex"
    if _RIS.match(head):
        return "application/x-research-info-systems"
    if _JSON_HEAD.match(head) and _CSL_TYPE.search(head) and sum(key in head for key in _CSL_KEYS) >= 3:
        return "application/vnd.citationstyles.csl+json"
    if b"<rdf:RDF" in head[:4000] and any(name in head[:4000] for name in _ZOTERO):
        return "application/rdf+xml"
    return ""
