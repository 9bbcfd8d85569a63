"""Furniture of a site through the whole build: marked in the record, and silent in collation."""

from pathlib import Path

from polyvocal.build import build
from polyvocal.holdings import Library

TOWNS = ("Holm", "Varde", "Tonder", "Skive", "Assens")
BOX = "On 3 May 1921 the paper reported that 40 readers had been killed by boredom before they took out a subscription."


def page(town: str, n: int) -> str:
    own = (
        f"On {n} March 1905 the police of {town} fired on the strikers before the mill, and {n + 11} were killed. "
        f"The mayor of {town} said that nobody had given an order, and that the soldiers had come by train."
    )
    more = f"In {town} the shops stayed shut until the funeral, which {n}00 people attended in the rain."
    body = f"<h1>Shots in {town}</h1><p>{own}</p><p>{more}</p><p>{BOX}</p>"
    return f"<html lang=en><body><article>{body}</article></body></html>"


def test_what_a_site_repeats_is_marked_and_says_nothing_about_events(tmp_path: Path) -> None:
    pile = tmp_path / "pile" / "paper"
    pile.mkdir(parents=True)
    for n, town in enumerate(TOWNS, 2):
        (pile / f"{town}.html").write_text(page(town, n), "utf-8")
    build(pile.parent, tmp_path / "library", workers=1)
    with Library(tmp_path / "library") as library:
        records = [library.record(record) for record, _ in library.texts()]
        for record in records:
            furniture = [record.text[m.start : m.end] for m in record.marks if m.kind == "furniture"]
            assert furniture == [BOX]
        told = [locus.words for w in library.witnesses() for s in w.statements for locus in s.loci]
        assert told
        assert not any(words in BOX for words in told)
        first = list(library.export())
    (pile / "Ribe.html").write_text(page("Ribe", 9), "utf-8")
    build(pile.parent, tmp_path / "library", workers=1)
    build(pile.parent, tmp_path / "again", workers=1)
    with Library(tmp_path / "library") as grown, Library(tmp_path / "again") as anew:
        assert list(grown.export()) == list(anew.export()) != first
