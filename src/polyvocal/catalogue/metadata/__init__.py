"""Lists of the pile that describe other files of it: BibTeX, RIS, CSL-JSON, Zotero RDF, tables keyed by file name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from polyvocal.catalogue.metadata import bibtex, csl_json, identifiers, ris, table, zotero
from polyvocal.catalogue.metadata.item import Item, entries
from polyvocal.catalogue.metadata.naming import Named, Names
from polyvocal.catalogue.metadata.stated_dates import DateReader
from polyvocal.terms import Supplied

LONGEST = 64_000_000
"""Bytes of the longest list that is read."""

_READERS: dict[str, Callable[[str], Iterator[Item]]] = {
    "application/x-bibtex": bibtex.read,
    "application/x-research-info-systems": ris.read,
    "application/vnd.citationstyles.csl+json": csl_json.read,
    "application/rdf+xml": zotero.read,
}
_PACKAGES = {"application/x-bibtex": "bibtexparser", "application/x-research-info-systems": "rispy"}


@dataclass(frozen=True, slots=True)
class List:
    """What a list gave: *supplied* entries in its order, and *losses*, sentences about what it could not give."""

    supplied: tuple[Supplied, ...]
    losses: tuple[str, ...] = ()


def read_list(
    source: str,
    content: bytes,
    media_type: str,
    sources: Mapping[str, str],
    read_dates: DateReader,
    *,
    unseen: bool = False,
) -> List | None:
    """What the list *source* says of the other files; None where it is no list, but a document like others.

    *sources* are the files of the pile by name, each with the address it was captured from ("" where it has none).
    A table is a list only where a column of it names files of the pile, or, where these are still *unseen* (in an
    archive that is being opened), may do so; the other kinds are told by their form.
    """
    if len(content) > LONGEST:
        return None if media_type not in _READERS else List((), (f"a list of more than {LONGEST} bytes, not read",))
    folder = source.rpartition("/")[0]
    names = Names({other: address for other, address in sources.items() if other != source})
    if media_type not in _READERS:
        if identifiers.may_be_titles(content):
            titles = identifiers.read(table.decode(content), (other for other in sources if other != source))
            return None if titles is None else _told(source, titles, names, read_dates)
        if not table.may_be_table(content):
            return None
        rows = table.read(table.decode(content), names, folder, unseen=unseen)
        return None if rows is None else _told(source, rows, names, read_dates)
    try:
        return _told(source, _READERS[media_type](table.decode(content)), names, read_dates)
    except ModuleNotFoundError:
        missing = _PACKAGES.get(media_type, media_type)
        return List((), (f"reading it needs a package that is not installed: pip install {missing}",))
    except (ValueError, RecursionError, LookupError, AttributeError, TypeError) as error:
        return List((), (f"the list cannot be read: {error}",))


def _told(source: str, items: Iterable[Item], names: Names, read_dates: DateReader) -> List:
    folder = source.rpartition("/")[0]
    supplied: list[Supplied] = []
    astray: list[str] = []
    for item in items:
        found = list(_files(item, names, folder))
        if not found:
            astray.append(item.at)
        for (file, order), name in found:
            for field, value, column in entries(item, name, read_dates):
                supplied.append(Supplied(file, order, field, value, f"{source} {item.at}, {item.noun} {column}"))
    losses = (_summary(astray),) if astray else ()
    return List(tuple(dict.fromkeys(supplied)), losses)


def _files(item: Item, names: Names, folder: str) -> Iterator[tuple[Named, str]]:
    found: dict[Named, str] = {}
    for name in item.names:
        if (named := names.find(name, folder)) is not None:
            found.setdefault(named, named[0])
    for address in () if found else item.addresses:
        if (named := names.at(address)) is not None:
            found.setdefault(named, named[0])
    yield from found.items()


def _summary(astray: list[str]) -> str:
    shown = ", ".join(astray[:5]) + (f" and {len(astray) - 5} more" if len(astray) > 5 else "")
    verb = "names" if len(astray) == 1 else "name"
    return f"{len(astray)} of its items {verb} no file of the pile: {shown}"
