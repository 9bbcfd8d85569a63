"""The families of rules of the figure reader, each of which can be taken away: what does it buy?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from polyvocal.close_reading.figures.hedges import Bounded
from polyvocal.terms.figure import Bound

_READER = "polyvocal.close_reading.figures.reader"
_LISTS = "polyvocal.close_reading.figures.lists"
_IMPLIED = "polyvocal.close_reading.figures.implied"


def _nothing(*_: Any, **__: Any) -> None:
    return None


def _false(*_: Any, **__: Any) -> bool:
    return False


def _none_implied(*_: Any, **__: Any) -> list[Any]:
    return []


def _unhedged(words: Any, n: Any, phrase: Any, first: int, tables: Any) -> Bounded:
    form: Bound = n.form if n.form in ("range", "vague") else "exact"
    return Bounded(form, first, phrase.last, False)


FAMILIES: dict[str, dict[str, Callable[..., Any]]] = {
    "guards": {f"{_READER}.is_no_figure": _false},
    "hedges": {f"{_READER}.bind": _unhedged, f"{_IMPLIED}.bind": _unhedged},
    "predicates behind": {f"{_READER}.on_the_right": _nothing, f"{_IMPLIED}.on_the_right": _nothing},
    "predicates before": {f"{_READER}.on_the_left": _nothing, f"{_IMPLIED}.on_the_left": _nothing},
    "lists and gaps": {f"{_READER}.join": _nothing},
    "implied": {f"{_IMPLIED}.read_implied": _none_implied},
    "sides and owners": {
        f"{_LISTS}.{name}": _nothing
        for name in ("name_owners", "place_in_front", "share_gaps", "break_down", "possessor_in_front", "_sides")
    },
    "measures": {f"{_READER}.amount": _nothing, f"{_READER}.ratio": _nothing},
    "tallies": {f"{_READER}.tally": _nothing},
}
"""Name of a family to the functions that stand in for its own."""


@contextmanager
def without(family: str) -> Iterator[None]:
    """The reader without one family of rules."""
    with ExitStack() as stack:
        for place, stand_in in FAMILIES[family].items():
            stack.enter_context(patch(place, stand_in))
        yield
