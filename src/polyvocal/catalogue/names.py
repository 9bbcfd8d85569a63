"""Names of those who had a part in a document: persons, bodies, nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Literal

from polyvocal.catalogue.sheet import Sheet
from polyvocal.catalogue.wording import patterns, words
from polyvocal.terms import Contributor
from polyvocal.terms.description import Role
from polyvocal.terms.locus import Layer
from polyvocal.usage import languages, load

Form = Literal["person", "body", "anonymous"]
_SPLIT = re.compile(r"\s*(?:[,;/|]|&amp;|&|\s(?:and|und|et|y|и)\s)\s*")
_EDGE = ' \t\r\n\xa0.,;:|–—-*•·"“”()[]<>'
_BAD = re.compile(r"^\W|https?:|www\.|@\w|\d{3,}|[<>{}=_]|\.(?:com|org|net|ru)\b", re.I)
_LETTERS = re.compile(r"[^\W\d_]")
_PART = re.compile(r"[^\W\d_]+")
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?){1,3}|[A-ZА-ЯЁ]{1,2}")


def form_of(name: str) -> Form:
    """Whether a name is that of a person, a body, or of nobody.

    >>> form_of("Edith Durham"), form_of("Marxist Archive"), form_of("Anonymous")
    ('person', 'body', 'anonymous')
    """
    if name.casefold() in words("contributors", "anonymous"):
        return "anonymous"
    return "body" if any(p.search(name) for p in patterns("contributors", "body")) else "person"


@cache
def _lowercase_parts() -> frozenset[str]:
    return words("contributors", "particles") | words("contributors", "honorifics")


@cache
def _small_words() -> frozenset[str]:
    """Words that no name contains, even where a headline writes them with a capital."""
    return frozenset(
        w for language in languages() for w in load(language, "accession")["headline"]["small"] if len(w) > 1
    )


def is_person(name: str) -> bool:
    """Whether the words can only be a person's name: two to five capitalised words, particles aside.

    >>> [is_person(n) for n in ("Natalia Brandt", "The war at sea", "W. von Eck", "Kiel", "Peace Land Now For All")]
    [True, False, True, False, False]
    """
    parts = name.replace("’", "'").split()
    if not 2 <= len(parts) <= 5 or "," in name or _BAD.search(name) or form_of(name) != "person":
        return False
    full = 0
    for i, part in enumerate(parts):
        bare = part.strip(".,")
        if bare.casefold() in _lowercase_parts():
            if i == len(parts) - 1 or (i == 0 and bare.casefold() == "the"):
                return False
            continue
        if bare.casefold() in _small_words():
            return False
        if _INITIAL.fullmatch(part):
            continue
        if not bare[:1].isupper() or not all(c.isalpha() or c in "'-" for c in bare):
            return False
        full += 1
    return full >= 1 and (full >= 2 or len(parts) >= 2)


def same_name(a: str, b: str) -> bool:
    """Whether two names can be one person's: every word of the shorter is in the longer, whole or as an initial.

    >>> same_name("Lee, Ann", "A. M. Lee"), same_name("Ann Lee", "John Lee")
    (True, False)
    """
    short, long = sorted((_PART.findall(unescape(name).casefold()) for name in (a, b)), key=len)
    left = list(long)
    for part in sorted(short, key=len, reverse=True):
        fits = [other for other in left if other == part] or [
            other for other in left if 1 in (len(other), len(part)) and other[0] == part[0]
        ]
        if not fits:
            return False
        left.remove(fits[0])
    # Initials alone name nobody.
    return any(len(part) > 1 and part in long for part in short)


def is_name(name: str) -> bool:
    """Whether words that stand where a name is due can be one: pen names and bodies too, but no address or sentence."""
    parts = name.split()
    if not 1 <= len(parts) <= 8 or len(name) > 80 or _BAD.search(name) or not _LETTERS.search(name):
        return False
    if name.casefold() in words("contributors", "not_names") - words("contributors", "anonymous"):
        return False
    lower = sum(1 for p in parts if p[0].islower() and p.casefold() not in _lowercase_parts())
    return lower == 0 or (len(parts) <= 4 and form_of(name) == "body") or (len(parts) == 1 and len(name) > 2)


def is_pen_name(name: str) -> bool:
    """Whether words that are marked as an author's can be how somebody signs: "marc", "freeman1984" too.

    >>> [is_pen_name(n) for n in ("marc", "freeman1984", "read more", "https://a.example/x", "All posts by the author")]
    [True, True, False, False, False]
    """
    bare = re.sub(r"\d", "", name).strip()
    if re.fullmatch(r"[\w.-]+", name) and "/" not in name and len(_LETTERS.findall(name)) >= 3:
        return name.casefold() not in words("contributors", "not_names")
    return len(name.split()) <= 5 and is_name(bare) and (stands_out(bare) or form_of(bare) != "person")


def stands_out(name: str) -> bool:
    """Whether running text sets the words off as a name: by a capital, or because they name a body."""
    return name[:1].isupper() or form_of(name) != "person"


def spread(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Places of the single names in ``text[start:end]``: split at commas and "and", stripped of points and brackets.

    >>> line = "Ada Holm, Jan Roos and W. Eck."
    >>> [line[a:b] for a, b in spread(line, 0, len(line))]
    ['Ada Holm', 'Jan Roos', 'W. Eck']
    """
    at = start
    for cut in [*_SPLIT.finditer(text, start, end), None]:
        a, b = at, cut.start() if cut else end
        while a < b and text[a] in _EDGE:
            a += 1
        if text[a : a + 4] == "the ":
            a += 4
        while b > a and text[b - 1] in _EDGE and not _ends_initial(text, a, b):
            b -= 1
        if a < b:
            yield a, b
        at = cut.end() if cut else end


def _ends_initial(text: str, start: int, end: int) -> bool:
    # The point of "Smith, J." and "R. A." belongs to the name.
    return text[end - 1] == "." and end - start >= 2 and bool(re.search(r"(?:^|[ .])[^\W\d_]\.$", text[start:end]))


def contributors(
    sheet: Sheet, start: int, end: int, role: Role, by: str, *, layer: Layer = "reading", strict: bool = False
) -> Iterator[Contributor]:
    """The names in a stretch of text as contributors; *strict* takes only what can be nothing but a name."""
    source = sheet.captured if layer == "capture" else sheet.text
    for a, b in spread(source, start, end):
        name = source[a:b]
        if (is_person(name) or form_of(name) == "anonymous") if strict else is_name(name):
            yield Contributor(sheet.entry(a, b, by, layer=layer), role, form_of(name))


def until_stop(text: str, start: int, end: int) -> int:
    """Where a list of names that begins at *start* ends: at "for", "of", a bracket, a full stop after a word."""
    stop = end
    for pattern in patterns("contributors", "stop"):
        at = start
        while found := pattern.search(text, at, stop):
            if found[0] != "." or not _abbreviated(text[start : found.start()]):
                stop = found.start()
                break
            at = found.end()
    return stop


def _abbreviated(words_before: str) -> bool:
    """Whether a full stop behind these words is that of an initial or of a title: "J", "Dr"."""
    last = re.search(r"(?:^|[\s.])([^\W\d_]+)$", words_before)
    return bool(last and (len(last[1]) == 1 or last[1].casefold() in words("contributors", "honorifics")))
