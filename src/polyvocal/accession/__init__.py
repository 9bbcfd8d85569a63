"""Accession: files become records; every cut and repair is a reversible edit, and nothing is lost."""

from polyvocal.accession.receiving import receive

__all__ = ["receive"]
