"""TEI editions: the source's own reading, what the editor adds set off or cut, letters and chapters as records."""

import time

import pytest
from format_samples import TEI

from polyvocal.accession import receive
from polyvocal.accession.tei import read
from polyvocal.terms import Alignment


def texts(xml: str) -> list[str]:
    return [Alignment(xml, s.place, s.edits).text for s in read(xml).stretches]


def body(inside: str) -> str:
    return f"<TEI><teiHeader/><text><body>{inside}</body></text></TEI>"


CASES = [
    ("<p>a <choice><abbr>Mr</abbr><expan>Mister</expan></choice> b</p>", "a Mr b"),
    ("<p>a <choice><sic>flet</sic><corr>fleet</corr></choice></p>", "a flet"),
    ("<p>a <corr>fleet</corr></p>", "a fleet"),
    ("<p>a <app><lem>ship</lem><rdg wit='#B'>boat</rdg></app> b</p>", "a ship b"),
    ("<p>a <app><rdg wit='#A'>ship</rdg><rdg wit='#B'>boat</rdg></app> b</p>", "a ship b"),
    ("<p>a <subst><del>five</del><add>six</add></subst> b</p>", "a six b"),
    ("<p>har-<lb break='no'/>bour and<lb/>sea</p>", "harbour and sea"),
    ("<p>har<lb break='no'/>\n  bour</p>", "harbour"),
    ("<p>a<note place='foot'>b</note> c</p>", "a [b] c"),
    ("<p>a</p><note>b</note><p>c</p>", "a\n\nb\n\nc"),
    ("<p>a <gap/> b <unclear>c</unclear> <supplied>d</supplied></p>", "a […] b c [d]"),
    ("<lg><l>a</l><l>b</l></lg><lg><l>c</l></lg>", "a\nb\n\nc"),
    ("<sp><speaker>Mate</speaker><stage>aside</stage><p>Aye</p></sp>", "Mate\naside\n\nAye"),
    ("<table><row><cell>a</cell><cell>1</cell></row><row><cell>b</cell><cell>2</cell></row></table>", "a | 1\nb | 2"),
    ("<p>R&eacute;gime &amp; &#x41; &unknown; <![CDATA[<x>]]></p>", "Régime & A &unknown; <x>"),
    ("<p>a<!-- gone --><?pi gone?> b</p>", "a b"),
    ("<p>a <figure><head>A ship</head><figDesc>Drawn</figDesc></figure> b</p>", "a\n\nA ship\n\nb"),
    ("<list><item>a</item><item>b</item></list>", "a\nb"),
]


@pytest.mark.parametrize(("inside", "text"), CASES)
def test_the_reading_text(inside: str, text: str) -> None:
    assert texts(body(inside)) == [text]


def test_letters_are_records_and_know_their_pages() -> None:
    receipt = receive("a.xml", TEI.encode())
    assert receipt.capture.media_type == "application/tei+xml"
    assert [record.text for record in receipt.records] == [
        "Letters",
        "Bergen, 4 May\n\nThe shippe lay in the harbour [Of Bergen.] & took on coal, […] sacks.",
        "To his sister\n\nFirst line\nSecond line\n\nMate\n\nAye.",
    ]
    leaves = [[(leaf.start, leaf.label) for leaf in record.leaves] for record in receipt.records]
    assert leaves == [[], [(0, "12"), (65, "13")], [(0, "13")]]
    assert receipt.records[1].text[65:].startswith("on coal")


def test_the_header_is_told_beside_the_text() -> None:
    told = [(e.label, e.value) for e in read(TEI).embedded]
    assert told == [
        ("TEI titleStmt/title", "Letters from the ice"),
        ("TEI titleStmt/author", "A. Roos"),
        ("TEI publicationStmt/date", "4 March"),
        ("TEI publicationStmt/date/@when", "1999-03-04"),
        ("TEI publicationStmt/availability", "Free"),
        ("TEI sourceDesc", "Papers 1931"),
        ("TEI sourceDesc/title", "Papers"),
        ("TEI sourceDesc/date", "1931"),
    ]


def test_words_in_another_language_are_passages() -> None:
    xml = body(
        "<p xml:lang='eng'>He said <foreign xml:lang='grc'>θάλασσα</foreign> and <q xml:lang='lat'>mare</q>.</p>"
    )
    xml = xml.replace("<text>", "<text xml:lang='en'>")
    stretch, text = read(xml).stretches[0], texts(xml)[0]
    told = [(text[p.start : p.end], p.language, p.script) for p in stretch.passages]
    assert told == [("θάλασσα", "grc", "Grek"), ("mare", "la", "Latn")]


def test_divisions_of_one_kind_of_text_stay_one_record() -> None:
    assert len(texts(body("<div type='act'><p>a</p></div><div type='act'><p>b</p></div>"))) == 1
    assert len(texts(body("<div type='letter'><p>a</p></div>"))) == 1
    held = "<div type='edition'><div type='textpart' subtype='chapter'><p>{}</p></div></div>".format(
        "a</p></div><div type='textpart' subtype='chapter'><p>b"
    )
    assert texts(body(held)) == ["a", "b"]


def test_the_texts_of_a_corpus_are_records() -> None:
    one = "<TEI><teiHeader/><text><body><p>{}</p></body></text></TEI>"
    assert texts(f"<teiCorpus><teiHeader/>{one.format('a')}{one.format('b')}</teiCorpus>") == ["a", "b"]


def test_entities_that_stand_for_gigabytes_are_never_expanded() -> None:
    names = [f"l{n}" for n in range(1, 12)]
    bomb = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip(["l0", *names], names, strict=False))
    xml = f'<!DOCTYPE TEI [<!ENTITY l0 "ha">{bomb}]>' + body("<p>a &l11; b</p>")
    began = time.process_time()
    receipt = receive("bomb.xml", xml.encode())
    assert time.process_time() - began < 1
    assert receipt.records[0].text == "a &l11; b"
    assert "not expanded: l11" in receipt.setbacks[0].reason


HOSTILE = ["<p>", "<p", "<", "<!--", "<![CDATA[", "&", "<a b='", "<p></q>"]


@pytest.mark.parametrize("hostile", [sign * 60_000 + end for sign in HOSTILE for end in ("", ">")])
def test_markup_made_to_hold_a_reader_up_costs_little(hostile: str) -> None:
    began = time.process_time()
    receipt = receive("a.xml", body(f"<p>kept</p>{hostile}").encode())
    assert time.process_time() - began < 6
    assert receipt.records[0].text.startswith("kept")


def test_what_is_missing_is_said() -> None:
    assert "ends inside <p>" in receive("a", b"<TEI><text><body><p>half of").setbacks[0].reason
    assert "without a text" in receive("a", b"<TEI><teiHeader/></TEI>").setbacks[0].reason
