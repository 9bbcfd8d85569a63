"""Scores and timings of what the package does, one script a subject."""
