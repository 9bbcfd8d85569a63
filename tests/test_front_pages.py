"""Real pages, noise and all, go the whole way: no stage breaks, every locus stands in its text."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from polyvocal.accession import receive
from polyvocal.build import study
from polyvocal.holdings.quotations import loci


@pytest.mark.shared
def test_front_pages_are_read_to_the_end(shared: Path) -> None:
    pages = sorted((shared / "data" / "chronam1916").glob("*/*.txt"))[::23]
    assert pages
    for page in pages:
        done = study(f"{page.parent.name}/{page.name}", page.read_bytes())
        assert not done.receipt.setbacks, page.name
        for record, reading in zip(done.receipt.records, done.readings, strict=True):
            for locus in loci(reading):
                # The day of issue, which dates what has no other date, stands in the masthead, outside of most items.
                locus.verify(record.text if locus.layer == "reading" else done.receipt.text or "")


@pytest.mark.shared
def test_front_pages_fall_into_items_that_cover_them(shared: Path) -> None:
    pages = sorted((shared / "data" / "chronam1916").glob("*/*.txt"))[::31]
    divided = 0
    for page in pages:
        receipt = receive(f"{page.parent.name}/{page.name}", page.read_bytes())
        places = [record.place for record in receipt.records]
        divided += len(places) > 3
        assert (places[0][0], places[-1][1]) == (0, len(receipt.text or "")), page.name
        assert all(a[1] == b[0] for a, b in itertools.pairwise(places)), page.name
    assert divided >= 0.7 * len(pages)
