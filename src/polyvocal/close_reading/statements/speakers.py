"""Sources of reports, rid of the date before them: "On 13 May 1968 the unions claimed" are "the unions"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from polyvocal.close_reading.statements.cues import usage
from polyvocal.terms import Attribution, Locus, Name, Voice, When

_YEAR = re.compile(r"(?:1\d{3}|20\d{2})\s+(?=\S)")
_LINK = re.compile(r"(?:while|whereas|although|though|but|and|because|а|но|и|хотя)\s+(?=\w)", re.I)
_UNNAMED = "unnamed in the source"


def undated(
    attributions: Sequence[Attribution], dates: Sequence[When], names: Sequence[Name], language: str = "en"
) -> tuple[Attribution, ...]:
    """Attributions whose sources hold no words of a date or link; a source that is but a date is no source.

    "The storm claimed the lives of forty" is no claim and left out. Where a date stands before the place or body that
    speaks ("On 2 June 1916 Berlin announced"), and the source was therefore missed, the name between date and verb
    is the source.
    """
    idioms = usage(language).idioms
    spans = sorted(d.locus.span for d in dates if d.locus is not None)
    starts, ends = [a for a, _ in spans], [b for _, b in spans]
    named = {n.locus.end: n.locus for n in names}
    found: list[Attribution] = []
    for attribution in _without(attributions, {rank for rank, a in enumerate(attributions) if _is_idiom(a, idioms)}):
        source = attribution.source
        if source is None:
            found.append(_named_before(attribution, named, ends))
            continue
        lead = _lead(source, starts, spans)
        if lead == 0:
            found.append(attribution)
        elif lead >= len(source.words):
            found.append(_sourced(attribution, None))
        else:
            found.append(_sourced(attribution, Locus(source.record, source.start + lead, source.words[lead:])))
    return tuple(found)


def _without(attributions: Sequence[Attribution], out: set[int]) -> list[Attribution]:
    """Attributions without some; what lay inside one of those lies inside of what that one lay in."""
    if not out:
        return list(attributions)
    ranks: dict[int, int | None] = {}
    kept: list[Attribution] = []
    for rank, attribution in enumerate(attributions):
        parent = ranks.get(attribution.parent) if attribution.parent is not None else None
        if rank in out:
            ranks[rank] = parent
        else:
            ranks[rank] = len(kept)
            kept.append(replace(attribution, parent=parent))
    return kept


def unlinked(words: Locus) -> Locus:
    """A voice's words without the conjunction before them ("while the British")."""
    link = _LINK.match(words.words)
    return Locus(words.record, words.start + link.end(), words.words[link.end() :]) if link is not None else words


def _is_idiom(attribution: Attribution, idioms: frozenset[str]) -> bool:
    """Whether nothing is claimed but lives ("the storm claimed the lives of forty")."""
    if attribution.cue is None or not attribution.content or attribution.content[0].start < attribution.cue.end:
        return False
    said = " ".join([*attribution.cue.words.lower().split(), *attribution.content[0].words.lower().split()[:2]])
    return said in idioms or said.rpartition(" ")[0] in idioms


def _lead(source: Locus, starts: list[int], spans: list[tuple[int, int]]) -> int:
    """How many characters at a source's beginning are no part of it."""
    rank = bisect_right(starts, source.start) - 1
    if rank >= 0 and spans[rank][1] > source.start:
        lead = spans[rank][1] - source.start
        return lead + len(source.words[lead:]) - len(source.words[lead:].lstrip(" ,"))
    if (year := _YEAR.match(source.words)) is not None and source.words[year.end() :][:1].isalpha():
        return year.end()
    link = _LINK.match(source.words)
    return link.end() if link is not None else 0


def _named_before(attribution: Attribution, named: dict[int, Locus], date_ends: list[int]) -> Attribution:
    cue = attribution.cue
    if cue is None or (name := named.get(cue.start - 1)) is None:
        return attribution
    at = bisect_left(date_ends, name.start) - 1
    dated = at >= 0 and name.start - 2 <= date_ends[at] <= name.start
    dated = dated or (at + 1 < len(date_ends) and date_ends[at + 1] == name.start)
    return _sourced(attribution, name) if dated else attribution


def _sourced(attribution: Attribution, source: Locus | None) -> Attribution:
    """An attribution with another source, also in its chain where the old one stood there by its own words."""
    old, chain = attribution.source, attribution.chain
    name = " ".join(source.words.split()) if source is not None else _UNNAMED
    if chain and (chain[-1].name == _UNNAMED or (old is not None and chain[-1].name == " ".join(old.words.split()))):
        chain = (*chain[:-1], replace(chain[-1], name=name, locus=source))
    return replace(attribution, source=source, chain=chain)


def at_time(chain: tuple[Voice, ...], when: When | None) -> tuple[Voice, ...]:
    """A chain whose last voice spoke at a date, where the date is a day, month or year of the calendar."""
    if when is None or not chain or not re.match(r"\d{4}(?:-\d\d){0,2}", when.value or ""):
        return chain
    return (*chain[:-1], replace(chain[-1], when=(when.value or "")[:10]))
