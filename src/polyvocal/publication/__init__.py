"""Editions of a library for elsewhere: the room as a static site, and citations."""
