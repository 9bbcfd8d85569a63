"""The export of a library as one value, for tests that two builds give the same."""

from pathlib import Path

from polyvocal.holdings import Library


def export(place: Path) -> bytes:
    """Everything that the library in *place* holds, as JSON lines."""
    with Library(place) as library:
        return b"".join(library.export())
