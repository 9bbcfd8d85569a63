"""The journey from a pile of files to a library, told as one page: survey, study, shelve, collate, index.

A stage that stumbles over a document never stops the build: the document is kept as far as it got, and a `Setback`
names the stage and the reason. A library killed at any moment is finished by building again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Set
from dataclasses import replace
from itertools import chain
from pathlib import Path

from polyvocal.accession.reprints import link
from polyvocal.accession.site_furniture import learn
from polyvocal.accession.translations import translations
from polyvocal.accession.versions import versions
from polyvocal.build.docket import Docket
from polyvocal.build.pile import File, Progress, fresh, gathered, in_batches, reopened, survey
from polyvocal.build.spreading import SPREADS
from polyvocal.build.studying import Study, dates_in, nothing_but, study
from polyvocal.build.stumbles import stumble
from polyvocal.build.whole import catalogue_whole, lists_apart, supply
from polyvocal.catalogue.citing import match
from polyvocal.close_reading.readers import chosen
from polyvocal.close_reading.readers import reader as reader_called
from polyvocal.collation import collate
from polyvocal.holdings import Counts, Library
from polyvocal.terms import PolyvocalError, ReprintLink

__all__ = ["File", "Study", "build", "dates_in", "gathered", "shelve", "study", "survey"]


def build(
    pile: str | Path,
    place: str | Path,
    *,
    workers: int | None = None,
    on: str = "pool",
    reader: str = "",
    progress: Progress | None = None,
) -> Counts:
    """Bring the library in *place* up to the pile; only new and changed files are read.

    Files that left the pile stay held: an archive does not discard. The same pile gives the same library, whatever
    the number of *workers* (default: one a processor), and on Ray (``on="ray"``) as in a pool of processes.

    *reader* is that of `close_reading.read`; "" keeps to what POLYVOCAL_READER names, else to the library's reader.
    Another reader than before reads all that is held again. Raises `PolyvocalError` where there is no such reader.
    """
    if on not in SPREADS:
        raise PolyvocalError(f"no way to spread work {on!r}; there are: {', '.join(sorted(SPREADS))}")
    tell = progress or (lambda step, done, total: None)
    if workers is not None and workers < 1:
        raise PolyvocalError(f"{workers} workers cannot build a library")
    paths = survey(Path(pile), Path(place))
    called = chosen(reader)
    reader_called(called)  # one that does not exist must not leave an empty library behind
    with Library(place) as library, library.building():
        called = chosen(reader, library.reader())
        by = reader_called(called)
        anew = library.take_reader(called, by.name)
        tell(f"{'all is read again' if anew else 'read'} by {by.name}", 0, 1)
        docket = Docket(library)
        files = chain(fresh(library, paths, tell, docket), reopened(library, paths))
        sources = {**dict.fromkeys((source for source, _ in paths), ""), **library.sources()}
        documents = lists_apart(library, files, sources, docket)
        batches = in_batches(_marked(documents, library.closed()) if by.remote else documents, alone=by.remote)
        unanswered = []
        for batch, studied in SPREADS[on](batches, workers or _processors(), called):
            for file, studied_one in zip(batch, studied, strict=True):
                shelve(library, file, studied_one)
                if studied_one.again:
                    unanswered.append(file.source)
                    library.ask_again([file.source])
                docket.shelved(file.within)
        library.ask_again(unanswered)  # once more: shelving a container took the mark from it
        supply(library)
        if not library.collated():
            seen = library.changes()
            tell("reprints", 0, 1)
            library.place_furniture(learn(library.pages()))
            catalogue_whole(library)
            reprints = relate(library)
            tell("collation", 0, 1)
            library.place_collation(reprints, collate(library.witnesses(), reprints, library.rulings()), seen=seen)
        tell("index", 0, 1)
        library.refresh_index()
        tell("index", 1, 1)
        return library.counts()


def _marked(files: Iterator[File], closed: Set[str]) -> Iterator[File]:
    for file in files:
        yield replace(file, closed=file.source in closed)


def relate(library: Library) -> tuple[ReprintLink, ...]:
    """Find the printings of every text, compare them word by word, and find what the citations mean."""
    found = link(library.texts())
    pairs = {(one.copy, one.of) for one in found}
    told = translations(library.described())
    reprints = (*found, *(one for one in told if (one.copy, one.of) not in pairs))
    library.place_versions(versions(reprints, library.text, library.description))
    library.place_citations(match(library.citations(), library.described()))
    return reprints


def _processors() -> int:
    # What this process may use, where the system tells (Linux); a container often has fewer than the machine.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shelve(library: Library, file: File, studied: Study) -> None:
    """Put one file on the shelf; one that the library refuses is held without records, with the reason."""
    try:
        library.shelve(studied.receipt, file.content, studied.readings)
    except (PolyvocalError, ValueError) as error:
        setback = stumble(file.source, "holdings", error)
        library.shelve(nothing_but(file.source, file.content, setback, file.wrapper), file.content, ())
