"""How much of one PDF is read; whatever is left unread becomes a loss that says so."""

PAGES = 5_000
"""Pages of one file."""

SCANS = 1_000
"""Pages of one file that are read by machine: each costs seconds."""

SECONDS = 120.0
"""Seconds of CPU that the pages of one file may cost, machine reading not counted."""

PAGE_CHARACTERS = 100_000
"""Characters of one page: a broadsheet has 40,000."""

CHARACTERS = 20_000_000
"""Characters of one file."""

BOOKMARKS = 2_000
"""Bookmarks of one file."""

OBJECTS = 20_000
"""Pictures and drawings looked at on one page, to tell what it is."""

DOTS_AN_INCH = 300
"""At which a page is drawn for reading by machine."""

DOTS = 25_000_000
"""Dots of one drawn page, whatever its size."""
