"""Ingest: the way of a user's table in, one folder."""
