"""RIS lists (Research Information Systems), read by rispy (MIT)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from polyvocal.catalogue.metadata.item import Item, Said, people

# Tags after the RIS format specification (Research Information Systems, 2001, and Zotero's use of it).
_FIELDS = {
    "title": "title", "primary_title": "title", "authors": "author", "first_authors": "author",
    "secondary_authors": "editor", "translated_author": "translator", "publisher": "publisher",
    "journal_name": "container", "secondary_title": "container", "alternate_title3": "container",
    "tertiary_title": "series", "volume": "volume", "number": "number", "language": "language",
    "call_number": "source_copy", "access_date": "captured",
}  # fmt: skip
_TAGS = {
    "authors": "AU", "first_authors": "A1", "secondary_authors": "A2", "title": "TI", "primary_title": "T1",
    "journal_name": "JO", "secondary_title": "T2", "tertiary_title": "T3", "alternate_title3": "JF", "volume": "VL",
    "number": "IS", "publisher": "PB", "language": "LA", "translated_author": "TA", "call_number": "CN",
    "access_date": "Y2",
}  # fmt: skip
_FILES = ("file_attachments1", "file_attachments2", "figure")
_LEFT_OUT = frozenset([*_FILES, "type_of_reference", "abstract", "notes_abstract", "keywords", "urls", "id", "date",
                       "year", "publication_year", "start_page", "end_page", "short_title"])  # fmt: skip


def read(text: str) -> Iterator[Item]:
    """The references of a list."""
    import rispy  # type: ignore[import-untyped]

    for n, held in enumerate(rispy.loads(text), 1):
        names = tuple(name for key in _FILES for one in _each(held.get(key)) for name in one.split(";") if name)
        at = f"item {n}" + (f" ({held['id']})" if held.get("id") else "")
        yield Item(at, "tag", names, tuple(_each(held.get("urls"))), tuple(_said(held)))


def _each(value: Any) -> Iterable[str]:
    return value if isinstance(value, list) else [str(value)] if value else []


def _said(held: dict[str, Any]) -> Iterator[Said]:
    done: set[str] = set()
    for key, value in held.items():
        field = _FIELDS.get(key, "label")
        if key in _LEFT_OUT or not isinstance(value, str | list) or (field != "label" and field in done):
            continue
        done.add(field)
        words = people(value) if isinstance(value, list) else value
        yield Said(_TAGS.get(key, key.replace("_", " ")), field, words)
    date = held.get("date") or held.get("publication_year") or held.get("year")
    if date:
        yield Said("DA" if held.get("date") else "PY", "published", _date(str(date)))
    pages = [str(held[key]) for key in ("start_page", "end_page") if held.get(key)]
    if pages:
        yield Said("SP", "pages", "-".join(dict.fromkeys(pages)))


def _date(words: str) -> str:
    """The parts of YYYY/MM/DD/other that are there.

    >>> _date("1916/06/03/"), _date("1916///spring"), _date("1916-06-03")
    ('1916/06/03', '1916', '1916-06-03')
    """
    return "/".join(part for part in words.split("/")[:3] if part)
