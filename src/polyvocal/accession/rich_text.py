"""Rich Text (RTF 1.9): paragraphs, notes and tables; what is not the text is cut.

Own code: the one permissive library that is kept up drops footnotes and the document's own title, author and date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from polyvocal.accession.extract import Extract, Unreadable
from polyvocal.accession.manuscript import Manuscript
from polyvocal.accession.rich_text_words import CHARSETS, DROPPED, SAID, SIGNS, encoding_of
from polyvocal.terms import Embedded

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)", re.S
)
_DEPTH = 2000
_DELETED = "cut: tracked deletion"


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside a pair of braces: where words go, how bytes become characters, what is hidden."""

    goes: str = "text"
    encoding: str = "cp1252"
    skip: int = 1
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False


def read(content: bytes) -> Extract:
    """The record of an RTF document; raises `Unreadable` where it is none.

    >>> found = read(rb"{\\rtf1\\ansi\\ansicpg1251 \\'cc\\'e8\\'ed\\'e0.\\par\\u1050 ?\\'e8\\'eb\\'fc}")
    >>> found.text
    'Мина.\\n\\nКиль'
    """
    if not content.lstrip().startswith(b"{\\rtf"):
        raise Unreadable("a Rich Text document: it does not begin as one")
    reader = _Reader(content.decode("latin-1"))
    reader.read()
    text = reader.manuscript.text
    return Extract(
        reader.manuscript.stretches(text), text, read_by="polyvocal", embedded=tuple(reader.embedded()),
        losses=tuple(reader.losses()),
    )  # fmt: skip


class _Reader:
    """Reads the file's control words in one pass."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.manuscript = Manuscript()
        self._group = _Group()
        self._above: list[_Group] = []
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._default = "cp1252"
        self._bytes = bytearray()
        self._skipping = 0
        self._starred = False
        self._high = ""
        self._said: dict[str, str] = {}
        self._day: dict[str, int] = {}
        self._asides: list[tuple[str, list[str]]] = []
        self._note: list[str] = []
        self._notes = self._deletions = 0
        self._row_open = self._row_told = self._was_deleted = False
        self._losses: list[str] = []

    def read(self) -> None:
        """Every token; binary data is jumped over."""
        at, source = 0, self._source
        while at < len(source):
            token = _TOKEN.match(source, at)
            if token is None:
                at += 1
                continue
            at = token.end()
            if token[1]:
                number = int(token[2]) if token[2] else None
                if token[1] == "bin":
                    at += max(0, number or 0)
                else:
                    self._word(token[1], number)
            elif token[3]:
                self._byte(bytes.fromhex(token[3]))
            elif token[4]:
                self._sign(token[4])
            elif token[5] == "{":
                self._open()
            elif token[5]:
                self._close()
                if not self._above:
                    break
            elif token[6]:
                self._byte(token[6].encode("latin-1"))
            if len(self._above) > _DEPTH:
                self._losses.append(f"more than {_DEPTH} groups inside each other: read no further")
                break
        self._finish()

    def _open(self) -> None:
        self._flush()
        self._skipping = 0
        self._above.append(self._group)
        self._starred = False

    def _close(self) -> None:
        self._flush()
        self._skipping = 0
        if not self._above:
            return
        inner, self._group = self._group, self._above.pop()
        if inner.goes == "note" and self._group.goes != "note":
            self._end_note()
        elif inner.goes == "time" and self._group.goes != "time":
            self._end_time()

    def _finish(self) -> None:
        self._flush()
        if self._above:
            self._losses.append("the file ends inside the document: the rest is missing")
        if self._note:
            self._end_note()
        self.manuscript.end_table()
        self.manuscript.end_notes()
        for rule, words in self._asides:
            self.manuscript.paragraph()
            self.manuscript.write("".join(words).strip(), rule)

    def _word(self, word: str, number: int | None) -> None:
        """A control word; one that opens a destination sends the words of its group there."""
        if self._skipping:
            self._skipping -= 1
            return
        starred, self._starred = self._starred, False
        if word == "u":
            self._character((number or 0) % 65536)
        elif word in SIGNS:
            self._flush()
            self._put(SIGNS[word])
        elif not self._layout(word) and not self._look(word, number):
            self._destination(word, number, starred)

    def _layout(self, word: str) -> bool:
        """Words that part paragraphs, rows and cells."""
        if self._group.goes not in ("text", "note"):
            return word in ("par", "line", "sect", "page", "cell", "row", "trowd") and self._aside_break()
        self._flush()
        if word in ("par", "sect", "page"):
            self._break("\n\n")
        elif word == "line":
            self._break("\n")
        elif word == "trowd":
            self._row_told = True
        elif word in ("cell", "nestcell"):
            self._in_row()
            self.manuscript.cell()
        elif word in ("row", "nestrow"):
            self._row_open = self._row_told = False
        else:
            return False
        return True

    def _aside_break(self) -> bool:
        self._flush()
        if self._asides and self._group.goes.startswith("cut"):
            self._asides[-1][1].append("\n")
        return True

    def _look(self, word: str, number: int | None) -> bool:
        """Words that change how what follows is to be read."""
        on = number != 0
        group = self._group
        if word == "uc":
            group = replace(group, skip=max(0, min(number or 0, 8)))
        elif word == "f":
            self._flush()
            self._font = number or 0
            group = replace(group, encoding=self._fonts.get(self._font, self._default))
        elif word in ("v", "deleted"):
            self._flush()
            group = replace(group, hidden=on) if word == "v" else replace(group, deleted=on)
            self._deletions += word == "deleted" and on
        elif word == "plain":
            self._flush()
            group = replace(group, hidden=False, deleted=False, encoding=self._default)
        elif word in ("pard", "intbl"):
            group = replace(group, in_table=word == "intbl")
        elif word in ("ansicpg", "mac", "pc", "pca"):
            self._default = encoding_of(word, number)
            group = replace(group, encoding=self._default)
        elif word in ("fcharset", "cpg") and group.goes == "fonts":
            self._fonts[self._font] = CHARSETS.get(number or 0, "") if word == "fcharset" else encoding_of(word, number)
        else:
            return False
        self._group = group
        return True

    def _destination(self, word: str, number: int | None, starred: bool) -> None:
        goes = self._group.goes
        if word == "fonttbl":
            goes = "fonts"
        elif word in ("shptxt", "result", "ud") and goes != "fonts":
            goes = "text"
        elif word in ("footnote", "annotation") and goes == "text":
            goes = "note" if word == "footnote" else self._aside("cut: comment")
        elif word.startswith(("header", "footer")) and word not in ("headery", "footery") and goes == "text":
            goes = self._aside(f"cut: running {word[:6]}")
        elif word == "info":
            goes = "info"
        elif word in ("creatim", "revtim") and goes == "info":
            goes, self._day = "time", {"": word == "creatim"}
        elif goes == "time" and word in ("yr", "mo", "dy", "hr", "min"):
            self._day[word] = number or 0
        elif goes == "info" and word in SAID:
            goes = word
        elif word in DROPPED or (starred and goes in ("text", "note")):
            goes = "dropped"
        if goes != self._group.goes:
            self._flush()
            self._group = replace(self._group, goes=goes)

    def _aside(self, rule: str) -> str:
        self._asides.append((rule, []))
        return rule

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif sign in "~_{}\\":
            self._byte({"~": b"\xa0", "_": b"-"}.get(sign, sign.encode()))
        elif sign in "\r\n":
            self._layout("par")

    def _byte(self, found: bytes) -> None:
        if self._skipping:
            passed = min(self._skipping, len(found))
            self._skipping -= passed
            found = found[passed:]
        self._bytes += found

    def _character(self, code: int) -> None:
        """A UTF-16 unit; what stands for it in programs without Unicode is passed over."""
        self._flush()
        self._skipping = self._group.skip
        if 0xD800 <= code < 0xDC00:
            self._high = chr(code)
            return
        if 0xDC00 <= code < 0xE000:
            both = (self._high + chr(code)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            self._high = ""
            self._put(both)
            return
        # Symbol fonts keep their signs in this private area.
        self._put("" if 0xF000 <= code < 0xF100 else chr(code))

    def _flush(self) -> None:
        if self._bytes:
            found = bytes(self._bytes)
            self._bytes.clear()
            encoding = self._group.encoding or self._default
            self._put(found.decode("cp1252" if self._group.goes == "fonts" else encoding, "replace"))

    def _put(self, words: str) -> None:
        group = self._group
        if not words:
            return
        if group.goes.startswith("cut"):
            self._asides[-1][1].append(words)
        elif group.goes == "note":
            self._note.append(words if not (group.hidden or group.deleted) else "")
        elif group.goes in SAID:
            self._said[group.goes] = self._said.get(group.goes, "") + words
        elif group.goes == "text":
            if group.in_table or self._row_told:
                self._in_row()
            elif words.strip():
                self.manuscript.end_table_if_open()
            rule = _DELETED if group.deleted else "cut: hidden text" if group.hidden else ""
            self.manuscript.write(words, rule)

    def _in_row(self) -> None:
        if not self._row_open:
            self.manuscript.row()
            self.manuscript.cell()
            self._row_open = True

    def _break(self, gap: str) -> None:
        if self._group.goes == "note":
            self._note.append("\n")
        else:
            self.manuscript.paragraph(gap)

    def _end_note(self) -> None:
        words = "".join(self._note).strip()
        self._note = []
        if words:
            self._notes += 1
            self.manuscript.write(f"[{self._notes}]")
            self.manuscript.note(str(self._notes), words)

    def _end_time(self) -> None:
        told = self._day
        if told.get("yr") and told.get(""):
            day = f"{told['yr']:04d}-{told.get('mo', 0):02d}-{told.get('dy', 0):02d}"
            self._said["creatim"] = f"{day}T{told.get('hr', 0):02d}:{told.get('min', 0):02d}"
        self._day = {}

    def embedded(self) -> list[Embedded]:
        """What the document's information group says."""
        told = [(f"RTF {name}", " ".join(words.split())) for name, words in self._said.items()]
        return [Embedded(label, words) for label, words in told if words]

    def losses(self) -> list[str]:
        """What a reader should know is not in the reading text."""
        n = self._deletions
        deleted = [f"{n} tracked deletion{'s' if n > 1 else ''}: kept out of the reading text"] if n else []
        return [*self._losses, *deleted]
