"""Translations, where the pile says so: a record that names the one it translates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from polyvocal.terms import Description, ReprintLink
from polyvocal.terms.cited import plain_address, plain_words

_TRANSLATED = re.compile(
    r"\b(?:translat\w*|перев[её]л\w*|перевод\w*|traduit|traduction|übersetzt|Übersetzung)\b", re.IGNORECASE
)
_LEAST_TITLE = 8  # letters of a title that can be known again inside a note


def translations(cards: Iterable[tuple[str, Description, str | None]]) -> tuple[ReprintLink, ...]:
    """The records that say they translate another that is held, named in their note by its title or its address.

    A title must be held once only; what the note names must be in another language than the record.
    """
    known = list(cards)
    titles: dict[str, list[str]] = defaultdict(list)
    addresses: dict[str, str] = {}
    language = {record: card.language.value[:2] if card.language else "" for record, card, _ in known}
    for record, card, address in known:
        name = plain_words(card.title.value) if card.title and not card.title_supplied else ""
        if len(name) >= _LEAST_TITLE:
            titles[name].append(record)
        if address:
            addresses.setdefault(plain_address(address), record)
    found = []
    for record, card, _ in known:
        if card.version_of is None or not _TRANSLATED.search(card.version_of.value):
            continue
        of = _named(card.version_of.value, titles, addresses)
        if of and of != record and language[of] != language[record]:
            found.append(ReprintLink(record, of, "translation", 1.0))
    return tuple(sorted(found))


def _named(note: str, titles: dict[str, list[str]], addresses: dict[str, str]) -> str | None:
    for word in note.split():
        if ("/" in word or "." in word.strip(".")) and (held := addresses.get(plain_address(word.strip("<>()[],;")))):
            return held
    words = plain_words(note).split()
    # The longest run of words that is a title wins.
    for size in range(min(len(words), 24), 0, -1):
        for i in range(len(words) - size + 1):
            held_under = titles.get(" ".join(words[i : i + size]), [])
            if len(held_under) == 1:
                return held_under[0]
    return None
