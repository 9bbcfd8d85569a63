"""Statements: what each voice says on one aspect of an event, assembled from all that was read."""

from polyvocal.close_reading.statements.assembly import make_statements
from polyvocal.close_reading.statements.speakers import undated

__all__ = ["make_statements", "undated"]
