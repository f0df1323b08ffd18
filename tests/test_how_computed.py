"""Numbers do not depend on how they were computed: threads, sizes of blocks, orders of rows and columns."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.side_tables import FILES, Tables
from mpindex.steps import rank
from mpindex.steps.aggregate import inputs
from mpindex.uncertainty.counts import rank_counts, rank_tallies
from mpindex.uncertainty.runs import replicates, task

#: Scores, ranks and counts of definitions with matrix products, distances, eigenvectors, and of draws.
COMPUTED = """
import json, mpindex as mp
world, ranks, scores = mp.load(), {}, {}
for name in ("cinc", "capability", "rankings"):
    index = mp.definition(name).apply(world)
    ranks[name], scores[name] = index.ranks.tolist(), index.scores.tolist()
spec = {"id": "x", "tree": {"gdp": 1, "population": 1, "area": 1}, "missing": "available"}
for method in ("topsis", "copeland", "owa"):
    index = mp.definition({**spec, "aggregate": {"owa": [3, 2, 1]} if method == "owa" else method}).apply(world)
    ranks[method], scores[method] = index.ranks.tolist(), index.scores.tolist()
run = mp.robustness("capability", draws=1500, seed=4, progress=False)
ranks["draws"] = run.ranks.to_numpy().tolist()
print(json.dumps([ranks, scores]))
"""


@pytest.fixture(scope="module")
def by_threads() -> list[str]:
    outputs = []
    for threads in ("1", "2"):
        names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
        environment = {**os.environ, **dict.fromkeys(names, threads), "PYTHONPATH": os.pathsep.join(sys.path)}
        call = [sys.executable, "-c", COMPUTED]
        done = subprocess.run(call, env=environment, capture_output=True, text=True, check=True)
        outputs.append(done.stdout)
    return outputs


def test_threads_of_the_linear_algebra_change_no_digit(by_threads: list[str]) -> None:
    assert len(by_threads[0]) > 10_000
    digests = [hashlib.sha256(output.encode()).hexdigest() for output in by_threads]
    assert digests[0] == digests[1]


BLOCKS = {
    "cells of the levels": (replicates, "CELLS", 300),
    "cells of the tallies": (rank_tallies, "CELLS", 64),
    "cells of the counts": (rank_counts, "CELLS", 64),
    "blocks that run together": (task, "TOGETHER", 1),
    "blocks that run together, many": (task, "TOGETHER", 64),
    "cells of a step": (inputs, "BLOCK", 512),
}


@pytest.fixture(scope="module")
def usual() -> pd.DataFrame:
    return counts()


def counts() -> pd.DataFrame:
    run = mp.robustness(SPEC, DATA, draws=2500, seed=2, progress=False)
    return pd.concat([run.ranks, run.bands], axis=1)


SPEC = {
    "id": "x", "tree": {"p": {"of": {"a": 1, "b": 2}}, "c": 1}, "missing": "available",
    "bands": [{"top": {"rank": [1, 3]}}, {"rest": {}}],
    "uncertainty": {"weights": {"concentration": 20}, "normalise": ["minmax", "rank"], "aggregate": ["sum", "median"]},
}  # fmt: skip
rng = np.random.default_rng(5)
FRAME = pd.DataFrame(
    rng.integers(0, 7, (12, 3)), index=list("ABCDEFGHIJKL"), columns=list("abc"), dtype=float
)
FRAME = FRAME.mask(rng.random(FRAME.shape) < 0.1)
DATA = mp.Dataset.from_frame(FRAME)


@pytest.mark.parametrize("size", BLOCKS)
def test_sizes_of_blocks_change_no_count(
    size: str, usual: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, name, value = BLOCKS[size]
    monkeypatch.setattr(module, name, value)
    pd.testing.assert_frame_equal(counts(), usual, check_exact=True)


@pytest.mark.parametrize(
    "aggregate", ["arithmetic", "geometric", "topsis", "copeland", "borda", "median", "mpi", "owa"]
)
def test_orders_of_rows_and_columns_change_no_rank(aggregate: str) -> None:
    given = {"owa": [3, 2, 1]} if aggregate == "owa" else aggregate
    spec = {"id": "x", "missing": "available", "normalise": {"minmax": [1, 100]}, "aggregate": given}
    straight = mp.definition({**spec, "tree": {"a": 1, "b": 2, "c": 3}}).apply(DATA)
    turned = mp.Dataset.from_frame(FRAME.iloc[::-1, [2, 0, 1]])
    other = mp.definition({**spec, "tree": {"c": 3, "a": 1, "b": 2}}).apply(turned)
    pd.testing.assert_series_equal(other.ranks.reindex(straight.ranks.index), straight.ranks)
    pd.testing.assert_series_equal(other.scores.reindex(straight.scores.index), straight.scores, rtol=1e-13)


@pytest.mark.parametrize("kind", [np.float32, np.float64, np.int32, np.int64])
def test_ranks_with_ties_are_those_of_any_kind_of_number(kind: type) -> None:
    scores = np.random.default_rng(0).integers(0, 50, (40, 300)).astype(kind)
    expected = 1 + (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
    np.testing.assert_array_equal(rank.competition(scores), expected)


def test_more_units_than_a_small_integer_counts_keep_their_ranks() -> None:
    scores = np.random.default_rng(1).integers(0, 1000, 70_000).astype(float)
    ranks = rank.competition(scores)
    order = np.sort(scores)
    np.testing.assert_array_equal(ranks, 1 + len(scores) - np.searchsorted(order, scores, side="right"))


KINDS = {
    "32 bits": lambda frame: frame.astype("float32"),
    "32 bits of another machine": lambda frame: frame.astype(">f4"),
    "Arrow": lambda frame: frame.astype("double[pyarrow]"),
    "nullable": lambda frame: frame.convert_dtypes(),
    "objects": lambda frame: frame.astype(object),
    "a categorical index": lambda frame: frame.set_axis(pd.CategoricalIndex(frame.index), axis=0),
    "an index of Arrow": lambda frame: frame.set_axis(frame.index.astype("string[pyarrow]"), axis=0),
    "every second row of an array": lambda frame: pd.DataFrame(
        np.asfortranarray(np.repeat(frame.to_numpy(), 2, axis=0))[::2], frame.index, frame.columns
    ),
}


@pytest.mark.each("kind", list(KINDS))
def test_how_numbers_are_stored_changes_no_digit_and_no_digest(kind: str) -> None:
    if "Arrow" in kind:
        pytest.importorskip("pyarrow", reason="pyarrow is not here: pip install 'mpindex[files]'")
    definition = mp.definition(SPEC)
    stored = mp.Dataset.from_frame(KINDS[kind](FRAME))
    assert stored.digest == DATA.digest
    pd.testing.assert_series_equal(
        definition.apply(stored).scores, definition.apply(DATA).scores, check_exact=True
    )


@pytest.fixture(scope="module")
def shuffled() -> mp.Dataset:
    """The bundled world, the rows of its side tables in another order."""
    world = mp.load()
    tables = {name: world.tables.table(name, None).sample(frac=1, random_state=5) for name in FILES}
    return replace(
        world, tables=Tables(None, {name: table.reset_index(drop=True) for name, table in tables.items()})
    )


@pytest.mark.parametrize("name", ["regional", "cornell", "rankings", "family_resemblance", "sectors"])
def test_the_order_of_rows_in_groups_dyads_and_lists_changes_no_digit(
    name: str, shuffled: mp.Dataset
) -> None:
    ours, other = (mp.definition(name).apply(data) for data in (mp.load(), shuffled))
    pd.testing.assert_series_equal(other.scores, ours.scores, check_exact=True)
    pd.testing.assert_series_equal(other.bands, ours.bands)


def test_the_order_of_the_definitions_of_a_question_changes_no_share() -> None:
    tables = [
        mp.verdict("KAZ", names, draws=60, seed=3).to_frame().sort_values(["definition", "tier"])
        for names in (["wood", "cinc"], ["cinc", "wood"])
    ]
    pd.testing.assert_frame_equal(*(table.reset_index(drop=True) for table in tables), check_exact=True)
