"""Who says what, in sentences: a marked corpus with a floor, chains of voices, offsets under junk."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyvocal.close_reading.names import read_names
from polyvocal.close_reading.sentences import divide_sentences
from polyvocal.close_reading.voices import read_attributions
from polyvocal.terms import Attribution, Locus, Name

CORPUS = Path(__file__).with_name("voices_corpus.txt")
FLOOR = {"cue": 0.97, "source": 0.95, "content": 0.93, "manner": 0.95, "certainty": 0.95}
"""Shares of the gold reports (for cues also of the read ones) that must come out right; lowered only on purpose."""


def read(text: str) -> tuple[Attribution, ...]:
    language = "ru" if re.search("[а-я]", text) else "en"
    return read_attributions(text, "r1", sentences=divide_sentences(text, language), language=language)


def corpus() -> list[tuple[str, list[list[str]]]]:
    marked: list[tuple[str, list[list[str]]]] = []
    for line in CORPUS.read_text("utf-8").splitlines():
        if line.startswith("\t"):
            marked[-1][1].append([part.strip() for part in line.split(" | ")])
        elif line and not line.startswith("#"):
            marked.append((line.replace("¶", "\n\n"), []))
    return marked


def answer(found: Attribution) -> list[str]:
    return [
        found.source.words if found.source else "-",
        found.cue.words if found.cue else "-",
        " // ".join(part.words.replace("\n\n", "¶") for part in found.content),
        found.manner,
        found.certainty if found.affirmed else f"not-{found.certainty}",
    ]


def near(gold: str, words: str) -> bool:
    return gold.strip(" .").lower() == words.strip(" .").lower()


def test_the_marked_corpus_is_large_enough() -> None:
    assert len(corpus()) >= 100
    assert sum(len(reports) for _, reports in corpus()) >= 85


def test_the_marked_corpus_stays_above_its_floor() -> None:
    right = dict.fromkeys(FLOOR, 0)
    gold_count = read_count = 0
    for text, gold in corpus():
        answers = [answer(found) for found in read(text)]
        gold_count, read_count = gold_count + len(gold), read_count + len(answers)
        for source, cue, content, manner, certainty in gold:
            match = next((a for a in answers if near(a[1], cue)), None)
            if match is None:
                continue
            right["cue"] += 1
            right["source"] += near(match[0], source)
            right["content"] += near(match[2], content)
            right["manner"] += match[3] == manner
            right["certainty"] += match[4] == certainty
    shares = {name: count / gold_count for name, count in right.items()}
    assert right["cue"] / read_count >= FLOOR["cue"], (right["cue"], read_count)
    assert all(shares[name] >= floor for name, floor in FLOOR.items()), shares


CHAINS = [
    (
        "The consul said that, according to a sailor, the port was closed.",
        [("the author", "The consul"), ("the author", "The consul", "a sailor")],
    ),
    (
        "Admiral Scheer spoke first. He said that the night was dark.",
        [("the author", "Admiral Scheer")],
    ),
    (
        "Admiral Scheer said that the fleet would sail. He added that the night was dark.",
        [("the author", "Admiral Scheer"), ("the author", "Admiral Scheer")],
    ),
    (
        "The survivors say that the ship broke in two. They add that nobody was saved.",
        [("the author", "The survivors"), ("the author", "The survivors")],
    ),
    (
        "It was reported that the minister denied that the bank had failed.",
        [
            ("the author", "unnamed in the source"),
            ("the author", "unnamed in the source", "the minister"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "chains"), CHAINS)
def test_a_chain_names_its_voices_nearest_the_page_first(text: str, chains: list[tuple[str, ...]]) -> None:
    assert [tuple(voice.name for voice in found.chain) for found in read(text)] == chains


def test_who_issued_a_paper_speaks_in_it() -> None:
    (denial,) = read("In a rare step, the war ministry issued a statement denying the losses.")
    assert denial.source is not None
    assert denial.source.words == "the war ministry"


def test_i_is_whoever_speaks_around_it() -> None:
    found = read("I think the war is lost. “I fear that we are beaten,” said Scheer.")
    assert [a.chain[-1].name for a in found] == ["the author", "Scheer", "Scheer"]


def test_a_pronoun_may_stand_for_a_person_named_before_it() -> None:
    text = "Hipper came on deck. He said that the guns were silent."
    name = Name(Locus("r1", 0, "Hipper"), "person")
    [found] = read_attributions(text, "r1", sentences=divide_sentences(text), names=[name])
    assert found.chain[-1].name == "Hipper"


def test_a_person_spoken_of_is_not_the_speaker() -> None:
    text = "Scheer said that Jellicoe had turned. He added that it was dark."
    names = [Name(Locus("r1", 0, "Scheer"), "person"), Name(Locus("r1", 17, "Jellicoe"), "person")]
    found = read_attributions(text, "r1", sentences=divide_sentences(text), names=names)
    assert [a.chain[-1].name for a in found] == ["Scheer", "Scheer"]


def test_a_speaker_goes_on_with_a_second_verb() -> None:
    blamed, called = read("Speakers blamed the cabinet for the famine and called for new elections.")
    assert blamed.content[0].words == "the cabinet for the famine"
    assert (called.parent, called.chain[-1].name) == (None, "Speakers")


def test_a_report_inside_another_knows_its_parent() -> None:
    outer, inner = read("The consul said he had heard that the town was burning.")
    assert (outer.parent, inner.parent) == (None, 0)
    assert inner.chain[:-1] == outer.chain


STORY = (
    "The Loss of the Hampshire\n\nA stoker told this story to the coroner in June. The ship struck a mine at dusk.\n\n"
    "Only twelve men reached the shore.\n\nThe Enquiry\n\nNo survivor was called."
)


def test_a_story_told_under_a_heading_is_the_tellers_until_the_next_heading() -> None:
    [told, account] = read(STORY)
    assert told.content[0].words.startswith("this story")
    assert account.chain[-1].name == "A stoker"
    assert account.content[0].words.startswith("The ship struck")
    assert account.content[0].words.endswith("reached the shore.")
    assert account.certainty == "probable"


def test_what_goes_on_with_a_pronoun_is_the_speakers() -> None:
    said, went_on = read("The captain said that the helm had jammed. He had never seen such fire.")
    assert said.chain[-1].name == went_on.chain[-1].name == "The captain"
    assert went_on.cue is None
    assert went_on.content[0].words == "He had never seen such fire."


def test_what_he_did_afterwards_is_not_what_he_said() -> None:
    [said] = read("The captain said that the helm had jammed. He walked to the rail.")
    assert said.content[0].words == "the helm had jammed"


STANDS_FOR = [
    # It: a body, a government or a document
    ("The ministry counted the dead again in June. It stated that forty were missing.", ["The ministry"]),
    ("On 3 March the Admiralty came back to the matter. It said that the pier was safe.", ["the Admiralty"]),
    ("The Warspite came home, it said.", ["it"]),
    ("The Admiralty denied the loss. The ship was safe, it said.", ["The Admiralty", "The Admiralty"]),
    ("Berlin admitted that a cruiser was lost. It added that a boat was late.", ["Berlin", "Berlin"]),
    ("The captain said that the ship was hit. It said that all was well.", ["The captain", "It"]),
    # The statement: whoever issued it
    (
        "The Admiralty announced that a drifter was lost. No lives were lost, the statement said.",
        ["The Admiralty", "The Admiralty"],
    ),
    ("The owner said that she was lost. The report said that a mine had sunk her.", ["The owner", "The report"]),
    # He: a person, by his name or as subject of the sentence before
    ("John Campbell went through the lists. He concluded that some were counted twice.", ["John Campbell"]),
    (
        "The commander of the squadron, Sir Horace Hood, gave orders at noon. He said that the range was long.",
        ["Sir Horace Hood"],
    ),
    ("The Warspite reached the Forth. He said that the helm had jammed.", ["He"]),
    ("The Admiralty met at noon. He said that the helm had jammed.", ["He"]),
    ("Mrs. Hood heard the guns. He said that the night was dark.", ["He"]),
    ("Corbett wrote the history. He had seen the logs. He says that the mist was thick.", ["Corbett"]),
    # They: several
    ("Danish fishermen came in at dusk. They said that the sea was covered with oil.", ["Danish fishermen"]),
    ("Men of the Elbing were landed by a steamer. They said that she was abandoned.", ["Men of the Elbing"]),
    ("This was a surprise. They said that she was on fire.", ["They"]),
    ("The Warspite came in. They said that she was on fire.", ["They"]),
    # Over a paragraph break, but not into a new item
    ("Scheer said that it was late.\n\nHe said that the night was dark.", ["Scheer", "Scheer"]),
    ("Scheer said that it was late.\n\nLONDON, June 3. He said that the night was dark.", ["Scheer", "He"]),
    ("Scheer said that it was late.\n\nTHE BRITISH SIDE\n\nHe said that it was dark.", ["Scheer", "He"]),
    ("Scheer said that it was late.\n\nIt said that the night was dark.", ["Scheer", "It"]),
    # Inside a quotation: never the one who speaks it
    ("Scheer said: “He claims that we fled.”", ["Scheer", "He"]),
    ("Адмиралтейство молчало до вечера. Оно сообщило, что погибли три корабля.", ["Адмиралтейство"]),
    ("Адмиралтейство сообщило, что погиб крейсер. Оно добавило, что команда спасена.", ["Адмиралтейство"] * 2),
]


def named(text: str) -> tuple[Name, ...]:
    language = "ru" if re.search("[а-я]", text) else "en"
    return read_names(text, "r1", sentences=divide_sentences(text, language), language=language)


@pytest.mark.parametrize(("text", "voices"), STANDS_FOR)
def test_a_pronoun_stands_for_the_nearest_source_that_suits_it(text: str, voices: list[str]) -> None:
    language = "ru" if re.search("[а-я]", text) else "en"
    found = read_attributions(
        text, "r1", sentences=divide_sentences(text, language), names=named(text), language=language
    )
    outer = [a for a in found if a.source is not None]
    assert [a.chain[-1].name for a in outer] == voices
    for attribution in outer:
        voice = attribution.chain[-1]
        assert voice.locus is not None
        voice.locus.verify(text)
        assert " ".join(voice.locus.words.split()) == voice.name


HEADINGS = [
    ("The German Admiralty said that nothing was lost.", "German Admiralty"),
    ("The admiralty in London said that nothing was lost.", "British Admiralty"),
    ("The Admiralty said that nothing was lost.", None),
    ("LONDON, June 3.-- The Admiralty said that nothing was lost.", "British Admiralty"),
    ("BERLIN, June 2 (by wireless). The Admiralty said that nothing was lost.", "German Admiralty"),
    ("LONDON, June 3. A despatch says the German admiralty said that nothing was lost.", "German Admiralty"),
    ("The First Lord of the Admiralty said that nothing was lost.", None),
    ("The British war office said that nothing was lost.", "British War Office"),
    ("BERLIN said that nothing was lost.", "Berlin"),
    ("LONDON, June 3. It was quiet.\n\nNEWS OF THE CITY\n\nThe Admiralty said that nothing was lost.", None),
    ("Германское адмиралтейство сообщило, что потерь нет.", "German Admiralty"),
    ("Берлин заявил, что потерь нет.", "Berlin"),
]


@pytest.mark.parametrize(("text", "heading"), HEADINGS)
def test_an_office_has_the_heading_that_the_words_make_plain(text: str, heading: str | None) -> None:
    assert read(text)[-1].chain[-1].entity == heading


def test_the_author_may_have_a_name() -> None:
    text = "The Admiralty said that three ships were lost."
    [found] = read_attributions(text, sentences=divide_sentences(text), author="A. Reporter")
    assert found.chain[0].name == "A. Reporter"
    assert found.chain[0].locus is None


def test_a_cue_broken_by_the_end_of_a_line_is_read() -> None:
    [found] = read("The war office an-\nnounced that the fort had\nfallen.")
    assert found.cue is not None
    assert found.cue.words == "an-\nnounced"


@pytest.mark.parametrize(
    "torn", ["The judge declares, in open court, that", "The harbour office lists as", "He regarded as"]
)
def test_a_column_that_ends_behind_the_cue_reports_nothing(torn: str) -> None:
    assert read(torn) == ()


def test_empty_text_has_no_reports() -> None:
    assert read("") == ()
    assert read_attributions("He said so.", sentences=()) == ()


PIECES = st.sampled_from(
    [*"“”‘’«»\"'—,.;:()!? \n\n", "said", "He", "the Admiralty", "that", "it was", "reported", "to", "according to",
     "no", "ships", "were lost", "and", "if", "denied", "rumours of", "so-called", "allegedly", "is", "by", "as",
     "сказал", "что"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=200))
def test_every_word_quoted_stands_where_it_is_said_to_stand(text: str) -> None:
    for language in ("en", "ru"):
        found = read_attributions(text, "r1", sentences=divide_sentences(text, language), language=language)
        for index, report in enumerate(found):
            for locus in (report.source, report.cue, *report.content):
                if locus is not None:
                    locus.verify(text)
            assert report.parent is None or report.parent < index
            assert report.content
            assert report.chain


def test_a_long_line_of_cues_is_read_in_linear_time() -> None:
    import time

    def seconds(size: int) -> float:
        text = "He said that she said that “they said” and " * size
        begun = time.process_time()
        read(text)
        return time.process_time() - begun

    seconds(20)
    assert seconds(800) < 40 * max(seconds(100), 0.002)


@pytest.mark.shared
def test_the_development_corpus_stays_above_its_floor(shared: Path) -> None:
    cues = found_cues = gold_cues = 0
    for raw in (shared / "data/voices/attributions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(raw)
        gold = sorted(tuple(a["cue"]) for a in row["attributions"] if a["cue"])
        mine = sorted(a.cue.span for a in read(row["text"]) if a.cue)
        free = list(mine)
        for start, end in gold:
            match = next((m for m in free if m[0] < end and start < m[1]), None)
            if match:
                free.remove(match)
                cues += 1
        gold_cues, found_cues = gold_cues + len(gold), found_cues + len(mine)
    assert 2 * cues / (gold_cues + found_cues) >= 0.69
