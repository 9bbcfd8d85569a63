"""A figure: a count or amount as the words give it, never a mean or a best guess."""

from dataclasses import dataclass
from typing import Literal

from polyvocal.terms.locus import Locus

Bound = Literal["exact", "about", "at least", "at most", "range", "vague"]


@dataclass(frozen=True, slots=True)
class Figure:
    """Who or what is counted, and between which numbers.

    *low* and *high* are the counts the words allow (None: open on that side; equal for an exact figure).
    *bound* says how the words bind them, *rounded* is the unit of rounding that the numeral shows (1 for "1,237",
    1000 for "27 thousand"). *unit* is "" for counted things, else the measure ("%", "rubles", "tonnes", "days").
    *kind* is a row of the table of kinds ("dead", "dead+wounded", "captured", "present", "ships lost", "money", ...,
    "unknown"); *population* the words that say who is counted ("British", "of our unit"), "" where the text does not.
    *noun* is the counted noun as written. *part_of* is the locus of the whole where the words say "out of".
    *locus* covers numeral with its hedge and counted noun phrase; *numeral* the number words alone.
    """

    locus: Locus
    numeral: Locus
    low: float | None
    high: float | None
    bound: Bound
    kind: str = "unknown"
    population: str = ""
    noun: str = ""
    unit: str = ""
    rounded: float = 1
    part_of: Locus | None = None
    affirmed: bool = True
    rule: str = ""
