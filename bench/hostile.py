"""What hostile files do to a build: `python -m bench.hostile [NAME ...] [--workers N]`.

Makes each file of `SORTS` (all of them without a NAME) in a pile of its own, builds it in processes of their own, and
prints what came of it: files held, records, setbacks, CPU seconds, and the peak memory of all processes together. The
exit status is 1 where a build failed, or a stage broke on something that no reader foresaw.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import random
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.build import watch

MIB = 2**20
Maker = Callable[[Path], None]


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of the members, as bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def flat_bomb(pile: Path) -> None:
    """40 members of 1 GiB of zeros each."""
    with zipfile.ZipFile(pile / "flat.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("0.txt", "w", force_zip64=True) as member:
            for _ in range(256):
                member.write(bytes(MIB))
        packed = zipped([("x.txt", bytes(200 * MIB))])
        for number in range(1, 20):
            archive.writestr(f"{number}.zip", packed)


def nested_bomb(pile: Path) -> None:
    """Sixteen archives of sixteen archives of sixteen archives of 100 MiB of zeros each: 400 GiB."""
    content = zipped([("zeros.txt", bytes(100 * MIB))])
    for _ in range(3):
        content = zipped((f"{n:02}.zip", content) for n in range(16))
    (pile / "42.zip").write_bytes(content)


def deep(pile: Path) -> None:
    """A letter in fifty archives one inside the other."""
    content = b"The last letter."
    for n in range(50):
        content = zipped([(f"{n}.zip" if n else "letter.txt", content)])
    (pile / "deep.zip").write_bytes(content)


def gzip_bomb(pile: Path) -> None:
    """4 GiB of spaces in a gzip file, and in another one inside it."""
    with gzip.open(pile / "spaces.gz", "wb", compresslevel=1) as file:
        for _ in range(1024):
            file.write(b" " * (4 * MIB))
    (pile / "twice.gz").write_bytes(gzip.compress((pile / "spaces.gz").read_bytes()))


def bad_tar(pile: Path) -> None:
    """Names that lead out of the archive, devices, links, a pipe, one name twice, a size that lies."""
    with tarfile.open(pile / "bad.tar", "w") as archive:
        for name in (
            "../../../etc/passwd",
            "/etc/shadow",
            "a/../../b.txt",
            "same.txt",
            "same.txt",
            "x\ny.txt",
            "n" * 3000,
        ):
            info = tarfile.TarInfo(name)
            info.size = 12
            archive.addfile(info, io.BytesIO(b"Some words.\n"))
        for name, kind in (("device", tarfile.CHRTYPE), ("pipe", tarfile.FIFOTYPE), ("link", tarfile.SYMTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    info = tarfile.TarInfo("liar.txt")
    info.size = 2**40
    (pile / "liar.tar").write_bytes(info.tobuf() + b"Only so much." + bytes(499))


def truncated(pile: Path) -> None:
    """A ZIP, a gzip, a tar.gz, a WARC and a mailbox, each cut off in its middle."""
    chance = random.Random(1916)
    words = " ".join(f"{chance.choice(('fleet', 'battle', 'letter', 'order'))}{n}" for n in range(20_000)).encode()
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w:gz") as archive:
        for n in range(4):
            info = tarfile.TarInfo(f"{n}.txt")
            info.size = len(words)
            archive.addfile(info, io.BytesIO(words))
    whole = {
        "cut.zip": zipped([("a.txt", words), ("b.txt", words)]),
        "cut.gz": gzip.compress(words),
        "cut.tar.gz": tar.getvalue(),
        "cut.warc": b"".join(response(n, words[:5000]) for n in range(5)),
        "cut.warc.gz": b"".join(gzip.compress(response(n, words[:5000])) for n in range(5)),
        "cut.mbox": b"".join(letter(n) for n in range(9)),
    }
    for name, content in whole.items():
        (pile / name).write_bytes(content[: len(content) // 2])


def response(number: int, body: bytes, *, length: int | None = None) -> bytes:
    """A WARC record of a page."""
    page = b"<html><body><p>" + body + b"</p></body></html>"
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    said = len(block) if length is None else length
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: http://example.org/{number}\r\nWARC-Date: 2019-03-04T10:11:12Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {said}"
    )
    return head.encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def lying_warc(pile: Path) -> None:
    """Records that are longer or shorter than they say, of no length, of a negative one, and lines without end."""
    lengths = (None, 10, 10**12, -5, 0, None, 3, None)
    records = [response(n, b"Words of a page. " * 40, length=length) for n, length in enumerate(lengths)]
    (pile / "lying.warc").write_bytes(b"".join(records))
    (pile / "endless.warc").write_bytes(b"WARC/1.0\r\nX: " + b"x" * (60 * MIB))
    (pile / "headers.warc").write_bytes(b"WARC/1.0\r\n" + b"X: y\r\n" * 5_000_000)


def web_archive(count: int) -> Maker:
    """A web archive of *count* pages, record by record packed."""

    def make(pile: Path) -> None:
        # No page repeats another: what repetition costs is measured in bench.reprints.
        chance = random.Random(1916)
        with (pile / "pages.warc.gz").open("wb") as file:
            for n in range(count):
                words = ("".join(chance.choices("aeioudlmnrst", k=chance.randint(2, 9))) for _ in range(120))
                file.write(gzip.compress(response(n, " ".join(words).encode()), 1))

    return make


def entities(pile: Path) -> None:
    """The billion laughs in XML, and in a drawing inside a page."""
    laughs = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    text = f"<!DOCTYPE r [{laughs}]>"
    (pile / "laughs.xml").write_text(f'<?xml version="1.0"?>{text}<r>&l11;</r>')
    (pile / "tei.xml").write_text(
        f'<?xml version="1.0"?>{text.replace("DOCTYPE r", "DOCTYPE TEI")}'
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>&l11;</p></body></text></TEI>'
    )
    (pile / "page.html").write_text(f"<html><body><p>Words.</p><svg>{text}<text>&l11;</text></svg></body></html>")
    outside = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x; and words</r>'
    (pile / "outside.xml").write_text(outside)


def one_line(pile: Path) -> None:
    """A text of 100 MB in a single line."""
    with (pile / "line.txt").open("w") as file:
        for _ in range(100):
            file.write("The fleet put to sea and was seen by nobody for many days " * 17_241)


def deep_html(pile: Path) -> None:
    """A page of 100,000 elements one inside the other."""
    (pile / "deep.html").write_text("<html><body>" + "<div>" * 100_000 + "<p>Words at the bottom.</p></body></html>")


def letter(number: int) -> bytes:
    """A letter in a mailbox."""
    return (
        "From a@example.org Wed Mar  4 10:11:12 2015\nFrom: a@example.org\nTo: b@example.org\n"
        f"Subject: Letter {number}\n"
        f"Message-ID: <{number}@example.org>\nDate: Wed, 4 Mar 2015 10:11:12 +0000\n\nThe fleet was seen. {number}\n\n"
    ).encode()


def mailbox(pile: Path) -> None:
    """100,000 letters that are nothing but their first line, and 500 real ones."""
    with (pile / "many.mbox").open("wb") as file:
        for _ in range(100_000):
            file.write(b"From a@example.org Wed Mar  4 10:11:12 2015\n\n")
        for n in range(500):
            file.write(letter(n))


def odd_letters(pile: Path) -> None:
    """Letters with parts in parts, thousands of parts, false charsets, no end, and headers that lie."""
    head = b"From: =?no-such?Q?A=FF?= <a@example.org>\nMIME-Version: 1.0\nMessage-ID: <1@example.org>\n"
    nested = b"The innermost words.\n"
    for n in range(900):
        edge = b"edge%d" % n
        nested = b'Content-Type: multipart/mixed; boundary="%s"\n\n--%s\n%s\n--%s--\n' % (edge, edge, nested, edge)
    (pile / "nested.eml").write_bytes(head + nested)
    many = b"".join(
        b"--e\nContent-Disposition: attachment; filename=%d.txt\n\nWords %d.\n" % (n, n) for n in range(20_000)
    )
    (pile / "many.eml").write_bytes(head + b"Content-Type: multipart/mixed; boundary=e\n\n" + many)
    (pile / "charset.eml").write_bytes(head + b'Content-Type: text/plain; charset="x\x00y"\n\n\xff\xfe\xfa words\n')
    forwarded = b"Words.\n"
    for n in range(60):
        forwarded = b"Content-Type: message/rfc822\n\nFrom: a@example.org\nSubject: %d\n%s" % (n, forwarded)
    (pile / "forwarded.eml").write_bytes(head + forwarded)
    (pile / "subject.eml").write_bytes(head + b"Subject: " + b"=?utf-8?B?" * 200_000 + b"\n\nWords.\n")


def odd_members(pile: Path) -> None:
    """Members of no length, of one name, in names of DOS, and a ZIP of 60,000 members."""
    (pile / "empty.zip").write_bytes(zipped((f"{n}.txt", b"") for n in range(300)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for n in range(200):
            archive.writestr(zipfile.ZipInfo("same.txt"), f"The letter of number {n}.")
    (pile / "same.zip").write_bytes(packed.getvalue())
    names = ("Приказ № 5.txt", "Письма/Адмирал.txt"), ("Übersicht.txt", "Größe.txt")
    for encoding, members in zip(("cp866", "cp437"), names, strict=True):
        whole = zipped(
            (f"{'~' * len(name.encode(encoding, 'replace'))}{n}", b"Words.") for n, name in enumerate(members)
        )
        for n, name in enumerate(members):
            raw = name.replace("№", "N").encode(encoding, "replace")
            whole = whole.replace(f"{'~' * len(raw)}{n}".encode(), raw + str(n).encode())
        (pile / f"{encoding}.zip").write_bytes(whole)
    (pile / "many.zip").write_bytes(zipped((f".hidden/{n}", b"") for n in range(60_000)))


SORTS: dict[str, Maker] = {
    "flat ZIP bomb": flat_bomb,
    "nested ZIP bomb": nested_bomb,
    "50 archives deep": deep,
    "gzip bombs": gzip_bomb,
    "hostile tar": bad_tar,
    "cut off": truncated,
    "lying WARC": lying_warc,
    "WARC of 1,000 pages": web_archive(1_000),
    "WARC of 10,000 pages": web_archive(10_000),
    "XML entity bombs": entities,
    "100 MB in one line": one_line,
    "HTML 100,000 deep": deep_html,
    "mailbox of 100,500": mailbox,
    "odd letters": odd_letters,
    "odd members": odd_members,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"of {', '.join(SORTS)}")
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    print(f"{'':<22}{'files':>7}{'records':>9}{'setbacks':>10}{'CPU s':>8}{'peak MiB':>10}")
    faults = 0
    for name, maker in SORTS.items():
        if not asked.names or name in asked.names:
            faults += build_one(name, maker, asked.workers)
    sys.exit(1 if faults else 0)


def build_one(name: str, maker: Maker, workers: int) -> int:
    """Make one sort of hostile files, build it, print the cost; gives the number of faults."""
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "pile"
        pile.mkdir()
        maker(pile)
        used = os.times()
        command = [sys.executable, "-m", "polyvocal.cli", "build", str(pile), f"{folder}/library", "--json"]
        with (
            (Path(folder) / "told").open("wb") as told,
            (Path(folder) / "errors").open("wb") as errors,
            subprocess.Popen([*command, "--workers", str(workers)], stdout=told, stderr=errors) as process,
        ):
            peak = watch(process)
        now = os.times()
        seconds = now.children_user + now.children_system - used.children_user - used.children_system
        said = (Path(folder) / "errors").read_text("utf-8", "replace").splitlines()
        broken = [line for line in said if "polyvocal broke on it" in line]
        if process.returncode:
            print(f"{name:<22} FAILED: {said[-1] if said else process.returncode}")
            return 1
        counts = json.loads((Path(folder) / "told").read_text("utf-8"))
        print(
            f"{name:<22}{counts['captures']:>7,}{counts['records']:>9,}{counts['setbacks']:>10,}"
            f"{seconds:>8.1f}{peak / MIB:>10,.0f}",
            flush=True,
        )
        for line in broken:
            print(f"    {line}")
        return len(broken)


if __name__ == "__main__":
    main()
