"""The verb of the authority file: headings listed, and what people decide about them."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

_TYPES = ("person", "body", "place", "periodical", "ship", "event")


def headings_options(parser: ArgumentParser) -> None:
    """What `headings` takes."""
    parser.add_argument("library", metavar="LIBRARY", type=Path, help="the library's folder")
    parser.add_argument("words", metavar="WORDS", nargs="*", help="words of a spelling to look for")
    parser.add_argument("--type", choices=_TYPES, help="headings of one type only")
    parser.add_argument("--limit", type=int, default=50, help="how many to print (default: 50)")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--merge", nargs=2, metavar=("ID", "INTO"), help="put one heading into another")
    way.add_argument("--split", nargs=2, metavar=("ID", "SPELLING"), help="take a spelling out of a heading")
    way.add_argument("--rename", nargs=2, metavar=("ID", "LABEL"), help="give a heading another label")
    way.add_argument("--hide", metavar="ID", help="show a heading no longer")
    way.add_argument(
        "--identifier", nargs=3, metavar=("ID", "SCHEME", "VALUE"), help="name it in wikidata, viaf or geonames"
    )
    parser.add_argument("--by", metavar="NAME", help="who decided it")
    parser.add_argument("--reason", metavar="WHY", help="on what ground")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def headings(asked: Namespace) -> int:
    """List headings, or decide about one."""
    from polyvocal.cli.printing import to_json
    from polyvocal.holdings import Library
    from polyvocal.terms import PolyvocalError

    with Library(asked.library, must_exist=True) as library:
        told = decision(asked)
        if told is not None:
            if not asked.by or not asked.reason:
                raise PolyvocalError("a decision needs --by NAME and --reason WHY")
            library.decide_heading(asked.by, asked.reason, *told)
            print(f"decided: {told[0]} {told[1]}")
            return 0
        found = library.headings(asked.type, " ".join(asked.words), limit=asked.limit)
        if asked.json:
            print(to_json({"headings": found}))
            return 0
        for heading in found:
            others = ", ".join(v.words for v in heading.variants if v.words != heading.label)
            print(f"{heading.id}  {heading.type:10} {heading.label}{f' ({others})' if others else ''}")
            for other, reason in library.heading_suggestions(heading.id):
                print(f"    perhaps {other.label} ({other.id}): {reason}")
            for town in heading.candidates:
                print(f"    may be {town.name}, {town.region} (geonames {town.geonames}): {town.why}")
    return 0


def decision(asked: Namespace) -> tuple[str, str] | None:
    """The field and value of the decision that was asked for; None where headings are to be listed.

    >>> decision(Namespace(merge=["h1", "h2"], split=None, rename=None, hide=None, identifier=None))
    ('heading:merge', '{"into": "h2", "of": "h1"}')
    """
    if asked.merge:
        return "heading:merge", json.dumps({"into": asked.merge[1], "of": asked.merge[0]})
    if asked.split:
        return "heading:split", json.dumps({"heading": asked.split[0], "variant": asked.split[1]}, ensure_ascii=False)
    if asked.rename:
        return "heading:rename", json.dumps({"heading": asked.rename[0], "label": asked.rename[1]}, ensure_ascii=False)
    if asked.hide:
        return "heading:hide", json.dumps({"heading": asked.hide})
    if asked.identifier:
        heading, scheme, value = asked.identifier
        return "heading:identifier", json.dumps({"heading": heading, "scheme": scheme, "value": value})
    return None
