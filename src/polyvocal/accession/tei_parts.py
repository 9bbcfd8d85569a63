"""Where the records of a TEI file begin: its letters, articles or chapters, its texts, the editions of a corpus."""

from __future__ import annotations

from dataclasses import dataclass, field

from polyvocal.accession.xml_edits import Token, Walk, attributes, value

# Types of divisions that are documents of their own or chapters of a volume, as the Guidelines' examples and large
# editions name them; "textpart" (EpiDoc, Perseus) says in its subtype what it is.
_TYPES = frozenset(
    ("letter", "article", "chapter", "book", "document", "speech", "entry", "diaryentry", "diary_entry", "diary-entry",
     "news", "newsitem", "report", "telegram", "essay", "poem", "story", "interview", "review", "advertisement",
     "editorial", "protocol", "session", "preface", "introduction", "appendix", "notes", "chap", "part", "item")
)  # fmt: skip
_HOLDERS = frozenset(("edition", "translation", "volume", "collection", "letters", "issue", "texts"))


@dataclass(slots=True)
class _Division:
    start: int
    type: str
    inside: list[_Division] = field(default_factory=list)


def parts(text: str) -> list[int]:
    """Offsets of the tags with which a record begins; empty where the file is one record.

    >>> body = "<TEI><text><body><div type='letter'>a</div><div type='letter'>b</div></body></text></TEI>"
    >>> [body[at : at + 19] for at in parts(body)]
    ["<div type='letter'>", "<div type='letter'>"]
    """
    reader = _Outline(text)
    starts = [*reader.texts] if len(reader.texts) > 1 else []
    for body in reader.bodies:
        divisions = body.inside
        while len(divisions) == 1 and (divisions[0].type in _HOLDERS or len(divisions[0].inside) > 1):
            divisions = divisions[0].inside
        typed = [division.start for division in divisions if division.type in _TYPES]
        if len(typed) > 1:
            starts += [*(division.start for division in divisions), *reader.backs]
    return sorted(set(starts))


class _Outline:
    """The bodies of a file with their divisions, two levels deep where needed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.texts: list[int] = []
        self.bodies: list[_Division] = []
        self.backs: list[int] = []
        self._open: list[_Division | None] = []
        path: list[str] = []
        for token in Walk(text):
            if token.kind == "open":
                self._opened(token, path)
                path.append(token.name)
            elif token.kind == "close":
                path.pop()
                self._open.pop()

    def _opened(self, token: Token, path: list[str]) -> None:
        name = token.name
        division = None
        if name in ("TEI", "TEI.2") or (name == "text" and path and path[-1] == "group"):
            self.texts.append(token.start)
        elif name == "body" and "floatingText" not in path:
            division = _Division(token.start, "")
            self.bodies.append(division)
        elif name == "back" and "floatingText" not in path:
            self.backs.append(token.start)
        elif name.startswith("div") and (name[3:].isdecimal() or not name[3:]):
            division = _Division(token.start, self._type(token))
            above = next((d for d in reversed(self._open) if d is not None), None)
            if above is not None and "floatingText" not in path:
                above.inside.append(division)
        self._open.append(division)

    def _type(self, token: Token) -> str:
        given = attributes(self._text, token)
        told, finer = (value(self._text, given.get(key)).strip().lower() for key in ("type", "subtype"))
        return finer if told == "textpart" else told
