"""Readers of the user's own, off until somebody names one: spaCy pipelines, endpoints that speak as OpenAI's does."""
