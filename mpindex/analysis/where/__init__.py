"""Where a unit stands by each definition."""
