"""A run of capitalised words divided into the names it holds."""

from __future__ import annotations

from typing import NamedTuple

from polyvocal.close_reading.names.lexicon import Lexicon
from polyvocal.close_reading.names.runs import Word
from polyvocal.terms.reading import NameType

_OF = frozenset(["of", "of the", "for", "for the"])
_AND = frozenset(["and", "&", "and the", "’ and", "' and"])
_POSSESSIVE = frozenset(["’s", "'s", "’", "'"])
# Groups of people whose possessive is part of the name of their body ("Workers' Party", "People's Commissars").
_OWNERS = frozenset(
    "People Peoples Workers Worker Soldiers Sailors Peasants Women Men Children Farmers Miners Trades Writers Students "
    "King Queen Teachers Doctors Engineers Veterans Railwaymen Printers Builders Nations Lloyd".split()
)


class Found(NamedTuple):
    """A name at its place, before it becomes a term."""

    start: int
    end: int
    type: NameType
    rule: str


class Context(NamedTuple):
    """What reading a run needs to know of its surroundings."""

    text: str
    lexicon: Lexicon
    usual: frozenset[str] | set[str]  # words that this record also writes in lower case
    opening: int  # where the sentence's first word stands


def divide_run(run: list[Word], context: Context) -> list[Found]:
    """Names in a run, in order; words that are surely no name are left out."""
    found: list[Found] = []
    at = 0
    while at < len(run):
        name, after = _name_at(run, at, context)
        if name is not None:
            found.append(name)
        at = after
    return found


def _name_at(run: list[Word], at: int, context: Context) -> tuple[Found | None, int]:
    """The name that starts at a word of the run, or None, and the word to go on from."""
    stop = _segment_end(run, at)
    for rule in (_headed, _known, _ship, _titled, _given):
        if (result := rule(run, at, stop, context)) is not None:
            return result
    if _usual(run[at], context):
        return None, at + 1
    return _unknown(run, at, stop, context)


def _segment_end(run: list[Word], at: int) -> int:
    """Index behind the last word that stands next to its neighbour."""
    stop = at + 1
    while stop < len(run) and (run[stop].link == "" or _owned(run, stop)):
        stop += 1
    return stop


def _owned(run: list[Word], at: int) -> bool:
    link = run[at].link
    return (link in _POSSESSIVE or link in ("’ and", "' and")) and run[at - 1].word in _OWNERS


def _found(run: list[Word], at: int, stop: int, kind: NameType, rule: str) -> tuple[Found, int]:
    return Found(run[at].start, run[stop - 1].end, kind, rule), stop


def _usual(word: Word, context: Context) -> bool:
    """Whether it is a word that needs no name to be capitalised."""
    lexicon, lower = context.lexicon, word.word.lower()
    if word.word in lexicon.never or word.word.strip(".") in lexicon.never:
        return True
    return lower in lexicon.common or lower in context.usual


# --- names with a head: "Ministry of War", "Pacific Fleet", "Battle of Verdun", "Ohio River" ---


def _headed(run: list[Word], at: int, stop: int, context: Context) -> tuple[Found | None, int] | None:
    lexicon = context.lexicon
    if run[at].start == context.opening and run[at].word.lower() in lexicon.common and stop - at > 1:
        if run[at].word not in lexicon.bodies:
            return None
    for head in range(stop - 1, at - 1, -1):
        word = run[head].word
        kind = _head_kind(run, at, head, context)
        if kind is None:
            continue
        end = _with_of(run, head, stop, word, kind, lexicon)
        if end == head + 1 and not _modified(run, at, head, context):
            continue
        return _found(run, at, end, kind, f"head {word}")
    return None


def _head_kind(run: list[Word], at: int, head: int, context: Context) -> NameType | None:
    lexicon, word = context.lexicon, run[head].word
    if f"{word} of" in lexicon.event_openers and head + 1 < len(run) and run[head + 1].link in ("of", "of the"):
        return "event" if head == at else None
    if f"{word} of" in lexicon.place_openers and head + 1 < len(run) and run[head + 1].link == "of":
        return "place" if head == at else None
    if word in lexicon.events:
        return "event"
    if word in lexicon.bodies:
        return "organisation"
    if word in lexicon.periodicals and head > at and run[head - 1].word in lexicon.phrases:
        return "organisation"
    if word in lexicon.places:
        return "place"
    return None


def _with_of(run: list[Word], head: int, stop: int, word: str, kind: NameType, lexicon: Lexicon) -> int:
    """Index behind a head's complement ("of War", "for Foreign Affairs"), or behind the head."""
    end = head + 1
    if end != stop or end >= len(run) or run[end].link not in _OF or kind == "place" and run[end].link != "of":
        return end
    end = _segment_end(run, end)
    while end < len(run) and (run[end].link in _AND or run[end].link == "of" and kind == "organisation"):
        if run[end].word in lexicon.given or run[end].word in lexicon.titles or run[end].word in lexicon.phrases:
            break
        end = _segment_end(run, end)
    return end


def _modified(run: list[Word], at: int, head: int, context: Context) -> bool:
    """Whether a head has something before it that makes a name of it."""
    lexicon = context.lexicon
    if head == at:
        return False
    before = [w.word for w in run[at:head]]
    if any(w in lexicon.titles for w in before) and run[head].word not in ("Office", "Guard"):
        return False
    if all(w in lexicon.never and w not in lexicon.demonyms for w in before):
        return run[head].word not in lexicon.bodies or len(before) > 1
    return not (len(before) == 1 and before[0].lower() in ("the", "a", "this", "that", "our", "his", "no"))


# --- names known as a whole ---


def _known(run: list[Word], at: int, stop: int, context: Context) -> tuple[Found | None, int] | None:
    lexicon = context.lexicon
    longest = lexicon.openings.get(run[at].word)
    if longest is None:
        return None
    for end in range(min(len(run), at + longest), at, -1):
        phrase = " ".join(context.text[run[at].start : run[end - 1].end].split())
        kind = lexicon.phrases.get(phrase)
        if kind is None or _joined(run, end) or _belongs_to_person(run, at, end, stop, context):
            continue
        if phrase in lexicon.ships:
            return _known_ship(run, at, end, phrase, context)
        return _found(run, at, end, kind, "gazetteer")
    return None


def _joined(run: list[Word], end: int) -> bool:
    """Whether a known name goes on into a word with a hyphen or stop that the list does not have."""
    return end < len(run) and run[end].start == run[end - 1].end


def _belongs_to_person(run: list[Word], at: int, end: int, stop: int, context: Context) -> bool:
    """Whether a town's name is a given name or surname here ("Florence Mills", "Jack London")."""
    lexicon = context.lexicon
    if end - at > 1:
        return False
    word = run[at].word
    after = run[end].word if end < stop else ""
    if word in lexicon.given and after and after not in lexicon.never and after.lower() not in lexicon.common:
        return True
    return word in lexicon.titles and bool(after)


def _known_ship(
    run: list[Word], at: int, end: int, phrase: str, context: Context
) -> tuple[Found | None, int] | None:
    """A known ship, where its name is not a town's or a person's instead."""
    lexicon = context.lexicon
    first = phrase.split()[0]
    doubtful = (
        phrase in lexicon.surnames
        or phrase in context.lexicon.places
        or first in lexicon.titles
        or first in lexicon.given
    )
    article = context.text[max(0, run[at].start - 4) : run[at].start].lower().split()[-1:] == ["the"]
    if article or not (doubtful or phrase in _TOWN_SHIPS):
        return _found(run, at, end, "other", "known ship")
    if phrase in _TOWN_SHIPS:
        return _found(run, at, end, "place", "gazetteer")
    return None


# Ships of the list that bear the names of places; without an article the place is meant.
_TOWN_SHIPS = frozenset(
    ["Marlborough", "Rostock", "Wiesbaden", "Westfalen", "Hampshire", "Breslau", "Emden", "Sussex", "Arizona", "Maine"]
    + ["Elbing", "Kursk"]
)


# --- ships by their kind or prefix ---


def _ship(run: list[Word], at: int, stop: int, context: Context) -> tuple[Found | None, int] | None:
    lexicon = context.lexicon
    if run[at].word in lexicon.ship_prefixes and at + 1 < stop:
        return _found(run, at, _ship_end(run, at + 1, stop, context), "other", "ship prefix")
    before = context.text[max(0, run[at].start - 30) : run[at].start].lower().split()[-2:]
    while before and before[-1] in ("the", "named", "called"):
        before = before[:-1]
    if before and before[-1].strip(",\"“'‘") in lexicon.ship_types and run[at].word not in lexicon.titles - {"Queen"}:
        if run[at].word in lexicon.never and stop - at == 1:
            return None
        return _found(run, at, _ship_end(run, at, stop, context), "other", "ship type")
    return None


def _ship_end(run: list[Word], at: int, stop: int, context: Context) -> int:
    end = at + 1
    while end < min(stop, at + 3) and run[end].word not in context.lexicon.never:
        end += 1
    return end


# --- persons ---


def _titled(run: list[Word], at: int, stop: int, context: Context) -> tuple[Found | None, int] | None:
    lexicon = context.lexicon
    name = at
    while name < stop and run[name].word in lexicon.titles:
        name += 1
    if name == at:
        return None
    if name == stop:
        if run[at].word in lexicon.noble and stop < len(run) and run[stop].link == "of":
            return _found(run, at, stop + 1, "person", "title of place")
        return (None, name) if run[at].word not in lexicon.given else None
    if not run[name].word.isalpha() and len(run[name].word) > 3 and run[name].word[1:2] == ".":
        pass
    elif run[name].word in lexicon.never or _is_head(run[name].word, lexicon):
        return None, name
    return _found(run, at, _person_end(run, name, stop, context), "person", "title")


def _is_head(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.bodies or word in lexicon.places or word in lexicon.events


def _person_end(run: list[Word], name: int, stop: int, context: Context) -> int:
    """Index behind a person's last word: up to five, none of them a day, people or body."""
    lexicon = context.lexicon
    end = name + 1
    while end < min(stop, name + 5):
        word = run[end].word
        if word in lexicon.suffixes or word in lexicon.titles and word in ("Sir", "Lord"):
            end += 1
            continue
        if word in lexicon.never or word in lexicon.titles and not word.endswith("."):
            break
        if run[end].link in _POSSESSIVE or word.lower() in lexicon.common and word not in lexicon.surnames:
            if word.lower() not in _SURNAME_WORDS:
                break
        end += 1
    return end


# Ordinary words that are common as surnames too.
_SURNAME_WORDS = frozenset(
    "brown white black green young long king smith cook bell carter baker hill wood woods stone price rice bush ford "
    "hall ball day may west north rose fox wolf lane park parks field fields banks brooks rivers waters root weeks house "
    "page rich hunt hunter fisher miller butler mason law grey gray reed bird birds strong wise best power love gold church "
    "street french english welsh cross winter summers snow frost little short small sharp moody savage noble ".split()
)


def _given(run: list[Word], at: int, stop: int, context: Context) -> tuple[Found | None, int] | None:
    """A given name or initials with a surname behind them; a given name alone where the text has no use for it."""
    lexicon = context.lexicon
    word = run[at].word
    initials = len(word) >= 2 and word[1] == "." and word[0].isupper()
    if not initials and word not in lexicon.given and word.rstrip(".") not in lexicon.given:
        return None
    if at + 1 < stop and not (run[at + 1].word in lexicon.never or run[at + 1].link in _POSSESSIVE):
        end = _person_end(run, at, stop, context)
        if end - at > 1:
            return _found(run, at, end, "person", "initials" if initials else "given name")
    if initials or word.lower() in context.usual or word.lower() in lexicon.common:
        return None
    return _found(run, at, at + 1, "person", "given name alone")


# --- what no list knows ---


def _unknown(run: list[Word], at: int, stop: int, context: Context) -> tuple[Found | None, int]:
    lexicon = context.lexicon
    end = at + 1
    while end < stop and not _usual(run[end], context) and run[end].word not in lexicon.openings:
        if run[end].link in _POSSESSIVE or run[end].word in lexicon.titles or _is_head(run[end].word, lexicon):
            break
        end += 1
    word = run[at].word
    if end - at in (2, 3) and all(w.word.replace("-", "").replace("’", "").isalpha() for w in run[at:end]):
        if not all(w.word.isupper() for w in run[at:end]):
            return _found(run, at, end, "person", "two unknown words")
    if end - at == 1:
        return _single(run, at, context), end
    return None, end if not word.isupper() else at + 1


def _single(run: list[Word], at: int, context: Context) -> Found | None:
    """A word alone: by the list of persons, by its ending, by the words beside it."""
    lexicon, word = context.lexicon, run[at].word
    start, end = run[at].start, run[at].end
    if word in lexicon.surnames:
        return Found(start, end, "person", "known person")
    if len(word) > 4 and word.endswith(lexicon.place_endings):
        return Found(start, end, "place", "ending")
    if len(word) > 4 and word.endswith(lexicon.person_endings):
        return Found(start, end, "person", "ending")
    if word.isupper() and 2 <= len(word) <= 6 and word.isalpha():
        return Found(start, end, "organisation", "acronym")
    after = context.text[end : end + 16].split()[:1]
    if after and after[0].strip(",") in lexicon.person_verbs and word.isalpha():
        return Found(start, end, "person", "verb behind")
    before = context.text[max(0, start - 12) : start].split()[-1:]
    if before and before[0].lower() in lexicon.place_words and start != context.opening and len(word) > 3:
        return Found(start, end, "place", "preposition")
    return None
