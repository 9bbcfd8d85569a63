"""The readers by name: the rules alone, the reading model, and plug-ins that somebody names.

The rules always read. Another reader suggests names and reports, which are joined to what the rules found.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import Protocol

from polyvocal.close_reading.suggested import Suggested, SuggestedName, SuggestedReport
from polyvocal.terms import PolyvocalError, Sentence

VARIABLE = "POLYVOCAL_READER"
"""The environment variable that names the reader where nobody asks for one."""
RULES = "rules 1"
"""Name and version of the rules, as a reading carries them."""
PLUG_INS = "polyvocal.readers"
"""The group of entry points under which other packages offer readers."""


_NEEDED = ("onnxruntime", "tokenizers", "polyvocal.close_reading.reading_model")


class Reader(Protocol):
    """What a reader gives. Making one is cheap; what is heavy it loads when it first reads."""

    @property
    def name(self) -> str:
        """Name and version, carried by every reading; a library whose reader has another name is read again."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages it reads, as two letters; empty where it reads any."""

    @property
    def remote(self) -> bool:
        """Whether the text leaves the machine: then no file with a restricted or withdrawn record is read by it."""

    def read(self, text: str, sentences: Sequence[Sentence], language: str) -> Suggested:
        """What it suggests of one text; raises `Unanswered` where it cannot say anything of it now."""


class Unanswered(PolyvocalError):
    """A reader could not read a text this time; the rules read it, and the next build asks again."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of reader: how it is called, what it needs, and what makes one of what stands behind the colon."""

    called: str
    needs: str
    make: Callable[[str], Reader]


class Rules:
    """The rules alone: nothing is suggested."""

    name = RULES
    languages: frozenset[str] = frozenset()
    remote = False

    def read(self, text: str, sentences: Sequence[Sentence], language: str) -> Suggested:
        """Nothing."""
        return Suggested()


class Several:
    """Readers named together, as in "model,natasha": each text is read by the first that reads its language."""

    def __init__(self, parts: Sequence[Reader]) -> None:
        self.parts = tuple(parts)
        self.name = ", ".join(part.name for part in parts)
        known = [part.languages for part in parts]
        self.languages: frozenset[str] = frozenset().union(*known) if all(known) else frozenset()
        self.remote = any(part.remote for part in parts)

    def read(self, text: str, sentences: Sequence[Sentence], language: str) -> Suggested:
        """What the one that reads the language suggests."""
        return of_language(self, language).read(text, sentences, language)


def of_language(one: Reader, language: str) -> Reader:
    """Who of a reader reads a language: itself, one of several, or the rules alone."""
    parts = one.parts if isinstance(one, Several) else (one,)
    return next((part for part in parts if not part.languages or language in part.languages), Rules())


class _Model:
    """The reading model that comes with polyvocal."""

    languages = frozenset(["en"])
    remote = False

    def __init__(self) -> None:
        from polyvocal.close_reading import reading_model

        self.name = reading_model.NAME
        self._load = reading_model.load

    def read(self, text: str, sentences: Sequence[Sentence], language: str) -> Suggested:
        """What the model suggests; it is loaded once a process."""
        found = self._load().read(text, sentences)
        return Suggested(
            tuple(SuggestedName(*name) for name in found.names),
            tuple(SuggestedReport(r.cue, r.source, tuple(r.content), r.manner, r.probability) for r in found.reports),
        )


def _rules(told: str) -> Reader:
    _bare("rules", told)
    return Rules()


def _model(told: str) -> Reader:
    _bare("model", told)
    if not has_model():
        raise PolyvocalError(f"the reader 'model' needs {KINDS['model'].needs}")
    return _Model()


def _bare(kind: str, told: str) -> None:
    if told:
        raise PolyvocalError(f"the reader {kind!r} takes nothing behind a colon, but was given {told!r}")


def _spacy(told: str) -> Reader:
    from polyvocal.close_reading.plug_ins.spacy_pipeline import SpacyPipeline

    return SpacyPipeline(told)


def _natasha(told: str) -> Reader:
    from polyvocal.close_reading.plug_ins.natasha_tagger import NatashaTagger

    _bare("natasha", told)
    return NatashaTagger()


def _openai(told: str) -> Reader:
    from polyvocal.close_reading.plug_ins.chat_endpoint import endpoint
    from polyvocal.close_reading.plug_ins.chat_reader import ChatReader

    return ChatReader(told, endpoint())


KINDS = {
    "rules": Kind("rules", "", _rules),
    "model": Kind("model", "the extra and its weights: pip install 'polyvocal[model]'", _model),
    "spacy": Kind("spacy:PIPELINE", "spaCy and that pipeline", _spacy),
    "natasha": Kind("natasha", "natasha and pymorphy3; it reads Russian", _natasha),
    "openai": Kind("openai:MODEL", "POLYVOCAL_OPENAI_ADDRESS, the address of your endpoint", _openai),
}
"""The kinds of readers that come with polyvocal."""


@cache
def has_model() -> bool:
    """Whether the reading model and what runs it are installed."""
    if any(find_spec(needed) is None for needed in _NEEDED):
        return False
    from polyvocal.close_reading import reading_model

    return reading_model.is_there()


def chosen(asked: str = "", held: str = "") -> str:
    """The name of the reader that reads: the one asked for, else that of the environment, else *held*.

    *held* is the reader of the library that is being built. Where nothing names one, the model reads if it is
    installed, else the rules.

    >>> chosen("spacy:en_core_web_sm")
    'spacy:en_core_web_sm'
    """
    return asked or os.environ.get(VARIABLE, "").strip() or held or ("model" if has_model() else "rules")


@cache
def reader(name: str) -> Reader:
    """The reader of that name, or of several with commas between; made once a process.

    Raises `PolyvocalError`, which lists those there are.

    >>> reader("rules").name
    'rules 1'
    """
    if "," in name:
        return Several([reader(part.strip()) for part in name.split(",")])
    kind, _, told = name.partition(":")
    offered = KINDS.get(kind) or _offered().get(kind)
    if offered is None or (":" in offered.called and not told):
        raise PolyvocalError(f"no reader {name!r}; there are: {'; '.join(_listed())}")
    return offered.make(told)


def _offered() -> dict[str, Kind]:
    """The kinds that other installed packages offer."""
    found = {}
    for point in entry_points(group=PLUG_INS):
        if point.name not in KINDS:
            found[point.name] = Kind(point.name, point.dist.name if point.dist else "", _loader(point.load))
    return found


def _loader(load: Callable[[], Callable[[str], Reader]]) -> Callable[[str], Reader]:
    return lambda told: load()(told)


def _listed() -> list[str]:
    kinds = [*KINDS.values(), *_offered().values()]
    return [f"{kind.called} (needs {kind.needs})" if kind.needs else kind.called for kind in kinds]
