"""Does a statement claim what its answer seems to say? Not where it is negated, asked, left open or cut in two."""

from __future__ import annotations

import re
from functools import cache

from polyvocal.terms import Locus, Statement
from polyvocal.usage import load

_ASKED = re.compile(r"[\s\"”’]*\?")
_GOES_ON = re.compile(r"\s+(?:[A-Z][\w-]*\s+){0,3}([a-z][\w-]+)")
_ENUMERATED = re.compile(
    r"\s*(?:[,;]|\band\b)\s*(?:and\s+)?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|numerous|many|some"
    r"|\d+)\s+(?:[\w-]+\s+){0,3}?[a-z]{4,}",
    re.I,
)
_BEFORE = re.compile(
    r"\W*(?:[\w'’-]+\s+){1,4}had\s+(?:already\s+|previously\s+)?(?:lost|sunk|suffered|taken|killed)\b", re.I
)
_WHEN = re.compile(r"\b(?:when|by\s+(?:then|the)|after|until|till|as\s+soon)\b", re.I)
_ENTRY = re.compile(r"\s*[—–:-]+\s*")


@cache
def _table() -> dict[str, re.Pattern[str]]:
    words = load("en", "collation")["no_claim"]
    # A line of print may end between two words.
    negated, denying, open_ = ("|".join(words[name]).replace(" ", r"\s+") for name in ("negated", "denying", "open"))
    return {
        # "Not sunk", "in no sense the defeat"; "not only sunk" negates nothing.
        "negated": re.compile(rf"\b(?:{negated})\b(?!\s+(?:only|merely|alone|just))[^.;,:]{{0,30}}$", re.I),
        "denying": re.compile(rf"\b(?:{denying})\s+(?:the\s+|any\s+|all\s+)?(?:[\w-]+\s+){{0,2}}$", re.I),
        "open": re.compile(rf"\b(?:{open_})\b[^.;]{{0,80}}\bor\b", re.I),
        "goes on": re.compile(rf"^(?:{'|'.join(words['joining'])})$", re.I),
        "total": re.compile(rf"\b(?:{'|'.join(words['total'])})\b", re.I),
    }


def _around(statement: Statement, words: Locus) -> tuple[str, str]:
    """What stands before and behind some words in their quotation."""
    for locus in statement.loci:
        if locus.covers(words):
            return locus.words[: words.start - locus.start], locus.words[words.end - locus.start :]
    return "", ""


def is_negated(statement: Statement, words: Locus) -> bool:
    """Whether the answer is negated ("was not sunk", "in no sense a defeat") or asked ("Sunk?")."""
    before, behind = _around(statement, words)
    said = f"{before}{words.words}".rstrip()
    if _ASKED.match(behind):
        return True
    found = _table()["negated"].search(said)
    # The word itself stands within the answer or right before it, not in a clause of its own.
    return found is not None and len(said) - found.start() <= len(words.words) + 30


def is_denied_outright(statement: Statement, words: Locus) -> bool:
    """Whether a verb without a subject that is read as a voice denies the answer ("Deny loss of the Warspite")."""
    before, _ = _around(statement, words)
    return bool(_table()["denying"].search(before))


def is_left_open(statement: Statement, name: Locus) -> bool:
    """Whether a name is one of two of which only one is meant ("either the Lutzow or the Derfflinger was lost")."""
    return any(
        match.start() <= name.start - locus.start <= match.end() + len(name.words) + 30
        for locus in statement.loci
        for match in _table()["open"].finditer(locus.words)
        if locus.covers(name)
    )


def is_cut_in_two(statement: Statement, words: Locus) -> bool:
    """Whether a noun goes on behind the answer ("lost the battle | cruisers Invincible and Tiger")."""
    _, behind = _around(statement, words)
    goes_on = _GOES_ON.match(behind)
    return goes_on is not None and not _table()["goes on"].match(goes_on[1])


def is_of_a_list(statement: Statement) -> bool:
    """Whether the figure counts one kind of several that are listed ("nine warships, a submarine and many boats")."""
    figure = statement.figure
    if figure is None:
        return False
    _, behind = _around(statement, figure.locus)
    return bool(_ENUMERATED.match(behind))


def is_entry_of_a_table(statement: Statement) -> bool:
    """Whether the figure stands behind a place and a dash, as one line of a table ("Arkansas—fifty-seven dead")."""
    figure = statement.figure
    if figure is None:
        return False
    return any(_ENTRY.fullmatch(_between(statement, place, figure.locus)) for place in statement.places)


def _between(statement: Statement, first: Locus, second: Locus) -> str:
    for locus in statement.loci:
        if locus.covers(first) and locus.covers(second) and first.end <= second.start:
            return locus.words[first.end - locus.start : second.start - locus.start]
    return ""


def is_total(statement: Statement) -> bool:
    """Whether words of the sentence say that all are counted ("lost only one cruiser")."""
    return any(_table()["total"].search(locus.words) for locus in statement.loci)


def is_of_before(statement: Statement) -> bool:
    """Whether the writer's own pluperfect tells of what went before ("Germany had lost 18 cruisers").

    In reported speech it may be of the event itself, and so with a clause that says when ("when it ended, she had").
    """
    reported = any(voice.locus is not None or voice.name != "the author" for voice in statement.attribution)
    return not reported and any(
        _BEFORE.match(locus.words) and not _WHEN.search(locus.words) for locus in statement.loci
    )


def is_plain_voice(statement: Statement) -> bool:
    """Whether the last voice is named in words that can name one: not "it thoroughly in search"."""
    name = statement.attribution[-1].name if statement.attribution else ""
    words = name.split()
    pronoun = bool(words) and words[0].casefold() in _PRONOUNS
    return sum(sign.isalpha() for sign in name) > 1 and not (pronoun and len(words) > 1)


_PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i", "who", "which"})
