"""A unit through the years."""
