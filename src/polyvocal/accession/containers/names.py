"""What members are called: a path inside the container that leads nowhere else, is text, and is no one else's."""

from __future__ import annotations

import re
from hashlib import sha256

from polyvocal.accession.containers import limits
from polyvocal.accession.decoding import decode

_DRIVE = re.compile(r"^[a-zA-Z]:")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_LATIN_OR_CYRILLIC = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_INNER = re.compile(r"[а-яё][А-ЯЁ]")


def safe(name: str) -> tuple[str, bool]:
    r"""A member's path without what would lead out of its container, and whether anything had to be changed.

    >>> safe("letters\\1916.txt")
    ('letters/1916.txt', False)
    >>> safe("../../etc/passwd"), safe("/etc/passwd"), safe("C:\\notes.txt")
    (('%2E%2E/%2E%2E/etc/passwd', True), ('etc/passwd', True), ('notes.txt', True))
    """
    plain = name.replace("\\", "/").encode("utf-8", "backslashreplace").decode("utf-8")
    bare = _DRIVE.sub("", plain)
    changed = bare != plain or bare.startswith("/")
    parts = []
    for part in bare.split("/"):
        if part == "..":
            parts.append("%2E%2E")
        elif part not in ("", "."):
            parts.append(_CONTROLS.sub(lambda found: f"%{ord(found[0]):02X}", part))
        changed = changed or part == ".." or bool(_CONTROLS.search(part))
    inner = "/".join(parts) or "unnamed"
    if len(inner) > limits.NAME:
        inner = f"{inner[: limits.NAME - 20]}~{sha256(inner.encode()).hexdigest()[:16]}"
        changed = True
    return inner, changed


def hidden(name: str) -> bool:
    """Whether a system hides the member: dot files, and the shadow folder that a Mac puts into archives.

    >>> hidden("__MACOSX/a/._b.txt"), hidden("a/b.txt"), hidden("../b.txt")
    (True, False, False)
    """
    return any((p.startswith(".") and p.strip(".")) or p == "__MACOSX" for p in name.replace("\\", "/").split("/"))


def name_in_bytes(name: bytes) -> str:
    """The name that *name* spells in an encoding that nobody declared: UTF-8, or that of an old system.

    >>> name_in_bytes("Письма/Приказ.txt".encode("cp866")), name_in_bytes("Übersicht.txt".encode("cp437"))
    ('Письма/Приказ.txt', 'Übersicht.txt')
    """
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # DOS and old Windows packers wrote the system's own set: 437 in the West, 866 in Russia; later ones 1251.
    for encoding in ("cp866", "cp1251", "koi8-r"):
        text = name.decode(encoding, "replace")
        words = [word for word in _LATIN_OR_CYRILLIC.findall(text) if not word.isascii()]
        whole = all(c.isascii() or c.isalpha() or c in "№–—«»" for c in text)
        if whole and words and not any(_MIXED.search(word) or _INNER.search(word) for word in words):
            return text
    for encoding in ("cp437", "cp1252"):
        text = name.decode(encoding, "replace")
        if all(c.isascii() or c.isalpha() for c in text):
            return text
    return decode(name).text


class Names:
    """The sources given inside one container: the second of one name gets a number."""

    def __init__(self) -> None:
        # Eight bytes a name, not the name: a container may have a million.
        self._given: set[int] = set()
        self._times: dict[int, int] = {}

    def own(self, source: str) -> str:
        """*source*, or its next numbered form where it was given out before.

        >>> names = Names()
        >>> [names.own("a.zip/b.txt") for _ in range(3)]
        ['a.zip/b.txt', 'a.zip/b.txt (2)', 'a.zip/b.txt (3)']
        """
        first = mark = _mark(source)
        chosen = source
        while mark in self._given:
            number = self._times[first] = self._times.get(first, 1) + 1
            chosen = f"{source} ({number})"
            mark = _mark(chosen)
        self._given.add(mark)
        return chosen


def _mark(source: str) -> int:
    return int.from_bytes(sha256(source.encode()).digest()[:8], "big")
