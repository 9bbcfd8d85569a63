"""Citations of a record or a passage, in the forms that reference managers and footnotes take.

What is cited is the document as catalogued (author, title, where and when it appeared, the copy it was taken from);
the address is that of the passage in this library. The web capture is never cited as the original.
"""

from __future__ import annotations

import json

from polyvocal.holdings.views import Card
from polyvocal.reading_room.chicago import note
from polyvocal.reading_room.reference import Person, Reference, day_of, reference
from polyvocal.terms import Locus, PolyvocalError, Record, Statement

STYLES = {"bibtex": "BibTeX", "ris": "RIS", "csl-json": "CSL-JSON", "chicago": "Chicago note"}
ENDINGS = {"bibtex": "bib", "ris": "ris", "csl-json": "json", "chicago": "txt"}

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LATEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "{}&%$#_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def cite(
    described: Record | Card, locus: Locus | None = None, style: str = "bibtex", *, address: str = "", voice: str = ""
) -> str:
    """The citation of a record, or of the passage *locus* in it, in one of `STYLES`.

    *address* is the lasting address of the record or passage in this library, "" where it has none; *voice* names
    whose words or report the passage gives, where that is not the author.

    >>> from polyvocal.holdings.views import Card
    >>> card = Card("r1", "At Sea", False, ("Ann Lee",), "1916-06-03", None, "newspaper article", "The Mail", "en", "",
    ...             "a.txt", 0, 9, "open", 0)
    >>> cite(card, style="chicago")
    'Ann Lee, “At Sea,” The Mail, June 3, 1916; record r1.'
    """
    known = reference(described, locus)
    if style == "bibtex":
        return _bibtex(known, address)
    if style == "ris":
        return _ris(known, address)
    if style == "csl-json":
        return json.dumps([_csl(known, address)], ensure_ascii=False, indent=2) + "\n"
    if style == "chicago":
        return note(known, address, voice)
    raise PolyvocalError(f"no citation style {style!r}; there are: {', '.join(STYLES)}")


def cite_statement(record: Record, statement: Statement, style: str = "chicago", *, address: str = "") -> str:
    """The citation of a statement: its first passage and, where another than the author is heard in it, who that is."""
    inner = statement.attribution[-1].name if len(statement.attribution) > 1 else ""
    return cite(record, statement.loci[0] if statement.loci else None, style, address=address, voice=inner)


def _note(known: Reference) -> str:
    """What no field of a reference manager holds: the version, the copy used, the place in this library."""
    parts = [
        f"{known.version_of}" if known.version_of else "",
        f"Source copy: {known.source_copy}" if known.source_copy else "",
        f"Record {known.id}" + (f", {known.pinpoint}" if known.pinpoint else ""),
        f"Quoted: “{_brief(known.quotation)}”" if known.quotation else "",
    ]
    return ". ".join(part.rstrip(". ") for part in parts if part)


def _brief(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 240 else words[:240].rsplit(" ", 1)[0] + " […]"


def _bibtex(known: Reference, address: str) -> str:
    kind = known.types[1]
    day = known.day
    fields = {
        "author": " and ".join(_bibtex_name(p) for p in known.authors),
        "title": f"{{{known.shown_title.translate(_LATEX)}}}",
        "journal" if kind == "article" else "booktitle" if kind == "incollection" else "howpublished":
            known.container.translate(_LATEX),
        "volume": known.volume.translate(_LATEX),
        "number": known.number.translate(_LATEX),
        "pages": known.pages.translate(_LATEX).replace("–", "--"),
        "year": str(day[0]) if day else "",
        "date": known.edtf,
        "editor": " and ".join(_bibtex_name(p) for p in known.editors),
        "translator": " and ".join(_bibtex_name(p) for p in known.translators),
        "publisher": known.publisher.translate(_LATEX),
        "langid": known.language,
        "url": address,
        "note": _note(known).translate(_LATEX),
    }  # fmt: skip
    lines = [f"  {field} = {{{value}}}," for field, value in fields.items() if value]
    if len(day) > 1:
        lines.insert(-1, f"  month = {_MONTHS[day[1] - 1]},")
    return "\n".join([f"@{kind}{{{known.id},", *lines, "}", ""])


def _bibtex_name(person: Person) -> str:
    if person.family:
        return person.turned.translate(_LATEX)
    return f"{{{person.whole.translate(_LATEX)}}}"


def _ris(known: Reference, address: str) -> str:
    first, _, last = known.pages.replace("–", "-").partition("-")
    day = known.day
    fields = [
        ("TY", known.types[2]),
        *(("AU", person.turned) for person in known.authors),
        ("TI", known.shown_title),
        ("T2", known.container),
        ("VL", known.volume),
        ("IS", known.number),
        ("SP", first.strip()),
        ("EP", last.strip()),
        ("PY", str(day[0]) if day else ""),
        ("DA", "/".join([f"{day[0]:04d}", *(f"{part:02d}" for part in day[1:])]) if day else ""),
        *(("A2", person.turned) for person in known.editors),
        *(("A4", person.turned) for person in known.translators),
        ("PB", known.publisher),
        ("M3", known.genre),
        ("LA", known.language),
        ("UR", address),
        ("N1", _note(known)),
        ("ID", known.id),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def _csl(known: Reference, address: str) -> dict[str, object]:
    archived = known.types[0] in ("manuscript", "personal_communication", "graphic")
    item: dict[str, object] = {
        "id": known.id,
        "type": known.types[0],
        "title": known.shown_title,
        "author": [_csl_name(p) for p in known.authors],
        "translator": [_csl_name(p) for p in known.translators],
        "editor": [_csl_name(p) for p in known.editors],
        "container-title": known.container,
        "volume": known.volume,
        "issue": known.number,
        "page": known.pages,
        "issued": _csl_date(known),
        "language": known.language,
        "publisher": known.publisher,
        "genre": known.genre,
        "source": "" if archived else known.source_copy,
        "archive": known.source_copy if archived else "",
        "URL": (known.address if known.types[0] in ("webpage", "post-weblog") else "") or address,
        "note": _note(known),
    }
    return {field: value for field, value in item.items() if value}


def _csl_name(person: Person) -> dict[str, str]:
    if person.family:
        return {"family": person.family, "given": person.given}
    return {"literal": person.whole}


def _csl_date(known: Reference) -> dict[str, object]:
    if not known.day:
        return {}
    first, _, last = known.edtf.partition("/")
    ends = [list(day_of(edtf)) for edtf in (first, last) if day_of(edtf)]
    doubtful = {"circa": True} if first[-1:] in ("~", "?", "%") else {}
    return {"date-parts": ends, **doubtful}
