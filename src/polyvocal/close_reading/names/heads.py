"""Names that end in, or open with, a word for what they are: "Ministry of War", "Ohio River", "Battle of Verdun"."""

from __future__ import annotations

import re

from polyvocal.close_reading.names.found import Context, Found, found_between, segment_end
from polyvocal.close_reading.names.lexicon import Lexicon
from polyvocal.close_reading.names.runs import Word
from polyvocal.terms.reading import NameType

_OF = frozenset(["of", "of the", "for", "for the"])
_ALSO = frozenset(["and", "&", "and the", "’ and", "' and"])
_ARTICLES = frozenset(["The", "A", "An", "This", "That", "Our", "Their", "His", "Her", "Its", "My", "Your"])


def headed(run: list[Word], at: int, stop: int, context: Context) -> tuple[Found | None, int] | None:
    """A name with a head word that starts at a word of the run, and the word to go on from; None where none does."""
    lexicon = context.lexicon
    opens = run[at].start == context.opening and run[at].word.lower() in lexicon.common
    if opens and stop - at > 1 and run[at].word not in lexicon.bodies:
        return None
    if run[at].word in _ARTICLES:
        return None
    if (lower := _lower_headed(run, at, stop, context)) is not None:
        return lower
    if run[at].word in lexicon.place_openers and at + 1 < stop and run[at + 1].word not in lexicon.never:
        return found_between(run, at, at + 2, "place", f"opener {run[at].word}")
    if run[at].word in lexicon.event_openers and at + 1 < stop:
        return found_between(run, at, at + 2, "event", f"opener {run[at].word}")
    for head in range(min(stop, at + 7) - 1, at - 1, -1):
        word = run[head].word
        kind = _head_kind(run, at, head, context)
        if kind is None:
            continue
        end = _with_of(run, head, stop, kind, lexicon)
        if end == head + 1 and not _modified(run, at, head, context):
            continue
        return found_between(run, at, end, kind, f"head {word}")
    return None


def _head_kind(run: list[Word], at: int, head: int, context: Context) -> NameType | None:
    lexicon, word = context.lexicon, run[head].word.rstrip(".")
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
        # "St. Clair" is no street
        return None if word == "St" and head + 1 < len(run) and run[head + 1].link == "" else "place"
    return None


def _with_of(run: list[Word], head: int, stop: int, kind: NameType, lexicon: Lexicon) -> int:
    """Index behind a head's complement ("of War", "for Foreign Affairs"), or behind the head."""
    end = head + 1
    if end != stop or end >= len(run) or run[end].link not in _OF or (kind == "place" and run[end].link != "of"):
        return end
    end = min(segment_end(run, end), end + 4)
    while kind == "organisation" and end < len(run) and (run[end].link in _ALSO or run[end].link == "of"):
        if run[end].word in lexicon.given or run[end].word in lexicon.titles or run[end].word in lexicon.phrases:
            break
        end = segment_end(run, end)
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


def is_head(word: str, lexicon: Lexicon) -> bool:
    """Whether a word says what a name names."""
    return word in lexicon.bodies or word in lexicon.places or word in lexicon.events


# --- heads that papers print in lower case: "North sea", "Progressive national committee" ---


def _lower_headed(run: list[Word], at: int, stop: int, context: Context) -> tuple[Found, int] | None:
    lexicon = context.lexicon
    tail = lexicon.tail.match(context.text, run[stop - 1].end)
    if tail is None or stop - at > 4 or (run[at].start == context.opening and run[at].word.lower() in lexicon.common):
        return None
    kind: NameType = "event"
    for group in ("place", "body"):
        if tail.group(group):
            kind = "place" if group == "place" else "organisation"
    before = [word.word for word in run[at:stop]]
    opener = before[0].lower() in lexicon.function or before[0] in lexicon.titles
    if opener or (any(word in lexicon.given for word in before) and (kind != "place" or len(before) > 1)):
        return None
    if all(word in lexicon.never for word in before):
        alone = all(word in lexicon.demonyms for word in before)
        modified = len(tail.group().split()) > 1
        apt = tail.group("place") in ("sea", "ocean") or tail.group("body") in lexicon.of_peoples
        apt = apt or tail.group("event") in lexicon.events_of_peoples
        apt = apt or (modified and kind == "organisation")
        if not apt or (kind != "place" and not alone):
            return None
    return Found(run[at].start, tail.end(), kind, f"lower head {tail.group(kind_group(tail))}"), stop


def kind_group(tail: re.Match[str]) -> str:
    """Which group of a tail matched."""
    return next(group for group in ("place", "body", "event") if tail.group(group))
