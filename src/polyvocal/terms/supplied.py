"""What a list in the pile says of the files beside it: catalogue data that a person typed, outside of every text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Supplied:
    """One entry that a list gives: *field* of the file *source* reads *value*, says the place *by* in the list.

    *source* is the file's name in the pile, *n* the rank of the only document in it that is meant (from 0), None for
    the file as a whole. Fields are those that can be corrected, "series", or "label: ..." for a column that no rule
    knows.
    """

    source: str
    n: int | None
    field: str
    value: str
    by: str
