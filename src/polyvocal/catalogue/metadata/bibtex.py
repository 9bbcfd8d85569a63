"""BibTeX and BibLaTeX lists, read by bibtexparser (MIT)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyvocal.catalogue.metadata.item import Item, Said, people

# Fields after the BibTeX manual (Patashnik, "BibTeXing", 1988), BibLaTeX (Kime et al.), JabRef and Zotero.
_FIELDS = {
    "title": "title", "author": "author", "editor": "editor", "translator": "translator", "publisher": "publisher",
    "institution": "publisher", "organization": "publisher", "journal": "container", "journaltitle": "container",
    "booktitle": "container", "volume": "volume", "number": "number", "issue": "number", "pages": "pages",
    "series": "series", "language": "language", "langid": "language", "copyright": "rights", "rights": "rights",
    "license": "rights", "origdate": "first published", "urldate": "captured", "library": "source_copy",
    "archive": "source_copy",
}  # fmt: skip
_PEOPLE = frozenset(["author", "editor", "translator"])
_LEFT_OUT = frozenset(["file", "url", "abstract", "year", "month", "day", "date", "subtitle", "keywords", "timestamp",
                       "bdsk-url-1", "shorttitle", "pdf", "local-url", "owner", "groups", "crossref"])  # fmt: skip
_AND = re.compile(r"\s+and\s+", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PART = re.compile(r"(?<!\\);")
_COLON = re.compile(r"(?<!\\):(?![/\\])")


def read(text: str) -> Iterator[Item]:
    """The entries of a list; what the library cannot parse is passed over."""
    import logging

    from bibtexparser.entrypoint import parse_string as parse
    from bibtexparser.middlewares import LatexDecodingMiddleware

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse(text, append_middleware=[LatexDecodingMiddleware()])
    raw = {e.key: e for e in parse(text).entries}
    for entry in library.entries:
        held = {field.key.lower(): str(field.value) for field in entry.fields}
        # Decoding takes backslashes for commands: names of files are read as they stand.
        original = raw.get(entry.key)
        plain = {f.key.lower(): str(f.value) for f in original.fields} if original else held
        names = tuple(_files(plain.get("file", "") or plain.get("pdf", "") or plain.get("local-url", "")))
        said = tuple(_said(held))
        yield Item(entry.key, "field", names, tuple(plain[k] for k in ("url",) if plain.get(k)), said)


def _said(held: dict[str, str]) -> Iterator[Said]:
    for key, words in held.items():
        if key in _PEOPLE:
            yield Said(key, key, people(n.strip("{}") for n in _AND.split(words) if n.lower() != "others"))
        elif key == "title":
            whole = f"{words}: {held['subtitle']}" if held.get("subtitle") else words
            yield Said(key, "title", _unbraced(whole))
        elif key not in _LEFT_OUT:
            yield Said(key, _FIELDS.get(key, "label"), _unbraced(words))
    if date := _date(held):
        yield Said("date" if held.get("date") else "year", "published", date)


def _unbraced(words: str) -> str:
    return words.replace("{", "").replace("}", "")


def _date(held: dict[str, str]) -> str:
    if held.get("date"):
        return held["date"]
    year = _unbraced(held.get("year", "")).strip()
    month = _unbraced(held.get("month", "")).strip().lower()
    number = month.zfill(2) if month.isdigit() else ""
    for n, name in enumerate(_MONTHS, 1):
        if month.startswith(name):
            number = f"{n:02}"
    if not re.fullmatch(r"\d{4}", year) or not number:
        return year
    day = _unbraced(held.get("day", "")).strip()
    return f"{year}-{number}-{day.zfill(2)}" if day.isdigit() else f"{year}-{number}"


def _files(value: str) -> Iterator[str]:
    """The paths in a file field: "description:path:type" of JabRef and Zotero, or a plain path.

    >>> list(_files("Full text:files/3/a b.pdf:application/pdf;Page:files/4/x.html:text/html"))
    ['files/3/a b.pdf', 'files/4/x.html']
    >>> list(_files(r":C\\:\\\\Papers\\\\a.pdf:PDF"))
    ['C:\\\\Papers\\\\a.pdf']
    >>> list(_files("scans/a.txt"))
    ['scans/a.txt']
    """
    for one in _PART.split(value):
        parts = [re.sub(r"\\([:;\\{}_])", r"\1", part) for part in _COLON.split(one.strip())]
        if len(parts) >= 3:
            yield ":".join(parts[1:-1])
        elif parts[0] or len(parts) > 1:
            yield next(part for part in reversed(parts) if part) if any(parts) else ""
