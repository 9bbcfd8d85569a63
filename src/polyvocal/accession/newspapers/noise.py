"""Debris of machine reading: shapes of words and lines that no language writes. No model, only character classes.

Marked, not cut: the characters stay in the reading text, and whoever reads it can skip them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import add

from polyvocal.accession.newspapers.signs import word_list
from polyvocal.terms import Mark
from polyvocal.usage import languages, load

RULE = "word shape 1"
RUN_TOGETHER = "columns run together"
_TOKEN = re.compile(r"\S+")
_BARE = re.compile(r"^[^\w$£€#]+|[^\w%]+$")
_LETTERS = re.compile(r"[^\W\d_]+")
# What is well formed though it mixes letters, digits and points: sums, hours, ordinals, initials, compounds, fractions.
_SOUND = re.compile(
    r"[$£€#]?\d[\d,.:/-]*(?:st|nd|rd|th|s|d|c|am|pm|a\.m|p\.m|ft|in|lb|lbs|mm|cm|m|k|h|°|%|½|¼|¾)?"
    r"|(?:[^\W\d_]{1,4}\.){1,5}[^\W\d_]{0,4}|[^\W\d_]+(?:[-'’—–/&.][^\W\d_]+)*[.]?|[A-Z]{1,3}-?\d{1,4}"
    r"|\d{1,4}-[^\W\d_]{2,}(?:-[^\W\d_]+)*|(?:No|Nos|Vol|Mr|Mrs|Dr|St|Rev|p|pp)\.\d{1,4}|U-\d+|[^\W\d_]+[.,;:—–-]{1,3}[A-Z][^\W\d_]+"
    r"|[^\W\d_]{2,}[,;:.][^\W\d_]{2,}|\d+[.,]?[—–-]{1,2}[^\W\d_]+(?:['’][^\W\d_]+)?|\d+[,.]?[^\W\d_]{3,}|[^\W\d_]{3,}[,.]?\d+",
    re.I,
)
_VOWELS = re.compile(r"[aeiouyàâäáãåæèéêëìíîïòóôöõøœùúûüýаеёиоуыэюяіѣ]", re.I)
_TRIPLED = re.compile(r"([^\W\d_])\1\1", re.I)
_PLAIN_WORD = re.compile(r"[^\w\s$£€#%]*([A-Z]?[a-z]+|[A-Z]+)[^\w\s$£€#%]*")  # most tokens: letters in one case
_PLAIN = re.compile(r"[a-zа-яё]+")
_ROMAN = re.compile(r"[ivxlcdm]+")
_TORN = re.compile(r"[^\w\s]{1,3}")
_MIXED_CASE = re.compile(r"[a-zа-яё][A-ZА-ЯЁ]")

_LONG_CONSONANTS = 5
_SYMBOLS = re.compile(r"[^\w\s]{3,}")
_RULES = re.compile(r"([.\-–—*_=~•·])\1*|(?:\* ?)+|\.{2,}|-{2,}|—+")


@lru_cache(maxsize=1 << 16)
def is_debris(token: str) -> bool:
    """Whether no language writes a word like this.

    >>> [is_debris(t) for t in ("i.t-;.r", "lMMMWjjj", "kjdfgh", "Wa;sh;in", "~^*|")]
    [True, True, True, True, True]
    >>> [is_debris(t) for t in ("fleet,", "10:30", "22nd", "p.m.", "O'Brien", "McKay's", "twenty-one", "No.5", "...")]
    [False, False, False, False, False, False, False, False, False]
    """
    plain = _PLAIN_WORD.fullmatch(token)
    if plain:
        letters = plain[1]
        lower = letters.lower()
        return not (letters.isupper() and _ROMAN.fullmatch(lower)) and _is_odd(lower)
    bare = _BARE.sub("", token)
    if not bare:
        return _SYMBOLS.fullmatch(token) is not None and _RULES.fullmatch(token) is None
    if not _SOUND.fullmatch(bare):
        return _is_broken(bare)
    return any(_is_unspeakable(part) for part in _LETTERS.findall(bare))


def noise_marks(text: str, width: int) -> tuple[Mark, ...]:
    """Marks on the debris of a reading text whose columns are *width* characters wide, in order and disjoint.

    >>> noise_marks("The fleet put to sea\\n~^; i.t-;.r kjdfgh\\nand came back.", 36)
    (Mark(start=21, end=39, kind='noise', rule='word shape 1'),)
    """
    found: list[Mark] = []
    broken = set(filter(is_debris, set(text.split())))
    end = -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        words = line.split()
        size = len(line)
        if not words or (size < _BREADTH * width and broken.isdisjoint(words) and not _may_be_stray(words, size)):
            continue
        tokens = list(_TOKEN.finditer(text, start, end))
        if _is_run_together(line, width):
            found.append(Mark(tokens[0].start(), tokens[-1].end(), "noise", RUN_TOGETHER))
        else:
            found += [Mark(start, end, "noise", RULE) for start, end in _debris_in(tokens)]
    return tuple(found)


def _may_be_stray(words: Sequence[str], size: int) -> bool:
    return size <= _LONGEST_STRAY and all(map(_is_stray, words))


def _debris_in(tokens: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Places of debris in a line: the whole line where it has nothing else, or more of it than of anything."""
    bad = [is_debris(token[0]) for token in tokens]
    if not any(bad) and tokens[-1].end() - tokens[0].start() > _LONGEST_STRAY:
        return
    if not any(bad) and not all(_is_stray(token[0]) for token in tokens):
        return
    stray = [broken or _is_stray(token[0]) for broken, token in zip(bad, tokens, strict=True)]
    if all(stray) or 2 * sum(bad) > len(tokens):
        if any(token[0] not in "—–-.*" for token in tokens) and not _RULES.fullmatch("".join(t[0] for t in tokens)):
            yield tokens[0].start(), tokens[-1].end()
        return
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and stray[end]:
            end += 1
        if any(bad[at:end]):
            yield tokens[at].start(), tokens[end - 1].end()
        at = max(end, at + 1)


@lru_cache(maxsize=1 << 14)
def _is_stray(token: str) -> bool:
    """A letter or a sign that stands alone; "a", "I" and "O" are words."""
    letters = _LETTERS.findall(token)
    if any(c.isdigit() for c in token) or len(letters) > 1:
        return False
    return not letters or (len(letters[0]) == 1 and token.casefold() not in _ALONE and not _INITIALS.fullmatch(token))


_ALONE = frozenset({"a", "i", "o", "и", "а", "в", "с", "к", "о", "у", "я"})
_INITIALS = re.compile(r"[A-ZА-ЯЁ]\.")
_CUT_INSIDE = re.compile(r"[a-zа-яё]{2,}- [A-Za-zА-Яа-яё]{2,}")
_LONGEST_STRAY = 12  # characters of a line that may be stray letters and nothing else
_BREADTH = 1.6


def _is_run_together(line: str, width: int) -> bool:
    """Whether a line holds pieces of two columns: far too wide, and a word is cut in its midst as at a line's end."""
    if len(line) < _BREADTH * width:
        return False
    cut = _CUT_INSIDE.search(line, width // 2, len(line) - width // 3)
    return cut is not None and not cut[0].endswith((" and", " or", " to", " и", " или"))


def _is_broken(bare: str) -> bool:
    """A token of letters torn by several signs, or by digits in their midst."""
    if len(bare) < 4:
        return False
    torn = len(_TORN.findall(bare))
    if torn >= 2 and not re.fullmatch(r"[^\W_]+(?:[-—–.,'’:/&][^\W_]+)+", bare):
        return True
    if re.search(r"[^\W\d_][|!;:^~*{}<>\\=+_¦§¬«»][^\W\d_]", bare):
        return True
    return bool(re.search(r"[^\W\d_]\d+[^\W\d_]", bare)) and bool(re.search(r"\d[^\W\d_]+\d|[^\w\s]", bare))


def _is_unspeakable(part: str) -> bool:
    lower = part.casefold()
    if lower in word_list("vowelless") or len(part) < 3:
        return False
    if part.isupper() and _ROMAN.fullmatch(lower):
        return False
    if _is_odd(lower):
        return True
    changes = len(_MIXED_CASE.findall(part))
    return changes >= 2 or (changes == 1 and len(part) > 3 and not part[0].isupper() and not part.isupper())


@lru_cache(maxsize=1 << 16)
def _is_odd(lower: str) -> bool:
    """Whether no language has such a word, whatever its capitals."""
    if len(lower) < 3 or lower in word_list("vowelless"):
        return False
    if _TRIPLED.search(lower) or (len(lower) >= _LONG_CONSONANTS and not _VOWELS.search(lower)):
        return True
    # Only letters that the tables know: other languages write others.
    return len(lower) >= 4 and _PLAIN.fullmatch(lower) is not None and _strange(lower) >= 2


_TABLES = ("common_words", "gazetteer", "gazetteer_persons", "names")


@cache
def _pairs() -> frozenset[str]:
    """Pairs of letters in the common words and the known names of each language, edges of words included."""
    words = {w.casefold() for language in languages() for table in _TABLES for w in _words_in(load(language, table))}
    return frozenset(f"^{w}$"[i : i + 2] for w in words for i in range(len(w) + 1))


def _words_in(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield from _LETTERS.findall(table)
    elif isinstance(table, dict):
        for value in table.values():
            yield from _words_in(value)
    elif isinstance(table, list):
        for value in table:
            yield from _words_in(value)


def _strange(lower: str) -> int:
    pairs = list(map(add, f"^{lower}", f"{lower}$"))
    return 0 if _pairs().issuperset(pairs) else sum(pair not in _pairs() for pair in pairs)
