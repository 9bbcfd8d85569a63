"""A cue that stands after or within what it reports: "...", said the captain; the ship, he said, was lost."""

from __future__ import annotations

from polyvocal.close_reading.voices.contents import ContentReader
from polyvocal.close_reading.voices.fields import QUOTE, SCARE, Field
from polyvocal.close_reading.voices.groups import Group
from polyvocal.close_reading.voices.phrases import Phrases, Span

Aside = tuple[Span | None, list[Span]]
"""Speaker and contents."""


class AsideReader:
    """Finds what stands before a reporting verb."""

    def __init__(self, phrases: Phrases, contents: ContentReader) -> None:
        self.p = phrases
        self.contents = contents

    def interrupted(self, field: Field, group: Group, subject: Span | None, right: Span) -> list[Span]:
        """Quotation on both sides of the cue."""
        start = subject[0] if subject else group.a
        if (field.prior and start <= 1) or right[0] == 0 or field.low[right[0] - 1] == ":":
            return [right]
        left = self._left(field, start, quoted=True)
        return [left, right] if left else [right]

    def read(self, field: Field, group: Group, subject: Span | None, *, quoted: bool = False) -> Aside | None:
        """Speaker and content of "..., he said"; only a quotation counts where *quoted*."""
        low = field.low
        source, start, behind = subject, subject[0] if subject else group.a, group.b
        if subject is None or low[subject[1] - 1] in (QUOTE, SCARE) or self.contents.is_inverted(field, group.b):
            source = self.p.noun_phrase(field, group.b)
            if source is None:
                return None
            start, behind = group.a, source[1]
        if field.prior and start == 1:
            return source, [(0, 1)]
        mark = low[behind] if behind < len(low) else "."
        resumes = mark == "," and behind + 1 < len(low) and self._resumes(field, behind + 1)
        left = self._left(field, start, quoted=quoted, resumes=resumes)
        if left is None:
            return None
        spoken = low[left[1] - 1] in (QUOTE, SCARE)
        if not spoken and not self._closes(mark):
            return None
        return source, self._both_sides(field, left, behind, goes_on=not spoken and source is subject)

    def _closes(self, mark: str) -> bool:
        p = self.p
        return mark in (",", ".", ";", "—", "--") or p.is_adverb(mark) or mark in p.prepositions

    def _both_sides(self, field: Field, left: Span, behind: int, *, goes_on: bool) -> list[Span]:
        low, p, n = field.low, self.p, len(field.low)
        contents = [left] if low[left[1] - 1] not in p.relatives else []
        if low[0] == "—" and low[behind : behind + 2] in ([".", "—"], [",", "—"]):
            return [*contents, (behind + 2, p.clause_end(field, behind + 2))]
        if behind + 1 < n and low[behind] == ",":
            if low[behind + 1] == QUOTE:
                contents.append((behind + 1, behind + 2))
            elif goes_on:
                contents.append((behind + 1, p.clause_end(field, behind + 1)))
        return contents

    def as_clause(self, field: Field, group: Group, subject: Span | None) -> Aside | None:
        """Speaker and content of "as the minister said, ..."."""
        low, p, n = field.low, self.p, len(field.low)
        start = subject[0] if subject else group.edge
        if start == 0 or low[start - 1] not in p.parenthetic or (start > 1 and low[start - 2] != ","):
            return None
        source = subject or p.noun_phrase(field, group.b)
        if source is None:
            return None
        behind = group.b if subject else source[1]
        if behind < n and low[behind] not in (",", "."):
            return None
        contents = [(0, p.without_marks(field, 0, start - 1))] if start > 2 else []
        if behind + 1 < n and low[behind] == ",":
            contents.append((behind + 1, p.clause_end(field, behind + 1)))
        return (source, contents) if contents else None

    def _resumes(self, field: Field, at: int) -> bool:
        """Whether the sentence that a cue interrupted goes on at *at*."""
        low, p = field.low, self.p
        while at + 1 < len(low) and p.is_adverb(low[at]):
            at += 1
        if p.is_finite(field, at) or low[at] in p.prepositions:
            return True
        return p.may_begin_clause(field, at) and p.has_finite(field, at + 1, min(len(low), at + 8))

    def _left(self, field: Field, start: int, *, quoted: bool, resumes: bool = False) -> Span | None:
        low = field.low
        i = start
        while i > 0 and low[i - 1] in ("-", "—", "--", "_"):
            i -= 1
        comma = i > 0 and low[i - 1] == ","
        i -= comma
        if i == 0:
            return None
        if low[0] == "—" and i < start and low[i - 1] in ("?", "!", "…"):
            return 1, i  # "— Where is he? — asked the mate": a dash of dialogue on both sides
        if low[i - 1] in (QUOTE, SCARE):
            return self._left_quotation(field, i)
        if quoted or not comma:
            return None
        return self._left_clause(field, i, resumes=resumes)

    def _left_quotation(self, field: Field, end: int) -> Span:
        """A quotation, with the clause that it is part of ("the war “is hard,” she said")."""
        low = field.low
        a = end - 1
        while a > 0 and low[a - 1] not in (";", ":", ".", "?", "!") and not (low[a - 1] == "," and low[a] == QUOTE):
            a -= 1
        joined = end >= 2 and low[end - 2][0].isalnum() and a < end - 1
        if low[end - 1] == QUOTE and not joined and not self.p.has_finite(field, a, end - 1):
            a = end - 1
        return a, end

    def _left_clause(self, field: Field, end: int, *, resumes: bool) -> Span | None:
        low, p = field.low, self.p
        a = end
        while a > 0 and low[a - 1] not in (";", QUOTE):
            a -= 1
        if a and low[a - 1] == QUOTE and not resumes and not p.has_finite(field, a + 1, end):
            return self._left_quotation(field, a)[0], end  # "“... the engines” of the ship, he said"
        dialogue = low[a] == "—"
        while a < end and (low[a] in p.conjunctions or low[a] == "—"):
            a += 1
        return (a, end) if resumes or dialogue or p.has_finite(field, a + 1, end) else None
