"""Articles that a page keeps in the data of its scripts: trees of paragraphs, or long strings of words.

Pages drawn in the browser carry their state as JSON (``<script type="application/json">``, ``window.STATE = {...}``).
The data often hold other articles too: the page's own is the one beside which its title stands. They are read with
every string standing for its place in the source, so that edits alone make a text of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from itertools import count

Span = tuple[int, int]

_SCRIPT = re.compile(r"<script\b([^>]{0,500})>", re.I)
_END = re.compile(r"</script", re.I)
_STATE = re.compile(r"\s*(?:(?:var|let|const)\s+)?[\w$.\[\]\"']{1,100}\s*=\s*(?=[{\[])")
_JSON = re.compile(r"\bjson\b", re.I)
_LINKED = re.compile(r"\bld\+json\b", re.I)
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"', re.S)
# What the nodes of a document call their kind, their words and their parts, in the editors that news sites use.
_KIND = frozenset(("type", "nodetype", "blocktype", "kind", "tag", "tagname", "element", "__typename"))
_HOLDS = frozenset(("text", "data", "value", "content", "contents", "html", "articlebody", "body", "paragraph",
                    "paragraphs", "children", "nodes", "elements", "blocks", "items", "json"))  # fmt: skip
_INLINE = frozenset(("text", "a", "b", "i", "u", "em", "strong", "span", "link", "hyperlink", "sup", "sub", "small",
                     "bold", "italic", "underline", "mark", "abbr", "cite", "code", "q", "s"))  # fmt: skip
_ROWS = frozenset(("li", "list-item", "listitem", "list_item", "br", "tr"))
_FEW = 40
"""Fewer words make a teaser: what lies round or below is looked at too."""
_SHORTEST, _LONGEST = 12, 400
_NOWHERE = 1000
_STEPS = 2_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """A string's words at ``[start:end]`` of the page; *gap* sets them off from those before ("" in one paragraph)."""

    start: int
    end: int
    gap: str


def articles(page: str, names: Sequence[str] = ()) -> list[list[Run]]:
    """The texts in the data of a page's scripts that are the page's own, *names* being what it is called.

    Where no title stands beside any text, a text counts that is longer than all others together.
    """
    found: list[_Found] = []
    at = 0
    while script := _SCRIPT.search(page, at):
        closing = _END.search(page, script.end())
        at = closing.start() if closing else len(page)
        begins = _begins(page, script, at)
        if begins is not None:
            found += _Data(page, begins, at, names).texts()
    nearest = min((one.away for one in found), default=_NOWHERE)
    if nearest < _NOWHERE:
        return [one.runs for one in found if one.away == nearest]
    every = sum(one.words for one in found)
    return [one.runs for one in found if 2 * one.words > every]


def _begins(page: str, script: re.Match[str], end: int) -> int | None:
    """Where the data of a script begin; None where it is a program, or linked data, which has a reader of its own."""
    if _LINKED.search(script[1]):
        return None
    if _JSON.search(script[1]):
        return script.end()
    state = _STATE.match(page, script.end(), end)
    return state.end() if state else None


@dataclass(frozen=True, slots=True)
class _Found:
    """A text in the data; *away* is how many brackets above it the page's title stands."""

    runs: list[Run]
    words: int
    away: int


class _Data:
    """The data of one script; a string in them is its number among the strings of the source."""

    def __init__(self, page: str, start: int, end: int, names: Sequence[str]) -> None:
        self._page = page
        self._names = [" ".join(name.casefold().split()) for name in names]
        self._spans: list[Span] = []
        self._steps = 0
        numbers = count()
        source = _STRING.sub(lambda string: self._numbered(string, next(numbers), start), page[start:end])
        try:
            self._value, _ = json.JSONDecoder().raw_decode(source.lstrip())
        except (ValueError, RecursionError):
            self._value = None  # a program after all, or data nested without end

    def _numbered(self, string: re.Match[str], number: int, start: int) -> str:
        self._spans.append((start + string.start(1), start + string.end(1)))
        return f'"{number}"'

    def texts(self) -> list[_Found]:
        """The documents in the data."""
        found: list[_Found] = []
        with suppress(RecursionError):  # what was found before the data went too deep stands
            self._look(self._value, "", _NOWHERE, found.append)
        return found

    def _said(self, number: str) -> str:
        start, end = self._spans[int(number)]
        return self._page[start:end]

    def _look(self, value: object, key: str, away: int, found: Callable[[_Found], None]) -> None:
        """Look for documents in a value that stands under *key*."""
        self._steps += 1
        if self._steps > _STEPS:
            return
        if isinstance(value, str):
            if key in _HOLDS:
                self._keep([Run(*self._spans[int(value)], "\n\n")], away, found)
        elif isinstance(value, list):
            nodes = bool(value) and all(isinstance(one, dict) and self._kind(one) for one in value)
            if nodes and self._keep(list(self._runs(value)), away, found):
                return
            for one in value:
                self._look(one, key, min(away + 1, _NOWHERE), found)
        elif isinstance(value, dict):
            away = 0 if self._is_titled(value) else min(away + 1, _NOWHERE)
            for name, one in value.items():
                self._look(one, self._said(name).casefold(), away, found)

    def _keep(self, runs: list[Run], away: int, found: Callable[[_Found], None]) -> bool:
        words = sum(len(self._page[run.start : run.end].split()) for run in runs)
        if words >= _FEW:
            found(_Found(runs, words, away))
        return words >= _FEW

    def _is_titled(self, node: dict[str, object]) -> bool:
        """Whether one of the strings of an object is what the page is called."""
        for value in node.values():
            if isinstance(value, str):
                start, end = self._spans[int(value)]
                if _SHORTEST <= end - start <= _LONGEST and self._is_name(self._page[start:end]):
                    return True
        return False

    def _is_name(self, words: str) -> bool:
        try:
            plain: str = json.loads(f'"{words}"', strict=False)
        except ValueError:
            return False
        plain = " ".join(unescape(plain).casefold().split())
        return plain.count(" ") > 1 and any(plain in name for name in self._names)

    def _kind(self, node: dict[str, object]) -> str:
        for name, value in node.items():
            if isinstance(value, str) and self._said(name).casefold() in _KIND:
                return self._said(value).casefold() or "node"
        return ""

    def _runs(self, tree: object) -> Iterator[Run]:
        gap = "\n\n"
        for one in self._flat(tree):
            if isinstance(one, str):
                gap = max(gap, one, key=len)
            else:
                yield Run(*one, gap)
                gap = ""

    def _flat(self, value: object) -> Iterator[Span | str]:
        """The strings of a tree in their order, and the breaks between its paragraphs."""
        self._steps += 1
        if self._steps > _STEPS:
            return
        if isinstance(value, str):
            yield self._spans[int(value)]
        elif isinstance(value, list):
            for one in value:
                yield from self._flat(one)
        elif isinstance(value, dict):
            kind = self._kind(value)
            gap = "" if not kind or kind in _INLINE else "\n" if kind in _ROWS else "\n\n"
            yield gap
            for name, one in value.items():
                if self._said(name).casefold() in _HOLDS:
                    yield from self._flat(one)
            yield gap
