"""What a noun phrase that speaks is: a person, a body, a document, several people; and the heading of an office."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from polyvocal.usage import load

Kind = Literal["person", "named", "body", "document", "many", "thing"]
"""*named* is a bare proper name that no list knows; *thing* whatever else."""

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_PARTICLES = frozenset(["and", "von", "van", "de", "der", "du", "the"])
_REACH = 40  # characters of a phrase in which its head stands


class Terms:
    """A list of words and stems ("британск*")."""

    def __init__(self, written: str) -> None:
        words = written.split()
        self.words = frozenset(w for w in words if not w.endswith("*"))
        self.stems = tuple(w[:-1] for w in words if w.endswith("*"))

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (word in self.words or (bool(self.stems) and word.startswith(self.stems)))


@dataclass(frozen=True, slots=True)
class Sources:
    """The lists of one language."""

    heads: Mapping[str, Terms]
    pronouns: Mapping[str, str]  # form: he, she, it or they
    issued: frozenset[str]
    around: frozenset[str]
    capitals: tuple[tuple[Terms, str, str], ...]  # forms, heading, people
    peoples: tuple[tuple[str, Terms], ...]
    institutions: tuple[tuple[tuple[Terms, ...], str], ...]
    documents: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    places: frozenset[str]
    inflected: bool  # the head is the first noun that a list knows, as in Russian


@cache
def sources(language: str) -> Sources:
    """The lists of *language*.

    >>> sources("en").pronouns["it"], "admiralty" in sources("en").heads["bodies"]
    ('it', True)
    """
    table: dict[str, Any] = load(language, "sources")
    words = load(language, "voices")["words"]
    gazetteer = load(language, "gazetteer")
    return Sources(
        heads={name: Terms(written) for name, written in table["heads"].items()},
        pronouns={form: name for name, forms in table["pronouns"].items() for form in forms.split()},
        issued=frozenset(table["issued"]["documents"].split()),
        around=frozenset(table["issued"]["around"].split()),
        capitals=tuple((Terms(form.replace(" ", "_")), *said) for form, said in table["capitals"].items()),
        peoples=tuple((people, Terms(forms)) for people, forms in table["peoples"].items()),
        institutions=tuple(
            (tuple(map(Terms, written.split())), heading)
            for written, heading in sorted(table["institutions"].items(), key=lambda row: -len(row[0].split()))
        ),
        documents=frozenset(words["documents"].split()),
        prepositions=frozenset(words["prepositions"].split()) | frozenset(words["relatives"].split()),
        determiners=frozenset(words["determiners"].split()),
        places=frozenset(n.lower() for kind in ("countries", "regions", "states") for n in gazetteer.get(kind, ())),
        inflected=table.get("inflected", language == "ru"),
    )


def kind_of(phrase: str, known: Sources, name: str | None = None) -> Kind:
    """What a noun phrase is; *name* is the type of the name at its head, where one was read.

    >>> [kind_of(p, sources("en")) for p in ("The Chief of the Admiralty Staff", "the Naval Staff in Berlin")]
    ['person', 'body']
    >>> [kind_of(p, sources("en")) for p in ("Tarrant", "Danish fishermen", "The Grand Fleet", "Berlin")]
    ['named', 'many', 'thing', 'body']
    """
    head = _head(phrase, known)
    if head is None:
        return "thing"
    word, first, joined, bare = head
    heads = known.heads
    if word in known.determiners:
        return "thing"
    if capital(phrase, known) or word in heads["bodies"]:
        return "body"
    if word in known.documents or word in heads["records"]:
        return "document"
    if name == "organisation":
        return "body"
    if joined or word in heads["many"] or (word.endswith("s") and word[:-1] in heads["persons"]):
        return "many"
    if name == "person" or word in heads["persons"] or word.rpartition("-")[2] in heads["persons"]:
        return "person"
    if first in heads["masculine"] or first in heads["feminine"]:
        return "person"
    if word in heads["silent"] or name in ("event", "other"):
        return "thing"
    if name == "place":
        return "body"
    if not bare and not known.inflected and word.endswith("s") and not word.endswith(("ss", "us", "'s")):
        return "many"
    return "named" if bare else "thing"


def _head(phrase: str, known: Sources) -> tuple[str, str, bool, bool] | None:
    """Head and first word in lower case, whether "and" joins two heads, whether the head is a bare proper name."""
    cut = phrase.find(",")
    part = phrase if cut < 0 else phrase[:cut]
    words = _WORD.findall(part[:200])
    low = [w.lower().replace("’", "'") for w in words]
    if known.inflected:
        for word in low[:5]:
            if any(word in known.heads[name] for name in ("bodies", "many", "persons", "silent")):
                return word, low[0], "и" in low, False
        return (low[0], low[0], "и" in low, words[0][0].isupper()) if low else None
    end = next((i for i, word in enumerate(low) if i and word in known.prepositions), len(low))
    begin = 1 if low and low[0] in known.determiners else 0
    if begin >= end:
        return (low[0], low[0], False, False) if low else None
    small = known.prepositions | _PARTICLES
    proper = all(w[0].isupper() or "." in w or w in small for w in words[begin:])
    bare = not begin and proper and words[-1] not in small
    joined = "and" in low[begin:end] and (bare or not words[begin][0].isupper())  # not "the War and Navy Department"
    return low[end - 1], low[begin], joined, bare


def capital(phrase: str, known: Sources) -> tuple[str, str] | None:
    """Heading and people of a capital that speaks for its government: all that the phrase says.

    >>> capital("BERLIN", sources("en")), capital("Berlin papers", sources("en"))
    (('Berlin', 'German'), None)
    """
    if len(phrase) > _REACH:
        return None
    plain = "_".join(phrase.lower().split())
    return next(((heading, people) for forms, heading, people in known.capitals if plain in forms), None)


def is_issued(phrase: str, known: Sources) -> bool:
    """Whether a phrase is "the statement", "this official report": a document with no issuer beside it.

    >>> is_issued("The statement", sources("en")), is_issued("The statement of the crew", sources("en"))
    (True, False)
    """
    words = phrase.lower().split()
    return bool(words) and len(words) < 4 and words[-1] in known.issued and known.around.issuperset(words[:-1])


def heading(phrase: str, known: Sources, people: str | None = None) -> str | None:
    """Heading of an office of state or a capital; *people* is whose office it is where the phrase does not say.

    >>> [heading(p, sources("en")) for p in ("the German admiralty", "The Admiralty in London", "the Admiralty")]
    ['German Admiralty', 'British Admiralty', None]
    >>> heading("the Admiralty", sources("en"), "British"), heading("Berlin", sources("en"))
    ('British Admiralty', 'Berlin')
    """
    if said := capital(phrase, known):
        return said[0]
    low = [word.lower() for word in _WORD.findall(phrase[:80])]
    for written, office in known.institutions:
        at = _where(low, written)
        if at is None:
            continue
        before, behind = low[:at], low[at + len(written) :]
        if any(word not in known.determiners and _people([word], known) is None for word in before):
            return None  # "the First Lord of the Admiralty" is not the Admiralty
        if behind and behind[0] not in ("in", "at"):
            return None
        owner = _people(before, known) or _people(behind, known)
        if owner is None and (behind or any(word not in known.determiners for word in before)):
            return None
        owner = owner or people
        return f"{owner} {office}" if owner else None
    return None


def _where(low: Sequence[str], written: Sequence[Terms]) -> int | None:
    size = len(written)
    for at in range(min(len(low) - size + 1, 5)):
        if all(word in forms for word, forms in zip(low[at : at + size], written, strict=True)):
            return at
    return None


def _people(low: Sequence[str], known: Sources) -> str | None:
    return next((people for word in low for people, forms in known.peoples if word in forms), None)
