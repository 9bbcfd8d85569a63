"""Furniture learnt from the pages of one site."""

from hypothesis import given
from hypothesis import strategies as st

from polyvocal.accession.site_furniture import learn

OWN = [
    f"On the {n}th day the {who} went out and told the town council what they wanted, and were sent home again.\n"
    f"Nobody wrote down how many of the {who} had come."
    for n, who in enumerate(("spinners", "weavers", "carters", "dockers", "bakers", "tailors", "printers"), 4)
]
HEAD, FOOT = "The Spinner, a paper for the mills", "Subscribe to our letter and read it first every Monday"
BIO = (
    "Ada Holm has written for this paper since it began, and before that she kept the books of the weavers' "
    "benefit club for eleven years; she lives with two cats near the old bleachery and answers every letter."
)


def marked(pile: list[tuple[str, str, str]]) -> dict[str, list[str]]:
    texts = {record: text for record, _, text in pile}
    return {r: [texts[r][m.start : m.end] for m in marks] for r, marks in learn(pile).items()}


def test_what_every_page_repeats_is_furniture() -> None:
    pile = [(f"r{n}", "example.org", f"{HEAD}\n\n{own}\n\n{BIO}\n\n{FOOT}") for n, own in enumerate(OWN * 1)]
    long_enough = [(r, s, t.replace(FOOT, f"{'And so on for long. ' * 20}{r}\n\n{FOOT}")) for r, s, t in pile]
    assert marked(long_enough) == {r: [HEAD, FOOT] for r, _, _ in pile}


def test_a_box_at_the_end_may_be_long() -> None:
    pile = [(f"r{n}", "example.org", f"{own}\n{own.upper()} {n}\n\n{BIO}") for n, own in enumerate(OWN)]
    assert marked(pile) == {r: [BIO] for r, _, _ in pile}


def test_two_pages_or_two_sites_prove_nothing() -> None:
    pile = [(f"r{n}", f"site{n // 2}", f"{own}\n{FOOT}") for n, own in enumerate(OWN)]
    assert marked(pile) == {}


def test_a_document_printed_again_as_a_whole_keeps_its_words() -> None:
    assert marked([(f"r{n}", "example.org", OWN[0]) for n in range(5)]) == {}


def test_a_heading_that_many_pages_share_is_none() -> None:
    first, second = OWN[0].split("\n")
    pile = [(f"r{n}", "s", f"{first} {n}\nNotes\n{second} {n}") for n in range(5)]
    assert marked(pile) == {}


@given(st.lists(st.tuples(st.sampled_from("ab"), st.lists(st.sampled_from([*OWN, HEAD, FOOT, BIO, ""]), max_size=6))))
def test_marks_are_sorted_apart_inside_and_no_more_than_half(pages: list[tuple[str, list[str]]]) -> None:
    pile = [(f"r{n}", site, "\n".join(lines)) for n, (site, lines) in enumerate(pages)]
    found = learn(pile)
    assert found == learn(reversed(pile))
    for record, _, text in pile:
        at = taken = 0
        for mark in found.get(record, ()):
            assert at <= mark.start < mark.end <= len(text)
            at = mark.end
            taken += mark.end - mark.start
        assert 2 * taken <= len(text)
