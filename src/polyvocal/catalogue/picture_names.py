"""Names of files read as a person who kept pictures meant them: a day, then words, then what machines add."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from polyvocal.usage import languages, load

_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_DAY = re.compile(
    r"(?<!\d)(?P<year>1[5-9]\d\d|20[0-4]\d)"
    r"(?:(?P<mark>[-_. ]?)(?P<month>0[1-9]|1[0-2])(?:(?P=mark)(?P<day>0[1-9]|[12]\d|3[01]))?)?"
    r"(?!\d)"
)
_TURNED = re.compile(
    r"(?<!\d)(?P<day>0?[1-9]|[12]\d|3[01])[-_.](?P<month>0?[1-9]|1[0-2])[-_.](?P<year>1[5-9]\d\d|20[0-4]\d)(?!\d)"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_HEX = re.compile(r"(?=.*\d)[0-9a-f]{12,}(?:-[0-9a-f]+)*", re.I)
_ADDED = re.compile(
    r"[\s_-]*(?:\(\d+\)|\d{2,5}[x×]\d{2,5}(?:px)?|copy(?: \d+)?|копия|scaled|thumb(?:nail)?|small|large|medium|"
    r"original|web|hi-?res|lo-?res|crop(?:ped)?|edit(?:ed)?|\d{2,4}px|[-_]\d{1,3})$",
    re.I,
)
_HELD = "\x00"  # stands for the day while the rest is looked at
_INNER_CAPITAL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")


@dataclass(frozen=True, slots=True)
class Named:
    """What a file's name says: *words*, "" where there are none, and a *day*: year, month, day, 0 where not said."""

    words: str
    day: tuple[int, int, int] | None
    written: str
    is_machine: bool


def named(source: str) -> Named:
    """The words and day in the name of the file *source*.

    >>> named("fleet/1916-05-31_HMS_Lion_Rosyth.jpg").words, named("1916-05-31_HMS_Lion_Rosyth.jpg").day
    ('HMS Lion Rosyth', (1916, 5, 31))
    >>> named("IMG_2041.JPG").is_machine
    True
    """
    stem = _ENDING.sub("", unquote(source).rpartition("/")[2]).strip()
    found = _TURNED.search(stem) or _DAY.search(stem)
    rest = stem if found is None else f"{stem[: found.start()]}{_HELD}{stem[found.end() :]}"
    while (shorter := _ADDED.sub("", rest.rstrip(" _-."))) != rest:
        rest = shorter
    is_machine = _is_machine(rest.replace(_HELD, " "))
    if found is None:
        return Named("" if is_machine else _words(rest), None, "", is_machine)
    day = (int(found["year"]), int(found["month"] or 0), int(found["day"] or 0))
    # A year inside a name ("Kiel 1916 harbour") belongs to its words; a day, or a year before or behind it, does not.
    inside = day[1] == 0 and not rest.startswith(_HELD) and not rest.endswith(_HELD)
    words = "" if is_machine else _words(rest.replace(_HELD, found[0] if inside else " "))
    if is_machine and not all(day):
        return Named("", None, "", True)  # the number of a picture
    return Named(words, day, found[0], is_machine)


def _is_machine(name: str) -> bool:
    bare = name.strip(" _-.")
    return bool(not re.search(r"[^\W\d_]{2}", bare) or _HEX.fullmatch(bare) or _are_of_machines(bare))


def _are_of_machines(name: str) -> bool:
    """Whether all words of a name are those that cameras, scanners and websites give by themselves."""
    return {word.casefold() for word in _LETTERS.findall(name)} <= _of_machines()


@cache
def _of_machines() -> frozenset[str]:
    return frozenset(word for language in languages() for word in load(language, "pictures")["files"]["machine"])


def _words(name: str) -> str:
    spaced = re.sub(r"[_+]+|(?<=\w)-(?=\w)" if "_" not in name and " " not in name.strip() else r"[_+]+", " ", name)
    if " " not in spaced.strip():
        spaced = _INNER_CAPITAL.sub(" ", spaced)
    return re.sub(r"\s+(?=[,;)])|(?<=\()\s+", "", " ".join(spaced.strip(" -–—._,;").split()))
