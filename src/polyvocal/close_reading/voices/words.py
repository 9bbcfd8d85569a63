"""The closed classes of a language, and what a word or a clause looks like."""

from __future__ import annotations

from polyvocal.close_reading.voices.fields import QUOTE, Field
from polyvocal.close_reading.voices.lexicon import Lexicon

STOPS = frozenset((";", ":", "—", "–", "--", "...", "…", "?", "!", QUOTE, "|", "_"))
"""Marks that no noun phrase crosses."""

_FAR = 12  # a longer "that" clause is believed even where no verb is recognised


class Words:
    """Closed classes and bounds of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        words = lexicon.words
        self.determiners = words["determiners"]
        self.subjects = words["subjects"]
        self.auxiliaries = words["auxiliaries"]
        self.be = words["be"]
        self.negations = words["negations"]
        self.adverbs = words["adverbs"]
        self.prepositions = words["prepositions"]
        self.subordinators = words["subordinators"]
        self.relatives = words["relatives"]
        self.conjunctions = words["conjunctions"]
        self.questions = words["questions"]
        self.titles = words["titles"]
        self.documents = words["documents"]
        self.finite = words["finite"]
        self.heads = words["infinitive_heads"]
        self.weekdays = words["weekdays"]
        self.not_finite = words["not_finite_ed"]
        self.before_nouns = words["before_nouns"]
        self.about = words["about"]
        self.about_it = words["about"] | {"of"}
        self.nothing = words["nothing"]
        self.particles = words["particles"]
        self.retold = frozenset(lexicon.nouns) - words["not_retold"]
        self.perceiving = words["perceiving"]
        self.raising = words["raising"]
        self.speaking = words["speaking"]
        self.that = words["that"]
        self.inside = words["inside"]
        self.abbreviations = words["abbreviations"]
        self.parenthetic = words["parenthetic"]
        self.not_adverbs = words["not_adverbs"]
        self.possessives = words["possessives"]
        self.light = words["light_verbs"]
        self.promises = words["promising_nouns"]
        self.asking = words["asking"]
        self.issuing = words["issuing"]
        self.knowing = words["knowing"]
        self.accounts = words["accounts"]
        self.articles = words["articles"]
        self.when_words = words["when_words"]
        self.objects = words["objects"]
        self.nominatives = words["nominatives"]
        self.telling = words["telling"]
        self.clause_subjects = words["clause_subjects"]
        self.judging = tuple(words.get("judging_endings", ()))
        self.concessive = words["concessive"]
        self.before_main = words["before_main"]
        self.possible = words["possible"]
        self.plurals = words["plurals"]
        self.fact_verbs = words["fact_verbs"]
        self.tidings = words["tidings"]
        self.as_participles = words["as_participles"]
        self.closing = self.conjunctions | self.relatives | self.subordinators
        self.infinitive_endings = tuple(words.get("infinitive_endings", ()))
        self.finite_endings = tuple(words.get("finite_endings", ()))

    def is_speaker(self, field: Field, span: tuple[int, int]) -> bool:
        """Whether a noun phrase may speak: neither a number nor a bare participle."""
        words = field.low[span[0] : span[1]]
        if words[0] in self.auxiliaries or all(w.isdigit() or w in (",", ".") or w in self.weekdays for w in words):
            return False
        participle = words[0] in self.lexicon.forms or words[0].endswith("ed")
        return field.cap[span[0]] or not participle or (len(words) > 1 and words[1] not in self.prepositions)

    def behind_hour(self, field: Field, start: int, end: int) -> int:
        """Where the phrase goes on behind the hour of a dateline: "10.45 p. m. The admiralty"."""
        low, i = field.low, start
        while i < end and (low[i].replace(".", "").isdigit() or low[i] in (".", ":")):
            i += 1
        if i > start and low[i : i + 1] in (["a"], ["p"]) and "m" in low[i + 1 : i + 3]:
            i = low.index("m", i) + 1
            return i if i < end else start
        return start

    def is_stop(self, field: Field, at: int) -> bool:
        """Whether a point ends something ("June 3. The Admiralty") rather than abbreviates."""
        before = field.low[at - 1] if at else ""
        if at > 1 and len(before) == 1 and field.low[at - 2] in self.weekdays:
            return True  # "June S. The Admiralty": a day that a scanner misread
        return at > 0 and not (
            before in self.abbreviations or before in self.titles or len(before) <= 1 or "." in before
        )

    def begins_another(self, field: Field, i: int) -> bool:
        """Whether an article opens the next noun phrase: "according to the latest account the losses include ..."."""
        before = field.low[i - 1]
        return before not in self.prepositions and before not in self.conjunctions and before not in self.determiners

    def made_by(self, field: Field, i: int) -> bool:
        """Whether "by" names who made it: "a list issued by the Admiralty"."""
        return field.low[i] == "by" and field.low[i - 1].endswith(("ed", "en", "made", "out"))

    def is_participial(self, field: Field, span: tuple[int, int]) -> bool:
        """Whether a phrase is what is left of a participial clause: "referring to the loss"."""
        low, a = field.low, span[0]
        clause = low[a].endswith(("ed", "ing")) and not field.cap[a] and span[1] - a > 2
        return clause and low[a] not in self.not_finite and low[a + 1] in self.prepositions

    def is_adverb(self, word: str) -> bool:
        """Whether the word may stand inside a verb group."""
        return word in self.adverbs or (word.endswith("ly") and len(word) > 4 and word not in self.not_adverbs)

    def is_finite(self, field: Field, i: int) -> bool:
        """Whether token *i* looks like a finite verb."""
        word = field.low[i]
        if word in self.finite:
            return True
        if i and field.low[i - 1] in self.clause_subjects and self._may_be_verb(word):
            return True  # "it costs more"
        if word.endswith("ed") and len(word) > 3 and word not in self.not_finite:
            before = field.low[i - 1] if i else ""
            few = i > 1 and field.low[i - 2] in self.articles  # "the two raised"
            return (few or before not in self.determiners) and before not in self.prepositions
        if self.finite_endings and len(word) > 4 and word.endswith(self.finite_endings):
            return True
        form = self.lexicon.forms.get(word)
        if form is None or i == 0:
            return False
        if "past" in form.inflections:
            return True
        before = field.low[i - 1]
        if "s" in form.inflections:
            return before not in self.determiners and before not in self.prepositions
        return before in self.subjects

    def _may_be_verb(self, word: str) -> bool:
        """Whether a word behind "he" or "they" is its verb: of no closed class, and no participle."""
        closed = word in self.closing or word in self.prepositions or word in self.determiners or self.is_adverb(word)
        return word.isalpha() and not closed and not word.endswith(("ing", "self", "selves"))

    def is_infinitive(self, field: Field, i: int) -> bool:
        """Whether an infinitive stands at token *i*."""
        low = field.low
        if self.infinitive_endings:
            return len(low[i]) > 3 and low[i].endswith(self.infinitive_endings)
        return low[i] == "to" and i + 1 < len(low) and low[i + 1] not in self.determiners and not field.cap[i + 1]

    def is_that_clause(self, field: Field, at: int) -> bool:
        """Whether a clause, not a noun ("that doctrine"), follows "that" at *at*."""
        low = field.low
        if at >= len(low) or low[at] in (",", "."):
            return at + 2 < len(low) and low[at] == ","
        if self.finite_endings:
            return True
        end = min(len(low), at + 40)
        return any(low[i] == QUOTE or self.is_finite(field, i) for i in range(at, end)) or end - at > _FAR

    def has_finite(self, field: Field, a: int, b: int) -> bool:
        """Whether a finite verb stands among tokens *a* to *b*."""
        return any(self.is_finite(field, i) for i in range(a, b))

    def may_begin_clause(self, field: Field, i: int) -> bool:
        """Whether token *i* may be the first word of a noun phrase that is a subject."""
        if i >= len(field.low):
            return False
        word = field.low[i]
        if word in self.determiners or word in self.subjects:
            return True
        closed = word in self.conjunctions or word in self.relatives or word in self.subordinators
        return not (closed or word in self.prepositions or word in (",", ".", ")", ";", ":", "?", "!", '"'))

    def chunk_start(self, field: Field, at: int) -> int:
        """First token after the nearest comma or stronger mark to the left of *at*."""
        low = field.low
        i = at
        while i > 0 and low[i - 1] not in STOPS and low[i - 1] != ",":
            i -= 1
        return i

    def clause_end(self, field: Field, start: int) -> int:
        """End of the clause that begins at *start*: the end of the field, a semicolon, or "(Continued on page 2)"."""
        low, n = field.low, len(field.low)
        i = start
        while i < n and low[i] != ";" and not (low[i] == "(" and low[i + 1 : i + 2] == ["continued"]):
            i += 1
        return self.without_marks(field, start, i)

    def trimmed(self, field: Field, span: tuple[int, int]) -> tuple[int, int]:
        """The span without commas and stops before it."""
        a, b = span
        while a < b and field.low[a] in (",", ".", ";", ":"):
            a += 1
        return a, b

    def without_marks(self, field: Field, start: int, end: int) -> int:
        """*end* without closing commas and stops; an abbreviation's stop within the words stays."""
        low = field.low
        while end > start and low[end - 1] in (",", ".", ";", ":", "—", "–", "--", "-"):
            end -= 1
        return end
