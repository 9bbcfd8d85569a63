"""The reading of names in a record: what its sentences show singly, and what they show together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from polyvocal.close_reading.names.division import Context, Found, divide_run
from polyvocal.close_reading.names.lexicon import Lexicon, lexicon_of
from polyvocal.close_reading.names.runs import runs
from polyvocal.terms import Locus, Name, Sentence

_RULE = "names/1"
_LOWER = re.compile(r"(?<![\w'’-])[a-zа-яё]{2,}(?![\w'’-])")


def read_names(
    text: str, record: str = "", *, sentences: Sequence[Sentence], language: str = "en"
) -> tuple[Name, ...]:
    """Names of a text in order of place, none inside another.

    A surname gets the full name as its heading where one person of that surname is written out in the same
    record. What no rule is sure of is left out: a name wrongly given costs a reader more than one not marked.

    >>> text = "Gen. Ivan Petrov left Moscow. The Duma had heard Petrov twice."
    >>> names = read_names(text, sentences=[Sentence(0, 29, 0), Sentence(30, 62, 0)])
    >>> [(n.locus.words, n.type, n.heading) for n in names]
    [('Gen. Ivan Petrov', 'person', 'Ivan Petrov'), ('Moscow', 'place', None), ('Duma', 'organisation', None), \
('Petrov', 'person', 'Ivan Petrov')]
    """
    lexicon = lexicon_of(language)
    usual = set(_LOWER.findall(text))
    found: list[Found] = []
    for sentence in sentences:
        if text[sentence.start : sentence.end].isupper():
            continue
        context = Context(text, lexicon, usual, sentence.start)
        for run in runs(text, sentence.start, sentence.end):
            found += divide_run(run, context)
    found += _lower_bodies(text, lexicon)
    return tuple(
        Name(Locus.at(record, text, f.start, f.end), f.type, None, f"{_RULE} {f.rule}")
        for f in _outermost(found)
    )


def _lower_bodies(text: str, lexicon: Lexicon) -> list[Found]:
    found = []
    for match in lexicon.lower.finditer(text):
        start = match.start()
        before = text[max(0, start - 14) : start].rstrip().rpartition(" ")[2].rpartition("\n")[2]
        if before and (before in lexicon.demonyms or lexicon.phrases.get(before) == "place"):
            start = text.rindex(before, 0, start)
        found.append(Found(start, match.end(), "organisation", "in lower case"))
    return found


def _outermost(found: list[Found]) -> list[Found]:
    """The longest of names that overlap."""
    kept: list[Found] = []
    for name in sorted(found, key=lambda f: (f.start, -f.end)):
        if kept and name.start < kept[-1].end:
            if name.end - name.start > kept[-1].end - kept[-1].start:
                kept[-1] = name
            continue
        kept.append(name)
    return kept
