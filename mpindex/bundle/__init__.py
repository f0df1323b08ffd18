"""Compiles `data/` from publishers' files: ``python -m mpindex.bundle SOURCES_DIR``."""
