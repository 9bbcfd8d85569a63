"""Who says what, on whose word: reports read by their cues, with chains of voices."""

from polyvocal.close_reading.voices.reader import read_attributions

__all__ = ["read_attributions"]
