"""Which file of the pile an item of a list means, from the names and addresses that people and programs write."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from posixpath import normpath
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

_DRIVE = re.compile(r"^(?:file:/*)?(?:[A-Za-z]:)?/*")
_DOCUMENT = re.compile(r"#(\d{1,4})$")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_LONGEST = 1024

Named = tuple[str, int | None]
"""A file of the pile, and the rank of the one document in it that is meant (from 0; None for the whole file)."""


class Names:
    """The names of the files of a pile, as an item beside them may write them.

    >>> names = Names({"press/mail.html": "https://mail.example/3", "scans/page 1.txt": ""})
    >>> names.find("C:\\\\work\\\\press\\\\mail.html"), names.find("page%201.txt"), names.find("scans/page 1.txt#2")
    (('press/mail.html', None), ('scans/page 1.txt', None), ('scans/page 1.txt', 1))
    >>> names.find("absent.txt") is None, names.at("http://www.mail.example/3/")
    (True, ('press/mail.html', None))
    """

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._exact: dict[str, str] = {}
        self._tails: dict[str, list[str]] = defaultdict(list)  # by the last part of the name
        self._stems: dict[str, list[str]] = defaultdict(list)
        self._addresses: dict[str, list[str]] = defaultdict(list)
        for source, address in sorted(sources.items()):
            plain = _plain(source)
            self._exact.setdefault(plain, source)
            last = plain.rpartition("/")[2]
            self._tails[last].append(source)
            self._stems[_ENDING.sub("", last)].append(source)
            if address:
                self._addresses[_address(address)].append(source)

    def find(self, written: str, folder: str = "") -> Named | None:
        """The file that *written* names in a list that lies in *folder*; None where it names none, or two alike."""
        if not written.strip() or len(written) > _LONGEST:
            return None
        order = _DOCUMENT.search(written)
        if order and int(order[1]):
            whole = self._find(written[: order.start()], folder)
            if whole:
                return whole, int(order[1]) - 1
        found = self._find(written, folder)
        return (found, None) if found else None

    def _find(self, written: str, folder: str) -> str | None:
        for spelled in dict.fromkeys((written, unquote(written))):
            plain = _plain(spelled)
            for path in (normpath(f"{_plain(folder)}/{plain}") if folder else plain, normpath(plain)):
                if path in self._exact:
                    return self._exact[path]
            if found := self._by_tail(plain):
                return found
        return None

    def _by_tail(self, plain: str) -> str | None:
        """The one file whose path ends as the name does, as far as both go; endings may be left out of a bare name."""
        parts = [part for part in plain.split("/") if part not in ("", ".", "..")]
        if not parts:
            return None
        alike = self._tails.get(parts[-1], [])
        for part in range(len(parts)):
            tail = "/".join(parts[part:])
            fitting = [s for s in alike if _plain(s) == tail or _plain(s).endswith(f"/{tail}")]
            if fitting:
                return fitting[0] if len(fitting) == 1 else None
        bare = self._stems.get(parts[-1], []) if len(parts) == 1 and not _ENDING.search(parts[0]) else []
        return bare[0] if len(bare) == 1 else None

    def at(self, address: str) -> Named | None:
        """The one file that was captured from a web address."""
        found = self._addresses.get(_address(address), []) if address.strip() else []
        return (found[0], None) if len(found) == 1 else None


def _plain(name: str) -> str:
    # File systems and exports disagree on slashes, on capitals, and on how letters with marks are composed.
    return _DRIVE.sub("", normalize("NFC", name.strip().replace("\\", "/"))).casefold()


def _address(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address.strip()
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{unquote(parts.path).rstrip('/')}" + (f"?{parts.query}" if parts.query else "")
