"""The verbs: what each takes, and what it does. Whatever is heavy is imported by the verb that needs it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from polyvocal.cli import curation
from polyvocal.cli import events as happenings
from polyvocal.cli import headings as authority

if TYPE_CHECKING:
    from polyvocal.holdings import Library


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its *options* are added to its parser, *run* gives the exit status."""

    name: str
    summary: str
    example: str
    options: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def _library(asked: Namespace) -> Library:
    from polyvocal.holdings import Library

    return Library(asked.library, must_exist=True)


def _takes_library(parser: ArgumentParser) -> None:
    parser.add_argument("library", metavar="LIBRARY", type=Path, help="the library's folder")


def _prints(parser: ArgumentParser, *, lines: bool = False) -> None:
    if lines:
        parser.add_argument("--jsonl", action="store_true", help="print one JSON object a line")
    else:
        parser.add_argument("--json", action="store_true", help="print one JSON object")


def _takes_reader(parser: ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--quick", action="store_const", const="rules", default="", dest="reader", help="read by the rules alone"
    )
    which.add_argument(
        "--reader",
        metavar="NAME",
        default="",
        help="rules, model, or a plug-in such as spacy:PIPELINE or openai:MODEL (default: the model if installed)",
    )


# build


def _build_options(parser: ArgumentParser) -> None:
    parser.add_argument("pile", metavar="PILE", type=Path, help="the folder of saved pages and texts")
    parser.add_argument("library", metavar="LIBRARY", type=Path, help="the library's folder, made where there is none")
    parser.add_argument("--workers", type=int, metavar="N", help="processes to spread over (default: one a processor)")
    parser.add_argument("--on", default="pool", choices=("pool", "ray"), help="where the work is done (default: pool)")
    _takes_reader(parser)
    _prints(parser)


def build(asked: Namespace) -> int:
    """Bring a library up to a pile."""
    from polyvocal.build import build as build_library
    from polyvocal.cli.printing import counted, progress, to_json
    from polyvocal.holdings import Library

    with progress() as tell:
        counts = build_library(
            asked.pile, asked.library, workers=asked.workers, on=asked.on, reader=asked.reader, progress=tell
        )
    print(to_json(counts) if asked.json else counted(counts))
    with Library(asked.library) as library:
        for setback in library.setbacks():
            print(f"set back in {setback.stage}: {setback.where}: {setback.reason}", file=sys.stderr)
    return 0


# serve and demo


def _serve_options(parser: ArgumentParser) -> None:
    _takes_library(parser)
    parser.add_argument("--edit", action="store_true", help="let curators sign in and edit (see: polyvocal curators)")
    _room_options(parser)


def _room_options(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (default: 8916, or any that is free; 0: any)")
    parser.add_argument("--no-open", action="store_true", help="open no browser")


def serve(asked: Namespace) -> int:
    """Open a library in a browser."""
    from polyvocal.cli.opening import open_room

    with _library(asked) as library:
        open_room(library, asked.host, asked.port, browser=not asked.no_open, editing=asked.edit)
    return 0


def _demo_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--place", type=Path, default=Path("sample-library"), help="the library's folder (default: sample-library)"
    )
    _takes_reader(parser)
    _room_options(parser)


def demo(asked: Namespace) -> int:
    """Build the sample library and open it."""
    from importlib.resources import as_file, files

    from polyvocal.build import build as build_library
    from polyvocal.cli.opening import open_room
    from polyvocal.cli.printing import counted, progress
    from polyvocal.holdings import Library

    with as_file(files("polyvocal").joinpath("sample")) as pile, progress() as tell:
        counts = build_library(pile, asked.place, reader=asked.reader, progress=tell)
    print(f"{counted(counts)} in {asked.place.resolve()}")
    with Library(asked.place) as library:
        open_room(library, asked.host, asked.port, browser=not asked.no_open)
    return 0


# search


def _search_options(parser: ArgumentParser) -> None:
    _takes_library(parser)
    parser.add_argument(
        "words", metavar="WORDS", nargs="+", help='words, "a phrase", -word, a OR b, pre*, fuzz~, title:x, author:x'
    )
    parser.add_argument(
        "--filter", metavar="FACET=VALUE", action="append", default=[], help="narrow by a facet, as in year=1916"
    )
    parser.add_argument("--limit", type=int, default=20, help="how many to print (default: 20)")
    parser.add_argument("--offset", type=int, default=0, help="how many to pass over first")
    _prints(parser)


def search(asked: Namespace) -> int:
    """Find records."""
    from polyvocal.cli.printing import print_results, to_json
    from polyvocal.holdings import Query
    from polyvocal.terms import PolyvocalError

    pairs = []
    for given in asked.filter:
        facet, sign, value = given.partition("=")
        if not sign:
            raise PolyvocalError(f"--filter takes FACET=VALUE, as in year=1916, not {given!r}")
        pairs.append((facet, value))
    with _library(asked) as library:
        results = library.search(Query(" ".join(asked.words), tuple(pairs), asked.offset, asked.limit))
    if asked.json:
        print(to_json(results))
    else:
        print_results(results)
    return 0


# read and compare


def _read_options(parser: ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="pages, texts, archives, folders")
    _takes_reader(parser)
    _prints(parser, lines=True)


def read(asked: Namespace) -> int:
    """Read files without a library."""
    from polyvocal.build import gathered, study, survey
    from polyvocal.cli.forms import read_form
    from polyvocal.cli.printing import print_reading, to_json
    from polyvocal.close_reading.readers import chosen, reader
    from polyvocal.terms import Setback

    def tell(setback: Setback) -> None:
        print(f"set back in {setback.stage}: {setback.where}: {setback.reason}", file=sys.stderr)

    called = chosen(asked.reader)
    reader(called)  # one that does not exist is told at once, not for every document
    for given in asked.files:
        for arrival in gathered(survey(given)):
            if isinstance(arrival, Setback):
                tell(arrival)
                continue
            studied = study(arrival.source, arrival.content, arrival.wrapper, called)
            for setback in studied.receipt.setbacks:
                tell(setback)
            for record, reading in zip(studied.receipt.records, studied.readings, strict=True):
                form = read_form(record, reading, studied.receipt.text or "")
                if asked.jsonl:
                    print(to_json(form))
                else:
                    print_reading(form)
    return 0


def _compare_options(parser: ArgumentParser) -> None:
    _takes_library(parser)
    parser.add_argument("--event", metavar="ID", help="one event only")
    parser.add_argument("--limit", type=int, help="how many events to print (default: all)")
    _prints(parser, lines=True)


def compare(asked: Namespace) -> int:
    """Print accounts side by side."""
    from polyvocal.cli.forms import compare_forms
    from polyvocal.cli.printing import print_sheet, to_json

    with _library(asked) as library:
        for form in compare_forms(library, asked.event, asked.limit):
            if asked.jsonl:
                print(to_json(form))
            else:
                print_sheet(form)
    return 0


# publish


def _publish_options(parser: ArgumentParser) -> None:
    _takes_library(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--site", metavar="FOLDER", type=Path, help="write the reading room as static files")
    what.add_argument("--cite", metavar="RECORD", help="print a citation of a record")
    what.add_argument("--export", metavar="FILE", type=Path, help="write everything as JSON lines")
    styles = ("bibtex", "ris", "csl-json", "chicago")
    parser.add_argument("--style", default="chicago", choices=styles, help="of the citation (default: chicago)")
    parser.add_argument("--start", type=int, help="first character of the passage cited, in the record's text")
    parser.add_argument("--end", type=int, help="the character behind its last")


def publish(asked: Namespace) -> int:
    """Write an edition of a library."""
    with _library(asked) as library:
        if asked.site:
            from polyvocal.publication.site import publish_site

            publish_site(library, asked.site)
            print(f"written: {asked.site.resolve()}")
        elif asked.cite:
            from polyvocal.publication.citation import cite
            from polyvocal.terms import Locus

            record = library.record(asked.cite)
            passage = None
            if asked.start is not None:
                end = len(record.text) if asked.end is None else asked.end
                passage = Locus.at(record.id, record.text, asked.start, end)
            print(cite(record, passage, style=asked.style))
        else:
            with asked.export.open("wb") as file:
                file.writelines(library.export())
            print(f"written: {asked.export.resolve()}")
    return 0


# audit


def _audit_options(parser: ArgumentParser) -> None:
    _takes_library(parser)
    _prints(parser)


def audit(asked: Namespace) -> int:
    """Check a library."""
    from polyvocal.cli.printing import print_audit, to_json

    with _library(asked) as library:
        outcome = library.audit()
    if asked.json:
        print(to_json(outcome))
    else:
        print_audit(outcome)
    return 1 if outcome.faults else 0


VERBS = (
    Verb("build", "bring a library up to a pile of files", "polyvocal build my-pile my-library", _build_options, build),
    Verb("serve", "open a library in a browser", "polyvocal serve my-library --port 8080", _serve_options, serve),
    Verb(
        "search",
        "find records by their words",
        "polyvocal search my-library '\"battle cruisers\" losses -submarine'",
        _search_options,
        search,
    ),
    Verb("read", "read files without a library", "polyvocal read page.html notes.txt --jsonl", _read_options, read),
    Verb(
        "compare",
        "print accounts of each event side by side, the most telling event first",
        "polyvocal compare my-library --limit 3",
        _compare_options,
        compare,
    ),
    Verb(
        "publish",
        "write an edition of a library: a static site, a citation, an export",
        "polyvocal publish my-library --site public",
        _publish_options,
        publish,
    ),
    Verb(
        "correct",
        "correct the entries of catalogue cards, one by one or by a table",
        'polyvocal correct my-library r0123456789abcde author "Scheer, Reinhard" --by "A. Archivist" --reason "signed"',
        curation.correct_options,
        curation.correct,
    ),
    Verb(
        "withdraw",
        "take a record out of the library; a tombstone stays",
        'polyvocal withdraw my-library r0123456789abcde --by "A. Archivist" --reason "request of the heirs"',
        curation.withdraw_options,
        curation.withdraw,
    ),
    Verb(
        "curators",
        "say who may sign in to the editing mode of the reading room",
        'polyvocal curators my-library add "A. Archivist"',
        curation.curators_options,
        curation.curators,
    ),
    Verb(
        "headings",
        "list the headings of people, bodies and places, or decide about one",
        'polyvocal headings my-library Khrushchev --merge h1 h2 --by "A. Archivist" --reason "one man"',
        authority.headings_options,
        authority.headings,
    ),
    Verb(
        "events",
        "list the events, and those that may be one, or decide about them",
        'polyvocal events my-library Selby --merge e1 e2 --by "A. Archivist" --reason "one flood"',
        happenings.events_options,
        happenings.events,
    ),
    Verb(
        "audit",
        "check every digest and every quotation again",
        "polyvocal audit my-library",
        _audit_options,
        audit,
    ),
    Verb(
        "demo",
        "build the bundled sample library and open it in a browser",
        "polyvocal demo --no-open",
        _demo_options,
        demo,
    ),
)
