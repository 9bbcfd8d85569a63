"""Citations of a record or a passage, as an edition for elsewhere.

The reading room prints them too and stands below publication, so they are written there and offered here.
"""

from polyvocal.reading_room.citation import ENDINGS, STYLES, cite, cite_statement

__all__ = ["ENDINGS", "STYLES", "cite", "cite_statement"]
