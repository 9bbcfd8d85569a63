"""Word documents (Office Open XML, transitional and strict): paragraphs, notes, tables; what is not the text is cut."""

from __future__ import annotations

import posixpath
from zipfile import ZipFile

from polyvocal.accession.dublin_core import fields, inside
from polyvocal.accession.extract import Extract, Unreadable
from polyvocal.accession.manuscript import Manuscript, deletions
from polyvocal.accession.members import BROKEN, bounded, opened
from polyvocal.accession.safe_xml import Element, attribute, lxml, tree, walk
from polyvocal.terms import Embedded

_NAME = "a Word document"
_DELETED = "cut: tracked deletion"
# Subtrees that hold no words of the text: the second copy of drawings for old programs, settings, field codes.
_PASSED = frozenset(("Fallback", "pPr", "sectPr", "tblPr", "tcPr", "trPr", "tblGrid", "sdtPr", "instrText",
                     "delInstrText", "fldData", "rPr", "rubyPr", "rt"))  # fmt: skip
_RULES = {"del": _DELETED, "moveFrom": "cut: moved elsewhere"}


def read(content: bytes) -> Extract:
    """The record of a Word document; raises `Unreadable` where its main part cannot be read."""
    with opened(content, _NAME) as archive:
        package = _Package(archive)
        main = tree(package.part(package.main, needed=True), "its main part", package.losses)
        writer = _Writer(package)
        writer.write(main)
        writer.finish()
        embedded = package.embedded()
    manuscript = writer.manuscript
    text = manuscript.text
    return Extract(
        manuscript.stretches(text), text, read_by=f"polyvocal, {lxml()}", embedded=embedded,
        losses=(*package.losses, *writer.losses()),
    )  # fmt: skip


class _Package:
    """The parts of a document: the main one, and those that lie beside it."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self.losses: list[str] = []
        self.names = archive.namelist()
        self.main = self._main()
        self.folder = posixpath.dirname(self.main)

    def _main(self) -> str:
        if "_rels/.rels" in self.names:
            try:
                for relation in inside(tree(self.part("_rels/.rels"), "its list of parts"), "Relationship"):
                    target = attribute(relation, "Target").lstrip("/")
                    if attribute(relation, "Type").endswith("/officeDocument") and target in self.names:
                        return target
            except Unreadable:
                pass  # the usual name is tried
        return "word/document.xml"

    def part(self, name: str, *, needed: bool = False) -> bytes:
        """The bytes of a part; b"" where there is none or it is damaged, which is then told."""
        if name not in self.names and not needed:
            return b""
        try:
            return bounded(self._archive, name)
        except BROKEN as trouble:
            reason = f"{name}: damaged, missing or too large ({trouble})"
            if needed:
                raise Unreadable(f"{_NAME}: {reason}") from None
            self.losses.append(reason)
            return b""

    def beside(self, name: str) -> Element | None:
        """The tree of a part that lies beside the main one, None where it is absent or broken."""
        content = self.part(posixpath.join(self.folder, name))
        if not content:
            return None
        try:
            return tree(content, name, self.losses)
        except Unreadable as trouble:
            self.losses.append(str(trouble))
            return None

    def embedded(self) -> tuple[Embedded, ...]:
        """What the document's properties say."""
        found: list[Embedded] = []
        for name, extra in (("core", {}), ("app", {"Company": "DOCX Company", "Manager": "DOCX Manager"})):
            try:
                content = self.part(f"docProps/{name}.xml")
                found += fields(tree(content, f"docProps/{name}.xml"), extra) if content else []
            except Unreadable as trouble:
                self.losses.append(str(trouble))
        return tuple(found)


class _Writer:
    """Writes the main part, then notes, comments and running heads."""

    def __init__(self, package: _Package) -> None:
        self._package = package
        self.manuscript = Manuscript()
        self._contents = _contents_styles(package.beside("styles.xml"))
        self._notes = {kind: _notes(package.beside(f"{kind}s.xml"), kind) for kind in ("footnote", "endnote")}
        self._numbers = {"footnote": 0, "endnote": 0}
        self._deleted = 0
        self._page = 1

    def write(self, root: Element) -> None:
        """Everything inside *root*, in order."""
        # A break set by hand says that a page begins, not which; only the program's own breaks number them all.
        if next(root.iter("{*}lastRenderedPageBreak"), None) is not None:
            self.manuscript.leaf("1")
        passed: Element | None = None
        rules: list[tuple[Element, str]] = []
        for event, name, element in walk(root):
            if passed is not None:
                passed = None if event == "end" and element is passed else passed
            elif event == "start" and name in _PASSED:
                passed = element
            elif event == "start":
                rule = self._rule(name, element)
                if rule:
                    rules.append((element, rule))
                self._start(name, element, rules[-1][1] if rules else "")
            else:
                self._end(name)
                if rules and rules[-1][0] is element:
                    rules.pop()

    def _rule(self, name: str, element: Element) -> str:
        if name in _RULES:
            self._deleted += name == "del"
            return _RULES[name]
        if name == "p" and _style(element) in self._contents:
            return "cut: table of contents"
        if name == "r":
            settings = element.find("{*}rPr")
            hidden = settings.find("{*}vanish") if settings is not None else None
            return "cut: hidden text" if hidden is not None and attribute(hidden, "val") not in ("0", "false") else ""
        return ""

    def _start(self, name: str, element: Element, rule: str) -> None:
        manuscript = self.manuscript
        if name in ("t", "delText"):
            manuscript.write(element.text or "", rule)
        elif name == "p":
            manuscript.paragraph()
        elif name == "tr":
            manuscript.row()
        elif name == "tc":
            manuscript.cell()
        elif name in ("tab", "ptab"):
            manuscript.write(" ", rule)
        elif name == "noBreakHyphen":
            manuscript.write("-", rule)
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(name.removesuffix("Reference"), attribute(element, "id"), rule)
        elif name in ("br", "cr", "lastRenderedPageBreak"):
            self._break(name, element)

    def _end(self, name: str) -> None:
        if name == "p":
            self.manuscript.paragraph()
        elif name == "tbl":
            self.manuscript.end_table()

    def _break(self, name: str, element: Element) -> None:
        if name == "lastRenderedPageBreak":
            self._page += 1
            self.manuscript.leaf(str(self._page))
        else:
            self.manuscript.paragraph("\n\n" if attribute(element, "type") == "page" else "\n")

    def _note(self, kind: str, key: str, rule: str) -> None:
        words = self._notes[kind].get(key, "")
        if words and not rule:
            self._numbers[kind] += 1
            label = str(self._numbers[kind]) if kind == "footnote" else f"end {self._numbers[kind]}"
            self.manuscript.write(f"[{label}]")
            self.manuscript.note(label, words)

    def finish(self) -> None:
        """Notes at the end, then what stands beside the text, under rules that cut it."""
        self.manuscript.end_notes()
        comments = self._package.beside("comments.xml")
        for comment in inside(comments, "comment") if comments is not None else []:
            self.manuscript.aside(f"{attribute(comment, 'author')}: {words_of(comment)}", "cut: comment")
        seen: set[str] = set()
        for name in sorted(self._package.names):
            base = posixpath.basename(name)
            if posixpath.dirname(name) == self._package.folder and base.startswith(("header", "footer")):
                root = self._package.beside(base)
                words = words_of(root) if root is not None else ""
                if words not in seen:
                    self.manuscript.aside(words, f"cut: running {base[:6]}")
                seen.add(words)

    def losses(self) -> tuple[str, ...]:
        """What a reader should know is not in the reading text."""
        return deletions(self._deleted)


def _style(paragraph: Element) -> str:
    style = paragraph.find("{*}pPr/{*}pStyle")
    return attribute(style, "val") if style is not None else ""


def _contents_styles(styles: Element | None) -> frozenset[str]:
    """Ids of the styles of a table of contents; their names are the same in every language of the program."""
    found = {"TOC1", "TOC2", "TOC3"}
    for style in inside(styles, "style") if styles is not None else []:
        name = style.find("{*}name")
        if name is not None and attribute(name, "val").lower().startswith("toc "):
            found.add(attribute(style, "styleId"))
    return frozenset(found)


def _notes(root: Element | None, kind: str) -> dict[str, str]:
    notes = inside(root, kind) if root is not None else []
    return {attribute(note, "id"): words_of(note) for note in notes if attribute(note, "type") in ("", "normal")}


def words_of(root: Element) -> str:
    """The words of a note, comment or running head, its paragraphs on lines of their own."""
    words: list[str] = []
    for event, name, element in walk(root):
        if event == "start" and name == "t":
            words.append(element.text or "")
        elif event == "start" and name in ("tab", "br"):
            words.append(" ")
        elif event == "end" and name == "p":
            words.append("\n")
    return "".join(words).strip()
