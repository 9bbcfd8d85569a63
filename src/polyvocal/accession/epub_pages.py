"""Places in an XHTML document of a book: its identifiers, the pages of print that begin in it, its navigation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from polyvocal.accession.markup import attributes, tokens

_EMPTY = re.compile(r"<([a-zA-Z][\w:.-]*)((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*?)\s*/>")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_LABEL = re.compile(r"\w{1,10}")


@dataclass(slots=True)
class Landmarks:
    """Offsets by identifier, (offset, label) of pages, stretches of navigation and of printed page numbers."""

    ids: dict[str, int] = field(default_factory=dict)
    pages: list[tuple[int, str]] = field(default_factory=list)
    navigation: list[tuple[int, int]] = field(default_factory=list)
    numbers: list[tuple[int, int]] = field(default_factory=list)


def closed(page: str) -> str:
    """The page with elements that XML lets close themselves closed as HTML wants it.

    >>> closed('<a id="p3"/>Kiel<br/>')
    '<a id="p3"></a>Kiel<br/>'
    """
    return _EMPTY.sub(lambda m: m[0] if m[1].lower() in _VOID else f"<{m[1]}{m[2]}></{m[1]}>", page)


def landmarks(page: str, labels: dict[str, str]) -> Landmarks:
    """Where things begin in *page*; *labels* are the pages that the book's own list gives, by identifier.

    >>> found = landmarks('<p>One <span epub:type="pagebreak" id="p2" title="2"></span>two</p>', {})
    >>> found.pages, found.ids
    ([(7, '2')], {'p2': 7})
    """
    found = Landmarks()
    depth = opened = 0
    number: tuple[str, int] | None = None
    for token in tokens(page):
        if token.name == "nav" and token.kind in ("open", "close"):
            depth += 1 if token.kind == "open" else -1
            if depth == 1 and token.kind == "open":
                opened = token.start
            elif depth <= 0 and token.kind == "close":
                found.navigation.append((opened, token.end))
                depth = 0
        if number and token.kind == "close" and token.name == number[0]:
            found.numbers.append((number[1], token.end))
            number = None
        if token.kind != "open":
            continue
        given = attributes(page, token)
        key = unescape(given.get("id", "") or (given.get("name", "") if token.name == "a" else ""))
        if key:
            found.ids.setdefault(key, token.start)
        label = labels.get(key, "") if key else ""
        if "pagebreak" in given.get("epub:type", "").split() or "doc-pagebreak" in given.get("role", "").split():
            number = (token.name, token.start)
            label = label or unescape(given.get("title", "") or given.get("aria-label", ""))
            printed = _LABEL.findall(label or key.removeprefix("page"))
            label = label if len(label) <= 10 and label else printed[-1] if printed else ""
        if label:
            found.pages.append((token.start, label))
    if labels.get("") and not any(start == 0 for start, _ in found.pages):
        found.pages.insert(0, (0, labels[""]))
    return found
