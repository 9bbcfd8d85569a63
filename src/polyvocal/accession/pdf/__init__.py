"""PDF documents: born digital, scanned, or both, page by page."""

from polyvocal.accession.pdf.reading import read

__all__ = ["read"]
