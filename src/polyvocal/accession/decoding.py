"""From bytes to characters: which encoding was declared, which was found, and by what sign."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from polyvocal.accession.identification import zero_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]+)|<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]+)""",
    re.I,
)
# What browsers take these labels to mean (WHATWG Encoding Standard, 4.2).
_MEANT = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip
# Encodings that compete where the library's guess is doubtful: those in which the web and DOS were written.
_RIVALS = ("cp1252", "cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic", "cp1250", "iso8859-2", "koi8-u")
# Below so many bytes beyond ASCII the library takes Russian for Hebrew or Chinese (measured with its version 3.5).
_ENOUGH = 200
_SAMPLE = 48_000
_HIGH_LINE = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~]*[^\x00-\x7f][^\s\d!-/:-@\[-`{-~]*")
_INNER_CASE = re.compile(r"[a-zà-öø-ÿа-яёіїєґ][A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ]")
_ACCENTS = re.compile(r"[À-ÖØ-öø-ž]{3,}")
_MIXED = re.compile(r"[a-zA-ZÀ-ž][\u0400-\u04ff]|[\u0400-\u04ff][a-zA-ZÀ-ž]")
_UNLIKELY = re.compile(
    r"[\x80-\x9f¤¦§¨¬¯±²³´¶¸¹¼½¾ƒˆ˜\u2500-\u259f\u0402\u0403\u040a\u040b\u040c\u040f\u0452\u0453\u0459-\u045c\u045fªº×÷ÐÞðþ]"
)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The *text* of a file, the encoding *used*, what the file *declared* (None where nothing), and *by* what sign."""

    text: str
    used: str
    declared: str | None
    by: str


def decode(content: bytes, charset: str | None = None) -> Decoded:
    """The characters of *content*; never fails: what no encoding explains stands as U+FFFD.

    *charset* is what a server declared beside the file. It goes before what the file declares itself (HTML Standard,
    "determining the character encoding"), but as little as that against what the bytes cannot be.

    >>> decode("Адмиралтейство".encode("cp1251")).text
    'Адмиралтейство'
    >>> decode(b'<meta charset="utf-8"><p>\\x93heavy\\x94').used
    'cp1252'
    """
    declared = charset or _declared(content)
    for bom, name in _BOMS:
        if content.startswith(bom):
            return Decoded(content[len(bom) :].decode(name, "replace"), name, declared, "byte order mark")
    wide = zero_bytes(content[:65536])
    if wide:
        return Decoded(content.decode(wide, "replace"), wide, charset, "places of zero bytes")
    if b"\x1b$" in content or b"\x1b(" in content:
        try:
            return Decoded(content.decode("iso2022_jp"), "iso2022_jp", declared, "escape sequences")
        except UnicodeDecodeError:
            pass  # not Japanese mail: an escape character in a terminal's log
    try:
        return Decoded(content.decode("utf-8"), "utf-8", declared, "valid UTF-8")
    except UnicodeDecodeError:
        return _damaged_utf8(content, declared) or _legacy(content, charset)


def _declared(content: bytes) -> str | None:
    found = _DECLARED.search(content[:8192])
    return (found[1] or found[2]).decode("ascii").lower() if found else None


def _damaged_utf8(content: bytes, declared: str | None) -> Decoded | None:
    """UTF-8 with a few stray bytes, each read as windows-1252 reads it; None where it is not that."""
    text = content.decode("utf-8", "surrogateescape")
    stray = re.findall(r"[\udc80-\udcff]", text)
    if len(stray) * 4 > len(re.findall(r"[^\x00-\x7f\udc80-\udcff]", text)):
        return None
    text = re.sub(r"[\udc80-\udcff]", lambda m: _stray(ord(m[0]) - 0xDC00), text)
    return Decoded(text, "utf-8", declared, f"UTF-8 with {len(stray)} stray bytes read as windows-1252")


def _stray(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "replace")


def _legacy(content: bytes, charset: str | None) -> Decoded:
    sample = _sample(content)
    inside = _declared(content)
    for declared, by in ((charset, "declaration of the server"), (inside, "declaration")):
        claimed = _python_name(declared)
        if claimed and not claimed.startswith("utf") and _oddity(sample, claimed) < 0.1:
            return Decoded(content.decode(claimed, "replace"), claimed, charset or inside, by)
    best, by = _found(sample)
    return Decoded(content.decode(best, "replace"), best, charset or inside, by)


def _found(sample: bytes) -> tuple[str, str]:
    rival = min(_RIVALS, key=lambda name: _oddity(sample, name))
    guess = _guess(sample)
    if guess is None or _oddity(sample, rival) < _oddity(sample, guess) - 0.05:
        return rival, "likelihood of the words"
    if _same(sample, guess, "cp1252"):
        return "cp1252", "charset-normalizer"
    short = len(sample.translate(None, bytes(range(128)))) < _ENOUGH
    if short and guess not in _RIVALS and _oddity(sample, rival) < 0.1:
        return rival, "likelihood of the words"
    return guess, "charset-normalizer"


def _sample(content: bytes) -> bytes:
    pieces, size = [], 0
    for line in _HIGH_LINE.finditer(content):
        pieces.append(line[0])
        size += len(line[0])
        if size > _SAMPLE:
            break
    return b"".join(pieces)[: 2 * _SAMPLE]


def _guess(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return _python_name(best.encoding) if best else None


def _python_name(label: str | None) -> str | None:
    try:
        name = codecs.lookup(label or "").name
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name)


def _same(sample: bytes, one: str, other: str) -> bool:
    # charset-normalizer often names a sister of windows-1252 that reads every byte present alike.
    return one != other and sample.decode(one, "replace") == sample.decode(other, "replace")


def _oddity(sample: bytes, encoding: str) -> float:
    """How unlike writing the words with letters beyond ASCII look when read so: 0 is natural, 1 is noise."""
    words = _WORD.findall(sample.decode(encoding, "replace"))
    if not words:
        return 0.0
    odd = sum(_odd(word) for word in words)
    return odd / len(words)


def _odd(word: str) -> float:
    if "\ufffd" in word:
        return 1.5
    if _MIXED.search(word) or _UNLIKELY.search(word):
        return 1.0
    if _INNER_CASE.search(word) or _ACCENTS.search(word):
        return 1.0
    return 0.0 if _LETTER.search(word) else 0.1
