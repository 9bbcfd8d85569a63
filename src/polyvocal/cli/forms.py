"""The JSON forms of `read` and `compare`: all offsets are code points of the file's decoded text as it came."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from polyvocal.terms import Alignment, CloseReading, Description, Entry, Event, Figure, Locus, Record, Statement, When
from polyvocal.terms.days import iso
from polyvocal.terms.statement import Voice

if TYPE_CHECKING:
    from polyvocal.holdings import Library

Form = dict[str, object]
Span = list[int]
ToCapture = Callable[[Locus], Span]


def _to_capture(alignment: Alignment) -> ToCapture:
    def span(locus: Locus) -> Span:
        if locus.layer == "capture":
            return [locus.start, locus.end]
        return list(alignment.to_capture(locus.start, locus.end))

    return span


def read_form(record: Record, reading: CloseReading, captured: str) -> Form:
    """What `read --jsonl` prints of one record."""
    span = _to_capture(record.alignment(captured))
    told = {s.figure.locus: s.attribution for s in reading.statements if s.figure}
    start, end = record.place
    return {
        "document": {"source": record.capture.source, "start": start, "end": end},
        "reader": reading.reader,
        "description": description_form(record.description, span),
        "dates": [_date(when, span) for when in reading.dates],
        "names": [
            {
                **_at(n.locus, span),
                "words": n.locus.words,
                "type": n.type,
                "heading": n.heading,
                "kind": n.kind,
                "why": n.why,
                "rule": n.rule,
            }
            for n in reading.names
        ],
        "figures": [
            {**_at(f.locus, span), **_figure(f), "voice": _voices(told.get(f.locus) or _reported(f.locus, reading))}
            for f in reading.figures
        ],
        "attributions": [
            {
                "source": span(a.source) if a.source else None,
                "cue": span(a.cue) if a.cue else None,
                "content": [span(part) for part in a.content],
                "manner": a.manner,
                "certainty": a.certainty,
                "affirmed": a.affirmed,
                "voices": _voices(a.chain),
            }
            for a in reading.attributions
        ],
        "statements": [
            {
                "id": s.id,
                "spans": [span(locus) for locus in s.loci],
                "voices": _voices(s.attribution),
                "aspect": s.aspect,
                "event": " ".join(locus.words for locus in s.event_words),
            }
            for s in reading.statements
        ],
    }


def _at(locus: Locus, span: ToCapture) -> dict[str, int]:
    start, end = span(locus)
    return {"start": start, "end": end}


def _date(when: When, span: ToCapture) -> Form:
    return {
        **(_at(when.locus, span) if when.locus else {"start": None, "end": None}),
        "words": when.words,
        "type": when.type,
        "value": when.value,
        "edtf": when.edtf,
        "earliest": None if when.earliest is None else iso(when.earliest),
        "latest": None if when.latest is None else iso(when.latest),
        "calendar": when.calendar,
    }


def _figure(figure: Figure) -> Form:
    return {
        "words": figure.locus.words,
        "low": figure.low,
        "high": figure.high,
        "bound": figure.bound,
        "kind": figure.kind,
        "population": figure.population,
        "unit": figure.unit,
        "affirmed": figure.affirmed,
    }


def _reported(locus: Locus, reading: CloseReading) -> tuple[Voice, ...]:
    # Of a figure that no statement was made of: the chain of the narrowest report that it lies in.
    around = [(len(part.words), a.chain) for a in reading.attributions for part in a.content if part.covers(locus)]
    return min(around, key=lambda found: found[0])[1] if around else ()


def _voices(chain: tuple[Voice, ...]) -> list[str]:
    # The record's author, named or not, is "author": his name stands in the description.
    named = ["author" if n == 0 and voice.locus is None else voice.name for n, voice in enumerate(chain)]
    return named or ["author"]


def description_form(description: Description, span: ToCapture) -> Form:
    """A catalogue card; each entry with its *evidence*, null where a person supplied it."""

    def entry(held: Entry | None) -> Form | None:
        if held is None:
            return None
        return {"value": held.value, "evidence": span(held.evidence) if held.evidence else None, "by": held.by}

    container = description.container
    return {
        "title": entry(description.title),
        "title_supplied": description.title_supplied,
        "kind": entry(description.kind),
        "contributors": [{**(entry(c.name) or {}), "role": c.role, "form": c.form} for c in description.contributors],
        "dates": [{"role": d.role, "edtf": d.when.edtf, **(entry(d.entry) or {})} for d in description.dates],
        "container": {part: entry(getattr(container, part)) for part in ("title", "volume", "number", "pages")},
        "source_copy": entry(description.source_copy),
        "place": entry(description.place),
        "version_of": entry(description.version_of),
        "rights": entry(description.rights),
        "language": entry(description.language),
        "access": description.access,
        "labels": [{"label": label, **(entry(held) or {})} for label, held in description.labels],
    }


def compare_forms(library: Library, event: str | None = None, limit: int | None = None) -> Iterator[Form]:
    """What `compare --jsonl` prints: every event (or one), most telling first."""

    @lru_cache(maxsize=1024)
    def span_of(record: str) -> ToCapture:
        held = library.record(record)
        return _to_capture(held.alignment(library.captured(record) or ""))

    for found in [library.event(event)] if event else _events(library, limit):
        relations = [relation for question in library.apparatus(found.id) for relation in question.relations]
        relations.sort(key=lambda relation: (-relation.weight, relation.a, relation.b))
        yield {
            "event": {
                "id": found.id,
                "label": found.label,
                "names": list(dict.fromkeys(naming.words for naming in found.names)),
                "when": found.edtf,
                "where": list(found.places),
            },
            "statements": [
                _statement(placed.statement, placed.card.source, span_of(placed.card.id))
                for placed in library.placed(found.id)
            ],
            "relations": [
                {
                    "a": relation.a,
                    "b": relation.b,
                    "aspect": relation.aspect,
                    "relation": relation.relation,
                    "why": relation.why,
                    "documents": relation.documents,
                    "origins": relation.origins,
                }
                for relation in relations
            ],
        }


def _events(library: Library, limit: int | None) -> Iterator[Event]:
    count = library.event_count() if limit is None else min(limit, library.event_count())
    for offset in range(0, count, 100):
        yield from library.events(offset=offset, limit=min(100, count - offset))


def _statement(statement: Statement, source: str, span: ToCapture) -> Form:
    anchored = statement.anchor.when or (statement.whens[0] if statement.whens else None)
    return {
        "id": statement.id,
        "source": source,
        "spans": [span(locus) for locus in statement.loci],
        "quote": " … ".join(locus.words for locus in statement.loci),
        "voices": _voices(statement.attribution),
        "aspect": statement.aspect,
        "figure": {**_at(statement.figure.locus, span), **_figure(statement.figure)} if statement.figure else None,
        "when": anchored.edtf if anchored else None,
    }
