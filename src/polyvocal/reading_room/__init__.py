"""The library opened in a browser: the shelf, each record, search, and accounts side by side.

Every page is a pure function of the library (`Page`), set by a template with the addresses it is given; only `app`
knows HTTP. `publication` writes the same pages as files.
"""

from polyvocal.reading_room.app import room

__all__ = ["room"]
