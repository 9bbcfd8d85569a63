import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from polyvocal.reading_room.lines import Block, blocks
from polyvocal.reading_room.marks import Mark, set_text

PARAGRAPHS = [
    ("Two fleets met.\n\nBoth claimed the day.", ["Two fleets met.", "Both claimed the day."]),
    ("One line only", ["One line only"]),
    ("", []),
    ("\n \n", []),
    (f"{'long ' * 40}\n{'longer ' * 40}", [("long " * 40), ("longer " * 40)]),
    (
        "the fleet that left at dusk from the roads at Scapa came home\nafter two days at sea and counted its losses",
        ["the fleet that left at dusk from the roads at Scapa came home\nafter two days at sea and counted its losses"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[b.start : b.end] for b in blocks(text)] == expected


def test_lines_of_a_header_stay_lines() -> None:
    text = "Written: 1921\nSource: a pamphlet of that year, printed in few copies by a union\nTranscribed: by hand"
    assert [text[b:][:1] for b in sorted(blocks(text)[0].breaks)] == ["\n", "\n"]


def test_wrapped_prose_flows() -> None:
    text = (
        "the fleet that sailed at dusk from its roads came home\nafter two days and the admirals began to count\nmen."
    )
    assert not blocks(text)[0].breaks


def read_back(html: object) -> etree._Element:
    return etree.fromstring(f"<p>{str(html).replace('<br>', '<br/>')}</p>")


texts = st.text(alphabet="ab <&é\n𝔸", max_size=50)
spans = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=8)


@given(texts, spans, st.tuples(st.integers(0, 50), st.integers(0, 50)))
def test_every_character_stays_and_every_mark_covers_its_words(
    text: str, bounds: list[tuple[int, int]], chosen: tuple[int, int]
) -> None:
    known = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in [*bounds, chosen]]
    marks = [Mark(a, b, f"k{i}", id=f"at-{a}-{b}") for i, (a, b) in enumerate(known[:-1])]
    marks.append(Mark(*known[-1], "quote", id="quote", tag="mark", whole=True))
    stretches = blocks(text)
    set_blocks = [read_back(html) for html in set_text(text, marks, stretches)]
    for block, element in zip(stretches, set_blocks, strict=True):
        assert "".join(element.itertext()) == text[block.start : block.end]
    ids = [e.get("id") for element in set_blocks for e in element.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for mark in marks:
        inside = [(max(mark.start, b.start), min(mark.end, b.end)) for b in stretches]
        pieces = [e for element in set_blocks for e in element.iter() if e.get("class") == mark.kind]
        assert "".join("".join(p.itertext()) for p in pieces) == "".join(text[a:b] for a, b in inside if a < b)
        if mark.whole:
            assert len(pieces) == sum(a < b for a, b in inside), "what the reader came for is not cut by other marks"


def test_words_of_the_source_are_never_read_as_html() -> None:
    html = set_text("<script>x</script>", [Mark(0, 3, "s", title='"><b>')], [Block(0, 18)])[0]
    assert "<script" not in html
    assert re.search(r'title="&#34;&gt;&lt;b&gt;"', html)


def test_many_crossing_marks_stay_cheap() -> None:
    text = "word " * 4000
    marks = [Mark(i * 7, i * 7 + 60, "s", id=f"at-{i}") for i in range(2000)]
    assert len(set_text(text, marks, [Block(0, len(text))])) == 1
