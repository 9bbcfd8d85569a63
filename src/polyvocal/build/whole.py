"""What is catalogued of the pile as a whole: lists that describe its files, its arrangement, its authority file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from polyvocal.accession.identification import identify
from polyvocal.build.docket import Docket
from polyvocal.build.pile import File
from polyvocal.build.studying import dates_in
from polyvocal.catalogue.authority import Mention, gather
from polyvocal.catalogue.fonds import arrange
from polyvocal.catalogue.metadata import read_list
from polyvocal.catalogue.metadata.identifiers import may_be_titles
from polyvocal.holdings import Library
from polyvocal.terms import Capture, Receipt

_TABLE, _TITLES = "text/csv", "application/json"


def lists_apart(library: Library, files: Iterator[File], sources: Mapping[str, str], docket: Docket) -> Iterator[File]:
    """The files without the tables that describe others; these are shelved as data about them.

    Lists of other formats are told by their form, and pass.
    """
    for file in files:
        capture = _table(file, sources) if file.wrapper.use == "document" else None
        if capture is None:
            yield file
            continue
        library.shelve(Receipt(capture, None, ()), file.content, ())
        docket.shelved(file.within)


def _table(file: File, sources: Mapping[str, str]) -> Capture | None:
    # Its first line tells at once of nearly every file that it is no table; what a file is takes longer to tell.
    unseen = file.within is not None
    if read_list(file.source, file.content, _TABLE, sources, lambda words: (), unseen=unseen) is None:
        return None
    kind = identify(file.content)
    if kind.media_type != "text/plain" or kind.refusal:
        return None
    told = (_TITLES, "keys in names of files") if may_be_titles(file.content) else (_TABLE, "a column that names files")
    return Capture(
        file.source, sha256(file.content).hexdigest(), len(file.content), *told,
        use="metadata", part_of=file.wrapper.part_of,
    )  # fmt: skip


def supply(library: Library) -> None:
    """Put what the lists say of files in force; a list may name files that came long after it."""
    sources = library.sources()
    for capture in library.lists():
        content = library.original(capture.sha256)
        found = read_list(capture.source, content, capture.media_type, sources, dates_in, unseen=True)
        if found is not None:
            library.supply(capture.source, found.supplied)
            library.note_losses(capture.source, found.losses)


def catalogue_whole(library: Library) -> None:
    """Arrange the records, and gather the headings of all names in them."""
    library.place_arrangement(arrange(library.shelf_marks()))
    names = list(library.mentions())
    if state := library.names_changed(names):
        library.place_authority(*gather(Mention(*name) for name in names), of=state)  # type: ignore[arg-type]
