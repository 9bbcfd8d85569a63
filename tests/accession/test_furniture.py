"""What a page carries besides its text is cut by edits that say why."""

import pytest

from polyvocal.accession import receive

BODY = "The squadron lay in harbour for two days while its crews took in coal and the wounded were brought ashore."

CUT = [
    (f"{BODY}\n\n%d bloggers like this:\n", "furniture: engine"),
    (f"{BODY}\nPowered by Blogger.", "furniture: engine"),
    (f"Header Ads\n\n{BODY}", "furniture: advertisement"),
    (f"Skip to content\n\n{BODY}", "furniture: menu"),
    (f"{BODY}\n\nShare this:\n\nTweet\n\nEmail this", "furniture: widget"),
    (f"{BODY}\n\nПоделиться в социальных сетях:\n", "furniture: widget"),
    (f"{BODY}\n\nComments are closed.", "furniture: menu"),
]


@pytest.mark.parametrize(("page", "rule"), CUT)
def test_furniture_is_cut_and_named(page: str, rule: str) -> None:
    record = receive("a.txt", page.encode()).records[0]
    assert record.text == BODY
    assert rule in {edit.rule for edit in record.edits}


KEPT = [
    "We want to go\nhome\nbefore the winter comes.",  # a word in a narrow column is no menu
    "Follow the old road to the harbour, and share this bread with those you meet.",
    "Hold fast!\nHold fast!\nThe night is long.",
]


@pytest.mark.parametrize("page", KEPT)
def test_words_of_the_text_are_kept(page: str) -> None:
    assert receive("a.txt", page.encode()).records[0].text == page


def test_a_page_of_nothing_but_furniture_keeps_its_words() -> None:
    assert receive("a.txt", b"Header Ads\n\nPowered by Blogger.").records[0].text == "Header Ads\n\nPowered by Blogger."


CAPTION = "Sailors of the torpedo school line the quay while the burial party passes, Wilhelmshaven, 4 June 1916."


def test_a_caption_printed_twice_is_read_once() -> None:
    record = receive("a.txt", f"{CAPTION}\n{CAPTION}\n\n{BODY}".encode()).records[0]
    assert record.text == f"{CAPTION}\n\n\n{BODY}".replace("\n\n\n", "\n\n\n")
    assert [e.rule for e in record.edits] == ["printed twice"]


def test_a_short_caption_counts_as_printed_twice_only_where_both_stand_apart() -> None:
    apart = f"{BODY}\n\nThe quay - A. Roos\n\nThe quay – A. Roos\n\n{BODY}"
    assert receive("a.txt", apart.encode()).records[0].text.count("The quay") == 1
    together = f"{BODY}\n\nThe quay - A. Roos\nThe quay – A. Roos\n\n{BODY}"
    assert receive("a.txt", together.encode()).records[0].text.count("The quay") == 2
