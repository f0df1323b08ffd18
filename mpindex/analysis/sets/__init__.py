"""Relations between fuzzy sets: what is necessary, what is enough, and the shortest formulas that say so."""
