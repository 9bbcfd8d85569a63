"""An item of a list, whatever the list's format: which files it names, and what it says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args

from polyvocal.catalogue.metadata.stated_dates import DateReader, edtf
from polyvocal.terms.description import DateRole

_LONGEST = 2000
_PICTURE = re.compile(r"\.(?:jpe?g|png|tiff?|gif|webp|bmp)(?:#\d+)?$", re.I)
_TAG = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that an item says: under which *column* (key, tag, property), of which *field*, which words."""

    column: str
    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item: *at* tells a person where in the list, *names* the files it names, *addresses* where they came from.

    *noun* is what the format calls the places of an item: column, field, tag.
    """

    at: str
    noun: str
    names: tuple[str, ...]
    addresses: tuple[str, ...]
    said: tuple[Said, ...]


def entries(item: Item, name: str, read_dates: DateReader) -> Iterator[tuple[str, str, str]]:
    """Field, value and column of all that an item says of the file *name*; dates are in EDTF.

    A date that cannot be told for certain is kept as a label, in its own words.
    """
    fields = {said.field for said in item.said}
    pictured = bool(_PICTURE.search(name)) or "photographer" in fields
    for said in item.said:
        words = " ".join(said.words.split())[:_LONGEST]
        if not words:
            continue
        field = _field(said.field, fields, pictured=pictured)
        if field in get_args(DateRole):
            when = edtf(words, read_dates)
            shown = said.column if when in (None, words) else f"{said.column}: “{words}”"
            yield (field, when, shown) if when else (f"label: {said.column}", words, said.column)
        elif field == "language":
            yield field, language(words), said.column
        else:
            yield f"label: {said.column}" if field == "label" else field, words, said.column


def _field(field: str, fields: set[str], *, pictured: bool) -> str:
    if field == "date":
        # The date of a picture is that of its taking, the date of a text that of its printing.
        return "written" if pictured else "published"
    if field == "caption":
        return "label" if "title" in fields else "title"
    return field


@cache
def _languages() -> dict[str, str]:
    told = {
        "en": "english eng английский", "ru": "russian rus русский", "de": "german deu ger deutsch немецкий",
        "fr": "french fra fre français французский", "uk": "ukrainian ukr українська украинский",
        "pl": "polish pol polski польский", "es": "spanish spa español испанский", "it": "italian ita italiano",
        "nl": "dutch nld dut nederlands", "da": "danish dan dansk", "sv": "swedish swe svenska",
        "no": "norwegian nor norsk", "fi": "finnish fin suomi", "be": "belarusian bel белорусский",
        "ar": "arabic ara арабский", "he": "hebrew heb иврит", "zh": "chinese zho chi китайский",
        "ja": "japanese jpn японский", "hu": "hungarian hun magyar", "cs": "czech ces cze čeština",
    }  # fmt: skip
    return {word: tag for tag, words in told.items() for word in words.split()}


def language(words: str) -> str:
    """A language by its BCP 47 tag, from its tag, its ISO 639 codes, or its name.

    >>> language("English"), language("рус."), language("de-AT"), language("Old Norse")
    ('en', 'рус.', 'de-AT', 'Old Norse')
    """
    known = _languages().get(words.casefold())
    return known or (words if not _TAG.match(words) or "-" in words else words.lower())


def people(names: Iterable[str]) -> str:
    """Several people in the form of a card's field."""
    return "; ".join(name.replace(";", ",").strip() for name in names if name.strip())
