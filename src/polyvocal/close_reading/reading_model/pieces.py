"""Words cut into the pieces that the encoder knows."""

from __future__ import annotations

from pathlib import Path

from polyvocal.close_reading.reading_model.labels import PIECES_OF_WORD, UNKNOWN_PIECE

_REMEMBERED = 100_000  # words; then it begins anew
_LONGEST = 100  # characters of a word that are looked at


class Pieces:
    """The pieces of words, remembered; *path* is the tokenizer's file."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        """Numbers of the pieces of a word, at least one."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            ids = self._tokenizer.encode(word[:_LONGEST], add_special_tokens=False).ids
            found = self._known[word] = ids[:PIECES_OF_WORD] or [UNKNOWN_PIECE]
        return found
