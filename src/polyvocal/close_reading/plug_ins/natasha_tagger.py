"""Names in Russian by natasha (MIT), which the user has installed: pip install natasha pymorphy3."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from polyvocal.close_reading.plug_ins.passages import passages
from polyvocal.close_reading.readers import Unanswered
from polyvocal.close_reading.suggested import Suggested, SuggestedName
from polyvocal.terms import PolyvocalError, Sentence
from polyvocal.terms.reading import NameType

_TYPES: dict[str, NameType] = {"PER": "person", "LOC": "place", "ORG": "organisation"}
_MOST = 50_000  # characters at once; its memory grows with the text

Tag = Callable[[str], list[tuple[int, int, NameType]]]


class NatashaTagger:
    """The tagger of names that natasha brings; it reads Russian and states no probabilities."""

    languages = frozenset(["ru"])
    remote = False

    def __init__(self) -> None:
        missing = [name for name in ("natasha", "pymorphy3") if find_spec(name) is None]
        if missing:
            raise PolyvocalError(f"the reader 'natasha' needs {' and '.join(missing)}: pip install {' '.join(missing)}")
        self.name = f"natasha {version('natasha')}"
        self._tag: Tag | None = None

    def read(self, text: str, sentences: Sequence[Sentence], language: str) -> Suggested:
        """The names of persons, places and bodies that natasha sees."""
        if self._tag is None:
            self._tag = _loaded()
        return Suggested(
            tuple(
                SuggestedName(start + first, start + last, kind)
                for start, end in passages(sentences, _MOST)
                for first, last, kind in self._tag(text[start:end])
            )
        )


def _loaded() -> Tag:
    # natasha asks for pymorphy2, which needs a pkg_resources that new versions of setuptools no longer have;
    # pymorphy3 is its continuation under the same interface.
    sys.modules.setdefault("pymorphy2", import_module("pymorphy3"))
    try:
        natasha: Any = import_module("natasha")
        divide, tagger = natasha.Segmenter(), natasha.NewsNERTagger(natasha.NewsEmbedding())
    except (ImportError, OSError, AttributeError) as error:
        raise Unanswered(f"natasha cannot be loaded: {' '.join(str(error).split())[:300]}") from None

    def tag(text: str) -> list[tuple[int, int, NameType]]:
        document = natasha.Doc(text)
        document.segment(divide)
        document.tag_ner(tagger)
        return [(span.start, span.stop, _TYPES[span.type]) for span in document.spans if span.type in _TYPES]

    return tag
