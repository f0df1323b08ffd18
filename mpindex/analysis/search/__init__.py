"""Find by words what the library has: indicators, definitions, groupings, methods."""
