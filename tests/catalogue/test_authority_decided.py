"""What a person decides about headings, from the decision to what a search finds."""

from __future__ import annotations

import json
from pathlib import Path

from polyvocal.build import build
from polyvocal.holdings import Library, Query

LATIN = "Admiral Hartwig Kolbein spoke in Kiel. Hartwig Kolbein left at once, and Admiral Hartwig Kolbein came back.\n"
CYRILLIC = "Вчера выступил адмирал Гартвиг Кульбин. Затем Гартвиг Кульбин уехал. Все ждали Гартвига Кульбина.\n"


def found(library: Library, words: str) -> set[str]:
    return {hit.card.source for hit in library.search(Query(words)).hits}


def test_a_merge_and_a_split_change_what_a_search_finds(tmp_path: Path) -> None:
    pile, place = tmp_path / "pile", tmp_path / "library"
    pile.mkdir()
    (pile / "latin.txt").write_text(LATIN, "utf-8")
    (pile / "cyrillic.txt").write_text(CYRILLIC, "utf-8")
    build(pile, place, workers=1, reader="rules")
    with Library(place) as library:
        one, other = (library.headings("person", words)[0] for words in ("Kolbein", "Кульбин"))
        assert one.id != other.id
        assert found(library, "Hartwig Kolbein") == {"latin.txt"}
        library.decide_heading(
            "A. Cataloguer", "one admiral", "heading:merge", json.dumps({"into": one.id, "of": other.id})
        )
        assert found(library, "Hartwig Kolbein") == {"latin.txt", "cyrillic.txt"}
        taken = next(v.words for v in library.heading(one.id).variants if "Кульбин" in v.words)
        said = json.dumps({"heading": one.id, "variant": taken})
        library.decide_heading("A. Cataloguer", "two admirals", "heading:split", said)
        assert {v.words for v in library.heading(one.id).variants}.isdisjoint({taken})
    build(pile, place, workers=1, reader="rules")
    with Library(place) as library:
        assert taken not in {v.words for v in library.heading(one.id).variants}
