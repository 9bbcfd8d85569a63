"""Placeholder docstring until its first module lands."""
