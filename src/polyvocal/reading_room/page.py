"""A page: what it shows and by which template, not yet tied to a server or a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from polyvocal.reading_room import stemma, strip, voices, wording
from polyvocal.reading_room.addresses import Addresses
from polyvocal.reading_room.languages import language
from polyvocal.reading_room.marks import anchor
from polyvocal.reading_room.sheet import moved

WITHDRAWN = frozenset({"withdrawn"})
"""What a room shows no text of to anybody."""

SHUT = frozenset({"withdrawn", "restricted"})
"""What it shows no text of to readers who are not signed in, and an edition for elsewhere to nobody."""

COPYRIGHT = "copyright not evaluated"
"""What a card says of rights where the document claims none; never "public domain"."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What a page knows of its reader, where curators can sign in: the *name* signed in with ("" if none), and a
    *token* for its forms.
    """

    name: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page made ready: *shows* is what the template needs, *data* the terms that the page stands on (for JSON)."""

    template: str
    title: str
    shows: dict[str, object]
    data: object = None
    status: int = 200
    here: str = ""  # which entry of the navigation it belongs to
    indexed: bool = False  # whether the search of a static edition holds it


@cache
def environment() -> Environment:
    """The templates, with the words they print numbers and dates in; an unknown name is an error, never a gap."""
    made = Environment(
        loader=PackageLoader("polyvocal.reading_room", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        number=wording.number,
        counted=wording.counted,
        date=wording.date,
        day=wording.day,
        day_of_year=wording.day_of_year,
        listed=wording.listed,
        titled=voices.title,
        writer=voices.writer,
    )
    made.globals.update(
        anchor=anchor,
        bounds=wording.bounds,
        copyright=COPYRIGHT,
        draw_stemma=stemma.draw,
        draw_strip=strip.draw,
        partial=partial,
        spans_of=wording.spans,
        without=_without,
        t=wording.t,
        language=language,
        moved=moved,
        facet_names=wording.FACETS,
        statement_facet_names=wording.STATEMENT_FACETS,
        facet_value=wording.facet_value,
        question=wording.question,
        grounds=wording.GROUNDS,
    )
    return made


def _without(filters: Sequence[tuple[str, str]], pair: tuple[str, str]) -> list[tuple[str, str]]:
    return [one for one in filters if one != pair]


def render(page: Page, to: Addresses, seat: Seat | None = None, tongues: Sequence[tuple[str, str, str]] = ()) -> str:
    """The page as HTML, with the addresses *to* other pages that its reader can follow.

    *seat* is None where nobody can sign in; then no page says a word of editing. *tongues* are the other languages
    that the page can be had in: code, own name, address.
    """
    template = environment().get_template(page.template)
    return template.render(page=page, to=to, seat=seat, tongues=tongues, **page.shows)
