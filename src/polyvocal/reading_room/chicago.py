"""Notes in the manner of The Chicago Manual of Style, 18th ed. (2024), chapter 13 (notes) and 14 (kinds of sources).

What is cited is the original as catalogued. Behind it stand, parted by semicolons, what it is a version of, the copy
it was taken from, the record of this library, and last of all when and whence the file was captured.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from polyvocal.reading_room.reference import Person, Reference
from polyvocal.reading_room.wording import MONTHS

_MOST_NAMES, _FIRST_NAMES = 6, 3  # a note without a bibliography names up to six, else the first three
_ENDED = re.compile(r"[?!…]['’”\"»)]*$")
_ITALIC = frozenset({"book", "pamphlet", "report", "graphic"})  # whole works: titles without quotation marks
_PRINTED = frozenset({"book", "pamphlet", "report", "chapter"})  # imprint in brackets
_PERIODICAL = frozenset({"article-newspaper", "article-magazine", "article-journal", "post-weblog", "webpage"})
_WEB = frozenset({"webpage", "post-weblog"})
_UNNUMBERED = frozenset({"webpage", "post-weblog", "article-journal"})


def note(known: Reference, address: str = "", voice: str = "") -> str:
    """The note of a record or passage; *address* is its place in this library, *voice* whose words the passage gives.

    >>> from polyvocal.reading_room.reference import Person, Reference
    >>> lee = Person("Ann Lee", "Lee", "Ann")
    >>> note(Reference("r1", "Who won?", False, (lee,), container="The Mail", edtf="1916-06-03",
    ...                types=("article-newspaper", "article", "NEWS"), pinpoint="3"))
    'Ann Lee, “Who won?” The Mail, June 3, 1916, 3; record r1.'
    """
    opening = (f"{voice}, as reported in " if voice else "") + proper(known)
    kind = known.types[0]
    captured = f"captured {_captured(known)}" if known.captured or known.address else ""
    behind = [
        known.version_of,
        f"source copy: {known.source_copy}" if known.source_copy and not _archived(known) else "",
        f"record {known.id}",
        address,
        "" if kind in _WEB and not known.captured else captured,
    ]
    told = "; ".join(
        word.strip(" ;") if word.endswith("n.d.") else word.strip(" .;") for word in (opening, *behind) if word
    )
    return told if told.endswith("n.d.") else f"{told}."


def proper(known: Reference) -> str:
    """The note proper, without what this library adds to it."""
    return _joined(_parts(known))


def _captured(known: Reference) -> str:
    day = spoken_day(known.captured[:10]) if known.captured else ""
    whence = f"from {known.address}" if known.address and known.types[0] not in _WEB else ""
    return " ".join(filter(None, (day, whence)))


def _parts(known: Reference) -> list[str]:
    """The parts of the note proper, each to be followed by a comma."""
    heads, role = _heads(known)
    parts = [listed(heads) + role, _title(known), known.genre, *_hands(known, role), _within(known)]
    parts += _when(known)
    parts.append(known.source_copy if _archived(known) else "")
    parts.append(known.address if known.types[0] in _WEB else "")
    return [part for part in parts if part]


def _heads(known: Reference) -> tuple[Sequence[Person], str]:
    """Who stands first, and in which role where it is not the author."""
    if known.authors or known.types[0] == "chapter":
        return known.authors, ""
    if known.editors:
        return known.editors, ", eds." if len(known.editors) > 1 else ", ed."
    return known.translators, ", trans." if known.translators else ""


def _hands(known: Reference, heading: str) -> list[str]:
    """Editors and translators, but those who stand first; who edited a newspaper is not told with its items."""
    kind = known.types[0]
    if kind == "chapter":
        return []
    edited = (kind not in _PERIODICAL or kind == "webpage") and not heading.startswith(", ed")
    return [
        _by("ed.", known.editors) if edited else "",
        _by("trans.", known.translators) if heading != ", trans." else "",
    ]


def _when(known: Reference) -> list[str]:
    """The imprint or the day, and the page; an issue of a journal has told them already."""
    kind = known.types[0]
    if kind in _PRINTED:
        return ["(" + ", ".join(word for word in (known.publisher, year(known)) if word) + ")", known.pinpoint]
    if kind == "article-journal" and (known.volume or known.number):
        return []
    undated = "" if kind in _WEB and known.address else "n.d."
    return [spoken_day(known.edtf) or undated, known.pinpoint or _own_pages(known)]


def _title(known: Reference) -> str:
    title = known.shown_title
    if title.startswith("[") or (known.types[0] in _ITALIC and not known.container):
        return title
    return f"“{inner_quotes(title.rstrip('.') if not title.endswith('..') else title)}”"


def inner_quotes(title: str) -> str:
    """A title to stand in quotation marks: its own become single (CMOS 6.9 ff.).

    >>> inner_quotes('He said “no” to "peace"')
    'He said ‘no’ to ‘peace’'
    """
    title = re.sub(r'(?<![\w\'’.,!?])"(?=\S)', "‘", title).replace('"', "’")
    return title.replace("“", "‘").replace("”", "’")


def _within(known: Reference) -> str:
    kind, container = known.types[0], known.container
    if not container:
        return ""
    if kind == "article-journal" and (known.volume or known.number):
        volume = f" {known.volume}" if known.volume else ""
        number = f", no. {known.number}" if known.number else ""
        where = known.pinpoint or chicago_range(known.pages)
        return f"{container}{volume}{number} ({journal_day(known)})" + (f": {where}" if where else "")
    if kind in _PERIODICAL:
        issue = [] if kind in _UNNUMBERED else [
            f"vol. {known.volume}" if known.volume else "", f"no. {known.number}" if known.number else "",
        ]  # fmt: skip
        return ", ".join(word for word in (container, *issue) if word)
    volume = f", vol. {known.volume}" if known.volume and kind == "chapter" else ""
    edited = f", {_by('ed.', known.editors)}" if known.editors and kind == "chapter" else ""
    translated = f", {_by('trans.', known.translators)}" if known.translators and kind == "chapter" else ""
    return f"in {container}{volume}{edited}{translated}"


def _own_pages(known: Reference) -> str:
    # A page is all that leads to an item in a newspaper; Chicago leaves it out where an edition has many.
    paged = known.types[0] in ("article-newspaper", "article-magazine", "article-journal")
    return chicago_range(known.pages) if paged else ""


def _archived(known: Reference) -> bool:
    """Whether the copy is the document itself in its archive, and so belongs to the note proper."""
    return known.types[0] in ("manuscript", "personal_communication", "graphic")


def _by(role: str, people: Sequence[Person]) -> str:
    return f"{role} {listed(people)}" if people else ""


def listed(people: Sequence[Person]) -> str:
    """Names as a note lists them.

    >>> listed([Person("Lee, Ann", "Lee", "Ann"), Person("Admiralty", body=True), Person("J. Kos", "Kos", "J.")])
    'Ann Lee, Admiralty, and J. Kos'
    """
    names = [f"{p.given} {p.family}" if p.family else p.whole for p in people]
    if len(names) > _MOST_NAMES:
        return ", ".join([*names[:_FIRST_NAMES], "et al."])
    return ", and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 2 else " and ".join(names)


def _joined(parts: Sequence[str]) -> str:
    """Parts with their commas; inside closing quotation marks, and none behind a question or exclamation mark."""
    out = ""
    for part in parts:
        if out.endswith("”") and not part.startswith("("):
            out = out + " " if _ENDED.search(out) else out[:-1] + ",” "
        elif out:
            out += " " if part.startswith("(") else ", "
        out += part
    return out


def year(known: Reference) -> str:
    """The year of a printed work, "n.d." where it bears none."""
    found = re.match(r"(\d{4})[^~?%/]*([~?%]?)", known.edtf)
    return spoken_day(found[1] + found[2]) if found else known.edtf or "n.d."


def journal_day(known: Reference) -> str:
    """The year of a journal's issue, and its month where volume and number do not place it."""
    if known.volume and known.number:
        return year(known)
    return spoken_day(known.edtf[:7]) if known.edtf else "n.d."


_DAY = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")


def spoken_day(edtf: str) -> str:
    """A date as Chicago writes it; what has no plain words stays EDTF.

    >>> spoken_day("1916-06-03"), spoken_day("1916-06"), spoken_day("1916~"), spoken_day("1916-05-31/1916-06-01")
    ('June 3, 1916', 'June 1916', '[1916?]', 'May 31–June 1, 1916')
    """
    first, stroke, last = edtf.partition("/")
    if stroke and first and last:
        one, other = spoken_day(first), spoken_day(last)
        same_year = one.rsplit(" ", 1)[-1] == other.rsplit(" ", 1)[-1]
        same_month = first[:7] == last[:7] and len(first) == len(last) == 10
        if same_month:
            return f"{one.partition(',')[0]}–{int(last[8:])}, {last[:4]}"
        return f"{one.rpartition(' ')[0].rstrip(',')}–{other}" if same_year and "-" in first else f"{one}–{other}"
    found = _DAY.fullmatch(edtf)
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return edtf
    year, month, day, doubt = found.groups()
    year = year.lstrip("0") or year
    spoken = year if not month else f"{MONTHS[int(month) - 1]} {year}"
    if day:
        spoken = f"{MONTHS[int(month) - 1]} {int(day)}, {year}"
    return f"[{spoken}?]" if doubt else spoken


def chicago_range(pages: str) -> str:
    """A range of pages shortened as Chicago does (CMOS 9.63).

    >>> [chicago_range(pages) for pages in ("201-225", "100-104", "1103-1104", "3–5", "1496-1504", "71", "iv-vi")]
    ['201–25', '100–104', '1103–4', '3–5', '1496–1504', '71', 'iv–vi']
    """
    found = re.fullmatch(r"(\d+) ?[-–—] ?(\d+)", pages)
    if not found or len(found[1]) != len(found[2]):
        return re.sub(r"(?<=\w) ?[-—] ?(?=\w)", "–", pages)
    first, last = found[1], found[2]
    if len(first) < 3 or int(first) % 100 == 0:
        return f"{first}–{last}"
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(first) - 1)
    if int(first) % 100 < 10:
        return f"{first}–{last[same:]}"
    # Two digits at least; all of four where three of them change.
    return f"{first}–{last}" if len(first) == 4 and same < 2 else f"{first}–{last[min(same, len(last) - 2) :]}"
