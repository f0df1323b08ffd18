"""The bump chart."""
