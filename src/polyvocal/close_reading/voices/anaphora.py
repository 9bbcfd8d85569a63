"""Whom a pronoun speaks for, and whose "the statement" is: the nearest source before it that it may stand for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from polyvocal.close_reading.voices.accounts import is_heading
from polyvocal.close_reading.voices.datelines import begins_item
from polyvocal.close_reading.voices.fields import divide
from polyvocal.close_reading.voices.lexicon import Lexicon, lexicon
from polyvocal.close_reading.voices.phrases import Phrases
from polyvocal.close_reading.voices.quotations import paragraphs
from polyvocal.close_reading.voices.report import Chars, Report
from polyvocal.close_reading.voices.sources import Kind, Sources, is_issued, kind_of, sources
from polyvocal.close_reading.voices.subjects import main_subject
from polyvocal.terms import Name, Sentence

_SUITS: dict[str, frozenset[Kind]] = {
    "he": frozenset(["person", "named"]), "she": frozenset(["person", "named"]),
    "it": frozenset(["body", "document"]), "they": frozenset(["many"]), "issued": frozenset(["body"]),
}  # fmt: skip
_REACH = 4
"""Sentences after which one who is only named is no longer at hand; a speaker stays for twice as many."""
_MARKED = {"he": "feminine", "she": "masculine"}  # words that a pronoun cannot stand for


@dataclass(frozen=True, slots=True)
class _Speaker:
    """A source that spoke: where its name stands and where it was last spoken of."""

    span: Chars
    kind: Kind
    at: int
    sentence: int
    inside: int | None  # the quotation it stands in


def resolve(
    text: str,
    reports: Sequence[Report],
    parents: Sequence[int | None],
    sentences: Sequence[Sentence],
    names: Sequence[Name],
    words: Lexicon,
) -> None:
    """Give pronouns and documents without an issuer the source that they stand for; keep them where none suits."""
    resolver = _Resolver(text, reports, sentences, names, words)
    for report, parent in zip(reports, parents, strict=True):
        if report.source is not None and report.field is not None:
            resolver.take(report, outermost=parent is None)


class _Resolver:
    """Speakers of the paragraph being read, and of the one before."""

    def __init__(
        self, text: str, reports: Sequence[Report], sentences: Sequence[Sentence], names: Sequence[Name], words: Lexicon
    ) -> None:
        self.text, self.sentences, self.words = text, sentences, words
        self.known: Sources = sources(words.language)
        self.names = sorted((name.locus.span, name.type) for name in names)
        people = [span for span, kind in self.names if kind == "person"]
        self.surnames = {self.text[a:b].split()[-1] for a, b in people}
        self.people = _outside([(a, b) for a, b in people if text[b : b + 2] not in ("’s", "'s")], reports)
        self.paragraphs = paragraphs(sentences)
        self.place = {number: k for k, (number, _, _) in enumerate(self.paragraphs)}
        self.here: list[_Speaker] = []
        self.before: list[_Speaker] = []
        self.paragraph = -1

    def take(self, report: Report, *, outermost: bool) -> None:
        """Read one report: resolve its source, then remember it as a speaker."""
        field, source = report.field, report.source
        if field is None or source is None:
            return
        if field.paragraph != self.paragraph:
            self._turn(field.paragraph)
        phrase = _plain(self.text[source[0] : source[1]])
        low = phrase.lower()
        role = self.known.pronouns.get(low) or ("issued" if is_issued(phrase, self.known) else None)
        if role is not None:
            report.stands = self._antecedent(role, low, report, source)
        elif low in self.words.words["unresolved_pronouns"]:
            return
        span = report.stands or source
        if role is None or report.stands or role == "issued":
            here = field.sentence if outermost else -1 - field.sentence  # a nested one speaks in its sentence alone
            self.here.append(_Speaker(span, self._kind(span), source[0], here, field.inside))

    def _turn(self, paragraph: int) -> None:
        at = self.place.get(paragraph, 0)
        adjacent = at > 0 and self.paragraphs[at - 1][0] == self.paragraph
        self.before = [s for s in self.here if s.sentence >= 0] if adjacent else []
        self.here, self.paragraph = [], paragraph

    def _kind(self, span: Chars) -> Kind:
        phrase = _plain(self.text[span[0] : span[1]])
        at = bisect_left(self.names, (span, ""))
        name = None
        for (a, b), kind in self.names[max(0, at - 1) : at + 4]:
            if span[0] <= a and b <= span[1] and not self.text[span[0] : a].strip().count(" "):
                surname = kind != "person" and self.text[a:b] in self.surnames  # Campbell, who was John Campbell before
                name = "person" if surname else kind
                break
        return kind_of(phrase, self.known, name)

    def _suits(self, role: str, span: Chars, kind: Kind) -> bool:
        if role == "issued" and kind == "person":  # "the Chief of the Admiralty Staff" issues what his office does
            words = self.text[span[0] : span[1]].lower().split()
            return any(word.strip(",.") in self.known.heads["bodies"] for word in words[2:])
        if kind not in _SUITS[role]:
            return False
        marked = _MARKED.get(role)
        if marked is None:
            return True
        words = self.text[span[0] : span[1]].lower().split()[:6]
        return not any(word.strip(".,") in self.known.heads[marked] for word in words)

    def _antecedent(self, role: str, low: str, report: Report, source: Chars) -> Chars | None:
        field = report.field
        if field is None:
            return None
        near = [s for s in self.here if s.inside == field.inside and self._is_near(s, field.sentence)]
        heirs = [s for s in near if self._suits(role, s.span, s.kind)]
        if field.inside is not None:
            return heirs[-1].span if heirs else None
        begin = self.sentences[field.sentence].start
        same = heirs[-1] if heirs and heirs[-1].at >= begin else None
        if role in ("he", "she") and (person := self._person(role, same.at + 1 if same else begin, source[0])):
            return same.span if same and person[0] < same.at else person
        if same:
            return same.span
        last = heirs[-1] if heirs else self._other(role, near)
        subject = self._subject(field.sentence, role, low)
        if subject is not None and not (last and self._names(last.span, subject)):
            return subject
        if role in ("he", "she"):
            start = last.at + 1 if last else self.paragraphs[self.place[field.paragraph]][1]
            start = max(start, self.sentences[max(0, field.sentence - _REACH)].start)
            if person := self._person(role, start, self._chain(field.sentence, low)):
                return person
        if last is not None:
            return last.span
        return self._earlier(role, field.paragraph) if not near else None

    def _is_near(self, speaker: _Speaker, sentence: int) -> bool:
        """Whether a speaker is still at hand: in the sentence where another reports him, else for some sentences."""
        if speaker.sentence < 0:
            return ~speaker.sentence == sentence
        return sentence - speaker.sentence <= 2 * _REACH

    def _names(self, span: Chars, other: Chars) -> bool:
        """Whether the one phrase holds the words of the other: a fuller name of the same."""
        return self.text[other[0] : other[1]] in self.text[span[0] : span[1]]

    def _other(self, role: str, near: Sequence[_Speaker]) -> _Speaker | None:
        """A speaker whom no list knows: the only one to speak so far in the paragraph."""
        if role in ("he", "she") and near and len({s.span for s in near}) == 1 and near[0].kind == "thing":
            return near[0] if self._suits(role, near[0].span, "named") else None
        if role == "they" and near and near[-1].kind == "body":
            return near[-1]
        return None

    def _person(self, role: str, begin: int, at: int) -> Chars | None:
        """The last person named between *begin* and *at*; "from Vasili Ostrov" is where he comes from."""
        for index in range(bisect_left(self.people, (at, at)) - 1, -1, -1):
            person = self.people[index]
            if person[0] < begin:
                return None
            led = self.text[max(0, person[0] - 12) : person[0]].split()
            if led and led[-1].lower() in self.words.words["whence"]:
                continue
            return person if self._suits(role, person, "person") else None
        return None

    def _earlier(self, role: str, paragraph: int) -> Chars | None:
        """The last speaker of the paragraph before, or the subject of its last sentence, where no new item begins."""
        at = self.place[paragraph]
        if at == 0:
            return None
        _, start, end = self.paragraphs[at]
        _, before, last = self.paragraphs[at - 1]
        if begins_item(self.text, start, end, self.words.language) or is_heading(self.text[before:last]):
            return None
        number = bisect_right(self.sentences, before, key=lambda s: s.start) - 1
        while number + 1 < len(self.sentences) and self.sentences[number + 1].start < last:
            number += 1
        subject = self._subject_of(number, role)
        if subject and self.text[subject[0] : subject[1]].lower() in self.known.pronouns:
            subject = None
        if self.before:
            final = self.before[-1]
            if subject is not None and subject[0] > final.at:
                return subject
            return final.span if self._suits(role, final.span, final.kind) else None
        return subject

    def _subject(self, sentence: int, role: str, low: str) -> Chars | None:
        """Subject of the sentence before, in the same paragraph, past sentences that begin with the same pronoun."""
        for number in range(sentence - 1, max(-1, sentence - 4), -1):
            if self.sentences[number].paragraph != self.sentences[sentence].paragraph:
                return None
            if role == "issued" or low != self._first_word(number):
                found = self._subject_of(number, role)
                if found is None or self.text[found[0] : found[1]].lower() not in self.known.pronouns:
                    return found
        return None

    def _chain(self, sentence: int, low: str) -> int:
        """Where the sentences begin that go on with one pronoun: who is named in them is spoken of by him."""
        number = sentence
        while number and low == self._first_word(number - 1):
            number -= 1
        return self.sentences[number].start

    def _first_word(self, number: int) -> str:
        sentence = self.sentences[number]
        return self.text[sentence.start : sentence.end].split(None, 1)[0].lower()

    def _subject_of(self, number: int, role: str) -> Chars | None:
        """The noun phrase that is subject of a sentence, where the pronoun may stand for it."""
        sentence = self.sentences[number]
        span = (sentence.start, min(sentence.end, sentence.start + 400))
        field = divide(self.text, span, sentence.paragraph, number, (), frozenset())[0]
        found = main_subject(_phrases(self.words.language), field)
        if found is None:
            return None
        chars = (field.starts[found[0]], field.ends[found[1] - 1])
        words = self.text[chars[0] : chars[1]].lower()
        first = words.split(None, 1)[0]
        if first in self.known.pronouns and first != words:  # a verb was missed: "he resembles ..."
            chars, words = (chars[0], chars[0] + len(first)), first
        if words in self.known.pronouns or words in self.words.words["unresolved_pronouns"]:
            return chars if self.known.pronouns.get(words) == role else None
        return self._person_in(chars) if self._suits(role, chars, self._kind(chars)) else None

    def _person_in(self, span: Chars) -> Chars:
        """The person named in apposition ("the commander, Sir John Jellicoe"), or the whole phrase."""
        comma = self.text.find(",", *span)
        if comma > 0:
            for a, b in self.people[bisect_left(self.people, (comma, 0)) :][:1]:
                if not self.text[comma + 1 : a].strip() and b <= span[1]:
                    return a, b
        return span


@cache
def _phrases(language: str) -> Phrases:
    return Phrases(lexicon(language))


def _plain(words: str) -> str:
    return " ".join(words.split())


def _outside(people: Sequence[Chars], reports: Sequence[Report]) -> list[Chars]:
    """Names that do not stand in what somebody says: of those a speaker seldom is one."""
    contents = sorted(span for report in reports for span in report.content)
    free = []
    at, reach = 0, -1
    for start, end in people:
        while at < len(contents) and contents[at][0] <= start:
            reach = max(reach, contents[at][1])
            at += 1
        if end > reach:
            free.append((start, end))
    return free
