"""What every part of a library rests on: the reading connection of a thread, and transactions."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager


class Part(ABC):
    """A part of a library; `polyvocal.holdings.Library` is all of them together."""

    @property
    @abstractmethod
    def _read(self) -> sqlite3.Connection:
        """The connection of the calling thread."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """A transaction."""
