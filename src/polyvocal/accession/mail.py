"""A letter sent by electronic mail (RFC 5322): its head, its words, what it quotes, and what is attached to it."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from polyvocal.accession.decoding import decode
from polyvocal.accession.edits import settle, trim
from polyvocal.accession.extract import Extract, Stretch, Unreadable
from polyvocal.accession.pages import read_page
from polyvocal.accession.repairs import repairs
from polyvocal.terms import Alignment, Edit, Embedded, Mark

_HEAD = ("From", "To", "Cc", "Date", "Subject")
_EMBEDDED = (*_HEAD, "Reply-To", "Message-ID", "In-Reply-To", "List-Id", "Organization", "Newsgroups")
_PARTS = 500
"""Parts of one letter that are looked at; real ones have a handful, hostile ones thousands."""
_FIELD = 8_000
"""Characters of one field of the head that are looked at: the longest real ones name a few hundred receivers."""
# RFC 3676, 4.3 and 4.5: a quoted line begins with ">", the line before a signature is "-- ".
_QUOTED = re.compile(r"^(?:[ \t]?>(?!From ).*(?:\n|\Z))+", re.M)
_SIGNATURE = re.compile(r"^-- ?\n(?:.*\n?){0,12}\Z", re.M)
# Line ends and page ends that str.splitlines knows and a letter's own lines must not be cut at.
_LINE_END = re.compile(r"\r\n?")
# What belongs to the carriage of a letter, not to what was sent with it.
_SEALS = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "text/x-vcard")


@dataclass(frozen=True, slots=True)
class Attached:
    """One thing sent with a letter; *shown_within* says that the letter's own text shows it (a picture, a seal)."""

    name: str
    content: bytes
    shown_within: bool


def read(content: bytes) -> Extract:
    r"""The words of one letter, headed by who wrote it to whom, when, and on what.

    >>> extract = read(b"From: a@example.org\nSubject: The fleet\nDate: Wed, 31 May 1916 09:00 +0000\n\nIt sailed.\n")
    >>> extract.text
    'From: a@example.org\nDate: Wed, 31 May 1916 09:00 +0000\nSubject: The fleet\n\nIt sailed.'
    >>> [e.label for e in extract.embedded]
    ['mail From', 'mail Date', 'mail Subject']
    """
    letter = parsed(content)
    bodies, losses = _bodies(letter)
    head = [f"{name}: {value}" for name in _HEAD if (value := said(letter, name))]
    body = "\n\n".join(bodies)
    if not head and not body:
        raise Unreadable("a letter (e-mail) with no words in it")
    text = "\n\n".join(part for part in ("\n".join(head), body) if part)
    edits = tuple(trim(text, (0, len(text)), settle(repairs(text))))
    stretch = Stretch((0, len(text)), edits, marks=_marks(text, len(text) - len(body), edits))
    embedded = tuple(Embedded(f"mail {name}", value) for name in _EMBEDDED if (value := said(letter, name)))
    return Extract((stretch,), text, f"Python email {platform.python_version()}", embedded, losses)


def _marks(text: str, body: int, edits: tuple[Edit, ...]) -> tuple[Mark, ...]:
    found = [(m.start(), m.end(), "quoted reply") for m in _QUOTED.finditer(text, body)]
    if signature := _SIGNATURE.search(text, max(body, len(text) - 2000)):
        found = [mark for mark in found if mark[1] <= signature.start()]
        found.append((signature.start(), signature.end(), "signature"))
    aligned = Alignment(text, (0, len(text)), edits)
    marks = [(*aligned.to_reading(start, end), rule) for start, end, rule in found]
    return tuple(Mark(start, end, "furniture", rule) for start, end, rule in marks if start < end)


def parsed(content: bytes) -> Message:
    """The parts of a letter; broken ones are taken as far as they go, as RFC 5322 asks of programs."""
    try:
        return BytesParser().parsebytes(content)
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError) as error:
        raise Unreadable(f"a letter (e-mail): its parts cannot be told apart ({error})") from None


def said(message: Message, name: str) -> str:
    """The first field of that name in plain characters, on one line; "" where there is none.

    >>> said(parsed(b"Subject: =?koi8-r?B?8NLJy8Ha?= No. 5\\n\\n"), "Subject")
    'Приказ No. 5'
    """
    raw = next((str(value) for field, value in message.raw_items() if field.lower() == name.lower()), "")
    raw = " ".join(raw[:_FIELD].split())
    if not raw.isascii():
        raw = decode(raw.encode("utf-8", "surrogateescape")).text
    if "=?" not in raw:
        return raw
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError):
        return raw
    return " ".join("".join(_plain(words, charset) for words, charset in pieces).split())


def _plain(words: bytes | str, charset: str | None) -> str:
    if isinstance(words, str):
        return words
    return _decoded(words, charset)


def _decoded(content: bytes, charset: str | None) -> str:
    """By the charset that is declared where it fits every byte, else by what the bytes look like."""
    try:
        if charset:
            return content.decode(charset)
    except (UnicodeError, LookupError, ValueError):
        pass
    return decode(content).text


def moment(message: Message) -> str | None:
    """The Date field as an ISO date-time; None where it is none."""
    try:
        return parsedate_to_datetime(said(message, "Date")).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def body_bytes(part: Message) -> bytes:
    """The bytes of one part without their coding for the mail."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, TypeError):
        content = None
    return content if isinstance(content, bytes) else b""


def _bodies(letter: Message) -> tuple[list[str], tuple[str, ...]]:
    """The texts of a letter in order; of two forms of one text the plain one."""
    bodies: list[str] = []
    losses: list[str] = []
    for part in _own_texts(letter):
        words = _decoded(body_bytes(part), part.get_content_charset())
        if part.get_content_type() == "text/html":
            words = "\n\n".join(Alignment(words, s.place, s.edits).text for s in read_page(words))
        words = _LINE_END.sub("\n", words).strip("\n ")
        if words:
            bodies.append(words)
    if sum(1 for _ in _walk(letter, _PARTS + 1)) > _PARTS:
        losses.append(f"more than {_PARTS} parts: the rest were not looked at")
    return bodies, tuple(losses)


def _own_texts(part: Message, depth: int = 0) -> Iterator[Message]:
    if depth > 20:
        return
    if part.get_content_type() == "multipart/alternative" and part.is_multipart():
        choices = [text for child in _children(part) for text in [list(_own_texts(child, depth + 1))] if text]
        plain = [c for c in choices if all(p.get_content_type() == "text/plain" and body_bytes(p).strip() for p in c)]
        yield from (plain or choices or [[]])[0]
    elif part.get_content_maintype() == "multipart" and part.is_multipart():
        for child in _children(part):
            yield from _own_texts(child, depth + 1)
    elif part.get_content_type() in ("text/plain", "text/html") and not _is_attached(part):
        yield part


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)][:_PARTS] if isinstance(payload, list) else []


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError):
        return ""
    if not name:
        return ""
    # Names are packed like fields, or stand there in bare bytes.
    holder = Message()
    holder["Subject"] = " ".join(name.split())
    return said(holder, "Subject").replace("/", "_").replace("\\", "_")


def _walk(part: Message, left: int) -> Iterator[Message]:
    """Parts, but none of a letter inside the letter."""
    stack = [part]
    while stack and left:
        one = stack.pop()
        left -= 1
        if one.get_content_maintype() == "multipart" and one.is_multipart():
            stack.extend(reversed(_children(one)))
        else:
            yield one


def attachments(content: bytes) -> Iterator[Attached]:
    """What is attached to a letter, in order; nothing where it cannot be told apart."""
    try:
        letter = parsed(content)
    except Unreadable:
        return
    own = {id(part) for part in _own_texts(letter)}
    for number, part in enumerate(_walk(letter, _PARTS), 1):
        kind = part.get_content_type()
        if id(part) in own or (part is letter and kind.startswith("text/")):
            continue
        if kind == "message/rfc822" and part.is_multipart():
            inner = _children(part)
            if inner:
                name = _file_name(part) or f"{said(inner[0], 'Subject')[:80].replace('/', '_') or 'letter'}.eml"
                yield Attached(name, inner[0].as_bytes(), False)
            continue
        if kind in ("text/plain", "text/html") and not _is_attached(part):
            continue  # the other form of a text that was read
        held = body_bytes(part)
        if held.strip():
            within = kind in _SEALS or (part.get_content_maintype() == "image" and bool(part["Content-ID"]))
            yield Attached(_file_name(part) or f"attachment-{number}", held, within)
