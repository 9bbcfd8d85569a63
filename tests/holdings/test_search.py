"""What a reader types, and what the library answers."""

import gc
import shutil
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.holdings import Library, Query
from polyvocal.holdings.analysis import fold
from polyvocal.holdings.query import parse
from polyvocal.holdings.snippet import passage

CASES = [
    ("ships lost", ["british/communique.txt", "german/bericht.txt"]),
    ("losing a ship", ["british/communique.txt", "german/bericht.txt"]),
    ('"German ships"', ["german/bericht.txt"]),
    ('"ships German"', []),
    ("“14 British ships”", ["british/communique.txt"]),
    ("ships -German", ["british/communique.txt"]),
    ("ships NOT German", ["british/communique.txt"]),
    ("ships AND NOT German", ["british/communique.txt"]),
    ("-ships", ["neutral/café.txt"]),
    ("Admiralty OR fishermen", ["british/communique.txt", "neutral/café.txt"]),
    ("ships AND staff", ["german/bericht.txt"]),
    ("skager*", ["german/bericht.txt"]),
    ("Skagerak~", ["german/bericht.txt"]),
    ("title:skagerrak", ["german/bericht.txt"]),
    ("title:staff", []),
    ("author:hebbinghaus", ["german/bericht.txt"]),
    ('author:"the Admiralty" ships', ["british/communique.txt"]),
    ("the of", ["british/communique.txt", "german/bericht.txt"]),
    ("", ["british/communique.txt", "german/bericht.txt", "neutral/café.txt"]),
    ("zeppelin", []),
    ('" (((( ~ * - :', ["british/communique.txt", "german/bericht.txt", "neutral/café.txt"]),
]


@pytest.mark.parametrize(("words", "sources"), CASES)
def test_queries(shelved, words, sources):
    shelved.refresh_index()
    results = shelved.search(Query(words))
    assert sorted(hit.card.source for hit in results.hits) == sources
    assert results.total == len(sources)


def test_documents_with_all_words_come_first(library, receive):
    library.shelve(*receive("a.txt", "A\nBy A\n\n" + "cruiser " * 50))
    library.shelve(*receive("b.txt", "B\nBy B\n\n" + "fog and smoke over the sea and one cruiser " * 20))
    library.refresh_index()
    assert [h.card.source for h in library.search(Query("cruiser smoke")).hits] == ["b.txt", "a.txt"]


def test_highlights_are_code_points_of_the_text(shelved):
    shelved.refresh_index()
    (hit,) = shelved.search(Query('"a terrible sight"')).hits
    text = shelved.record(hit.card.id).text
    assert text[hit.start : hit.start + len(hit.snippet)] == hit.snippet
    assert [hit.snippet[a:b] for a, b in hit.highlights] == ["a terrible sight"]


def test_the_snippet_is_the_densest_passage(library, receive):
    noise = "The harvest of this county promises well, the weather being mild. Café prices rose. " * 200
    text = f"Page\nBy P\n\nA loss in cattle. {noise}Heavy losses of the battle cruisers are admitted. {noise}"
    library.shelve(*receive("page.txt", text))
    library.refresh_index()
    (hit,) = library.search(Query("battle cruiser loss")).hits
    assert [hit.snippet[a:b] for a, b in hit.highlights] == ["losses", "battle", "cruisers"]
    assert text[hit.start : hit.start + len(hit.snippet)] == hit.snippet
    assert len(hit.snippet) <= 330


def test_facets_count_all_hits_and_filters_narrow(shelved):
    shelved.refresh_index()
    results = shelved.search(Query("ships", limit=1))
    assert (len(results.hits), results.total) == (1, 2)
    assert results.facets["collection"] == (("british", 1), ("german", 1))
    assert results.facets["author"] == (("Hebbinghaus", 1), ("the Admiralty", 1))
    narrowed = shelved.search(Query("ships", (("collection", "german"), ("year", "1916"))))
    assert [h.card.source for h in narrowed.hits] == ["german/bericht.txt"]


def test_russian_is_stemmed_and_accents_do_not_matter(library, receive):
    library.shelve(*receive("ru.txt", "Бой\nBy Автор\n\nГерманские крейсеры погибли; экипаж спасён."))
    library.shelve(*receive("fr.txt", "Une bataille\nBy L'envoyé\n\nLa flotte a été engagée."))
    library.refresh_index()
    for words, source in [("крейсера", "ru.txt"), ("спасен", "ru.txt"), ("engagee", "fr.txt"), ("été", "fr.txt")]:
        (hit,) = library.search(Query(words)).hits
        assert hit.card.source == source
        assert hit.highlights


def test_the_index_follows_the_shelf_and_can_be_deleted(shelved, receive):
    shelved.refresh_index()
    shelved.shelve(*receive("british/communique.txt", "A zeppelin\nBy the Admiralty\n\n1 ships was seen."))
    shelved.refresh_index()
    assert [h.card.title for h in shelved.search(Query("zeppelin")).hits] == ["A zeppelin"]
    assert shelved.search(Query('"14 British"')).total == 0
    shutil.rmtree(shelved.place / "search")
    with Library(shelved.place) as again:
        assert again.search(Query("zeppelin")).total == 1
        assert again.search(Query("ships")).total == 2


@pytest.mark.parametrize(
    "words",
    [
        "a OR",
        "OR a",
        "NOT",
        "a AND AND b",
        "- -",
        '"',
        "~",
        "*",
        "title:",
        "x:y",
        "\x00",
        '-"a"',
        "~2",
        "**",
        "a" * 5000,
    ],
)
def test_nothing_a_reader_types_is_an_error(shelved, words):
    parse(words)
    shelved.refresh_index()
    found = shelved.search(Query(words))
    assert len(found.hits) <= found.total <= shelved.counts().records


@given(st.text(alphabet='ab~*"-:. éÉİßйЁ\n', max_size=60), st.text(max_size=200))
def test_snippets_stay_inside_their_text(words, text):
    found = passage(text, parse(words))
    assert text[found.start : found.start + len(found.words)] == found.words
    last = 0
    for start, end in found.highlights:
        assert last <= start < end <= len(found.words)
        last = end


@given(st.text())
def test_folding_moves_no_letter(text):
    assert len(fold(text)) == len(text)


def test_connections_end_with_their_threads(shelved):
    for _ in range(5):
        reader = threading.Thread(target=shelved.counts)
        reader.start()
        reader.join()
    gc.collect()
    assert len(shelved._database._all) == 1
