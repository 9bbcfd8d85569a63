"""Numbers, days and figures in words, as the pages print them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import get_args

from markupsafe import escape

from polyvocal.reading_room.languages import catalogue, language, separators
from polyvocal.terms import Figure, Statement, Voice
from polyvocal.terms.days import to_gregorian, to_julian
from polyvocal.terms.statement import Manner

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
BESIDE_A_DAY = "beside a day"
"""The context of a month's name that stands after a day: "31 May"."""

BOUNDS = {"about": "about {number}", "at least": "at least {number}", "at most": "at most {number}"}
"""What binds a figure that is not exact."""

DOUBTS = {"~": "about {day}", "?": "perhaps {day}", "%": "perhaps about {day}"}
"""How sure a date of EDTF is."""

_DAY = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")


FACETS = {
    "collection": "Collection", "fonds": "Fonds", "author": "Author", "voice": "Voice", "year": "Year",
    "place": "Place", "language": "Language", "kind": "Kind of document", "container": "Newspaper, book or site",
    "review": "Reviewed or not", "aspect": "What is said", "manner": "How it is said", "theme": "Theme",
    "maker": "Maker",
}  # fmt: skip
"""The names of facets."""

STATEMENT_FACETS = {**FACETS, "kind": "What is counted", "year": "Year spoken of", "place": "Place spoken of"}
"""The same where statements are narrowed."""

VALUES = {
    "review": {"machine": "read by rule", "confirmed": "confirmed by a person", "corrected": "corrected by a person",
               "rejected": "rejected by a person"},
    "aspect": {"figure": "a number", "date": "a date", "place": "a place", "participant": "who took part",
               "fate": "somebody’s fate", "cause": "a cause", "responsibility": "who was responsible",
               "motive": "a motive", "sequence": "what came first", "naming": "a name for it", "outcome": "an outcome",
               "ignorance": "that nothing is known", "other": "something else"},
}  # fmt: skip
"""What the values of a facet mean, where they are words of the program and not of a source."""

_KINDS = (
    "newspaper page", "newspaper article", "journal article", "speech", "letter", "transcription", "photograph caption",
    "photograph", "web index page", "blog post", "web page", "text", "dead", "wounded", "dead+wounded", "missing",
    "captured", "arrested", "sentenced", "present", "percent", "money", "ships lost", "unknown", "other", "affected",
    "aircraft", "aircraft lost", "aircraft damaged", "animals", "engaged", "guns", "guns captured", "guns damaged",
    "guns lost", "losses", "munitions", "persons", "places damaged", "places destroyed", "seats", "shares", "ships",
    "ships built", "ships captured", "ships damaged", "ships missing", "ships sunk", "ships surviving", "states",
    "surviving", "things", "things destroyed", "units", "vehicles", "vehicles captured", "vehicles lost", "votes",
)  # fmt: skip
VALUES |= {"kind": {kind: kind for kind in _KINDS}, "manner": {manner: manner for manner in get_args(Manner)}}

GROUNDS = {
    "settled": "settled by a person", "only": "the only town of that name in the gazetteer",
    "likely": "the only one whose region the same records name",
    "several": "several towns of that name", "area": "a land or a water, roughly",
}  # fmt: skip
"""Why a place stands where the map has it."""

QUESTIONS = {
    ("figure", "dead"): "Who gives a number of dead?", ("responsibility",): "Who says who was responsible?",
    ("cause",): "Who gives a cause?", ("denies",): "Who denies something?", ("naming",): "Who gives it which name?",
}  # fmt: skip


def t(words: str, /, **values: object) -> str:
    """A string of the interface in the reader's language, with *values* for what it has in braces.

    English is the language of the source, so the words themselves are the key of a translation. A value that is HTML
    makes the whole HTML, with everything else escaped.

    >>> t("{n} of {total}", n=2, total=3)
    '2 of 3'
    >>> from markupsafe import Markup
    >>> t("A & {link}", link=Markup("<b>B</b>"))
    Markup('A &amp; <b>B</b>')
    """
    said = catalogue(language()).gettext(words) if words else ""
    if any(hasattr(value, "__html__") for value in values.values()):
        return escape(said).format(**values)
    return said.format(**values) if values else said


def facet_value(facet: str, value: str) -> str:
    """What a page prints for the value of a facet.

    >>> facet_value("review", "machine"), facet_value("kind", "letter")
    ('read by rule', 'letter')
    """
    return t(VALUES[facet][value]) if value in VALUES.get(facet, {}) else value


def question(filters: Iterable[tuple[str, str]]) -> str:
    """A question to statements in words."""
    return t(QUESTIONS[tuple(value for _, value in filters)])


def number(value: float) -> str:
    """A count with its thousands parted.

    >>> number(2551), number(2.5), number(0)
    ('2,551', '2.5', '0')
    """
    plain = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    thousands, decimal = separators(language())
    return plain.translate({ord(","): thousands, ord("."): decimal})


def counted(n: int, one: str, many: str = "") -> str:
    """*n* things.

    >>> counted(1, "voice"), counted(1200, "voice"), counted(2, "entry", "entries")
    ('1 voice', '1,200 voices', '2 entries')
    """
    words = catalogue(language()).ngettext(f"{{n}} {one}", f"{{n}} {many or one + 's'}", n)
    return words.format(n=number(n))


def day(julian_day: int) -> str:
    """A day of the common axis, in the Gregorian calendar.

    >>> day(2421015)
    '31 May 1916'
    """
    year, month, of_month = to_gregorian(julian_day)
    return f"{_of_month(of_month, month)} {year}"


def _of_month(day_of_month: int, month: int) -> str:
    # Beside a day, the name of a month has a case of its own in many languages.
    return f"{day_of_month} {catalogue(language()).pgettext(BESIDE_A_DAY, MONTHS[month - 1])}"


def day_of_year(today: datetime.date) -> str:
    """A day without its year.

    >>> day_of_year(datetime.date(2026, 11, 25))
    '25 November'
    """
    return _of_month(today.day, today.month)


_OLD_STYLE = 2421639  # 14 February 1918, the first day that Russia counted by the Gregorian calendar
_REFORM = 2299161  # 15 October 1582, before which all Christendom counted by the Julian one


def both_calendars(julian_day: int) -> str:
    """A day in the Gregorian calendar, and in the Julian one where Russia still counted by it.

    >>> both_calendars(2421015), both_calendars(2430000)
    ('31 May 1916 (18 May Old Style)', '5 January 1941')
    """
    if not _REFORM <= julian_day < _OLD_STYLE:
        return day(julian_day)
    year, month, of_month = to_julian(julian_day)
    same = year == to_gregorian(julian_day)[0]
    return f"{day(julian_day)} ({_of_month(of_month, month)}{'' if same else f' {year}'} {t('Old Style')})"


def date(edtf: str | None) -> str:
    """An EDTF date in words; what has no plain words stays EDTF.

    >>> date("1916-05-31/1916-06-01"), date("1916-06"), date("1917~"), date("19XX"), date(None)
    ('31 May – 1 June 1916', 'June 1916', 'about 1917', '19XX', '')
    """
    if not edtf:
        return ""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _single(edtf)
    one, other = _single(first), _single(last)
    if not first or not last:
        return t("{day} or before", day=other) if not first else t("{day} or after", day=one)
    year = other.rsplit(" ", 1)[-1]
    return f"{one.removesuffix(' ' + year)} – {other}" if one.endswith(" " + year) else f"{one} – {other}"


def _single(edtf: str) -> str:
    found = _DAY.fullmatch(edtf)
    if not found:
        return edtf
    year, month, of_month, doubt = found.groups()
    if month and not 1 <= int(month) <= 12:
        return edtf
    words = [_of_month(int(of_month), int(month))] if of_month else [t(MONTHS[int(month) - 1])] if month else []
    spoken = " ".join([*words, year.lstrip("0") or year])
    return t(DOUBTS[doubt], day=spoken) if doubt else spoken


def bounds(figure: Figure) -> str:
    """What the words of a figure bind it to, for those who cannot see the strip.

    >>> from polyvocal.terms import Locus
    >>> at = Locus("r", 0, "some 2,500")
    >>> bounds(Figure(at, at, 2500, 2500, "about"))
    'about 2,500'
    >>> bounds(Figure(at, at, 2000, None, "at least"))
    'at least 2,000'
    """
    low, high = figure.low, figure.high
    unit = {"": "", "%": t(" per cent")}.get(figure.unit, f" {figure.unit}")
    if figure.bound == "vague" or (low is None and high is None):
        return t("“{words}”, a vague figure", words=figure.numeral.words)
    if low is not None and high is not None and low != high:
        between = t("{low} to {high}", low=number(low), high=number(high))
        return f"{t('about {number}', number=between) if figure.bound == 'about' else between}{unit}"
    known = number(low if low is not None else high or 0)
    return f"{t(BOUNDS[figure.bound], number=known) if figure.bound in BOUNDS else known}{unit}"


def hedge(voice: Voice) -> str:
    """How a voice speaks, beyond plainly writing or saying: its manner and its doubts.

    >>> hedge(Voice("the Admiralty", "estimates", certainty="probable"))
    'estimates, probable'
    """
    manner = "" if voice.manner in ("writes", "says") else t(voice.manner)
    doubt = "" if voice.certainty == "certain" else t(voice.certainty)
    # "Denies" already says that it is not affirmed.
    denied = "" if voice.affirmed or voice.manner in ("denies", "doubts", "withdraws") else t("not affirmed")
    return ", ".join(part for part in (manner, doubt, denied) if part)


def spans(statement: Statement) -> tuple[tuple[int, int], ...]:
    """The characters of a statement's quotation, part by part."""
    return tuple(locus.span for locus in statement.loci)


def listed(names: Iterable[str], limit: int = 6) -> str:
    """Names as a sentence lists them.

    >>> listed(["A", "B", "C"]), listed("ABCDEFGH", 3)
    ('A, B and C', 'A, B, C and 5 more')
    """
    known = list(names)
    if len(known) > limit:
        return t("{names} and {n} more", names=", ".join(known[:limit]), n=number(len(known) - limit))
    return t("{names} and {last}", names=", ".join(known[:-1]), last=known[-1]) if len(known) > 1 else "".join(known)
