"""A definition in Python: any object with `id` and `apply(dataset) -> Index`."""

import mpindex as mp


class SteppeCount:
    """In how many of three respects a state is above the median."""

    id = "steppe_count"
    title = "Above the median, counted"
    family = "other"
    fidelity = "own"
    question = "In how many respects is the state in the upper half?"
    sources = ("An example of a definition in a package; no publication",)
    indicators = ("area", "gdp", "population")
    keeps = ("permutation", "scale", "monotonicity", "dominance", "ties")

    def apply(self, dataset):
        """Turn each indicator into above or below, and count."""
        spec = {
            "id": self.id,
            "normalise": {"percentile_classes": [50], "scores": [0, 100]},
            "aggregate": "arithmetic",
            "missing": "available",
            "tree": dict.fromkeys(self.indicators, 1),
            "bands": [{"middle": {"score": {"min": 50}}}, {"small": {}}],
        }
        return mp.definition(spec).apply(dataset)
