"""Command line: a folder of its own."""
