"""Of what kind a named thing is, finer than its type: ship, periodical, military unit."""

from __future__ import annotations

from polyvocal.close_reading.names.found import Found
from polyvocal.close_reading.names.lexicon import Lexicon

_SHIPS = ("ship", "known ship", "list of ships")


def kind_of(text: str, name: Found, lexicon: Lexicon) -> str:
    """ "ship", "periodical" or "unit" where the rule or a word of the name says so, else "".

    >>> from polyvocal.close_reading.names.lexicon import lexicon_of
    >>> lexicon, text = lexicon_of("en"), "The Grand Fleet, Pravda, the Duma"
    >>> [kind_of(text, Found(a, b, "organisation", ""), lexicon) for a, b in ((4, 15), (17, 23), (29, 33))]
    ['unit', 'periodical', '']
    """
    if name.type == "other":
        return "ship" if name.rule.rpartition(", ")[2].startswith(_SHIPS) else ""
    if name.type != "organisation":
        return ""
    words = text[name.start : name.end].split()
    if name.rule.endswith("quoted") or " ".join(words) in lexicon.newspapers:
        return "periodical"
    last = words[-1].rstrip(".")
    if last in lexicon.periodicals and last not in lexicon.bodies:
        return "periodical"
    return "unit" if any(word.lower() in lexicon.units for word in words) else ""
