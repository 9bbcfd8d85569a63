"""Archive signatures: fonds of the Russian archives, classes of Kew, the Bundesarchiv and the record groups of NARA."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polyvocal.close_reading.citations.shapes import choice, table
from polyvocal.terms import Citation, Locus

_LEAVES = r"\d+(?: ?об\.)?(?: ?[-–—] ?\d+)?(?:(?:, ?| и )\d+(?: ?об\.|[-–—]\d+)?(?!\d))*(?: ?об\.)?"
# "РГАСПИ. Ф. 17. Оп. 162. Д. 3. Л. 45" and the same with commas (GOST R 7.0.5-2008, 7.4).
_CYRILLIC = re.compile(
    r"(?:(?<![\w.])(?P<house>[А-ЯЁ]{2,9}(?: ?[А-ЯЁ]{2,6}| СПб)?(?: [А-ЯЁ][а-яё]+ обл\.)?)[.,:]? )?"
    r"(?<![\w])[Фф](?:\.|онд) ?(?:[РП]-?)?\d+[а-я]?[.,;] ?[Оо]п(?:\.|ись) ?\d+[а-я]?"
    rf"(?:[.,;] ?[Пп]\. ?\d+)?(?:[.,;] ?[Дд](?:\.|ело) ?\d+[а-я]?(?:[.,;] ?[Лл]{{1,2}}(?:\.|ист\w*) ?{_LEAVES})?)?"
)
_LATIN = re.compile(
    r"(?:(?<![\w.])(?P<house>(?:Ts)?[A-Z]{3,9}(?: [A-Z]{2,5})?)[.,:]? )?"
    r"(?<!\w)[Ff](?:\.|ond) ?(?:[RP]-?)?\d+[a-z]?[.,;] ?[Oo]p(?:\.|is['’]?) ?\d+[a-z]?"
    r"(?:[.,;] ?[Dd](?:\.|elo) ?\d+[a-z]?"
    r"(?:[.,;] ?[Ll]{1,2}(?:\.|ist\w*) ?\d+(?: ?ob\.)?(?:[-–—]\d+)?(?:, ?\d+(?:[-–—]\d+)?)*)?)?"
)


@cache
def _numbered() -> re.Pattern[str]:
    known = table("en")["archives"]
    kew = "|".join(known["kew"].split())
    return re.compile(
        rf"(?<![\w/])(?:(?:(?:{known['kew_houses']})[,:]? )(?:{kew}|[A-Z]{{1,4}}) ?\d{{1,4}}/\d{{1,6}}"
        rf"|(?:{kew}) \d{{1,4}}/\d{{1,6}}"
        rf"|(?:{known['german']})[,:]? (?:[A-Z]{{1,4}} ?)\d+(?: ?[IVX]+)? ?/ ?\d+[a-z]?"
        rf"|(?:{known['american']})[,:]? (?:RG|Record Group) ?\d+(?:[,.] (?:[Ee]ntry|[Bb]ox|[Ff]ile) [\w-]+)*)"
        r"(?:, (?:ff?|fols?|p|pp|Bl)\. ?\d+(?:[-–]\d+)?)?(?![\w/])"
    )


def read_signatures(text: str, record: str) -> Iterator[Citation]:
    """Every archive signature of a text."""
    if "п. " in text or "п." in text or "пись" in text:
        yield from (_made(found, text, record, "fonds") for found in _CYRILLIC.finditer(text))
    if "op. " in text or "opis" in text or "op." in text:
        yield from (_made(found, text, record, "fonds") for found in _LATIN.finditer(text))
    for found in _numbered().finditer(text):
        yield _made(found, text, record, "class and number")


def _made(found: re.Match[str], text: str, record: str, rule: str) -> Citation:
    locus = Locus.at(record, text, *found.span())
    return Citation(locus, "archive", signature=" ".join(locus.words.split()), rule=f"{rule} 1")


def headings() -> str:
    """The headings of notes and lists of sources, as a choice."""
    return f"{choice('en', 'sections', 'headings')}|{choice('ru', 'sections', 'headings')}"
