"""The rules of a language's dates: patterns over word classes, read from its table and compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from polyvocal import usage
from polyvocal.close_reading.dates.tokens import SHAPES, Lexicon, Tokens
from polyvocal.terms import PolyvocalError

_ITEM = re.compile(r"\s*(?:(?P<group>[a-z_]\w*)=)?(?P<item>[^\W\d_][\w']*|[()|?*+])")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a date: *act* names how its groups are understood, *given* what they leave unsaid."""

    name: str
    act: str
    pattern: re.Pattern[str]
    given: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A rule met at tokens *first* to before *last*, with the spans of its groups."""

    rule: Rule
    first: int
    last: int
    groups: dict[str, tuple[int, int]]


class Grammar:
    """The vocabulary and rules of one language."""

    def __init__(self, table: dict[str, Any]) -> None:
        macros: dict[str, str] = table.get("patterns", {})
        sources = [*macros.values(), *(r["pattern"] for r in table["rules"])]
        sources += [r[k] for r in table["rules"] for k in ("after", "not_after", "before", "not_before") if k in r]
        names = {"Any", "MonthWorn", *SHAPES, *table["words"], *macros}
        literals = {
            m["item"] for s in sources for m in _ITEM.finditer(s) if m["item"][0].isalpha() and m["item"] not in names
        }
        for word in literals:
            if not word.islower():
                raise PolyvocalError(f"the table of dates names a class {word!r} that it does not give")
        self.lexicon = Lexicon(table, literals)
        self._macros = macros
        self.settings: dict[str, Any] = table.get("settings", {})
        self._starting: dict[str, list[Rule]] = {}
        for entry in table["rules"]:
            self._add(entry)
        self._start = re.compile("[" + "".join(sorted(self._starting)) + "]")

    def _add(self, entry: dict[str, Any]) -> None:
        source, first, optional = _Compiler(self.lexicon.classes, self._macros).compile(entry["pattern"])
        if optional:
            raise PolyvocalError(f"the rule {entry['name']!r} may match nothing")
        for key, look in (("after", "(?<=%s)"), ("not_after", "(?<!%s)")):
            if key in entry:
                source = look % self._set(entry[key]) + source
        for key, look in (("before", "(?=%s)"), ("not_before", "(?!%s)")):
            if key in entry:
                source += look % self._set(entry[key])
        known = ("name", "act", "pattern", "after", "not_after", "before", "not_before")
        given = {k: v for k, v in entry.items() if k not in known}
        rule = Rule(entry["name"], entry["act"], re.compile(source), given)
        for char in first:
            self._starting.setdefault(char, []).append(rule)

    def _set(self, names: str) -> str:
        chars = {char for name in names.split() for char in self.lexicon.classes[name]}
        return "[" + "".join(sorted(chars)) + "]"

    def find(self, tokens: Tokens) -> Iterator[Found]:
        """The longest rule at each place, leftmost first, never overlapping; the earlier rule where two are as long."""
        classes, at = tokens.classes, 0
        while begin := self._start.search(classes, at):
            at = begin.start()
            best: re.Match[str] | None = None
            chosen: Rule | None = None
            for rule in self._starting[classes[at]]:
                met = rule.pattern.match(classes, at)
                if met and (best is None or met.end() > best.end()):
                    best, chosen = met, rule
            if best is None or chosen is None:
                at += 1
                continue
            # A group may stand at several places of a pattern; an expression needs a name for each.
            spans = {_plain(name): best.span(name) for name, words in best.groupdict().items() if words}
            yield Found(chosen, best.start(), best.end(), spans)
            at = best.end()


def _plain(name: str) -> str:
    return name.partition("__")[0]


class _Compiler:
    """A pattern of class names to the source of a regular expression, with the characters it may begin with."""

    def __init__(self, classes: dict[str, set[str]], macros: dict[str, str]) -> None:
        self._classes = classes
        self._macros = macros
        self._groups = 0

    def compile(self, pattern: str) -> tuple[str, set[str], bool]:
        items = [(m["group"], m["item"]) for m in _ITEM.finditer(pattern)]
        items.reverse()
        result = self._branches(items)
        if items:
            raise PolyvocalError(f"unbalanced pattern {pattern!r}")
        return result

    def _branches(self, items: list[tuple[str | None, str]]) -> tuple[str, set[str], bool]:
        sources, first, optional = [], set(), False
        while True:
            source, begins, empty = self._sequence(items)
            sources.append(source)
            first |= begins
            optional |= empty
            if not items or items[-1][1] != "|":
                return "|".join(sources), first, optional
            items.pop()

    def _sequence(self, items: list[tuple[str | None, str]]) -> tuple[str, set[str], bool]:
        out: list[str] = []
        first: set[str] = set()
        optional = True
        while items and items[-1][1] not in "|)":
            group, item = items.pop()
            source, begins, empty = self._atom(item, items)
            self._groups += 1
            opening = f"(?P<{group}__{self._groups}>" if group else "(?:"
            source = f"{opening}{source})"
            if items and items[-1][1] in "?*+":
                mark = items.pop()[1]
                # Possessive where the language allows would be faster; no more repeats than usage needs.
                source += {"?": "?", "*": "{0,16}" if item == "Any" else "{0,8}", "+": "{1,16}"}[mark]
                empty = empty or mark != "+"
            out.append(source)
            if optional:
                first |= begins
            optional = optional and empty
        return "".join(out), first, optional

    def _atom(self, item: str, items: list[tuple[str | None, str]]) -> tuple[str, set[str], bool]:
        if item == "(":
            result = self._branches(items)
            if not items or items.pop()[1] != ")":
                raise PolyvocalError("a pattern of dates lacks a closing bracket")
            return result
        if item in self._macros:
            return self.compile(self._macros[item])
        if item == "Any":
            # Whatever stands inside one pair of brackets.
            chars = set().union(*(self._classes[c] for c in ("LParen", "RParen", "Break", "Dot", "Semicolon")))
            return "[^" + "".join(sorted(chars)) + "]", set(), False
        chars = self._classes[item]
        return "[" + "".join(sorted(chars)) + "]", set(chars), False


@cache
def grammar(language: str) -> Grammar:
    """The grammar of *language*, from ``usage/<language>/dates.toml`` and ``date_rules.toml``."""
    return Grammar({**usage.load(language, "dates"), **usage.load(language, "date_rules")})
