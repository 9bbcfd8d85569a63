"""CSL-JSON lists (Citation Style Language; schema csl-data.json 1.0.2)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from polyvocal.catalogue.metadata.item import Item, Said, people

_FIELDS = {
    "title": "title", "container-title": "container", "volume": "volume", "issue": "number", "page": "pages",
    "collection-title": "series", "publisher": "publisher", "language": "language", "author": "author",
    "editor": "editor", "translator": "translator", "issued": "published", "original-date": "first published",
    "accessed": "captured", "archive_location": "source_copy", "source": "source_copy", "license": "rights",
}  # fmt: skip
_LEFT_OUT = frozenset(["id", "type", "abstract", "URL", "categories", "keyword", "citation-key", "title-short",
                       "container-title-short", "custom", "attachments", "attachment", "file"])  # fmt: skip
_DEEPEST = 40


def read(text: str) -> Iterator[Item]:
    """The items of a list; raises ValueError where it is no JSON."""
    if text.count("[") > 4_000_000 or _too_deep(text):
        raise ValueError("nested too deep")
    held = json.loads(text)
    items = held.get("items", []) if isinstance(held, dict) else held
    for n, item in enumerate(items if isinstance(items, list) else [], 1):
        if isinstance(item, dict):
            address = item.get("URL")
            addresses = (address,) if isinstance(address, str) else ()
            yield Item(f"item {item.get('id', n)}", "field", tuple(_files(item)), addresses, tuple(_said(item)))


def _too_deep(text: str) -> bool:
    depth = deepest = 0
    for sign in text[:200_000]:
        depth += (sign in "[{") - (sign in "]}")
        deepest = max(deepest, depth)
    return deepest > _DEEPEST


def _files(item: dict[str, Any]) -> Iterator[str]:
    for key in ("file", "attachment", "attachments"):
        value = item.get(key)
        for one in value if isinstance(value, list) else [value]:
            path = (one.get("path") or one.get("localPath") or "") if isinstance(one, dict) else one
            if isinstance(path, str) and path:
                yield path.removeprefix("storage:")
    for line in str(item.get("note") or "").splitlines():
        if line.lower().startswith(("file:", "attachment:")):
            yield line.partition(":")[2].strip()


def _said(item: dict[str, Any]) -> Iterator[Said]:
    for key, value in item.items():
        if key in _LEFT_OUT or value in (None, "", [], {}):
            continue
        field = _FIELDS.get(key, "label")
        if words := _words(value):
            yield Said(key, field, words)


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return _date(value)
    if isinstance(value, list):
        return people(_name(one) if isinstance(one, dict) else str(one) for one in value)
    return str(value)


def _name(name: dict[str, Any]) -> str:
    if name.get("literal"):
        return str(name["literal"])
    family = " ".join(str(name[k]) for k in ("non-dropping-particle", "family") if name.get(k))
    given = " ".join(str(name[k]) for k in ("given", "dropping-particle") if name.get(k))
    return ", ".join(part for part in (family, given, str(name.get("suffix") or "")) if part)


def _date(value: dict[str, Any]) -> str:
    """A CSL date in ISO form, or its raw words.

    >>> _date({"date-parts": [["1916", 6, 3]]}), _date({"raw": "June 1916"}), _date({"date-parts": [[1941], [1945]]})
    ('1916-06-03', 'June 1916', '1941/1945')
    """
    parts = value.get("date-parts")
    if not isinstance(parts, list):
        return str(value.get("raw") or value.get("literal") or "")
    told = []
    for one in parts[:2]:
        numbers = [str(part) for part in one if str(part).isdigit()] if isinstance(one, list) else []
        told.append("-".join(n.zfill(4 if at == 0 else 2) for at, n in enumerate(numbers[:3])))
    return "/".join(part for part in told if part) + ("~" if value.get("circa") and len(told) == 1 else "")
