"""Pages made to choke a reader still give their words."""

import pytest

from polyvocal.accession import receive

PAGES = {
    "nested": "<html><body>" + "<div>" * 20_000 + "The mill stood still." + "</div>" * 20_000,
    "never closed": "<html><body>" + "<div class='a'>" * 20_000 + "The mill stood still.",
    "spans": "<html><body>" + "<span>" * 20_000 + "The mill stood still.",
    "one word": "<html><body><nav><p>The mill stood still.</p></nav></body></html>",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_with_words_is_never_empty(page: str) -> None:
    receipt = receive("a.html", page.encode())
    assert [record.text for record in receipt.records] == ["The mill stood still."]
