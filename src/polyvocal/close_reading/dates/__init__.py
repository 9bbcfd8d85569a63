"""Dates as sources write them: read from the text, resolved against its running date, never invented."""

from polyvocal.close_reading.dates.ranges import ranges
from polyvocal.close_reading.dates.reader import read_dates

__all__ = ["ranges", "read_dates"]
