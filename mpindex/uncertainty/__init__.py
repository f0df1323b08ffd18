"""Uncertainty: factors, replicates, tallies, workers, robustness, sensitivity."""
