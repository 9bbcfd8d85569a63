"""Lists that describe the files beside them, in every format, and how they name files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.accession import receive
from polyvocal.accession.identification import identify
from polyvocal.catalogue.metadata import read_list
from polyvocal.catalogue.metadata.naming import Names
from polyvocal.catalogue.metadata.stated_dates import edtf

PILE = {
    "press/mail.html": "https://mail.example/3",
    "press/copy.html": "",
    "letters/матрос.txt": "",
    "photos/IMG_01.jpg": "",
    "photos/IMG_02.jpg": "",
    "a/note.txt": "",
    "b/note.txt": "",
}
BIBTEX = r"""
@string{mail = {The Morning Mail}}
@article{lee1916, title={{Fight} in the North Sea}, author={Lee, Ann and M{\"u}ller, J.}, journal={The Morning Mail},
  year=1916, month=jun, day=3, file={Full text:mail.html:text/html}, theatre={North Sea}}
@misc{gone, title={Astray}, file={gone.pdf}}
"""
RIS = "TY  - NEWS\nTI  - Fight\nAU  - Lee, Ann\nAU  - Ray, B\nDA  - 1916/06/03/\nJO  - Mail\nSP  - 1\nEP  - 2\n" \
      "L1  - file:///C:/x/press/mail.html\nER  - \n"  # fmt: skip
CSL = """[{"id": "a", "type": "article-newspaper", "title": "Fight", "author": [{"family": "Lee", "given": "Ann"}],
 "issued": {"date-parts": [[1916, 6, 3]]}, "container-title": "Mail", "URL": "http://www.mail.example/3/"}]"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<bib:Article rdf:about="#item_4"><dcterms:isPartOf><bib:Newspaper>
<dc:title>Mail</dc:title></bib:Newspaper></dcterms:isPartOf>
<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Lee</foaf:surname><foaf:givenName>Ann</foaf:givenName>
</foaf:Person></rdf:li></rdf:Seq></bib:authors><link:link rdf:resource="#item_5"/><dc:title>Fight</dc:title>
<dc:date>1916-06-03</dc:date></bib:Article>
<z:Attachment rdf:about="#item_5"><rdf:resource rdf:resource="files/5/mail.html"/></z:Attachment></rdf:RDF>"""
TABLE = (
    "файл;подпись;фотограф;дата;театр;период\nIMG_01.jpg;Крейсер на рейде;И. Петров;1.06.1916;Северное море;1916\n"
    "IMG_02;Эскадра;;ок. 1916;;\nнет.jpg;;;;;\n"
)


def told(source: str, content: str | bytes, media_type: str = "text/csv") -> dict[tuple[str, str], str]:
    found = read_list(source, content.encode() if isinstance(content, str) else content, media_type, PILE, lambda w: ())
    assert found is not None
    return {(row.source, row.field): row.value for row in found.supplied}


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (BIBTEX, "application/x-bibtex"),
        (RIS, "application/x-research-info-systems"),
        (CSL, "application/vnd.citationstyles.csl+json"),
        (RDF, "application/rdf+xml"),
    ],
)
def test_every_format_says_the_same(content: str, media_type: str) -> None:
    assert identify(content.encode()).media_type == media_type
    card = told("list", content, media_type)
    assert card["press/mail.html", "title"].startswith("Fight")
    assert card["press/mail.html", "author"].startswith("Lee, Ann")
    assert card["press/mail.html", "published"] == "1916-06-03"
    assert card["press/mail.html", "container"].endswith("Mail")


def test_bibtex_keeps_unknown_fields_and_decodes_letters() -> None:
    card = told("press/list.bib", BIBTEX, "application/x-bibtex")
    assert card["press/mail.html", "author"] == "Lee, Ann; Müller, J."
    assert card["press/mail.html", "label: theatre"] == "North Sea"


def test_what_names_no_file_is_one_loss() -> None:
    found = read_list("l.bib", BIBTEX.encode(), "application/x-bibtex", PILE, lambda w: ())
    assert found is not None
    assert found.losses == ("1 of its items names no file of the pile: gone",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_a_russian_table_in_any_encoding(encoding: str) -> None:
    card = told("photos/опись.csv", TABLE.encode(encoding))
    assert card["photos/IMG_01.jpg", "title"] == "Крейсер на рейде"
    assert card["photos/IMG_01.jpg", "photographer"] == "И. Петров"
    assert card["photos/IMG_01.jpg", "written"] == "1916-06-01"
    assert card["photos/IMG_01.jpg", "label: театр"] == "Северное море"
    assert card["photos/IMG_02.jpg", "written"] == "1916~"


def test_a_long_table_is_told_by_its_first_line() -> None:
    rows = "".join(f"нет{n}.jpg;ж{'ж' * (n % 7)};;;;\n" for n in range(900))
    assert told("photos/опись.csv", TABLE + rows)["photos/IMG_01.jpg", "title"] == "Крейсер на рейде"


def test_every_entry_tells_its_place() -> None:
    found = read_list("photos/опись.csv", TABLE.encode(), "text/csv", PILE, lambda w: ())
    assert found is not None
    assert found.supplied[0].by == "photos/опись.csv line 2, column подпись"


@pytest.mark.parametrize(
    "content",
    [
        "ship,killed\nLion,99\nTiger,24\n",
        "file,size\nabsent.txt,12\nnowhere.txt,9\n",
        "A letter, with commas, and more.\nAnd a second line, too.\n",
        "file,title\n",
        "title,author\nPress,Mail\n",
    ],
)
def test_other_tables_are_documents(content: str) -> None:
    assert read_list("data.csv", content.encode(), "text/csv", PILE, lambda w: ()) is None


def test_prose_that_shows_an_entry_is_no_list() -> None:
    assert identify(b"Write @book{key, title = {Name}} for a book.").media_type == "text/plain"


def test_a_list_is_data_about_others() -> None:
    receipt = receive("list.ris", RIS.encode())
    assert (receipt.capture.use, receipt.records, receipt.setbacks) == ("metadata", (), ())


@pytest.mark.parametrize(
    ("written", "folder", "file"),
    [
        ("mail.html", "", ("press/mail.html", None)),
        ("press\\MAIL.html", "", ("press/mail.html", None)),
        ("file:///C:/old/press/mail.html", "", ("press/mail.html", None)),
        ("../press/mail.html", "letters", ("press/mail.html", None)),
        ("%D0%BC%D0%B0%D1%82%D1%80%D0%BE%D1%81.txt", "", ("letters/матрос.txt", None)),
        ("mail.html#2", "", ("press/mail.html", 1)),
        ("IMG_01", "", ("photos/IMG_01.jpg", None)),
        ("note.txt", "", None),
        ("note.txt", "a", ("a/note.txt", None)),
        ("b/note.txt", "", ("b/note.txt", None)),
        ("absent.txt", "", None),
        ("", "", None),
    ],
)
def test_names_of_files(written: str, folder: str, file: tuple[str, int | None] | None) -> None:
    assert Names(PILE).find(written, folder) == file


@given(st.text(max_size=60), st.sampled_from(["", "press", "a/b"]))
def test_any_name_finds_a_file_of_the_pile_or_none(written: str, folder: str) -> None:
    found = Names(PILE).find(written, folder)
    assert found is None or found[0] in PILE


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("1916-05-31", "1916-05-31"),
        ("31.05.1916", "1916-05-31"),
        ("31/5/1916", "1916-05-31"),
        ("5/31/1916", "1916-05-31"),
        ("5/6/1916", None),
        ("05.1916", "1916-05"),
        ("1916", "1916"),
        ("[1916?]", "1916?"),
        ("c. 1916", "1916~"),
        ("около 1916 г.", "1916~"),
        ("1941-45", "1941/1945"),
        ("1916-05-31/1916-06-01", "1916-05-31/1916-06-01"),
        ("191X", "191X"),
        ("1916-13", None),
        ("30.02.1916", None),
        ("undated", None),
    ],
)
def test_dates_of_lists(words: str, date: str | None) -> None:
    assert edtf(words, lambda said: ()) == date


@given(st.binary(max_size=300), st.sampled_from(["application/x-bibtex", "application/rdf+xml", "text/csv",
       "application/x-research-info-systems", "application/vnd.citationstyles.csl+json"]))  # fmt: skip
def test_no_bytes_break_a_reader(content: bytes, media_type: str) -> None:
    read_list("list", content, media_type, PILE, lambda words: ())
