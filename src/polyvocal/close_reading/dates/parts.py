"""What the parts of a date say: its month, day and year, its ordinal, its hour."""

from __future__ import annotations

from polyvocal.close_reading.dates.context import Context
from polyvocal.close_reading.dates.grammar import Found


def month_of(context: Context, found: Found, group: str = "month") -> int | None:
    """The month a group names."""
    for table in ("Month", "MonthAbbr", "MonthWorn", "MonthDim", "Roman"):
        month = context.value(found, group, table)
        if month is not None:
            return int(month)
    return None


def day_of(context: Context, found: Found, group: str = "day") -> int | None:
    """The day of the month a group gives."""
    words = context.words(found, group)
    digits = "".join(c for c in words if c.isdigit())
    return int(digits) if digits else ordinal(context, found, group) if words else None


def year_of(context: Context, found: Found, group: str = "year") -> int | None:
    """The astronomical year that the words themselves give."""
    words = context.words(found, group)
    digits = "".join(c for c in words if c.isdigit())
    if not digits:
        return _year_in_words(words.split(), context.grammar.lexicon.values["Card"]) if words else None
    if before_christ(context, found):
        return 1 - int(digits)
    short = len(digits) == 2 and "era" not in found.groups
    return full_year(context, int(digits)) if short else int(digits)


def _year_in_words(words: list[str], cards: dict[str, int]) -> int | None:
    """The year that words name, its hundreds first.

    >>> cards = {"nineteen": 19, "seventeen": 17, "ninety": 90, "four": 4, "hundred": 100, "two": 2, "thousand": 1000}
    >>> _year_in_words(["nineteen", "ninety", "-", "four"], cards), _year_in_words(["nineteen", "seventeen"], cards)
    (1994, 1917)
    >>> _year_in_words(["two", "thousand"], cards), _year_in_words(["nineteen", "hundred", "and", "four"], cards)
    (2000, 1904)
    """
    numbers = [cards[word] for word in words if word in cards]
    if not numbers:
        return None
    hundreds, rest = numbers[0], [n for n in numbers[1:] if n < 100]
    return hundreds * (1000 if 1000 in numbers else 100) + sum(rest)


def before_christ(context: Context, found: Found) -> bool:
    """Whether the era named is that before Christ."""
    return context.words(found, "era")[:1] in context.grammar.settings["before_christ"]


def full_year(context: Context, short: int) -> int:
    """A year of two digits, in the century that the text is in."""
    base = context.focus if context.focus is not None and context.focus.known else context.written
    if base is None or base.year is None:
        return 1900 + short
    century = base.year // 100 * 100
    year = century + short
    return year - 100 if year > base.year + 30 else year


def ordinal(context: Context, found: Found, group: str = "century") -> int:
    """The number of an ordinal in words, Roman or Arabic figures."""
    words = context.words(found, group).split()
    digits = "".join(c for c in words[0] if c.isdigit())
    if digits:
        return int(digits)
    values: dict[str, int] = context.grammar.lexicon.values["Nth"]
    others = {**context.grammar.lexicon.values["Tens"], **context.grammar.lexicon.values["Roman"]}
    return sum(values.get(w, others.get(w, 0)) for w in words)


def weekday_of(context: Context, found: Found) -> int | None:
    """The day of the week that the words name besides, Monday 0."""
    day = context.value(found, "weekday", "Weekday")
    result = day if day is not None else context.value(found, "weekday", "WeekdayAbbr")
    return None if result is None else int(result)


def clock_time(context: Context, found: Found) -> str:
    """The TIMEX3 time of a clock reading ("5:34 PM" is T17:34)."""
    digits = context.words(found, "clock").replace(".", ":")
    if digits:
        hour, _, rest = digits.partition(":")
        number, minutes = int(hour), rest[:2].ljust(2, "0")
    elif "past" in found.groups:
        number, minutes = _past(context, found)
    else:
        words = context.words(found, "hour")
        number = int(words) if words.isdigit() else int(context.value(found, "hour", "Card") or 0)
        minutes = context.words(found, "minute").zfill(2)
    half = context.words(found, "ampm")[:1]
    if number < 12 and context.value(found, "part", "Part") in ("TAF", "TEV", "TNI"):
        number += 12
    if half in context.grammar.settings["afternoon"] and number < 12:
        number += 12
    if half in context.grammar.settings["forenoon"] and number == 12:
        number = 0
    return f"T{number:02d}:{minutes}"


def _past(context: Context, found: Found) -> tuple[int, str]:
    """Hour and minutes of "half past four", "a quarter to five", "ten minutes past six"."""
    said = context.words(found, "past").split()
    values = context.grammar.lexicon.values
    minutes = next((values["Quarters"][w] for w in said if w in values["Quarters"]), None)
    if minutes is None:
        minutes = next((int(w) if w.isdigit() else values["Card"].get(w, 0) for w in said), 0)
    hour = int(context.value(found, "hour", "Card") or 0)
    past = context.words(found, "bearing") == context.grammar.settings["past_hour"]
    return (hour, f"{minutes:02d}") if past else ((hour - 2) % 12 + 1, f"{60 - minutes:02d}")
