"""Engine: a definition bound to a dataset."""
