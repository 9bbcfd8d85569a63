"""Dates of the French Republican calendar, which counted its years from 22 September 1792."""

from __future__ import annotations

from dataclasses import replace

from polyvocal.close_reading.dates.context import Context, Draft
from polyvocal.close_reading.dates.grammar import Found
from polyvocal.close_reading.dates.parts import day_of, ordinal
from polyvocal.close_reading.dates.point import day_point
from polyvocal.terms.days import from_gregorian

# The day in September 1792 to 1805 on which each year began: decree of 4 frimaire an II, and the Concordance des
# calendriers grégorien et républicain (Paris, Librairie historique Clavreuil, 1963). A year of the leap kind had six
# days after its twelve months of thirty.
_NEW_YEAR = (22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23)


def first_day(year: int) -> int:
    """Julian Day Number of 1 Vendémiaire; raises `ValueError` outside the years I to XIV, in which France kept it.

    >>> first_day(8) == from_gregorian(1799, 9, 23)
    True
    """
    if not 1 <= year <= len(_NEW_YEAR):
        raise ValueError(f"the Republican calendar had no year {year} in use")
    return from_gregorian(1791 + year, 9, _NEW_YEAR[year - 1])


def republican(context: Context, found: Found) -> list[Draft]:
    """9 Thermidor, Year II; Brumaire of the Year VIII."""
    month = int(context.value(found, "republican", "Republican"))
    day = day_of(context, found)
    year = ordinal(context, found, "ordinal")
    if not 1 <= year <= len(_NEW_YEAR) or (day is not None and day > 30):
        return []
    first = first_day(year) + 30 * (month - 1)
    rule = found.rule.name
    ground = "date of the French Republican calendar"
    draft = Draft(found.first, found.last, "DATE", rule=rule, explicit=True, calendar="gregorian", ground=ground)
    if day is not None:
        return [replace(draft, point=day_point(first + day - 1))]
    return [replace(draft, point=day_point(first), until=day_point(first + 29), value="")]
