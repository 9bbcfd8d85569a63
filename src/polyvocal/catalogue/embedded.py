"""What a file says of itself outside its text, brought to the card: where the text is silent, or beside what it says.

The label of the place is the ground ("PDF Title"); the text itself is believed first. Pictures have their own reader.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import parseaddr, parsedate_to_datetime

from polyvocal.catalogue.languages import differ
from polyvocal.catalogue.names import same_name
from polyvocal.catalogue.sheet import Sheet
from polyvocal.terms import Container, Contributor, Description, Embedded, Entry, StatedDate, When
from polyvocal.terms.days import from_gregorian
from polyvocal.terms.description import DateRole, Role

_KEY = re.compile(r"[\w-]+$")
# What programs put in for want of a title, a name of a file, or of a machine.
_JUNK_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b.*|untitled\b.*|(?:new )?document\s*\d*|doc\s*\d+|слайд\s*\d*"
    r"|без названия.*"
    r"|документ\s*\d*|powerpoint presentation|slide\s*\d*|scan(?:ned)?(?:[\s_-]+(?:image|document|from .*))?[\s\d_.-]*"
    r"|img[\s_-]*\d+.*|dsc[\s_-]*\d+.*|page \d+|layout \d+|titre|title|unknown|none|null|https?://\S+"
    r"|[^\s]*\.(?:docx?|pdf|rtf|odt|txt|html?|indd|qxd|tiff?|jpe?g|png|pmd|fm|wpd|tex|dvi|ps|p65)|[\W\d_]*)$",
    re.I,
)
_JUNK_NAME = re.compile(
    r"^(?:user|admin(?:istrator)?|owner|author|unknown|none|null|anonymous|default|пользователь|админ\w*|автор|\w+-pc|pc"
    r"|saved by .*|<saved by .*|[\W\d_]*|hp|dell|lenovo|asus|acer|xerox.*|canon.*|scanner.*|.*\b(?:inc|ltd|gmbh)\.?)$",
    re.I,
)
_SHORTEST = 3
_PEOPLE: dict[str, Role] = {"author": "author", "creator": "author", "editor": "editor", "translator": "translator",
                            "publisher": "publisher"}  # fmt: skip
_DATES: dict[str, DateRole] = {"date": "published", "issued": "published", "published": "published"}
# Programs call themselves creators of what they write; who last pressed "save" wrote nothing.
_NEVER = frozenset(["pdf creator", "pdf producer", "docx lastmodifiedby"])
_LETTERS = ("mail", "mhtml")


def with_embedded(card: Description, sheet: Sheet) -> Description:
    """The card with what the file says of itself; of a file of several documents that speaks of the whole."""
    capture = sheet.record.capture
    if capture.media_type.startswith("image/"):
        return card
    part = sheet.record.order > 0 or (sheet.record.place[0], sheet.record.place[1]) != (0, len(sheet.captured))
    for said in capture.embedded:
        words = " ".join(said.value.split())
        if words and said.label.casefold() not in _NEVER:
            card = _with(card, said, words, sheet, part=part)
    return card


def _with(card: Description, said: Embedded, words: str, sheet: Sheet, *, part: bool) -> Description:
    prefix = said.label.casefold().partition(" ")[0]
    found = _KEY.search(said.label.casefold())
    key = found[0] if found else ""
    entry = Entry(words, None, said.label)
    if prefix in _LETTERS:
        key = {"subject": "title", "from": "author" if prefix == "mail" else ""}.get(key, key)
    if key == "title" and "/@" not in said.label:
        return _title(card, entry, part=part)
    if key in _PEOPLE:
        return _person(card, entry, _PEOPLE[key])
    if key in _DATES or said.label == "WARC WARC-Date":
        role = "captured" if prefix == "warc" else "written" if prefix == "mail" else _DATES[key]
        return card if prefix == "http" else _dated(card, entry, role, sheet)
    if key == "rights":
        return _one(card, "rights", entry)
    if key == "language" and re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", words):
        if card.language is None:
            return replace(card, language=entry)
        return _vary(card, "language", entry) if differ(words, card.language.value) else card
    return card


def _title(card: Description, entry: Entry, *, part: bool) -> Description:
    if _JUNK_TITLE.match(entry.value) or len(entry.value) < _SHORTEST:
        return card
    if part:
        held = card.container.title
        if held is None and card.container == Container():
            return replace(card, container=Container(title=entry))
        return card if held is None or _alike(held.value, entry.value) else _vary(card, "container", entry)
    if card.title is None or card.title_supplied:
        return replace(card, title=entry, title_supplied=False)
    return card if _alike(card.title.value, entry.value) else _vary(card, "title", entry)


def _person(card: Description, entry: Entry, role: Role) -> Description:
    name = parseaddr(entry.value)[0] or entry.value if "@" in entry.value else entry.value
    if _JUNK_NAME.match(name) or len(name) < _SHORTEST or "@" in name:
        return card
    entry = replace(entry, value=name)
    held = [c.name for c in card.contributors if c.role == role]
    if any(_alike(known.value, name) or same_name(known.value, name) for known in held):
        return card
    # Names that came from the same place stand together; other grounds are only set beside the text's.
    if all(known.by == entry.by for known in held):
        made = Contributor(entry, role, "body" if role == "publisher" else "person")
        return replace(card, contributors=(*card.contributors, made))
    return _vary(card, role, entry)


def _dated(card: Description, entry: Entry, role: DateRole, sheet: Sheet) -> Description:
    when = _when(entry.value, sheet)
    if when is None:
        return card
    held = [d for d in card.dates if d.role == role or {d.role, role} == {"published", "first published"}]
    if not held:
        return replace(card, dates=(*card.dates, StatedDate(role, entry, when)))
    same = any((d.when.edtf or "").startswith(when.value) or when.value.startswith(d.when.edtf or "-") for d in held)
    return card if same else _vary(card, role, entry)


def _when(words: str, sheet: Sheet) -> When | None:
    """The day that a machine wrote, by ISO 8601 or as a letter's header (RFC 5322); words by the readers of dates."""
    iso = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T|\s|$)", words)
    if iso:
        value = "-".join(part for part in iso.groups() if part)
    else:
        try:
            value = parsedate_to_datetime(words).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            read = [w for w in sheet.read_dates(words) if w.type == "DATE" and w.edtf and w.earliest and not w.anchor]
            return replace(read[0], locus=None) if read else None
    year, month, day = (int(part) for part in (*value.split("-"), "0", "0")[:3])
    try:
        first = from_gregorian(year, month or 1, day or 1)
        last = first if day else _end(year, month)
    except (ValueError, IndexError):
        return None
    return When(words, None, "DATE", value, value, first, last, ground="said by the file", rule="embedded 1")


def _end(year: int, month: int) -> int:
    following = (year, month + 1) if 0 < month < 12 else (year + 1, 1)
    return from_gregorian(*following, 1) - 1


def _one(card: Description, field: str, entry: Entry) -> Description:
    held: Entry | None = getattr(card, field)
    if held is None:
        return replace(card, **{field: entry})  # type: ignore[arg-type]
    return card if _alike(held.value, entry.value) else _vary(card, field, entry)


def _vary(card: Description, field: str, entry: Entry) -> Description:
    if any(name == field and _alike(known.value, entry.value) for name, known in card.variants):
        return card
    return replace(card, variants=(*card.variants, (field, entry)))


def _alike(a: str, b: str) -> bool:
    """Whether one value holds the words of the other, whatever their order and stops."""
    first, second = (set(re.findall(r"\w+", value.casefold())) for value in (a, b))
    return bool(first and second) and (first <= second or second <= first)
