"""Every rule of every language, written out at random: what it reads must hold together."""

from __future__ import annotations

import random
import re

import edtf_validate.valid_edtf as edtf
import pytest

from polyvocal import usage
from polyvocal.close_reading.dates import read_dates
from polyvocal.close_reading.dates.reader import ACTS
from polyvocal.terms import When

SHAPES = {
    "D": ("1", "7", "25", "31"),
    "Nn": ("44", "99", "00"),
    "N3": ("480", "999", "100"),
    "Y4": ("1000", "1582", "1917"),
    "Nx": ("99999", "123456789"),
    "Ord": ("1st", "22nd", "31st"),
    "HighOrd": ("99th",),
    "Decade": ("1930s", "30s"),
    "ShortDecade": ("'30s",),
    "ShortYear": ("'17",),
    "Clock": ("5:34", "23:59"),
    "Iso": ("1917-11-07", "1917-02-31"),
    "Numeric": ("13.11.2017", "03/04/99", "99/99/1999"),
    "Decimal": ("2.5", "1,200"),
    "Break": ("\n\n",),
    "Comma": (",",),
    "Dash": ("-", "–"),
    "Dot": (".",),
    "LParen": ("(",),
    "RParen": (")",),
    "Slash": ("/",),
    "Colon": (":",),
    "Semicolon": (";",),
    "Apos": ("'", "’"),
    "Any": ("word", "Word", "1917"),
    "MonthWorn": ("Octobcr",),
}
ITEM = re.compile(r"\s*(?:[a-z_]\w*=)?([^\W\d_][\w']*|[()|?*+])")


def spelled(pattern: str, table: dict[str, dict[str, object]], rng: random.Random) -> list[str]:
    """One way to write what a pattern describes."""
    items = ITEM.findall(pattern)[::-1]

    def branches() -> list[str]:
        options = [sequence()]
        while items and items[-1] == "|":
            items.pop()
            options.append(sequence())
        return rng.choice(options)

    def sequence() -> list[str]:
        out: list[str] = []
        while items and items[-1] not in "|)":
            words = atom(items.pop())
            times = 1
            if items and items[-1] in "?*+":
                times = {"?": rng.choice((0, 1)), "*": rng.choice((0, 2)), "+": rng.choice((1, 2))}[items.pop()]
            out += words * times
        return out

    def atom(item: str) -> list[str]:
        if item == "(":
            words = branches()
            items.pop()
            return words
        if item in table["patterns"]:
            return spelled(str(table["patterns"][item]), table, rng)
        if item in SHAPES:
            return [rng.choice(SHAPES[item])]
        if item in table["words"]:
            return [_word(table["words"][item], rng)]
        return [item]

    return branches()


def _word(entry: object, rng: random.Random) -> str:
    if isinstance(entry, list):
        return str(rng.choice(entry))
    assert isinstance(entry, dict)
    plain = [w for w in entry if w not in ("capital", "lower")]
    plain += [w.capitalize() for w in entry.get("capital", {})] + list(entry.get("lower", {}))
    return str(rng.choice(plain)) if plain else "word"


def holds(when: When, text: str) -> None:
    assert when.locus is not None
    when.locus.verify(text)
    assert when.edtf is None or edtf.is_valid(when.edtf), (text, when)
    assert (when.earliest is None) == (when.latest is None)
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest, (text, when)
    assert when.type in ("DATE", "TIME", "DURATION", "SET")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_rule_written_out_at_random(language: str) -> None:
    table = {**usage.load(language, "dates"), **usage.load(language, "date_rules")}
    rng = random.Random(1916)
    read = 0
    for rule in table["rules"]:
        for _ in range(6):
            words = spelled(rule["pattern"], table, rng)
            lead = rng.choice(["In 1916 they met on ", "On 3 May 1917 and in ", "", "She said in "])
            text = (
                lead + " ".join(words).replace(" - ", rng.choice([" - ", "-"])) + rng.choice([", then", "", " ships."])
            )
            for written in (None, "1916-06-03"):
                for when in read_dates(text, language=language, written=written):
                    holds(when, text)
                    read += 1
    assert read > len(table["rules"])  # most rules, written out, are read as some date


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_act_is_known_and_every_rule_has_its_name(language: str) -> None:
    rules = usage.load(language, "date_rules")["rules"]
    assert {rule["act"] for rule in rules} <= set(ACTS)
    names = [rule["name"] for rule in rules]
    assert len(names) == len(set(names))
