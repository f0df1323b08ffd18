"""The list of definitions, each beside its model."""
