"""PAGE: the order of reading, types of regions, the reading that counts."""

from format_samples import page_xml, region

from polyvocal.accession import receive
from polyvocal.accession.page_xml import read
from polyvocal.terms import Alignment


def text_of(xml: str) -> str:
    found = read(xml)
    return Alignment(xml, found.stretches[0].place, found.stretches[0].edits).text


def order(*keys: str) -> str:
    return "".join(f'<RegionRefIndexed index="{n}" regionRef="{key}"/>' for n, key in enumerate(keys))


THREE = [region("a", "One"), region("b", "Two lies in the har-", "bour"), region("c", "Three")]


def test_regions_are_paragraphs_in_the_order_of_the_file() -> None:
    receipt = receive("a.xml", page_xml("".join(THREE)).encode())
    assert receipt.capture.media_type == "application/page+xml"
    assert receipt.records[0].text == "One\n\nTwo lies in the harbour\n\nThree"
    told = [(e.label, e.value) for e in receipt.capture.embedded]
    assert told == [("PAGE imageFilename", "p3.tif"), ("PAGE Creator", "A. Roos")]


def test_the_order_of_reading_moves_regions_by_edits() -> None:
    xml = page_xml("".join(THREE), order("c", "a", "b"))
    assert text_of(xml) == "Three\n\nOne\n\nTwo lies in the harbour"
    moved = [e for e in read(xml).stretches[0].edits if e.rule == "moved: reading order"]
    assert sum("Three" in e.put for e in moved) == 1
    assert sum("Three" in xml[e.start : e.end] for e in moved) == 1


def test_groups_inside_groups_and_regions_that_the_order_leaves_out() -> None:
    group = '<UnorderedGroupIndexed index="0"><RegionRef regionRef="c"/></UnorderedGroupIndexed>'
    xml = page_xml("".join(THREE), '<RegionRefIndexed index="1" regionRef="a"/>' + group)
    assert text_of(xml) == "Three\n\nOne\n\nTwo lies in the harbour"


def test_types_of_regions_are_marks_and_the_page_number_labels_the_leaf() -> None:
    kinds = [region("n", "( 484 )", kind="page-number"), region("a", "Text"), region("c", "A ship", kind="caption")]
    xml = page_xml("".join(kinds))
    stretch = read(xml).stretches[0]
    text = text_of(xml)
    assert [(text[m.start : m.end], m.kind) for m in stretch.marks] == [("( 484 )", "furniture"), ("A ship", "caption")]
    assert [leaf.label for leaf in stretch.leaves] == ["484"]


def test_a_capital_set_apart_belongs_to_the_next_word() -> None:
    xml = page_xml(region("d", "I", kind="drop-capital") + region("a", "t sailed"))
    assert text_of(xml) == "It sailed"


WORDS = (
    '<TextRegion id="a"><TextLine><Word><TextEquiv conf="0.2"><Unicode>tbe</Unicode></TextEquiv></Word><Word>'
    '<TextEquiv conf="0.9"><Unicode>ship</Unicode></TextEquiv></Word><TextEquiv><Unicode>{}</Unicode></TextEquiv>'
    "</TextLine><TextEquiv><Unicode>the whole region again</Unicode></TextEquiv></TextRegion>"
)


def test_words_count_where_they_say_what_the_line_says() -> None:
    same = read(page_xml(WORDS.format("tbe ship"))).stretches[0]
    assert [(m.start, m.end, m.rule) for m in same.marks] == [(0, 3, "OCR confidence .20")]
    corrected = page_xml(WORDS.format("the ship"))
    assert text_of(corrected) == "the ship"
    assert read(corrected).stretches[0].marks == ()


def test_of_several_readings_the_first_by_index_counts() -> None:
    xml = page_xml(
        '<TextRegion id="a"><TextEquiv index="1"><Unicode>second</Unicode></TextEquiv><TextEquiv index="0">'
        "<Unicode>first</Unicode></TextEquiv></TextRegion>"
    )
    assert text_of(xml) == "first"
