"""Figures: how many of whom or what, between which numbers, exactly as the words bind them."""

from polyvocal.close_reading.figures.reader import read_figures

__all__ = ["read_figures"]
