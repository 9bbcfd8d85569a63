"""Real pages, noise and all, go the whole way: no stage breaks, every locus stands in its text."""

from __future__ import annotations

from pathlib import Path

import pytest

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
                assert locus.layer == "reading"
                locus.verify(record.text)
