"""Containers are opened member by member, under safe names, within limits."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyvocal.accession.carriers import is_tar, post_type
from polyvocal.accession.containers import is_container, limits, open_container
from polyvocal.accession.containers.kinds import kind_of
from polyvocal.accession.containers.names import hidden, name_in_bytes, safe
from polyvocal.accession.extract import Delivery
from polyvocal.accession.identification import identify
from polyvocal.terms import Setback

WORDS = b"The squadron left harbour at nine and was not seen again that day."


def zipped(*members: tuple[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def tarred(*members: tuple[str, bytes], mode: str = "w", form: int = tarfile.PAX_FORMAT) -> bytes:
    packed = BytesIO()
    with tarfile.open(fileobj=packed, mode=mode, format=form) as archive:  # type: ignore[call-overload]
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, BytesIO(content))
    return packed.getvalue()


def opened(content: bytes, name: str = "box") -> tuple[dict[str, bytes], list[Setback]]:
    file = BytesIO(content)
    kind, _ = kind_of(file)
    arrivals = list(open_container(name, file, kind.media_type))
    members = {a.source: a.content for a in arrivals if isinstance(a, Delivery)}
    assert len(members) == sum(isinstance(a, Delivery) for a in arrivals)
    return members, [a for a in arrivals if isinstance(a, Setback)]


def old_tar() -> bytes:
    # As tar wrote before POSIX: no "ustar" in the header, only its checksum.
    block = bytearray(512)
    block[:5] = b"a.txt"
    block[100:107] = b"0000644"
    block[124:135] = b"%011o" % len(WORDS)
    block[148:156] = b" " * 8
    block[148:155] = b"%06o\0" % sum(block)
    return bytes(block) + WORDS + bytes(512 - len(WORDS)) + bytes(1024)


KINDS = [
    (zipped(("a.txt", WORDS)), "application/zip", "box/a.txt"),
    (tarred(("a.txt", WORDS)), "application/x-tar", "box/a.txt"),
    (tarred(("a.txt", WORDS), mode="w:gz"), "application/x-tar", "box/a.txt"),
    (tarred(("a.txt", WORDS), mode="w:bz2"), "application/x-tar", "box/a.txt"),
    (tarred(("a.txt", WORDS), mode="w:xz"), "application/x-tar", "box/a.txt"),
    (old_tar(), "application/x-tar", "box/a.txt"),
    (gzip.compress(WORDS), "application/gzip", "box/box"),
    (bz2.compress(WORDS), "application/x-bzip2", "box/box"),
    (lzma.compress(WORDS), "application/x-xz", "box/box"),
    (lzma.compress(WORDS) + bytes(4), "application/x-xz", "box/box"),
    (lzma.compress(WORDS[:9]) + lzma.compress(WORDS[9:]) + bytes(70_000), "application/x-xz", "box/box"),
    (zipped(("in/b.zip", zipped(("a.txt", WORDS)))), "application/zip", "box/in/b.zip/a.txt"),
    (gzip.compress(zipped(("a.txt", WORDS))), "application/gzip", "box/box/a.txt"),
]


@pytest.mark.parametrize(("content", "media_type", "source"), KINDS)
def test_every_packing_is_known_by_its_bytes_and_opened(content: bytes, media_type: str, source: str) -> None:
    assert identify(content).media_type == media_type
    assert opened(content) == ({source: WORDS}, [])


def test_a_member_knows_what_it_came_in() -> None:
    (arrival,) = open_container("box.zip", BytesIO(zipped(("in.zip", zipped(("a.txt", WORDS))))), "application/zip")
    assert isinstance(arrival, Delivery)
    assert (arrival.wrapper.part_of, arrival.wrapper.use) == ("box.zip", "document")


NAMES = [
    ("letters/1916.txt", "letters/1916.txt", False),
    ("./letters//1916.txt", "letters/1916.txt", False),
    ("letters\\1916.txt", "letters/1916.txt", False),
    ("../../etc/passwd", "%2E%2E/%2E%2E/etc/passwd", True),
    ("/etc/passwd", "etc/passwd", True),
    ("C:\\letters\\a.txt", "letters/a.txt", True),
    ("a\nb.txt", "a%0Ab.txt", True),
    ("", "unnamed", False),
]


@pytest.mark.parametrize(("name", "inner", "changed"), NAMES)
def test_names_lead_nowhere_else(name: str, inner: str, changed: bool) -> None:
    assert safe(name) == (inner, changed)


@given(st.text(max_size=600))
def test_any_name_becomes_a_path_inside(name: str) -> None:
    inner, _ = safe(name)
    parts = inner.split("/")
    assert all(parts)
    assert not {".", ".."} & set(parts)
    assert len(inner) <= limits.NAME
    assert inner.isprintable() or not any(c < " " for c in inner)
    inner.encode("utf-8")


ENCODED = [
    ("Приказ.txt", "cp866"),
    ("Письма/Адмирал.txt", "cp866"),
    ("Übersicht.txt", "cp437"),
    ("Größe.txt", "cp437"),
    ("Приказ.txt", "utf-8"),
]


@pytest.mark.parametrize(("name", "encoding"), ENCODED)
def test_names_of_old_systems_are_spelled_right(name: str, encoding: str) -> None:
    assert name_in_bytes(name.encode(encoding)) == name


def test_a_zip_from_dos_has_russian_names() -> None:
    raw = "Письмо.txt".encode("cp866")
    content = zipped(("~" * len(raw), WORDS)).replace(b"~" * len(raw), raw)
    assert opened(content)[0] == {"box/Письмо.txt": WORDS}


def test_hidden_members_are_passed_over_as_hidden_files_are() -> None:
    members = (("__MACOSX/._a.txt", b"x"), (".DS_Store", b"x"), ("a.txt", WORDS))
    assert opened(zipped(*members)) == ({"box/a.txt": WORDS}, [])
    assert hidden("a/.git/b")
    assert not hidden("../a")


def test_unsafe_names_are_kept_safely_and_said() -> None:
    members, setbacks = opened(tarred(("../evil.txt", WORDS)))
    assert members == {"box/%2E%2E/evil.txt": WORDS}
    assert "spelled otherwise" in setbacks[0].reason


def test_links_and_devices_are_said() -> None:
    packed = BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, kind in (("l", tarfile.SYMTYPE), ("d", tarfile.CHRTYPE), ("p", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    members, setbacks = opened(packed.getvalue())
    assert members == {}
    assert [s.where for s in setbacks] == ["box/l", "box/d", "box/p"]


def test_two_members_of_one_name_are_two() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped(("a.txt", WORDS), ("a.txt", b"Other words."))
    assert opened(content)[0] == {"box/a.txt": WORDS, "box/a.txt (2)": b"Other words."}


def test_what_breaks_off_is_kept_as_far_as_it_goes() -> None:
    text = b"\n".join(b"Line %d of a long report." % n for n in range(20_000))
    members, setbacks = opened(gzip.compress(text)[:-2000])
    assert text.startswith(members["box/box"])
    assert len(members["box/box"]) > len(text) // 2
    assert "kept as far as it could be read" in setbacks[0].reason
    members, setbacks = opened(tarred(("a.txt", WORDS), ("b.txt", text))[:90_000])
    assert members["box/a.txt"] == WORDS
    assert setbacks


LIST = b"PK\x01\x02"


def streamed(*members: tuple[str, bytes]) -> bytes:
    """A ZIP written to a pipe: the sizes stand behind the members."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError

        tell = seek

    packed = Pipe()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


@pytest.mark.parametrize("pack", [zipped, streamed])
def test_a_zip_without_its_list_gives_what_stands_whole(pack: Callable[..., bytes]) -> None:
    text = b"".join(b"Line %d of a report.\n" % (n * n) for n in range(30_000))
    whole = pack(("a.txt", WORDS), (".hidden", b"x"), ("../b.txt", WORDS * 2), ("in.zip", zipped(("c.txt", WORDS * 3))),
                 ("last.txt", text))  # fmt: skip
    members, setbacks = opened(whole[: whole.index(LIST)])
    expected = {"box/a.txt": WORDS, "box/%2E%2E/b.txt": WORDS * 2, "box/in.zip/c.txt": WORDS * 3, "box/last.txt": text}
    assert members == expected
    assert "its list of members is missing" in setbacks[-1].reason
    members, setbacks = opened(whole[: whole.index(LIST) - 3000])
    assert text.startswith(members.pop("box/last.txt"))
    assert members == {name: content for name, content in expected.items() if name != "box/last.txt"}
    assert "breaks off" in setbacks[0].reason


def test_a_damaged_member_without_a_list_is_said_and_the_next_is_read() -> None:
    whole = zipped(("a.txt", WORDS * 50), ("b.txt", WORDS), ("c.txt", WORDS * 2))
    whole = bytearray(whole[: whole.index(LIST)])
    whole[45] ^= 0xFF
    members, setbacks = opened(bytes(whole))
    assert (members["box/b.txt"], members["box/c.txt"]) == (WORDS, WORDS * 2)
    assert setbacks[0].where == "box/a.txt"


def test_a_document_cut_off_is_no_archive() -> None:
    whole = zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w>Words</w>"))
    kind, _ = kind_of(BytesIO(whole[: whole.index(LIST)]))
    assert not is_container(kind.media_type)


def test_a_bomb_without_a_list_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FLOOR_BYTES", 4 * 2**20)
    whole = zipped(("a.txt", WORDS), *((f"{n}.txt", bytes(2**20)) for n in range(20)))
    members, setbacks = opened(whole[: whole.index(LIST)])
    assert members["box/a.txt"] == WORDS
    assert len(members) < 8
    assert "unpacks to more than" in setbacks[-1].reason


def test_a_locked_member_is_a_setback() -> None:
    content = bytearray(zipped(("a.txt", WORDS), ("b.txt", WORDS)))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + flags] |= 1
    members, setbacks = opened(bytes(content))
    assert list(members) == ["box/b.txt"]
    assert [s.reason for s in setbacks] == ["locked with a password"]


def test_there_is_an_end_to_depth() -> None:
    content = zipped(("a.txt", WORDS))
    for _ in range(limits.DEPTH + 3):
        content = zipped(("in.zip", content))
    members, (setback,) = opened(content)
    assert members == {}
    assert "a container inside 8 others" in setback.reason


def test_a_bomb_is_left_and_what_came_before_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FLOOR_BYTES", 2**20)
    members, setbacks = opened(zipped(("a.txt", WORDS), ("zeros", bytes(40 * 2**20))))
    assert members == {"box/a.txt": WORDS}
    assert "unpacks to more than 250 times its size" in setbacks[-1].reason


def test_a_large_member_is_left_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MEMBER_BYTES", 2**20)
    members, setbacks = opened(zipped(("zeros", bytes(3 * 2**20)), ("a.txt", WORDS)))
    assert members == {"box/a.txt": WORDS}
    assert "larger than 1 MiB" in setbacks[0].reason


def test_there_is_an_end_to_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MEMBERS", 3)
    members, setbacks = opened(zipped(*((f"{n}.txt", WORDS) for n in range(9))))
    assert len(members) == 3
    assert "more than 3 members" in setbacks[0].reason


def test_a_document_packed_like_an_archive_stays_a_document() -> None:
    book = BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("OEBPS/a.xhtml", "<html/>")
    members, setbacks = opened(zipped(("book.epub", book.getvalue())))
    assert (members, setbacks) == ({"box/book.epub": book.getvalue()}, [])


def test_parts_of_a_saved_page_belong_to_it() -> None:
    arrivals = open_container(
        "box.zip",
        BytesIO(zipped(("p_files/a.css", b"p {color: red}"), ("p.html", b"<html><p>Words"), ("q_files/b.txt", WORDS))),
        "application/zip",
    )
    told = {a.source: (a.wrapper.use, a.wrapper.part_of) for a in arrivals if isinstance(a, Delivery)}
    assert told == {
        "box.zip/p_files/a.css": ("resource", "box.zip/p.html"),
        "box.zip/p.html": ("document", "box.zip"),
        "box.zip/q_files/b.txt": ("document", "box.zip"),
    }


POSTS = [
    (b"From: a@example.org\nMessage-ID: <1@example.org>\n\nWords", "message/rfc822"),
    (b"Received: from x\n\tby y\nFrom: A\nSubject: x\n\nWords", "message/rfc822"),
    (b"FROM: Commander\nTO: Admiralty\nDATE: 31 May 1916\nSUBJECT: Enemy\n\nSighted.", ""),
    (b"From the deck we saw them.\n\nThey were far.", ""),
    (b"From a@example.org Wed May 31 09:00:00 2016\nFrom: a@example.org\n\nWords", "application/mbox"),
    (b"From: <Saved by Blink>\nSubject: x\nContent-Type: multipart/related; boundary=x\n\n", "multipart/related"),
    (b"From: a@example.org\nTo: b@example.org\nContent-Type: multipart/related; boundary=x\n\n", "message/rfc822"),
]


@pytest.mark.parametrize(("head", "media_type"), POSTS)
def test_letters_mailboxes_and_saved_pages_are_told_apart(head: bytes, media_type: str) -> None:
    assert post_type(head) == media_type


@given(st.binary(max_size=700))
def test_noise_is_no_tar(content: bytes) -> None:
    assert not is_tar(content)


@given(st.sampled_from([content for content, _, _ in KINDS]), st.integers(0, 400), st.integers(0, 255))
def test_a_changed_byte_ends_in_members_or_setbacks(content: bytes, place: int, byte: int) -> None:
    broken = bytearray(content)
    broken[place % len(broken)] = byte
    file = BytesIO(bytes(broken))
    kind, _ = kind_of(file)
    if kind.media_type.startswith("application/") and kind.media_type.rpartition("/")[2] in (
        "zip", "x-tar", "gzip", "x-bzip2", "x-xz",
    ):  # fmt: skip
        list(open_container("box", file, kind.media_type))
