"""A run of capitalised words divided into the names it holds."""

from __future__ import annotations

import re

from polyvocal.close_reading.names.found import DOUBTFUL, POSSESSIVE, Context, Found, found_between, segment_end
from polyvocal.close_reading.names.heads import headed, is_head
from polyvocal.close_reading.names.lexicon import Lexicon
from polyvocal.close_reading.names.runs import Word

# What stands between the ships of a list.
_AND = re.compile(r"[»”\"]?(?:,\s*(?:(?:and|or|и)\b\s*)?|\s+(?:and|or|и)\b\s*)(?:the\b\s*)?[\"“‘'«]?\Z")
_NUMERAL = re.compile("[IVXLCDMХ]+")
_ROYAL = frozenset(["Queen", "King", "Prince", "Princess", "Kaiser", "General", "Admiral"])


def divide_run(run: list[Word], context: Context) -> list[Found]:
    """Names in a run, in order; of single words that no rule is sure of, those that the record may yet explain.

    The latter have the rule `DOUBTFUL`; words that are surely no name are left out.
    """
    found: list[Found] = []
    at = 0
    while at < len(run):
        name, after = _name_at(run, at, context)
        if name is not None:
            found.append(name)
            if name.type == "other" and name.rule != DOUBTFUL:
                context = context._replace(ship=name.end)
        at = after
    return found


def _name_at(run: list[Word], at: int, context: Context) -> tuple[Found | None, int]:
    """The name that starts at a word of the run, or None, and the word to go on from."""
    stop = segment_end(run, at)
    if (ship := _ship(run, at, stop, context)) is not None:
        return ship
    if (quoted := _quoted(run, at, context)) is not None:
        return quoted
    known, named = _known(run, at, context), None
    if not context.headline:
        named = headed(run, at, stop, context)
    if known is not None or named is not None:
        return max((r for r in (known, named) if r is not None), key=_reach)
    person = _titled(run, at, stop, context) or _given(run, at, stop, context) or _small_titled(run, at, stop, context)
    if person is not None:
        return person
    if _usual(run[at], context):
        return _doubtful(run[at], context), at + 1
    if context.headline:
        return None, at + 1
    return _unknown(run, at, stop, context)


def _reach(result: tuple[Found | None, int]) -> int:
    return result[0].end if result[0] is not None else 0


def _doubtful(word: Word, context: Context) -> Found | None:
    """A word that the record may explain; one that opens its sentence only where it is no ordinary word."""
    if context.headline or word.word in context.lexicon.never:
        return None
    if word.start == context.opening and _usual(word, context):
        return None
    return Found(word.start, word.end, "other", DOUBTFUL)


def _usual(word: Word, context: Context) -> bool:
    """Whether it is a word that needs no name to be capitalised."""
    lexicon, lower = context.lexicon, word.word.lower()
    if word.word in lexicon.never or word.word.strip(".") in lexicon.never:
        return True
    return lower in lexicon.common or lower in context.usual or (lexicon.declines and lower in lexicon.lower_titles)


# --- names known as a whole ---


def _known(run: list[Word], at: int, context: Context) -> tuple[Found | None, int] | None:
    lexicon, text = context.lexicon, context.text
    word = run[at].word
    longest = lexicon.openings.get(word) or (lexicon.openings.get(word.capitalize()) if word.isupper() else None)
    if longest is None:
        return None
    stop = segment_end(run, at)
    for end in range(min(len(run), at + longest), at, -1):
        phrase = word if end == at + 1 else " ".join(text[run[at].start : run[end - 1].end].split())
        if phrase.isupper() and len(phrase) > 3 and phrase not in lexicon.phrases:
            phrase = phrase.title()
        kind = lexicon.phrases.get(phrase)
        if kind is None:
            kind = lexicon.phrases.get(f"{phrase}.")
            if kind is None or text[run[end - 1].end : run[end - 1].end + 1] != ".":
                continue
            return Found(run[at].start, run[end - 1].end + 1, kind, "gazetteer"), end
        if _joined(run, end) or _belongs_to_person(run, at, end, stop, context):
            continue
        if phrase in lexicon.ships:
            return _known_ship(run, at, end, phrase, context)
        return found_between(run, at, end, kind, "gazetteer")
    return None


_QUOTES = {"«": "»", "“": "”", '"': '"', "„": "“"}


def _quoted(run: list[Word], at: int, context: Context) -> tuple[Found, int] | None:
    """A body's name in quotation marks behind a word for what it is ("газета «Речь»")."""
    start = run[at].start
    closing = _QUOTES.get(context.text[start - 1 : start])
    if closing is None:
        return None
    before = context.text[max(0, start - 20) : start - 1].split()[-1:]
    if not before or before[0].lower() not in context.lexicon.quoted_heads:
        return None
    end = context.text.find(closing, start, start + 60)
    if end < 0:
        return None
    after = at + 1
    while after < len(run) and run[after].start < end:
        after += 1
    return Found(start, end, "organisation", "quoted"), after


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


def _known_ship(run: list[Word], at: int, end: int, phrase: str, context: Context) -> tuple[Found | None, int] | None:
    """A known ship, where its name is not a town's or a person's instead."""
    lexicon = context.lexicon
    first = phrase.split()[0]
    doubtful = (
        phrase in lexicon.surnames
        or phrase in context.lexicon.places
        or first in lexicon.titles
        or first in lexicon.given
    )
    article = _articled(context.text, run[at].start)
    if article or not (doubtful or phrase in lexicon.town_ships):
        return found_between(run, at, end, "other", "known ship")
    if phrase in lexicon.town_ships:
        return found_between(run, at, end, "place", "gazetteer")
    return None


# --- ships by their kind or prefix ---


def _ship(run: list[Word], at: int, stop: int, context: Context) -> tuple[Found | None, int] | None:
    lexicon, start = context.lexicon, run[at].start
    if run[at].word in lexicon.ship_prefixes and at + 1 < stop:
        return found_between(run, at, _ship_end(run, at + 1, stop, context), "other", "ship prefix")
    if run[at].word in lexicon.never or (run[at].word in lexicon.titles and run[at].word not in _ROYAL):
        return None
    if context.headline and _usual(run[at], context):
        return None
    if 0 <= context.ship <= start <= context.ship + 12 and _AND.match(context.text, context.ship, start):
        return found_between(run, at, _ship_end(run, at, stop, context), "other", "list of ships")
    before = context.text[max(0, start - 30) : start].lower().split()[-3:]
    while before and before[-1].strip("«“\"'‘") in ("", "the", "named", "called", "british", "german"):
        before.pop()
    if before and before[-1].strip(",\"“'‘") in lexicon.ship_types:
        return found_between(run, at, _ship_end(run, at, stop, context), "other", "ship type")
    if before and context.text[start - 1] in _QUOTES and before[-1].strip('«“"') in lexicon.ship_fates:
        return found_between(run, at, _ship_end(run, at, stop, context), "other", "ship's fate")
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
    while name < len(run) and run[name].word in lexicon.titles and run[name].link in ("", "and"):
        name += 1
    stop = max(stop, segment_end(run, name - 1)) if name > at else stop
    if name == at:
        return None
    if name == stop:
        if run[at].word in lexicon.noble and stop < len(run) and run[stop].link == "of":
            return found_between(run, at, stop + 1, "person", "title of place")
        return (None, name) if run[at].word not in lexicon.given else None
    word = run[name].word
    if word in lexicon.never or is_head(word, lexicon) or (context.headline and word.lower() in lexicon.common):
        return None, name
    return found_between(run, at, _person_end(run, name, stop, context), "person", "title")


def _person_end(run: list[Word], name: int, stop: int, context: Context) -> int:
    """Index behind a person's last word: up to five, none of them a day, people or body."""
    lexicon = context.lexicon
    end = name + 1
    while end < min(stop, name + 5):
        word = run[end].word
        if word in lexicon.suffixes or (word in lexicon.titles and word in ("Sir", "Lord")):
            end += 1
            continue
        if word in lexicon.never or (word in lexicon.titles and not word.endswith(".")):
            break
        usual = word.lower() in lexicon.common and word not in lexicon.surnames
        if (run[end].link in POSSESSIVE or usual) and word.lower() not in lexicon.surname_words:
            break
        end += 1
    return end


def _given(run: list[Word], at: int, stop: int, context: Context) -> tuple[Found | None, int] | None:
    """A given name or initials with a surname behind them; a given name alone where the text has no use for it."""
    lexicon = context.lexicon
    word = run[at].word
    initials = len(word) >= 2 and word[1] == "." and word[0].isupper()
    if not initials and word not in lexicon.given and word.rstrip(".") not in lexicon.given:
        return None
    if at + 1 < stop and not (run[at + 1].word in lexicon.never or run[at + 1].link in POSSESSIVE):
        end = _person_end(run, at, stop, context)
        if end - at > 1:
            return found_between(run, at, end, "person", "initials" if initials else "given name")
    if initials or context.headline or _usual(run[at], context):
        return None
    return found_between(run, at, at + 1, "person", "given name alone")


def _small_titled(run: list[Word], at: int, stop: int, context: Context) -> tuple[Found | None, int] | None:
    """A name behind a title in lower case, which is no part of it ("admiral [Scheer]")."""
    start = run[at].start
    before = context.text[max(0, start - 18) : start].split()[-1:]
    if not before or before[0].lower() not in context.lexicon.lower_titles or _usual(run[at], context):
        return None
    return found_between(run, at, _person_end(run, at, stop, context), "person", "title in lower case")


# --- what no list knows ---


def _unknown(run: list[Word], at: int, stop: int, context: Context) -> tuple[Found | None, int]:
    lexicon = context.lexicon
    end = at + 1
    while end < stop and not _usual(run[end], context) and run[end].word not in lexicon.openings:
        if run[end].link in POSSESSIVE or run[end].word in lexicon.titles or is_head(run[end].word, lexicon):
            break
        end += 1
    word = run[at].word
    letters = all(w.word.replace("-", "").replace("’", "").isalpha() for w in run[at:end])
    if end - at in (2, 3) and letters and not all(w.word.isupper() for w in run[at:end]):
        behind = context.text[run[end - 1].end : run[end - 1].end + 16].split()[:1]
        if behind and behind[0].strip(",") in lexicon.person_verbs:
            return found_between(run, at, end, "person", "full name by verb")
        foreign = lexicon.declines and word.isascii()  # in a Russian text what is printed in Latin letters is no person
        return found_between(run, at, end, "organisation" if foreign else "person", "two unknown words")
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
    behind = context.text[end : end + 2].strip()
    if word.endswith(lexicon.adjective_endings) and behind[:1].islower():
        return None
    if len(word) > 4 and word.endswith(lexicon.person_endings):
        return Found(start, end, "person", "ending")
    if word.isupper() and 2 <= len(word) <= 6 and word.isalpha():
        if context.text[max(0, start - 2) : start] == ", " and word in lexicon.postal:
            return Found(start, end, "place", "postal code")
        if (lexicon.declines and not _NUMERAL.fullmatch(word)) or _articled(context.text, start):
            return Found(start, end, "organisation", "acronym")
    if _divides(context.text, start, lexicon):
        return Found(start, end, "place", "village of")
    after = context.text[end : end + 16].split()[:1]
    if after and after[0].strip(",") in lexicon.person_verbs and word.isalpha():
        return Found(start, end, "person", "verb behind")
    before = context.text[max(0, start - 14) : start].lower().split()[-2:]
    if " ".join(before) in lexicon.source_words and word.isalpha():
        return Found(start, end, "person", "according to")
    if before and before[-1] in lexicon.place_words and start != context.opening and len(word) > 3:
        return Found(start, end, "place", "preposition")
    return _doubtful(run[at], context)


def _divides(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether "village of", "district of" or the like stands before."""
    before = text[max(0, start - 18) : start].lower().split()
    return len(before) > 1 and before[-1] == "of" and before[-2] in lexicon.divisions


def _articled(text: str, start: int) -> bool:
    """Whether an article or bracket stands before: among the junk of OCR, capitals alone make no acronym."""
    return text[max(0, start - 1) : start] == "(" or text[max(0, start - 4) : start].lower().split()[-1:] == ["the"]
