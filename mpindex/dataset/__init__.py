"""Dataset: the object, its panel, labels, joining, snapshot, side tables."""
