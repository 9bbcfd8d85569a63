"""The reading of names in a record: what its sentences show singly, and what they show together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from polyvocal.close_reading.names.aliases import aliases
from polyvocal.close_reading.names.division import divide_run
from polyvocal.close_reading.names.explained import Explained
from polyvocal.close_reading.names.found import DOUBTFUL, Context, Found
from polyvocal.close_reading.names.joining import join
from polyvocal.close_reading.names.kinds import kind_of
from polyvocal.close_reading.names.lexicon import Lexicon, lexicon_of
from polyvocal.close_reading.names.persons import persons
from polyvocal.close_reading.names.runs import runs
from polyvocal.close_reading.overlaps import outermost
from polyvocal.close_reading.suggested import SuggestedName
from polyvocal.terms import Locus, Name, Sentence

_RULE = "names/2"
_WHOLE = re.compile(r"(?<![\w'’-])[A-ZÀ-ÞА-ЯЁ][a-zà-ÿа-яё]{4,}(?![\w'’-])")
_LOWER = re.compile(r"(?<![\w'’-])[a-zа-яё]{2,}(?![\w'’-])")


def read_names(
    text: str,
    record: str = "",
    *,
    sentences: Sequence[Sentence],
    language: str = "en",
    suggested: Sequence[SuggestedName] = (),
    suggested_by: str = "reading model",
) -> tuple[Name, ...]:
    """Names of a text in order of place, none inside another.

    *suggested* are names that another reader found, called *suggested_by*; who found a name stands in its rule. A
    person's name has as its heading the fullest name that the record gives this person. What no rule is sure of is
    left out: a name wrongly given costs a reader more than one not marked.

    >>> text = "Gen. Ivan Petrov left Moscow. The Duma had heard Petrov twice."
    >>> names = read_names(text, sentences=[Sentence(0, 29, 0), Sentence(30, 62, 0)])
    >>> [(n.locus.words, n.type, n.heading) for n in names]
    [('Gen. Ivan Petrov', 'person', 'Ivan Petrov'), ('Moscow', 'place', None), ('Duma', 'organisation', None), \
('Petrov', 'person', 'Ivan Petrov')]
    """
    lexicon = lexicon_of(language)
    found, capitals = _by_sentence(text, sentences, lexicon)
    found += _lower_bodies(text, lexicon)
    if suggested:
        found = join(found, suggested, text, lexicon, suggested_by)
    found, pairs = aliases(text, _located(text, found, lexicon), language)
    explained = Explained(text, found, lexicon, suggested_by if suggested else "")
    found = outermost(explained.resolved(found) + _in_capitals(text, capitals, lexicon, explained))
    found = [_as_event(text, name, lexicon) for name in found]
    meant = persons(text, found, lexicon, pairs)
    return tuple(
        Name(
            Locus.at(record, text, f.start, f.end),
            f.type,
            meant[f.start].heading if f.start in meant else None,
            f.rule if suggested and f.rule.startswith(suggested_by) else f"{_RULE} {f.rule}",
            kind_of(text, f, lexicon),
            meant[f.start].why if f.start in meant else "",
        )
        for f in found
    )


def _by_sentence(text: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> tuple[list[Found], list[Sentence]]:
    """Names as single sentences show them, and the sentences in capitals, which show none by themselves."""
    usual = set(_LOWER.findall(text))
    whole = frozenset(_WHOLE.findall(text))
    found: list[Found] = []
    capitals: list[Sentence] = []
    for sentence in sentences:
        if text[sentence.start : sentence.end].isupper():
            capitals.append(sentence)
            continue
        context = Context(text, lexicon, usual, sentence.start, _headline(text, sentence, lexicon))
        for run in runs(text, sentence.start, sentence.end, lexicon, whole):
            names = divide_run(run, context)
            if names and names[-1].type == "other" and names[-1].rule != DOUBTFUL:
                context = context._replace(ship=names[-1].end)
            found += names
    return found, capitals


# What a name before a state's may turn out to be a town of: nothing that a title or initials prove a person.
_UNPROVED = frozenset([DOUBTFUL, "two unknown words", "ending", "given name alone", "known person", "verb behind"])


def _located(text: str, found: list[Found], lexicon: Lexicon) -> list[Found]:
    """Names with those made towns that have the name of a state behind them ("Florence, S. C.")."""
    found = sorted(found, key=lambda name: (name.start, -name.end))
    for n, (name, state) in enumerate(pairwise(found)):
        if name.rule in _UNPROVED and state.type == "place" and text[name.end : state.start].strip() == ",":
            words = " ".join(text[state.start : state.end].split())
            if words in lexicon.states or state.rule == "postal code":
                found[n] = name._replace(type="place", rule="state behind")
    return found


def _headline(text: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether nearly all longer words are capitalised, as in the headlines of papers."""
    words = [w for w in text[sentence.start : sentence.end].split() if len(w) > 3 and w[0].isalpha()]
    longer = [w for w in words if w not in lexicon.headline_small]
    return len(longer) > 2 and sum(w[0].isupper() for w in longer) >= 0.9 * len(longer)


_CAPITALS = re.compile(r"[^\W\d_]+(?:[.’'-][^\W\d_]+)*")


def _in_capitals(text: str, sentences: list[Sentence], lexicon: Lexicon, explained: Explained) -> list[Found]:
    """Names in headlines of capitals: only those that the lists or the rest of the record know."""
    found: list[Found] = []
    for sentence in sentences:
        words = list(_CAPITALS.finditer(text, sentence.start, sentence.end))
        at = 0
        while at < len(words):
            name, after = _capital_name(text, words, at, lexicon, explained)
            if name is not None:
                found.append(name)
            at = after
    return found


def _capital_name(
    text: str, words: list[re.Match[str]], at: int, lexicon: Lexicon, explained: Explained
) -> tuple[Found | None, int]:
    first = words[at].group().capitalize()
    start = words[at].start()
    for end in range(min(len(words), at + lexicon.openings.get(first, 0)), at, -1):
        phrase = " ".join(w.group().capitalize() for w in words[at:end])
        if (kind := lexicon.phrases.get(phrase)) and (end - at > 1 or phrase not in lexicon.titles):
            if phrase in lexicon.ships and first in lexicon.surnames:
                continue
            return Found(start, words[end - 1].end(), kind, "gazetteer, capitals"), end
    if first in explained.ships:
        return Found(start, words[at].end(), "other", "ship of the record, capitals"), at + 1
    if first in explained.surnames or (first in lexicon.surnames and first.lower() not in lexicon.common):
        return Found(start, words[at].end(), "person", "surname, capitals"), at + 1
    return None, at + 1


def _lower_bodies(text: str, lexicon: Lexicon) -> list[Found]:
    found = []
    for match in lexicon.lower.finditer(text):
        start = match.start()
        before = text[max(0, start - 14) : start].rstrip().rpartition(" ")[2].rpartition("\n")[2]
        if before and (before in lexicon.demonyms or lexicon.phrases.get(before) == "place"):
            start = text.rindex(before, 0, start)
        found.append(Found(start, match.end(), "organisation", "in lower case"))
    return found


def _as_event(text: str, name: Found, lexicon: Lexicon) -> Found:
    """The event that a place's name stands for behind "battle of", also in lower case."""
    if name.type != "place":
        return name
    before = lexicon.lower_event.search(text, max(0, name.start - 24), name.start)
    return Found(before.start(), name.end, "event", "event in lower case") if before else name
