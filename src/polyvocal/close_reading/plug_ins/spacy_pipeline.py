"""Names by a spaCy pipeline that the user has installed or trained; spaCy itself is no dependency."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from polyvocal.close_reading.plug_ins.passages import passages
from polyvocal.close_reading.readers import Unanswered
from polyvocal.close_reading.suggested import Suggested, SuggestedName
from polyvocal.terms import PolyvocalError, Sentence
from polyvocal.terms.reading import NameType

_TYPES: dict[str, NameType] = {
    # OntoNotes, which the English pipelines of spaCy are trained on
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation", "NORP": "other",
    "EVENT": "event", "PRODUCT": "other", "WORK_OF_ART": "other", "LAW": "other",
    # WikiNER and the corpora of other languages
    "PER": "person", "MISC": "other", "EVT": "event", "GPE_LOC": "place", "GPE_ORG": "organisation", "PROD": "other",
}  # fmt: skip
_MOST = 50_000  # characters; spaCy refuses a text beyond a million, and its memory grows with the text


class SpacyPipeline:
    """An installed pipeline by the name of its package, or one in a folder by its path."""

    remote = False

    def __init__(self, pipeline: str) -> None:
        meta = _meta(pipeline)
        language = str(meta.get("lang", ""))
        self.name = f"spacy:{language}_{meta.get('name', 'pipeline')} {meta.get('version', '0')}"
        self.languages = frozenset() if language in ("", "xx") else frozenset([language])
        self._pipeline = pipeline
        self._loaded: Any = None

    def read(self, text: str, sentences: Sequence[Sentence], language: str) -> Suggested:
        """The entities of the pipeline whose labels name something; spaCy states no probabilities."""
        return Suggested(tuple(self._names(text, sentences)))

    def _names(self, text: str, sentences: Sequence[Sentence]) -> Iterator[SuggestedName]:
        stretches = ((text[start:end], start) for start, end in passages(sentences, _MOST))
        for read, start in self._ready().pipe(stretches, as_tuples=True):
            for entity in read.ents:
                kind = _TYPES.get(entity.label_.upper())
                words = entity.text.strip()
                if kind and words:
                    at = start + entity.start_char + entity.text.index(words)
                    yield SuggestedName(at, at + len(words), kind)

    def _ready(self) -> Any:
        if self._loaded is None:
            try:
                self._loaded = import_module("spacy").load(self._pipeline)
            except (OSError, ImportError, ValueError, LookupError, AttributeError, TypeError) as error:
                told = " ".join(str(error).split())[:300]
                raise Unanswered(f"spaCy cannot load {self._pipeline}: {told}") from None
        return self._loaded


def _meta(pipeline: str) -> dict[str, Any]:
    """What a pipeline says of itself, read without loading it."""
    if find_spec("spacy") is None:
        raise PolyvocalError(f"the reader 'spacy:{pipeline}' needs spaCy: pip install spacy")
    folder = Path(pipeline)
    if pipeline.isidentifier() and not folder.is_dir():
        found = find_spec(pipeline)
        if found is None or not found.submodule_search_locations:
            raise PolyvocalError(f"no spaCy pipeline {pipeline!r} is installed: python -m spacy download {pipeline}")
        folder = Path(next(iter(found.submodule_search_locations)))
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
    except (OSError, ValueError):
        raise PolyvocalError(f"{pipeline!r} is no spaCy pipeline: there is no meta.json in {folder}") from None
    if not isinstance(meta, dict):
        raise PolyvocalError(f"{pipeline!r} is no spaCy pipeline: its meta.json is no object")
    return meta
