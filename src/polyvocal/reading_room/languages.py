"""The languages of the interface: English in the source, every other one a gettext catalogue in ``locale/``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

NAMES = {"en": "English", "ru": "Русский"}
"""The languages there are, each by its own name; the first is the one of the source."""

_FIRST = next(iter(NAMES))
_speaking: ContextVar[str] = ContextVar("speaking", default=_FIRST)
_ACCEPTED = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*")


def language() -> str:
    """The language that pages are set in now.

    >>> language()
    'en'
    """
    return _speaking.get()


@contextmanager
def speaking(tongue: str) -> Iterator[None]:
    """Pages made within are set in this language.

    >>> with speaking("ru"):
    ...     language()
    'ru'
    """
    before = _speaking.set(tongue)
    try:
        yield
    finally:
        _speaking.reset(before)


@cache
def catalogue(tongue: str) -> NullTranslations:
    """The messages of a language, read from its ``.po`` file once a process; the source has none."""
    if tongue == _FIRST:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with files("polyvocal.reading_room").joinpath("locale", tongue, "LC_MESSAGES", "polyvocal.po").open("rb") as po:
        write_mo(compiled, read_po(po, locale=tongue))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def separators(tongue: str) -> tuple[str, str]:
    """The signs between thousands and before a fraction, after the Unicode CLDR.

    >>> separators("en"), separators("ru")
    ((',', '.'), ('\\xa0', ','))
    """
    if tongue == _FIRST:
        return ",", "."
    from babel.core import Locale

    symbols = Locale.parse(tongue).number_symbols["latn"]
    return symbols["group"], symbols["decimal"]


def chosen(asked: str, kept: str, accepted: str) -> str:
    """The language *asked* for, else the one *kept* from before, else the first that a browser accepts, else English.

    >>> chosen("", "", "de-DE,ru;q=0.8,en;q=0.5"), chosen("en", "ru", ""), chosen("xx", "", "")
    ('ru', 'en', 'en')
    """
    for tongue in (asked, kept):
        if tongue in NAMES:
            return tongue
    wanted = [(-float(found[2] or 1), n, found[1].lower()) for n, found in enumerate(_accepted(accepted))]
    return next((tongue for weight, _, tongue in sorted(wanted) if tongue in NAMES and weight), _FIRST)


def _accepted(header: str) -> Iterator[re.Match[str]]:
    for part in header[:500].split(","):
        if found := _ACCEPTED.fullmatch(part):
            yield found
