"""A tier through the years: who is in it, who came and went, how far the line is."""
