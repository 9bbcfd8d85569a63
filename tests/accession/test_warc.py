"""Web archives: what a server gave becomes captures with address and date; what is no document is counted."""

from __future__ import annotations

import gzip
import tracemalloc
import zipfile
import zlib
from io import BytesIO

import pytest

pytest.importorskip("warcio")

from polyvocal.accession.containers import limits, open_container
from polyvocal.accession.containers.kinds import kind_of
from polyvocal.accession.extract import Delivery
from polyvocal.accession.receiving import receive
from polyvocal.terms import Setback

PAGE = b"<html><body><p>The harbour was empty on the last day of May.</p></body></html>"


def record(
    address: str,
    body: bytes = PAGE,
    media_type: str = "text/html",
    *,
    status: str = "200 OK",
    kind: str = "response",
    headers: str = "",
    moment: str = "2019-03-04T10:11:12Z",
    length: int | None = None,
) -> bytes:
    block = body
    if kind in ("response", "revisit"):
        block = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{headers}\r\n".encode() + body
        media_type = "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: {moment}\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: {media_type}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def opened(content: bytes, media_type: str = "application/warc") -> tuple[list[Delivery], list[Setback]]:
    arrivals = list(open_container("a.warc", BytesIO(content), media_type))
    return [a for a in arrivals if isinstance(a, Delivery)], [a for a in arrivals if isinstance(a, Setback)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_page_has_its_address_and_date(pack) -> None:
    headers = "Last-Modified: Tue, 05 Feb 2019 08:00:00 GMT\r\n"
    content = pack(record("http://example.org/a/b.html?x=1", headers=headers))
    assert kind_of(BytesIO(content))[0].media_type == "application/warc"
    (page,), setbacks = opened(content)
    assert page.source == "a.warc/example.org/a/b.html?x=1@20190304101112"
    assert page.content == PAGE
    told = page.wrapper
    assert (told.address, told.captured, told.captured_by) == (
        "http://example.org/a/b.html?x=1", "2019-03-04T10:11:12Z", "WARC",
    )  # fmt: skip
    assert (told.part_of, told.use) == ("a.warc", "document")
    labels = {e.label: e.value for e in told.embedded}
    assert labels["WARC WARC-Date"] == "2019-03-04T10:11:12Z"
    assert labels["HTTP Last-Modified"] == "Tue, 05 Feb 2019 08:00:00 GMT"
    assert setbacks == []


COUNTED = [
    (record("http://example.org/a.js", b"var a", "application/javascript"), "1 scripts"),
    (record("http://example.org/a.css", b"p {}", "text/css"), "1 styles"),
    (record("http://example.org/a", b"wOF2....", "application/octet-stream"), "1 fonts"),
    (record("http://example.org/a", b"gone", status="404 Not Found"), "1 errors of servers"),
    (record("http://example.org/a", b"", status="302 Found"), "1 redirects"),
    (record("http://example.org/a", b"", kind="revisit"), "1 revisits of pages captured before"),
    (record("http://example.org/robots.txt", b"User-agent: *", "text/plain"), "1 rules for crawlers"),
    (record("http://example.org/a", b""), "1 empty answers"),
    (record("http://example.org/a.mp4", b"....", "video/mp4"), "1 films and recordings"),
]


@pytest.mark.parametrize(("content", "told"), COUNTED)
def test_what_is_no_document_is_counted_in_one_line(content: bytes, told: str) -> None:
    pages, setbacks = opened(content + record("http://example.org/b.html"))
    assert [page.source for page in pages] == ["a.warc/example.org/b.html@20190304101112"]
    assert [s.reason for s in setbacks] == [f"1 of 2 things captured are no documents: {told}"]


def test_bodies_are_unpacked() -> None:
    packed = gzip.compress(PAGE)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    (page,), _ = opened(
        record("http://example.org/", chunked, headers="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
    )
    assert page.content == PAGE


def test_an_image_is_a_resource_and_costs_no_reading() -> None:
    (image,), _ = opened(record("http://example.org/a.png", b"\x89PNG\r\n\x1a\n....", "image/png"))
    assert image.wrapper.use == "resource"


def test_one_address_captured_twice_in_a_second_is_two() -> None:
    pages, _ = opened(record("http://example.org/") + record("http://example.org/", PAGE + b"more"))
    assert len({page.source for page in pages}) == 2


def test_an_archive_packed_in_one_piece_is_read() -> None:
    content = gzip.compress(b"".join(record(f"http://example.org/{n}") for n in range(5)))
    pages, setbacks = opened(content)
    assert len(pages) == 5
    assert setbacks == []


def test_behind_damage_the_next_sound_record_is_found() -> None:
    whole = [record(f"http://example.org/{n}") for n in range(4)]
    whole[1] = record("http://example.org/1", length=10)
    pages, setbacks = opened(b"".join(whole))
    assert [page.wrapper.address[-1] for page in pages if page.wrapper.address] == ["0", "2", "3"]
    assert "next record at byte" in setbacks[0].reason
    packed = [gzip.compress(record(f"http://example.org/{n}")) for n in range(4)]
    packed[1] = packed[1][:40] + bytes(30) + packed[1][70:]
    pages, setbacks = opened(b"".join(packed))
    assert {"0", "3"} <= {page.wrapper.address[-1] for page in pages if page.wrapper.address}
    assert setbacks


def test_what_is_cut_off_is_said() -> None:
    content = record("http://example.org/", PAGE * 20)
    (page,), setbacks = opened(content[:-400])
    assert (PAGE * 20).startswith(page.content)
    assert "breaks off" in setbacks[0].reason


def test_a_wacz_gives_the_pages_of_its_archives_and_no_lists() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("archive/data.warc.gz", gzip.compress(record("http://example.org/")))
        archive.writestr("pages/pages.jsonl", "{}")
        archive.writestr("datapackage.json", "{}")
    assert kind_of(packed)[0].media_type == "application/wacz"
    (page,), _ = opened(packed.getvalue(), "application/wacz")
    assert page.source == "a.warc/archive/data.warc.gz/example.org@20190304101112"


def test_memory_does_not_grow_with_the_archive() -> None:
    def peak(count: int) -> int:
        content = b"".join(gzip.compress(record(f"http://example.org/{n}", PAGE * 50), 1) for n in range(count))
        file = BytesIO(content)
        for _ in open_container("warm.warc", BytesIO(content[:2000]), "application/warc"):
            pass
        tracemalloc.start()
        found = sum(1 for _ in open_container("a.warc", file, "application/warc"))
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert found == count
        return held

    # A name costs some eighty bytes, so that no two are alike.
    assert peak(1500) < peak(150) + 1500 * 200


@pytest.mark.parametrize("length", [10**12, 5000, 1200, 700, 400, 150])
def test_a_false_length_swallows_nothing(length: int) -> None:
    whole = [record(f"http://example.org/{n}", PAGE * 8) for n in range(4)]
    whole[1] = record("http://example.org/1", PAGE * 8, length=length)
    pages, setbacks = opened(b"".join(whole))
    assert [page.content for page in pages] == [PAGE * 8] * 4
    (setback,) = setbacks
    assert f"a record says a wrong length ({length})" in setback.reason
    assert "next record at byte" in setback.reason


def test_a_page_about_web_archives_is_one_page() -> None:
    about = b"<html><body><pre>They begin so:\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\n</pre></body></html>"
    pages, setbacks = opened(record("http://example.org/0", about) + record("http://example.org/1"))
    assert [page.content for page in pages] == [about, PAGE]
    assert setbacks == []


def test_a_bomb_in_a_body_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    brotli = pytest.importorskip("brotli")
    monkeypatch.setattr(limits, "MEMBER_BYTES", 2 * 2**20)
    zeros = bytes(64 * 2**20)
    bombs = {"gzip": gzip.compress(zeros), "br": brotli.compress(zeros, quality=5), "deflate": zlib.compress(zeros)}
    bombs["gzip, gzip"] = gzip.compress(bombs["gzip"])
    content = b"".join(
        record(f"http://example.org/{n}", chunk(bomb) if chunked else bomb, headers=head(packing, chunked=chunked))
        for n, (packing, bomb) in enumerate(bombs.items())
        for chunked in (False, True)
    )
    del zeros
    tracemalloc.start()
    pages, setbacks = opened(content + record("http://example.org/last"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [page.content for page in pages] == [PAGE]
    assert ["larger than 2 MiB" in setback.reason for setback in setbacks] == [True] * 8
    assert peak < 24 * 2**20  # sixteen bytes of Brotli can stand for 16 MiB


def chunk(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


def head(packing: str, *, chunked: bool) -> str:
    return f"Content-Encoding: {packing}\r\n" + ("Transfer-Encoding: chunked\r\n" if chunked else "")


@pytest.mark.parametrize("packing", ["gzip", "deflate", "bare", "br", ""])
@pytest.mark.parametrize("parts", [0, 1, 7])
def test_every_packing_is_undone(packing: str, parts: int) -> None:
    if packing == "br":
        pytest.importorskip("brotli")
        import brotli

        packed = brotli.compress(PAGE * 40)
    else:
        bare = zlib.compressobj(wbits=-15)
        packed = {
            "gzip": gzip.compress(PAGE * 30) + gzip.compress(PAGE * 10),
            "deflate": zlib.compress(PAGE * 40),
            "bare": bare.compress(PAGE * 40) + bare.flush(),
            "": PAGE * 40,
        }[packing]
    if parts:
        pieces = [packed[n : n + len(packed) // parts + 1] for n in range(0, len(packed), len(packed) // parts + 1)]
        packed = b"".join(b"%X;x=y\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    said = {"bare": "deflate", "": "gzip"}.get(packing, packing)  # "": kept unpacked under the header of the packed one
    content = record("http://example.org/0", packed, headers=head(said, chunked=bool(parts)))
    (page,), setbacks = opened(content)
    assert page.content == PAGE * 40
    assert setbacks == []


def test_a_body_under_the_header_of_chunks_may_have_none() -> None:
    (page,), setbacks = opened(record("http://example.org/0", headers="Transfer-Encoding: chunked\r\n"))
    assert (page.content, setbacks) == (PAGE, [])


def test_a_packing_that_breaks_off_is_said() -> None:
    noise = "".join(f"<p>Line {n * n} of the log.</p>" for n in range(3000)).encode()
    packed = gzip.compress(noise)[:-500]
    (page,), setbacks = opened(record("http://example.org/0", packed, headers="Content-Encoding: gzip\r\n"))
    assert noise.startswith(page.content)
    assert len(page.content) > len(noise) // 2
    assert "breaks off" in setbacks[0].reason


def test_what_the_server_declared_goes_before_what_the_page_declares() -> None:
    page = '<html><head><meta charset="windows-1252"></head><body><p>Флот вышел в море.</p></body></html>'
    content = record("http://example.org/0", page.encode("koi8-r"), 'text/html; Charset="KOI8-R"')
    (delivery,), _ = opened(content)
    receipt = receive(delivery.source, delivery.content, delivery.wrapper)
    assert "Флот вышел в море." in (receipt.text or "")
    told = receipt.capture
    assert (told.encoding, told.encoding_declared, told.encoding_by) == (
        "koi8-r",
        "koi8-r",
        "declaration of the server",
    )
