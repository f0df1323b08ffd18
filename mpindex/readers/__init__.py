"""Readers of publishers' files: one module per publisher, each returning the same tidy frame."""

from __future__ import annotations

from mpindex.readers.sources import read_source, sources

__all__ = ["read_source", "sources"]
