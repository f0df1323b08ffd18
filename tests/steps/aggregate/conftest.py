"""COINr's example, built up level by level with this library's aggregations."""

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpindex.steps import aggregate

REFERENCE = Path(__file__).parents[2] / "reference"
COINR = REFERENCE / "coinr"


def read(path):
    return pd.read_csv(path, keep_default_na=False, na_values=["", "NaN"], comment="#")


MEANS = {
    "a_amean": aggregate.arithmetic,
    "a_gmean": aggregate.geometric,
    "a_hmean": aggregate.harmonic,
    "a_genmean_p0.5": partial(aggregate.power_mean, p=0.5),
    "a_genmean_p2": partial(aggregate.power_mean, p=2),
    "a_genmean_pm1": partial(aggregate.power_mean, p=-1),
    "a_copeland": aggregate.copeland,
}
THRESHOLDS = {"bylevel": [0.9, 0.7, 0.5], "0.6": [0.6] * 3, "0.9": [0.9] * 3}


class Asem:
    """COINr's example: 49 indicators, 8 pillars, 2 sub-indexes, 1 index."""

    def __init__(self):
        self.tree = read(COINR / "08_aggregated" / "tree.csv")
        self.weights = read(COINR / "07_weights" / "weights.csv").set_index("iCode").assign(Original=1.0)
        self.full = read(COINR / "08_aggregated" / "minmax1_100.csv").set_index("uCode")
        self.incomplete = 1 + 0.99 * read(COINR / "08_aggregated" / "incomplete_minmax0_100.csv").set_index(
            "uCode"
        )
        self.results = {
            kind: dict(list(read(COINR / "08_aggregated" / f"{kind}.csv").groupby("result")))
            for kind in ("scores", "ranks")
        }

    def coinr(self, run, kind="scores"):
        return self.results[kind][run].drop(columns="result").set_index("uCode")

    def built(self, run):
        normalised, weights, name = run.split("__")
        levels = (self.full if normalised == "minmax1_100" else self.incomplete).copy()
        least = (
            THRESHOLDS[normalised.split("datthresh")[1].lstrip("_")] if "datthresh" in normalised else [0] * 3
        )
        nodes = self.tree.columns
        for level in range(3):
            for node, rows in self.tree.groupby(nodes[level + 1]):
                inside = list(dict.fromkeys(rows[nodes[level]]))
                method = MEANS.get(name) or (aggregate.geometric if level == 2 else aggregate.arithmetic)
                x = levels[inside].to_numpy()
                score = method(x, self.weights.loc[inside, weights].to_numpy())
                levels[node] = np.where(aggregate.coverage(x) < least[level], np.nan, score)
        return levels[self.coinr(run).columns]


@pytest.fixture(scope="module")
def asem():
    return Asem()
