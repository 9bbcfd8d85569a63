"""Reports that another reader suggests beside the rules: whose cue, source and content are taken, and who is named."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.close_reading.suggested import SuggestedReport
from polyvocal.close_reading.voices import read_attributions
from polyvocal.terms import Attribution
from polyvocal.terms.statement import Manner


def at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def suggest(
    text: str, cue: str, source: str, *content: str, manner: Manner = "says", sure: float = 0.9
) -> SuggestedReport:
    spans = tuple(at(text, words) for words in content)
    return SuggestedReport(at(text, cue), at(text, source) if source else None, spans, manner, sure)


def read(text: str, *suggested: SuggestedReport) -> tuple[Attribution, ...]:
    sentences = divide_sentences(text)
    return read_attributions(text, "r1", sentences=sentences, suggested=suggested, suggested_by="model 1")


STOKER = "The stoker raised a great clamour that the pumps had failed."


def test_a_cue_that_no_list_holds_is_taken_from_the_other_reader() -> None:
    assert read(STOKER) == ()
    cue = "raised a great clamour"
    [found] = read(STOKER, suggest(STOKER, cue, "The stoker", "the pumps had failed"))
    assert found.cue is not None
    assert (found.cue.words, found.content[0].words) == (cue, "the pumps had failed")
    assert [voice.name for voice in found.chain] == ["the author", "The stoker"]
    assert found.rule == "model 1: says"


def test_what_it_is_not_sure_of_is_left_out() -> None:
    assert read(STOKER, suggest(STOKER, "raised", "The stoker", "the pumps had failed", sure=0.1)) == ()


def test_a_report_that_both_found_is_one_and_names_both() -> None:
    text = "The consul said that the port was closed."
    [found] = read(text, suggest(text, "said", "The consul", "the port was closed"))
    assert found.rule == "voices 2 + model 1: speech, that-clause"


def test_a_rule_that_is_seldom_wrong_is_believed_alone() -> None:
    text = "The consul said that the port was closed. The crew raised a clamour that she leaked."
    found = read(text, suggest(text, "raised a clamour", "The crew", "she leaked"))
    assert [one.rule for one in found] == ["voices 2: speech, that-clause", "model 1: says"]


def test_a_rule_that_is_often_wrong_needs_the_other_reader() -> None:
    text = "The map shows that the pier is long. The crew raised a clamour that she leaked."
    clamour = suggest(text, "raised a clamour", "The crew", "she leaked")
    assert "evidential, that-clause" in read(text)[0].rule
    assert [one.chain[-1].name for one in read(text, clamour)] == ["The crew"]
    both = read(text, clamour, suggest(text, "shows", "The map", "the pier is long"))
    assert [one.chain[-1].name for one in both] == ["The map", "The crew"]


def test_a_source_that_the_rules_missed_is_the_other_readers() -> None:
    text = "Word came from the pilot: it was reported that the channel was mined."
    rules = read(text)
    [joined] = [
        one for one in read(text, suggest(text, "it was reported", "the pilot", "the channel was mined"))
        if one.cue and "reported" in one.cue.words
    ]  # fmt: skip
    assert rules[-1].source is None
    assert joined.chain[-1].name == "the pilot"


HEDGED = [
    # words of the cue, manner, certainty, affirmed
    ("raised a clamour", "says", "certain", True),
    ("may have raised a clamour", "says", "possible", True),
    ("never raised a clamour", "says", "certain", False),
    ("didn't raise a clamour", "says", "certain", False),
    ("made short work of the story", "denies", "certain", False),
    ("entertained the notion", "thinks", "probable", True),
    ("gave out the word", "orders", "unknown", True),
    ("kept mum", "conceals", "unknown", True),
]


@pytest.mark.parametrize(("cue", "manner", "certainty", "affirmed"), HEDGED)
def test_certainty_and_polarity_come_from_the_words_of_the_cue(
    cue: str, manner: Manner, certainty: str, affirmed: bool
) -> None:
    text = f"The stoker {cue} on the pumps that had failed."
    [found] = [
        one
        for one in read(text, suggest(text, cue, "The stoker", "the pumps that had failed", manner=manner))
        if one.rule.endswith(manner)
    ]
    assert (found.manner, found.certainty, found.affirmed) == (manner, certainty, affirmed)


def test_a_pronoun_that_the_other_reader_found_stands_for_the_last_speaker() -> None:
    text = "Admiral Scheer said that the night was dark. He let it be known that the fleet was whole."
    _, found = read(text, suggest(text, "let it be known", "He", "the fleet was whole"))
    assert found.chain[-1].name == "Admiral Scheer"


def test_a_quotation_is_taken_whole_and_goes_on() -> None:
    text = "The stoker cut in. “The pumps have failed. The boats are gone.” “We swim.”"
    [found] = read(text, suggest(text, "cut in", "The stoker", "The pumps have failed. The boats"))
    assert [part.words for part in found.content] == ["“The pumps have failed. The boats are gone.”", "“We swim.”"]


def test_a_report_inside_a_suggested_one_has_it_as_parent() -> None:
    text = "The stoker raised a clamour that the mate had said that the pumps were dry."
    outer, inner = read(
        text, suggest(text, "raised a clamour", "The stoker", "the mate had said that the pumps were dry")
    )
    assert inner.parent == 0
    assert [voice.name for voice in inner.chain] == ["the author", "The stoker", "the mate"]
    assert outer.parent is None


@given(
    st.text("said he “”—,.\n that the Admiralty", min_size=1, max_size=120),
    st.lists(
        st.builds(
            SuggestedReport,
            st.tuples(st.integers(-3, 130), st.integers(-3, 130)),
            st.none() | st.tuples(st.integers(-3, 130), st.integers(-3, 130)),
            st.lists(st.tuples(st.integers(-3, 130), st.integers(-3, 130)), max_size=3).map(tuple),
            st.sampled_from(["says", "denies", "sings"]),
            st.floats(0, 1),
        ),
        max_size=8,
    ),
)
def test_no_suggestion_breaks_a_quotation(text: str, suggested: list[SuggestedReport]) -> None:
    for found in read(text, *suggested):
        for locus in (found.source, found.cue, *found.content):
            if locus is not None:
                locus.verify(text)
                assert locus.words.strip()
        assert found.content


def test_joining_is_linear() -> None:
    def seconds(size: int) -> float:
        text = "The stoker raised a clamour that she leaked. The consul said that the port was closed.\n" * size
        step = len(text) // size
        cues = [
            SuggestedReport((at + 11, at + 27), (at, at + 10), ((at + 33, at + 43),), "says", 0.9)
            for at in range(0, size * step, step)
        ]
        begun = time.process_time()
        read(text, *cues)
        return time.process_time() - begun

    seconds(20)
    assert seconds(800) < 40 * max(seconds(100), 0.002)
