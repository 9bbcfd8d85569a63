"""The messages of the interface gathered from pages and tables, and the catalogue of a language brought up to date.

``python -m polyvocal.reading_room.messages ru`` puts what is new into the catalogue of Russian, for a translator.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from jinja2 import nodes

from polyvocal.reading_room import rows, wording
from polyvocal.reading_room.entries import CALENDARS, DATES, LABELS
from polyvocal.reading_room.page import COPYRIGHT, environment
from polyvocal.terms.arrangement import Level
from polyvocal.terms.comparison import ReprintKind
from polyvocal.terms.description import Access, Role
from polyvocal.terms.reading import NameType
from polyvocal.terms.statement import Certainty

Words = str | tuple[str, str]
"""A message as the source has it; one that counts has two forms."""

ROOM = Path(str(files("polyvocal.reading_room")))


def place(tongue: str) -> Path:
    """Where the catalogue of a language lies."""
    return ROOM / "locale" / tongue / "LC_MESSAGES" / "polyvocal.po"


def gathered() -> Catalog:
    """Every message of the interface, with where it stands."""
    known = Catalog(project="polyvocal", charset="utf-8", fuzzy=False)
    for source in sorted(ROOM.rglob("*.html")):
        name = source.relative_to(ROOM).as_posix()
        for found in _of_template(source.read_text("utf-8")):
            known.add(found, locations=[(name, 0)])
    for source in sorted(ROOM.rglob("*.py")):
        for found in _of_module(source.read_text("utf-8")):
            known.add(found, locations=[(source.relative_to(ROOM).as_posix(), 0)])
    for found in _of_tables():
        known.add(found, locations=[("wording.py", 0)])
    for month in wording.MONTHS:
        known.add(month, context=wording.BESIDE_A_DAY, locations=[("wording.py", 0)])
    return known


def _of_template(source: str) -> Iterator[Words]:
    tree = environment().parse(source)
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "t" and isinstance(call.args[0], nodes.Const):
            yield call.args[0].value
    for filtered in tree.find_all(nodes.Filter):
        words = [one.value for one in filtered.args if isinstance(one, nodes.Const)]
        if filtered.name == "counted" and words:
            yield _numbered(*words)


def _of_module(source: str) -> Iterator[Words]:
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        words = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if isinstance(call.func, ast.Name) and words:
            if call.func.id == "t":
                yield words[0]
            elif call.func.id == "counted":
                yield _numbered(*words)


def _numbered(one: str, many: str = "") -> tuple[str, str]:
    return f"{{n}} {one}", f"{{n}} {many or one + 's'}"


def _of_tables() -> Iterator[str]:
    """Words of the program that pages print: names of facets, labels of the card, manners, verdicts."""
    tables: list[Mapping[Any, str]] = [
        wording.FACETS, wording.STATEMENT_FACETS, wording.GROUNDS, wording.QUESTIONS, wording.BOUNDS, wording.DOUBTS,
        rows.RELATIONS, DATES, CALENDARS, *wording.VALUES.values(),
    ]  # fmt: skip
    yield from (words for table in tables for words in table.values())
    yield from (*wording.MONTHS, *LABELS, COPYRIGHT)
    for literal in (Certainty, ReprintKind, Access, Level, NameType):
        yield from get_args(literal)
    yield from (role.capitalize() for role in get_args(Role))
    yield from (level.capitalize() for level in get_args(Level))


def update(tongue: str) -> int:
    """Bring the catalogue of a language up to date; how many of its messages wait for a translation."""
    path = place(tongue)
    known = read_po(path.open("rb"), locale=tongue) if path.is_file() else Catalog(locale=tongue, charset="utf-8")
    known.update(gathered(), no_fuzzy_matching=True)
    known.obsolete.clear()
    written = BytesIO()
    write_po(written, known, width=0, omit_header=False, sort_output=True, no_location=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written.getvalue())
    return sum(1 for one in known if one.id and not complete(one))


def complete(message: Message) -> bool:
    """Whether a message has a translation, in every form of number."""
    words = message.string
    return bool(words) if isinstance(words, str) else bool(words) and all(words or ())


if __name__ == "__main__":
    for language in sys.argv[1:]:
        print(f"{place(language)}: {update(language)} messages to translate")
