"""Definitions side by side."""
