"""A page of HTML as a reader sees it: blocks of text with their exact places in the source."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape

from polyvocal.accession.markup import Token, attributes, tokens


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_HIDDEN = _tags(
    "script style template svg math textarea select option button iframe object canvas noscript head datalist"
)
_PARAGRAPH = _tags(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend main menu nav ol p pre section summary table tbody "
    "tfoot thead ul"
)
_LINE = _tags("br li tr td th")
_VOID = _tags("area base br col embed hr img input link meta param source track wbr")
_SELF_CLOSING = _tags("p li dt dd tr td th")
_HEADINGS = {f"h{n}": n for n in range(1, 7)}

# What the names of elements, classes, ids and roles say about a region, in the order of asking.
_REGIONS = (
    ("navigation", {"nav", "navigation", "menu", "navbar", "breadcrumb", "breadcrumbs", "pagination", "pager", "toc"}),
    ("comments", {"comments", "comment", "respond", "disqus", "commentlist"}),
    ("sharing", {"share", "sharing", "sharedaddy", "social", "jp", "addtoany", "sociable"}),
    ("related", {"related", "recommended", "recommendations", "trending", "teaser", "teasers", "morefrom"}),
    ("advertisement", {"ad", "ads", "advert", "advertisement", "sponsored", "promo", "banner"}),
    ("sidebar", {"aside", "sidebar", "widget", "widgets", "complementary", "secondary"}),
    ("footer", {"footer", "contentinfo", "colophon", "copyright"}),
    ("notice", {"cookie", "cookies", "consent", "gdpr", "newsletter", "subscribe", "popup", "modal", "signup"}),
)
_NEAR = 3
_NEVER_REGION = frozenset(("html", "body", "main", "article"))
_NAME = re.compile(r"[a-z]+")
_POST_CLASSES = frozenset(
    (
        "post",
        "hentry",
        "entry",
        "blog-post",
        "blogpost",
        "post-outer",
        "blog-entry",
        "type-post",
        "news-item",
        "post-item",
    )
)
_NOT_POST = re.compile(r"comment|related|teaser|card|widget|sidebar|recommend|promo|preview|excerpt-", re.I)
_CAPTION = re.compile(r"(?:\A|[\s_-])(?!no|has|with|hide)[a-z]{0,12}captions?(?:text)?(?=[\s_-]|\Z)")
_TITLE_CLASSES = frozenset(("entry-title", "post-title", "blog-title", "posttitle", "entry-header", "post-heading"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of the source that a reader sees; *put* is what they stand for (None: themselves)."""

    start: int
    end: int
    put: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or cell; *gap* sets it off from the one before, *region* is "" in the body."""

    pieces: tuple[Piece, ...]
    text: str
    region: str
    heading: int
    preformatted: bool
    gap: str
    linked: int

    @property
    def start(self) -> int:
        """Where its first character stands in the source."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Just behind its last character."""
        return self.pieces[-1].end


@dataclass(slots=True)
class Container:
    """An element that looks like a post: its stretch of the source, *signature* of tag and class, *depth*."""

    start: int
    end: int
    signature: str
    region: str


@dataclass(slots=True)
class Figure:
    """An element for a picture, or (*is_caption*) for the words beside one; *end* is 0 where it was never closed.

    *above* are the beginnings of the elements round it, the nearest first.
    """

    start: int
    end: int
    is_caption: bool
    above: tuple[int, ...]


@dataclass(slots=True)
class Outline:
    """A page's blocks in order, the elements that look like posts, pictures, and where marked post titles begin."""

    blocks: list[Block] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)


def outline(page: str) -> Outline:
    """The blocks of *page*; where hidden elements were never closed, what they swallowed is read after all.

    >>> [(b.text, page[b.start:b.end]) for page in ["<p>Caf&eacute; <b>d'Or</b>"] for b in outline(page).blocks]
    [("Café d'Or", "Caf&eacute; <b>d'Or")]
    """
    reader = _Reader(page, _HIDDEN)
    return reader.outline if reader.outline.blocks else unhidden(page)


def unhidden(page: str) -> Outline:
    """The blocks of *page* with those that only a page without scripts would show."""
    return _Reader(page, frozenset(("script", "style"))).outline


@dataclass(slots=True)
class _Open:
    tag: str
    region: str
    start: int
    closing: tuple[Container | Figure, ...]


class _Reader:
    """Walks the tokens of a page once and keeps what a reader sees, block by block."""

    def __init__(self, page: str, hidden: frozenset[str]) -> None:
        self.outline = Outline()
        self._page, self._hidden = page, hidden
        self._stack: list[_Open] = []
        self._open: Counter[str] = Counter()
        self._hiding: list[str] = []
        self._pieces: list[Piece] = []
        self._gap, self._heading, self._links, self._linked, self._broken = "", 0, 0, 0, False
        for token in tokens(page):
            if token.kind == "open":
                self._opened(token)
            elif token.kind == "close":
                self._closed(token.name, token.start)
            elif not self._hiding:
                self._seen(token)
        self._flush("\n\n")
        for element in self._stack:
            for one in element.closing:
                one.end = len(page) if isinstance(one, Container) else 0

    def _opened(self, token: Token) -> None:
        tag = token.name
        if tag in self._hidden:
            if tag == "head":
                self._flush("\n\n")
            self._hiding.append(tag)
            return
        if tag == "body":
            self._hiding.clear()
        if self._hiding:
            return
        if tag == "a":
            self._links += 1
        if tag not in _PARAGRAPH and tag not in _LINE:
            return
        if tag in _SELF_CLOSING and self._stack and self._stack[-1].tag == tag:
            self._pop(token.start)
        self._flush("\n" if tag in _LINE else "\n\n")
        if tag == "br":
            # Two breaks with nothing between them are how old pages set paragraphs.
            self._gap = "\n\n" if self._broken else self._gap
            self._broken = True
        if tag not in _VOID:
            self._push(token)

    def _closed(self, tag: str, at: int) -> None:
        if tag in self._hidden:
            if tag in self._hiding:
                while self._hiding.pop() != tag:
                    pass
            return
        if self._hiding:
            return
        if tag == "a":
            self._links = max(0, self._links - 1)
        if tag not in _PARAGRAPH and tag not in _LINE:
            return
        self._flush("\n" if tag in _LINE else "\n\n")
        if self._open[tag]:
            while self._pop(at) != tag:
                pass

    def _seen(self, token: Token) -> None:
        put = None
        if token.kind == "reference":
            source = self._page[token.start : token.end]
            meant = unescape(source)
            put = None if meant == source else meant
        self._pieces.append(Piece(token.start, token.end, put))
        if self._links:
            self._linked += token.end - token.start

    def _push(self, token: Token) -> None:
        tag, given = token.name, attributes(self._page, token)
        above = self._stack[-1].region if self._stack else ""
        names = " ".join(given.get(key, "") for key in ("class", "id", "role"))
        region = above or _region(tag, names)
        closing: list[Container | Figure] = []
        classes = set(given.get("class", "").lower().split())
        marked = "article" if tag == "article" else next(iter(sorted(classes & _POST_CLASSES)), "")
        if marked and not _NOT_POST.search(names) and tag not in ("body", "html"):
            container = Container(token.start, 0, f"{tag}.{marked}", region)
            self.outline.containers.append(container)
            closing.append(container)
        is_caption = tag == "figcaption" or bool("caption" in names and _CAPTION.search(given.get("class", "").lower()))
        if (is_caption or tag == "figure") and tag not in _NEVER_REGION:
            figure = Figure(token.start, 0, is_caption, self._above())
            self.outline.figures.append(figure)
            closing.append(figure)
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
            if classes & _TITLE_CLASSES:
                self.outline.titles.append(token.start)
        self._stack.append(_Open(tag, region, token.start, tuple(closing)))
        self._open[tag] += 1

    def _above(self) -> tuple[int, ...]:
        """Where the nearest elements begin that a picture may share with its caption."""
        near = list(itertools.takewhile(lambda e: e.tag not in _NEVER_REGION, reversed(self._stack[-_NEAR:])))
        return tuple(element.start for element in near)

    def _pop(self, at: int) -> str:
        element = self._stack.pop()
        self._open[element.tag] -= 1
        for one in element.closing:
            one.end = at
        if element.tag in _HEADINGS:
            self._heading = 0
        return element.tag

    def _flush(self, gap: str) -> None:
        """End the block being read; *gap* is what sets the next one off."""
        if self._pieces:
            pre = bool(self._open["pre"])
            seen = "".join(self._page[p.start : p.end] if p.put is None else p.put for p in self._pieces)
            text = " ".join(seen.split())
            if text:
                region = self._stack[-1].region if self._stack else ""
                self.outline.blocks.append(
                    Block(
                        tuple(self._pieces), text, region, self._heading, pre, self._gap, min(self._linked, len(text))
                    )
                )
                self._gap = ""
                self._broken = False
            self._pieces = []
            self._linked = 0
        self._gap = max(self._gap, gap, key=len)


def _region(tag: str, names: str) -> str:
    if tag in _NEVER_REGION:
        return ""
    words = {tag, *_NAME.findall(names.lower())} if names else {tag}
    if "no" in words or "has" in words or "with" in words:
        words = {tag}
    return next((region for region, signs in _REGIONS if words & signs), "")
