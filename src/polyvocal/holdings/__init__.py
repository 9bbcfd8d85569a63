"""The library on disk, and the one door to it: originals, database, corrections, search index, audit."""

from polyvocal.holdings.library import Library
from polyvocal.holdings.views import Audit, Card, Counts, Fault, Hit, Placed, Query, Results

__all__ = ["Audit", "Card", "Counts", "Fault", "Hit", "Library", "Placed", "Query", "Results"]
