"""How sources write dates, figures, names and reports: grammars and word lists as data, one folder a language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from polyvocal.terms import PolyvocalError


@cache
def languages() -> tuple[str, ...]:
    """Languages that there is usage for.

    >>> languages()
    ('en', 'ru')
    """
    return tuple(sorted(p.name for p in files(__name__).iterdir() if p.is_dir() and not p.name.startswith("_")))


@cache
def load(language: str, name: str) -> dict[str, Any]:
    """Table *name* of a language's usage; raises `PolyvocalError` naming those there are.

    >>> load("xx", "dates")
    Traceback (most recent call last):
    polyvocal.terms.trouble.PolyvocalError: no usage for language 'xx'; there is: en, ru
    """
    if language not in languages():
        raise PolyvocalError(f"no usage for language {language!r}; there is: {', '.join(languages())}")
    table = files(__name__).joinpath(language, f"{name}.toml")
    if not table.is_file():
        raise PolyvocalError(f"usage of {language!r} has no table {name!r}")
    return tomllib.loads(table.read_text("utf-8"))
