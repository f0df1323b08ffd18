"""Units: countries, relations between them, when they were states."""
