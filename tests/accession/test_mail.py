"""Letters, mailboxes, saved pages in one file, and what paths of mirrors say."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyvocal.accession import receive
from polyvocal.accession.containers import enclosures, open_container
from polyvocal.accession.extract import Delivery, Unreadable
from polyvocal.accession.mail import attachments, parsed, read, said
from polyvocal.accession.mirrors import Pages, mirrored
from polyvocal.terms import Alignment, Setback

LETTER = b"""From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>
To: b@example.org
Subject: =?koi8-r?B?8NLJy8Ha?= No. 5
Date: Wed, 4 Mar 2015 10:11:12 +0100
MIME-Version: 1.0
Message-ID: <1@example.org>
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=windows-1251
Content-Transfer-Encoding: 8bit

\xd4\xeb\xee\xf2 \xe2\xfb\xf8\xe5\xeb.
On Monday you wrote:
> It did not sail.
> Nobody saw it.
--\x20
J. Example
--inner
Content-Type: text/html; charset=utf-8

<p>The other form.</p>
--inner--
--outer
Content-Type: text/plain; name="=?utf-8?b?0J/RgNC40LrQsNC3LnR4dA==?="
Content-Disposition: attachment; filename="=?utf-8?b?0J/RgNC40LrQsNC3LnR4dA==?="

The order itself.
--outer
Content-Type: message/rfc822

From: c@example.org
Subject: Forwarded
Message-ID: <2@example.org>

Words sent on.
--outer--
"""


def test_a_letter_is_a_record_with_its_head_and_its_words() -> None:
    receipt = receive("l.eml", LETTER)
    (record,) = receipt.records
    assert receipt.capture.media_type == "message/rfc822"
    assert record.text.startswith("From: Jürgen <j@example.org>\nTo: b@example.org\nDate: Wed, 4 Mar 2015")
    assert "Subject: Приказ No. 5\n\nФлот вышел." in record.text
    assert "other form" not in record.text
    labels = {e.label: e.value for e in receipt.capture.embedded}
    assert labels["mail Subject"] == "Приказ No. 5"
    assert labels["mail From"] == "Jürgen <j@example.org>"
    marks = [(record.text[m.start : m.end], m.kind, m.rule) for m in record.marks]
    assert marks == [
        ("> It did not sail.\n> Nobody saw it.\n", "furniture", "quoted reply"),
        ("-- \nJ. Example", "furniture", "signature"),
    ]


def test_what_is_attached_is_part_of_the_letter() -> None:
    arrivals = [a for a in enclosures("l.eml", LETTER) if isinstance(a, Delivery)]
    assert [(a.source, a.wrapper.part_of) for a in arrivals] == [
        ("l.eml/Приказ.txt", "l.eml"),
        ("l.eml/Forwarded.eml", "l.eml"),
    ]
    assert arrivals[0].content.strip() == b"The order itself."


BODIES = [
    (b"Content-Type: text/html\n\n<p>One.</p><script>x</script>", "One."),
    (b"Content-Type: text/plain; charset=no-such\n\nWords.", "Words."),
    (b"Content-Type: text/plain; charset=us-ascii\n\n" + "Флот вышел в море.".encode(), "Флот вышел в море."),
    (b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nV29yZHMu", "Words."),
    (b"Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nW=6Frds=\n.", "Words."),
    (b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nNo end.", "No end."),
    (b"Content-Type: multipart/mixed\n\nNo boundary at all.", ""),
]


@pytest.mark.parametrize(("rest", "words"), BODIES)
def test_broken_letters_give_what_they_have(rest: bytes, words: str) -> None:
    text = read(b"From: a@example.org\nMIME-Version: 1.0\n" + rest).text
    assert text == "\n\n".join(part for part in ("From: a@example.org", words) if part)


@settings(deadline=None)  # the first decoding loads tables
@given(st.binary(max_size=400))
def test_any_bytes_are_a_letter_or_unreadable(rest: bytes) -> None:
    content = b"From: a@example.org\nMessage-ID: <1@example.org>\n" + rest
    try:
        extract = read(content)
    except Unreadable:
        return
    assert extract.text is not None
    for stretch in extract.stretches:
        text = Alignment(extract.text, stretch.place, stretch.edits).text
        assert all(0 <= m.start < m.end <= len(text) for m in stretch.marks)
    list(attachments(content))


def test_bare_bytes_in_a_head_are_read_by_what_they_look_like() -> None:
    message = parsed(b"Subject: " + "Приказ по флоту".encode("cp1251") + b"\n\n")
    assert said(message, "Subject") == "Приказ по флоту"


def test_a_mailbox_gives_its_letters() -> None:
    box = b"".join(
        b"From a@example.org Wed Mar  4 10:11:12 2015\nFrom: a@example.org\nMessage-ID: <%d@x>\n\nLetter %d.\n"
        b"From here on nothing.\n\n" % (n, n)
        for n in range(3)
    )
    arrivals = list(open_container("m.mbox", BytesIO(box + b"From - \n\n"), "application/mbox"))
    assert [a.source for a in arrivals if isinstance(a, Delivery)] == [f"m.mbox/{n:06}.eml" for n in (1, 2, 3)]
    assert [a.reason for a in arrivals if isinstance(a, Setback)] == ["1 of 4 letters are empty"]
    first = arrivals[0]
    assert isinstance(first, Delivery)
    assert "From here on nothing." in receive(first.source, first.content).records[0].text


MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/a.html
Subject: A page
Date: Wed, 4 Mar 2015 10:11:12 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/css
Content-Location: cid:css-1@mhtml.blink

p { color: red }
--b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/a.html

<html><body><p>The page=20itself.</p></body></html>
--b
Content-Type: text/html
Content-Location: https://example.org/frame.html

<html><body><p>An advertisement.</p></body></html>
--b--
"""


def test_a_page_saved_in_one_file_is_the_page_and_its_parts() -> None:
    page, *parts = [
        a for a in open_container("p.mhtml", BytesIO(MHTML), "multipart/related") if isinstance(a, Delivery)
    ]
    assert page.source == "p.mhtml/a.html"
    assert (page.wrapper.address, page.wrapper.captured_by) == ("https://example.org/a.html", "MHTML Date")
    assert (page.wrapper.captured or "").startswith("2015-03-04T10:11:12")
    assert receive(page.source, page.content, page.wrapper).records[0].text == "The page itself."
    assert [(a.wrapper.use, a.wrapper.part_of) for a in parts] == [("resource", "p.mhtml/a.html")] * 2


MIRRORS = [
    ("web/20190304101112id_/http:/example.org/a/b.html", "http://example.org/a/b.html", "2019-03-04T10:11:12Z"),
    ("web.archive.org/web/20190304101112/https:/example.org", "https://example.org", "2019-03-04T10:11:12Z"),
    ("sites/example.org/20190304101112/a/b.html", "http://example.org/a/b.html", "2019-03-04T10:11:12Z"),
    ("example.org/a/index.html", "http://example.org/a/index.html", None),
    ("mirror/www.example.in/a.html", "http://www.example.in/a.html", None),
    ("letters/1916.05.31/a.html", None, None),
    ("src/archive.py/a.html", None, None),
    ("notes.v2/a.html", None, None),
    ("letters/20190304101112/a.html", None, None),
    ("letters/99999999999999/example.org/a.html", "http://example.org/a.html", None),
    ("example.org", None, None),
]


@pytest.mark.parametrize(("source", "address", "captured"), MIRRORS)
def test_a_mirrors_path_says_where_and_when_and_no_more(source: str, address: str | None, captured: str | None) -> None:
    told = mirrored(source)
    assert (told.address, told.captured) == (address, captured)
    assert told.captured_by == ("path of a web mirror" if captured else None)


FOLDERS = ["p_files", "p.files", "p-Dateien", "p_fichiers", "p_файлы", "p_files/deeper"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_parts_of_a_saved_page(folder: str) -> None:
    pages = Pages()
    pages.note("web/p.htm")
    assert pages.page_of(f"web/{folder}/a.js") == "web/p.htm"
    assert pages.page_of(f"other/{folder}/a.js") is None
    assert pages.page_of("web/p/a.js") is None
