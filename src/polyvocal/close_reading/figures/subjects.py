"""Whose they are, where the clause says it: its subject, "among the Turks", "its casualties", "each other's"."""

from __future__ import annotations

from collections.abc import Sequence

from polyvocal.close_reading.figures.draft import Draft
from polyvocal.close_reading.figures.predicates import subject
from polyvocal.close_reading.figures.tables import Tables
from polyvocal.close_reading.figures.words import Words

_STOPS = frozenset(".;:()—")
_CLAUSES = frozenset(",;:.—")
_REACH = 9
_LONGEST_NAME = 5


def name_owners(words: Words, drafts: Sequence[Draft], tables: Tables) -> None:
    """Give those who suffered something their side, where the words around name one and the draft has none."""
    for draft in drafts:
        if is_sided(draft) or not set(draft.states) & tables.words["whose.states"]:
            continue
        draft.population = (
            _among(words, draft.bound.first, tables)
            or _their(words, draft, tables)
            or _of_the_verb(words, draft, tables)
        )


def is_sided(draft: Draft) -> bool:
    """Whether the words already say whose they are."""
    named = draft.left is not None and bool(draft.left.subject)
    return bool(draft.population) or named or any(c.isupper() for c in draft.phrase.population)


def _among(words: Words, first: int, tables: Tables) -> str:
    """The group in front: "Among the Turks 3,000 were killed"."""
    k = first - 1
    k -= words.low(k) == ","
    end = k
    while k >= 0 and end - k < _LONGEST_NAME and _belongs(words, k, tables):
        k -= 1
    if k == end:
        return ""
    j = k - (words.low(k) in tables.words["phrase.determiners"])
    return words.join(k + 1, end) if words.low(j) in tables.words["whose.among"] else ""


def _belongs(words: Words, k: int, tables: Tables) -> bool:
    low = words.lows[k]
    if not low[0].isalpha() or low in tables.words["phrase.determiners"] or low in tables.words["whose.among"]:
        return False
    return words.capitalised(k) or tables.noun(low) is not None or low in tables.peoples


def _their(words: Words, draft: Draft, tables: Tables) -> str:
    """The side that "its" in "its casualties were 412" stands for: the first that the sentence names."""
    if draft.left is None or not draft.left.states:
        return ""
    k = draft.left.first - 1
    while k > 0 and (tables.state(words.lows, k) or words.lows[k] in tables.words["whose.own"]):
        k -= 1
    if words.low(k) not in tables.words["whose.possessives"]:
        return ""
    plural = words.low(k) in tables.words["whose.plural"]
    end = k
    while end > 0:  # clause by clause back to the beginning
        start = next((i + 1 for i in range(end - 1, -1, -1) if words.lows[i] in _CLAUSES), 0)
        for i in range(start, end):
            if _is_side(words, i, tables) or (plural and tables.noun(words.lows[i]) == "person"):
                return _name_from(words, i, end, tables)
        end = start - 1
    return ""


def _name_from(words: Words, first: int, limit: int, tables: Tables) -> str:
    """The name that begins at word *first*; none where it names an office, which only tells."""
    end = first
    while end + 1 < limit and end - first < _LONGEST_NAME and _belongs(words, end + 1, tables):
        end += 1
    return "" if words.lows[end] in tables.words["whose.offices"] else words.join(first, end)


def _is_side(words: Words, i: int, tables: Tables) -> bool:
    low = words.lows[i]
    if low in tables.peoples or low in tables.peoples.values():
        return True
    if tables.noun(low) in tables.words["whose.classes"]:
        return True
    return i > 0 and words.capitalised(i) and low not in tables.words["phrase.stops"] and tables.noun(low) is None


def _of_the_verb(words: Words, draft: Draft, tables: Tables) -> str:
    """The subject of the verb that those counted are the object of: "The Germans had 80 killed"."""
    for j in range(draft.bound.first - 1, max(-1, draft.bound.first - 1 - _REACH), -1):
        word = words.lows[j]
        if word in _STOPS or (word in tables.passive and word in tables.words["phrase.be"]):
            return ""
        telling = word in tables.words["whose.telling"]
        if not telling and word not in tables.words["whose.verbs"]:
            continue
        if tables.state(words.lows, j + 1) and words.low(j + 1) in tables.words["phrase.be"]:
            return ""
        found = subject(words, j, tables)
        head = found.rpartition(" ")[2].lower()
        unnamed = head in tables.words["phrase.subjects"] or head in tables.words["whose.offices"]
        if not found or unnamed or (telling and not _fights(head, tables)):
            return ""
        return found
    return ""


def _fights(head: str, tables: Tables) -> bool:
    """Whether a word names soldiers, ships or a people: who reports 14 dead then reports its own."""
    return head in tables.peoples or tables.noun(head) in tables.words["whose.classes"]
