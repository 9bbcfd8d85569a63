"""OpenDocument texts: paragraphs, notes, tables, pages; deletions, comments and running heads are cut."""

from __future__ import annotations

from zipfile import ZipFile

from polyvocal.accession.dublin_core import fields, first, inside
from polyvocal.accession.extract import Extract, Unreadable
from polyvocal.accession.manuscript import Manuscript, deletions
from polyvocal.accession.members import BROKEN, bounded, opened
from polyvocal.accession.safe_xml import Element, attribute, local, lxml, tree, walk
from polyvocal.terms import Embedded

_NAME = "an OpenDocument text"
_DELETED = "cut: tracked deletion"
_PASSED = frozenset(("sequence-decls", "forms", "variable-decls", "user-field-decls", "note-citation", "change-info",
                     "ruby-text", "annotation-end", "title", "desc", "index-title-template", "bibliography-source",
                     "table-of-content-source", "alphabetical-index-source"))  # fmt: skip
_RULES = {"tracked-changes": _DELETED, "table-of-content": "cut: table of contents", "hidden-text": "cut: hidden text"}
_RUNNING = frozenset(("header", "footer", "header-left", "footer-left"))
_ROW, _CELL = "table-row", frozenset(("table-cell", "covered-table-cell"))


def read(content: bytes) -> Extract:
    """The record of an OpenDocument text; raises `Unreadable` where its content cannot be read."""
    losses: list[str] = []
    with opened(content, _NAME) as archive:
        if b"encryption-data" in _part(archive, "META-INF/manifest.xml", losses):
            raise Unreadable(f"{_NAME}: it is protected by a password")
        try:
            body = tree(bounded(archive, "content.xml"), "content.xml", losses)
        except BROKEN as trouble:
            raise Unreadable(f"{_NAME}: content.xml is damaged, missing or too large ({trouble})") from None
        styles = _optional(archive, "styles.xml", losses)
        embedded = _embedded(_optional(archive, "meta.xml", losses))
    text_root = first(body, "text")
    writer = _Writer()
    writer.write(text_root if text_root is not None else body)
    writer.finish(styles)
    text = writer.manuscript.text
    return Extract(
        writer.manuscript.stretches(text), text, read_by=f"polyvocal, {lxml()}", embedded=embedded,
        losses=(*losses, *writer.losses()),
    )  # fmt: skip


def _part(archive: ZipFile, name: str, losses: list[str]) -> bytes:
    if name not in archive.namelist():
        return b""
    try:
        return bounded(archive, name)
    except BROKEN as trouble:
        losses.append(f"{name}: damaged or too large ({trouble})")
        return b""


def _optional(archive: ZipFile, name: str, losses: list[str]) -> Element | None:
    content = _part(archive, name, losses)
    if not content:
        return None
    try:
        return tree(content, name, losses)
    except Unreadable as trouble:
        losses.append(str(trouble))
        return None


def _embedded(meta: Element | None) -> tuple[Embedded, ...]:
    if meta is None:
        return ()
    own = [
        Embedded(f"ODT {attribute(element, 'name')}", (element.text or "").strip())
        for element in inside(meta, "user-defined")
        if (element.text or "").strip()
    ]
    return (*(_honest(entry) for entry in fields(meta) if entry.label != "meta:user-defined"), *own)


def _honest(entry: Embedded) -> Embedded:
    # In this format dc:creator is who changed the file last and dc:date when (ODF 1.3, 4.3.2).
    return Embedded(f"ODT {entry.label}", entry.value) if entry.label in ("dc:creator", "dc:date") else entry


class _Writer:
    """Writes the body in order, notes at its end, then what stands beside the text, cut."""

    def __init__(self) -> None:
        self.manuscript = Manuscript()
        self._rules: list[tuple[Element, str]] = []
        self._note: tuple[Element, list[str]] | None = None
        self._notes = 0
        self._comments: list[str] = []
        self._deleted = 0
        self._page = 1

    def write(self, root: Element) -> None:
        """Everything inside *root*."""
        if next(root.iter("{*}soft-page-break"), None) is not None:
            self.manuscript.leaf("1")
        passed: Element | None = None
        for event, name, element in walk(root):
            if passed is not None:
                if event == "end" and element is passed:
                    passed = None
                    self._words(element.tail)
            elif event == "start" and name in _PASSED:
                passed = element
            elif event == "start" and name == "annotation":
                author = element.find("{*}creator")
                words = "\n".join(_inner(p) for p in element.iter("{*}p"))
                self._comments.append(f"{author.text if author is not None else ''}: {words}")
                passed = element
            elif event == "start":
                self._start(name, element)
                self._words(element.text)
            else:
                self._end(name, element)
                if element is not root:
                    self._words(element.tail)

    def _words(self, words: str | None) -> None:
        if not words:
            return
        words = words.replace("\n", " ")
        if self._note is not None:
            self._note[1].append(words)
        else:
            self.manuscript.write(words, self._rules[-1][1] if self._rules else "")

    def _start(self, name: str, element: Element) -> None:
        if name in _RULES:
            self._rules.append((element, _RULES[name]))
        self._deleted += name == "deletion"
        if name in ("p", "h"):
            self._break("\n\n")
        elif name == "s" or name == "tab":
            self._words(" ")
        elif name == "line-break":
            self._break("\n")
        elif name == "soft-page-break":
            self._page += 1
            self.manuscript.leaf(str(self._page))
        elif name == "note" and self._note is None:
            self._note = (element, [])
        elif name == _ROW:
            self.manuscript.row()
        elif name in _CELL:
            self.manuscript.cell()

    def _end(self, name: str, element: Element) -> None:
        if self._note is not None and element is self._note[0]:
            words = "".join(self._note[1]).strip()
            self._note = None
            self._close_note(element, words)
        elif name in ("p", "h"):
            self._break("\n\n")
        elif name == "table":
            self.manuscript.end_table()
        if self._rules and self._rules[-1][0] is element:
            self._rules.pop()

    def _close_note(self, element: Element, words: str) -> None:
        if words and not self._rules:
            self._notes += 1
            citation = element.find("{*}note-citation")
            label = (citation.text or "").strip() if citation is not None else ""
            label = label or str(self._notes)
            self.manuscript.write(f"[{label}]")
            self.manuscript.note(label, words)

    def _break(self, gap: str) -> None:
        if self._note is not None:
            self._note[1].append(" ")
        else:
            self.manuscript.paragraph(gap)

    def finish(self, styles: Element | None) -> None:
        """Notes, comments, running heads."""
        self.manuscript.end_notes()
        for words in self._comments:
            self.manuscript.aside(words, "cut: comment")
        seen: set[str] = set()
        for element in styles.iter() if styles is not None else ():
            if not isinstance(element.tag, str) or local(element) not in _RUNNING:
                continue
            words = "\n".join(_inner(p) for p in element.iter("{*}p"))
            if words not in seen:
                seen.add(words)
                self.manuscript.aside(words, f"cut: running {local(element)[:6]}")

    def losses(self) -> tuple[str, ...]:
        """What a reader should know is not in the reading text."""
        return deletions(self._deleted)


def _inner(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
