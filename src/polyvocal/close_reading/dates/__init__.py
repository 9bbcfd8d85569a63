"""Dates as sources write them: read from the text, resolved against its running date, never invented."""

from polyvocal.close_reading.dates.reader import read_dates

__all__ = ["read_dates"]
