"""Catalogue: each record described, every entry with its evidence; the document's separate clocks kept apart."""

from polyvocal.catalogue.describing import describe
from polyvocal.catalogue.sheet import DateReader

__all__ = ["DateReader", "describe"]
