"""A list in JSON of what periodicals are called: identifiers that stand in the names of files, and their titles."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from polyvocal.catalogue.metadata.item import Item, Said, people

_TITLES = ("title", "name")
_OTHERS = {"publisher": "publisher", "place": "label", "place_of_publication": "label", "place of publication": "label"}
_PART = re.compile(r"[A-Za-z0-9]+")
_SHORTEST = 5  # characters of an identifier, which has a digit: shorter parts of names say nothing
_FEWEST = 2  # identifiers that must stand in names of files, where the list has as many
_DEEPEST = 8
_HEAD = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*\{\s*\"[^\"\n]{1,80}\"\s*:\s*[\"{]")


def may_be_titles(content: bytes) -> bool:
    r"""Whether a file opens as such a list does; all that most files are asked.

    >>> may_be_titles(b'{"sn1234": "The Harbour Herald"}'), may_be_titles(b'{"items": []}')
    (True, False)
    """
    return _HEAD.match(content[:400]) is not None


def read(text: str, sources: Iterable[str]) -> tuple[Item, ...] | None:
    """The titles of a list whose keys are parts of names of *sources*, each for all its files; None where it is none.

    >>> [(i.at, i.names, i.said[0].words) for i in read('{"sn1234": {"title": "The Sun"}}', ["a/sn1234-1.txt"])]
    [('sn1234', ('a/sn1234-1.txt',), 'The Sun')]
    """
    held = _loaded(text)
    if held is None:
        return None
    named = _by_part(sources)
    found = {key: value for key, value in held.items() if key.casefold() in named and _title(value)}
    if not found or len(found) < min(_FEWEST, len(held)):
        return None
    return tuple(Item(key, "key", tuple(named[key.casefold()]), (), tuple(_said(held[key]))) for key in found)


def _loaded(text: str) -> dict[str, Any] | None:
    """The object, where all its values are titles or describe something that has one."""
    if _too_deep(text):
        return None
    try:
        held = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
    return held if isinstance(held, dict) and all(isinstance(value, str | dict) for value in held.values()) else None


def _too_deep(text: str) -> bool:
    depth = 0
    for sign in re.findall(r"[\[{\]}]", text):
        depth += 1 if sign in "[{" else -1
        if depth > _DEEPEST:
            return True
    return False


def _by_part(sources: Iterable[str]) -> dict[str, list[str]]:
    """The files by the parts of their names that may be identifiers."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for source in sorted(sources):
        for part in dict.fromkeys(_PART.findall(source.rpartition("/")[2].casefold())):
            if len(part) >= _SHORTEST and any(map(str.isdigit, part)):
                named[part].append(source)
    return named


def _title(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    return next((value[key].strip() for key in _TITLES if isinstance(value.get(key), str) and value[key].strip()), "")


def _said(value: Any) -> Iterator[Said]:
    column = next((key for key in _TITLES if isinstance(value, dict) and value.get(key)), "title")
    yield Said(column, "container", _title(value))
    for key, words in value.items() if isinstance(value, dict) else ():
        if key in _OTHERS and isinstance(words, str | list) and words:
            yield Said(
                key.replace("_", " "), _OTHERS[key], words if isinstance(words, str) else people(map(str, words))
            )
