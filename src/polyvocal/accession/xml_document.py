"""XML of no format that is known: its words by edits, paragraphs where elements that hold words begin."""

from __future__ import annotations

import re

from polyvocal.accession.extract import Extract
from polyvocal.accession.scribe import Scribe
from polyvocal.accession.xml_edits import Token, Walk, pieces

# Pictures and programs inside a file (FictionBook's binaries, attachments): long runs without a space.
_BINARY = re.compile(r"[A-Za-z0-9+/=\r\n\t ]*[A-Za-z0-9+/=]{400}[A-Za-z0-9+/=\r\n\t ]*")
_LINES = re.compile(r"(?:\s*[A-Za-z0-9+/=]{50,100}\s*\n){8,}\s*[A-Za-z0-9+/=]*\s*")


def read(text: str) -> Extract:
    """The record of an XML document: an element between others is a paragraph, one between words is not.

    >>> from polyvocal.terms import Alignment
    >>> xml = "<log><day>4 May</day><entry>It <b>left</b> at&#160;noon.</entry></log>"
    >>> [Alignment(xml, s.place, s.edits).text for s in read(xml).stretches]
    ['4 May\\n\\nIt left at noon.']
    """
    mixed = _mixed(text)
    scribe = Scribe(text)
    walk = Walk(text)
    above: list[int] = []
    n = 0
    for token in walk:
        if token.kind in ("open", "empty"):
            if not (above and mixed[above[-1]]):
                scribe.gap("\n\n")
            if token.kind == "open":
                above.append(n)
                n += 1
        elif token.kind == "close":
            above.pop()
            if not (above and mixed[above[-1]]):
                scribe.gap("\n\n")
        elif above:
            _write(scribe, text, token)
    stretches = scribe.finish() if scribe.length else ()
    return Extract(stretches, losses=tuple(walk.losses))


def _mixed(text: str) -> list[bool]:
    """For every element in the order in which they open, whether words stand in it directly."""
    found: list[bool] = []
    above: list[int] = []
    for token in Walk(text):
        if token.kind == "open":
            above.append(len(found))
            found.append(False)
        elif token.kind == "close":
            above.pop()
        elif token.kind != "empty" and above and not text[token.start : token.end].isspace():
            found[above[-1]] = True
    return found


def _write(scribe: Scribe, text: str, token: Token) -> None:
    start, end = token.start, token.end
    if end - start > 400 and (_BINARY.fullmatch(text, start, end) or _LINES.fullmatch(text, start, end)):
        scribe.cut(start, end, "cut: binary")
    elif token.kind == "reference":
        put = next(pieces(text, start, end))[2]
        if put is not None and put.isspace():
            scribe.gap(" ")
        else:
            scribe.keep(start, end, put)
    else:
        scribe.words(start, end)
