"""Which language a record is written in."""

from __future__ import annotations

import re

from polyvocal.terms import Entry

_SAMPLE = 1000
_ENOUGH = 60
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W\d_]")
# Letters that one Cyrillic alphabet has and Russian has not.
_TELLING = tuple(
    (name, re.compile(letters))
    for name, letters in (("uk", "[іїєґ]"), ("be", "ў"), ("sr", "[ђћџљњј]"), ("kk", "[әғқңөұүһ]"))
)
# Languages that collections about modern history hold; fewer candidates make fewer mistakes on short texts.
_CANDIDATES = frozenset(
    re.findall(
        r"\w+",
        "en de fr es it pt nl da sv no fi pl cs sk hu ro sl hr lt lv et el tr ar he fa zh ja ko hy ka eo la is ga cy",
    )
)

# Languages that the words of a short text do not tell apart.
_NEAR = (frozenset(("no", "nb", "nn", "da")), frozenset(("hr", "sr", "bs", "sh", "sl")), frozenset(("cs", "sk")))
_TOLD = _CANDIDATES | {"ru", "nb", "nn", *(name for name, _ in _TELLING)}


def differ(a: str, b: str) -> bool:
    """Whether two tags (BCP 47) name languages that cannot be one; languages that are never told contradict nothing.

    >>> differ("en-GB", "en"), differ("ru", "en"), differ("nb", "da"), differ("ca", "es")
    (False, True, False, False)
    """
    first, second = (re.split("[-_]", tag.casefold())[0] for tag in (a, b))
    if first == second or not {first, second} <= _TOLD:
        return False
    return not any({first, second} <= near for near in _NEAR)


def _spread(text: str) -> str:
    """A few thousand characters from three places: the top of a page that a machine read is mostly noise."""
    if len(text) <= 3 * _SAMPLE:
        return text
    return "\n".join(text[at : at + _SAMPLE] for at in (0, len(text) // 2, len(text) - _SAMPLE))


def language_of(text: str, around: str) -> Entry | None:
    """The language of *text*; where it is too short to tell, that of the page *around* it.

    >>> language_of("Адмиралтейство сообщило о потерях флота в ночном бою.", "").value
    'ru'
    """
    sample = _spread(text)
    letters = len(_LETTER.findall(sample))
    if letters < _ENOUGH:
        sample = _spread(around) if len(_LETTER.findall(around)) > letters else sample
        letters = len(_LETTER.findall(sample))
    if not letters:
        return None
    cyrillic = len(_CYRILLIC.findall(sample))
    if 2 * cyrillic > letters:
        counts = [(len(pattern.findall(sample.casefold())), name) for name, pattern in _TELLING]
        count, name = max(counts)
        return Entry(name if count > 0.01 * cyrillic else "ru", None, "script and letters 1")
    from py3langid import rank

    found = next((str(name) for name, _ in rank(sample) if name in _CANDIDATES), None)
    return Entry(found, None, "py3langid") if found else None
