"""Names of persons, places, bodies, events and ships, by rules and a gazetteer."""

from polyvocal.close_reading.names.reader import read_names

__all__ = ["read_names"]
