"""Acts for decades and centuries."""

from __future__ import annotations

from dataclasses import replace

from polyvocal.close_reading.dates.context import Context, Draft
from polyvocal.close_reading.dates.grammar import Found
from polyvocal.close_reading.dates.parts import before_christ, full_year, ordinal
from polyvocal.close_reading.dates.point import Point


def decade(context: Context, found: Found) -> list[Draft]:
    """The 1930s, '30s or thirties."""
    words = context.words(found, "decade")
    digits = "".join(c for c in words if c.isdigit())
    number = int(digits) if digits else int(context.value(found, "decade", "DecadeWord"))
    articles = context.grammar.settings["articles"]
    if number < 100 and articles and "mod" not in found.groups and context.tokens.word(found.first) not in articles:
        return []  # "in his 30s" is an age
    if 100 <= number < 1000 and "era" not in found.groups:
        return []
    if number < 100:
        number += context.value(found, "century", "century") or full_year(context, number) - number
    if before_christ(context, found):
        number = 1 - number - 9
        # The 470s BC run from 479 to 470; TIMEX3 names them by their first digits.
        value = f"BC{(1 - number) // 10:03d}"
        point = Point("decade", number)
        return [_draft(context, found, point, value)]
    if number % 100 == 0 and number < 1900:
        return [_draft(context, found, Point("century", number))]
    return [_draft(context, found, Point("decade", number))]


def decades(context: Context, found: Found) -> list[Draft]:
    """The 1920s and 30s: each its own, the second in the century of the first."""
    begin, end = found.groups["decade2"]
    first = decade(context, replace(found, last=found.groups["decade"][1]))
    if not first or first[0].point is None or first[0].point.year is None:
        return []
    number = int("".join(c for c in context.words(found, "decade2") if c.isdigit()))
    start = number if number >= 1000 else first[0].point.year // 100 * 100 + number
    rule = found.rule.name
    return [*first, Draft(begin, end, "DATE", Point("decade", start), rule=rule, moves=False, explicit=True)]


def centuries(context: Context, found: Found) -> list[Draft]:
    """The late 19th and early 20th centuries."""
    second = found.groups["second"]
    groups = {**found.groups, "century": found.groups["century2"]}
    groups.pop("mod", None)
    if "mod2" in groups:
        groups["mod"] = groups["mod2"]
    first = replace(found, last=found.groups["century"][1])
    return century(context, first) + century(context, replace(found, first=second[0], groups=groups))


def century(context: Context, found: Found) -> list[Draft]:
    """The nineteenth century; the 4th century BC."""
    number = ordinal(context, found)
    if not 1 <= number <= 21:
        return []
    if before_christ(context, found):
        point = Point("century", -100 * number + 1)
        return [_draft(context, found, point, f"BC{number - 1:02d}")]
    return [_draft(context, found, Point("century", 100 * (number - 1)))]


def _draft(context: Context, found: Found, point: Point, value: str | None = None) -> Draft:
    mod = context.value(found, "mod", "mod")
    narrows = context.narrows(found)
    rule = found.rule.name
    return Draft(
        found.first, found.last, "DATE", point, value, mod, rule=rule, moves=False, explicit=True, narrows=narrows
    )
