"""The verbs of curation: what people decide, one entry at a time or by the table, and who may do so in the room."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polyvocal.holdings import Library
    from polyvocal.holdings.decided import Decision


def _library(asked: Namespace) -> Library:
    from polyvocal.holdings import Library

    return Library(asked.library, must_exist=True)


def _decided_by(parser: ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--by", required=required, metavar="NAME", help="who decided it")
    parser.add_argument("--reason", required=required, metavar="WHY", help="on what ground")


def correct_options(parser: ArgumentParser) -> None:
    """What `correct` takes."""
    parser.add_argument("library", metavar="LIBRARY", type=Path, help="the library's folder")
    parser.add_argument("record", metavar="RECORD", nargs="?", help="the record's id")
    parser.add_argument("field", metavar="FIELD", nargs="?", help="title, author, published, kind, ... (see the docs)")
    parser.add_argument(
        "value", metavar="VALUE", nargs="?", help="what it should read, '' for nothing; several people are parted by ;"
    )
    _decided_by(parser, required=False)
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--list", action="store_true", help="print every decision (about RECORD) and how it stands")
    way.add_argument("--undo", metavar="ID", help="take the decision of that id back")
    way.add_argument("--export", metavar="FILE", type=Path, help="write all cards as a table (CSV)")
    way.add_argument("--import", metavar="FILE", type=Path, dest="table", help="take in the changed cells of a table")
    parser.add_argument("--dry-run", action="store_true", help="with --import: show what would change, write nothing")
    parser.add_argument("--json", action="store_true", help="with --list: print one JSON object")


def correct(asked: Namespace) -> int:
    """Correct entries of the catalogue."""
    with _library(asked) as library:
        if asked.list:
            return _list(library, asked)
        if asked.export:
            return _export(library, asked)
        if asked.table:
            return _import(library, asked)
        _signed(asked)
        if asked.undo:
            taken = library.undo(asked.undo, asked.by, asked.reason)
            print(f"taken back: {asked.undo}, {taken.field} of {_called(library, taken.record)}")
            return 0
        from polyvocal.terms import PolyvocalError

        if asked.value is None:
            raise PolyvocalError("correct takes RECORD FIELD VALUE, or --list, --undo, --export or --import")
        library.correct(asked.record, asked.field, asked.value, asked.by, asked.reason)
        print(f"corrected: {asked.field} of {_called(library, asked.record)}")
        _say_reopened(library, asked.record)
    return 0


def _signed(asked: Namespace) -> None:
    from polyvocal.terms import PolyvocalError

    if not asked.by or not asked.reason:
        raise PolyvocalError("a decision needs --by, the name of who makes it, and --reason")


def _called(library: Library, record: str) -> str:
    from polyvocal.terms import PolyvocalError

    try:
        return library.card(record).title or record
    except PolyvocalError:
        return record


def _say_reopened(library: Library, record: str) -> None:
    stone = library.tombstone(record)
    if stone and stone.reopened:
        print("its text comes back when the library is built again", file=sys.stderr)


def _list(library: Library, asked: Namespace) -> int:
    from polyvocal.cli.printing import to_json

    orphans = {c.id for c in library.orphans()}
    strange = {c.id: why for c, why in library.not_taken_in()}
    history = library.history(asked.record)
    if asked.json:
        print(
            to_json(
                {
                    "decisions": [{"standing": _stands(d, orphans, strange), "is": d.correction} for d in history],
                }
            )
        )
        return 0
    for decision in history:
        c = decision.correction
        said = f"takes back {c.undo}" if c.undo else f"{c.field} = {c.value or '(nothing)'}"
        print(f"{c.id}  {c.moment or c.day}  {c.record or '-'}  {' '.join(said.split())}")
        print(f"  {_stands(decision, orphans, strange)}; {c.by}: {' '.join(c.reason.split())}")
        if c.id in orphans and c.home:
            print(f"  it was document {c.home.order + 1} of {c.home.among} in {c.home.source}")
    print(f"{len(history)} decisions, {len(orphans)} about records no longer held")
    return 0


def _stands(decision: Decision, orphans: set[str], strange: dict[str, str]) -> str:
    c = decision.correction
    if c.id in orphans:
        return "about a record no longer held"
    if c.id in strange:
        return f"cannot be taken in: {strange[c.id]}"
    if decision.standing == "outweighed":
        return "outweighed by a later one that did not know it"
    return "takes another back" if decision.standing == "undo" else decision.standing


def _export(library: Library, asked: Namespace) -> int:
    from polyvocal.holdings.batch import table

    with asked.export.open("w", encoding="utf-8", newline="") as file:
        file.writelines(table(library))
    print(f"written: {asked.export.resolve()}")
    return 0


def _import(library: Library, asked: Namespace) -> int:
    from polyvocal.holdings.batch import changes

    found = changes(library, asked.table.read_bytes())
    for cell in found:
        was, reads = (" ".join(words.split()) or "(nothing)" for words in (cell.before, cell.change.value))
        print(f"line {cell.line}: {cell.change.record} {cell.change.field}: {was} -> {reads}")
    if asked.dry_run or not found:
        print(f"{len(found)} cells differ; nothing was written")
        return 0
    _signed(asked)
    library.decide([cell.change for cell in found], asked.by, asked.reason)
    print(f"{len(found)} corrections written")
    return 0


def withdraw_options(parser: ArgumentParser) -> None:
    """What `withdraw` takes."""
    parser.add_argument("library", metavar="LIBRARY", type=Path, help="the library's folder")
    parser.add_argument("record", metavar="RECORD", help="the record's id")
    _decided_by(parser, required=True)
    parser.add_argument("--title", metavar="WORDS", default="", help="what to list it under (default: its title)")
    parser.add_argument("--erase-original", action="store_true", help="delete the bytes of its file as well")


def withdraw(asked: Namespace) -> int:
    """Take a record out of the library; a tombstone stays."""
    with _library(asked) as library:
        came_in = library.record(asked.record).capture.part_of
        repeated = {link.of if link.copy == asked.record else link.copy for link in library.reprints(asked.record)}
        library.withdraw(asked.record, asked.by, asked.reason, title=asked.title, erase_original=asked.erase_original)
        print(f"withdrawn: {_called(library, asked.record)}")
        others = sorted(repeated | set(library.same_bytes(asked.record)))
        still_open = [other for other in others if library.card(other).access != "withdrawn"]
        if still_open:
            print(f"still open, though they repeat it or share its file: {', '.join(still_open)}", file=sys.stderr)
        if asked.erase_original and came_in:
            print(f"its bytes are also inside {came_in}, which is kept", file=sys.stderr)
    return 0


def curators_options(parser: ArgumentParser) -> None:
    """What `curators` takes."""
    parser.add_argument("library", metavar="LIBRARY", type=Path, help="the library's folder")
    parser.add_argument("act", choices=("add", "remove", "list"), help="what to do")
    parser.add_argument("name", metavar="NAME", nargs="?", default="", help="the name that decisions are signed with")
    parser.add_argument(
        "--passphrase-file", metavar="FILE", type=Path, help="with add: its first line, instead of being asked twice"
    )


def curators(asked: Namespace) -> int:
    """Say who may sign in to the editing mode."""
    from polyvocal.reading_room.editing.curators import Curators
    from polyvocal.terms import PolyvocalError

    with _library(asked) as library:
        known = Curators(library.place)
    if asked.act == "list":
        print("\n".join(known.names()) or "nobody may sign in yet")
        return 0
    if not asked.name.strip():
        raise PolyvocalError(f"curators {asked.act} takes a NAME")
    if asked.act == "remove":
        known.remove(asked.name)
        print(f"removed: {asked.name}")
        return 0
    known.add(asked.name, _passphrase(asked))
    print(f"may sign in: {asked.name}")
    return 0


def _passphrase(asked: Namespace) -> str:
    from getpass import getpass

    from polyvocal.terms import PolyvocalError

    if asked.passphrase_file:
        lines: list[str] = asked.passphrase_file.read_text("utf-8").splitlines()
        return lines[0] if lines else ""
    first = getpass(f"Passphrase for {asked.name}: ")
    if getpass("Once more: ") != first:
        raise PolyvocalError("the two passphrases differ; nothing was changed")
    return first
