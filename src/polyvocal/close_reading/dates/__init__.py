"""Dates as sources write them: read from the text, resolved against its running date, never invented."""

from polyvocal.close_reading.dates.anniversaries import check_anniversaries
from polyvocal.close_reading.dates.feast_checks import check_feasts
from polyvocal.close_reading.dates.periods import read_periods, with_periods
from polyvocal.close_reading.dates.ranges import ranges
from polyvocal.close_reading.dates.reader import read_dates

__all__ = ["check_anniversaries", "check_feasts", "ranges", "read_dates", "read_periods", "with_periods"]
