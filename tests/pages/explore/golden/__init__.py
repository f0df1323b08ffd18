"""The golden file: what the library says of every choice that the explore page offers, on a small table.

python -m tests.pages.explore.golden        makes answers.json anew, where the library's results were meant to change
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import mpindex as mp

HERE = Path(__file__).parent
ANSWERS = HERE / "answers.json"

NORMALISE = (
    "minmax",
    "zscore",
    "percentile_rank",
    "share",
    "log_share",
    "goalposts 0 1000",
    "scaled 1 2000, to 1 100",
)
AGGREGATE = (
    "arithmetic", "geometric", "harmonic", "median", "power_mean 2", "product", "minimum", "borda",
    "copeland", "rank_product", "sum", "maximum", "at_least 2",
)  # fmt: skip
MISSING = ("available", "zero", "exclude 0.66")


@cache
def forest() -> tuple[mp.Definition, mp.Dataset]:
    """The definition and the table of the golden file."""
    return mp.definition(HERE / "definition.yaml"), mp.read(HERE / "data.csv", columns={"unit": "unit"})


def cases() -> Iterator[dict[str, Any]]:
    """Yield what is asked: options by control and label, a bound, indicators left out, weights by element."""
    yield {}
    for chosen in itertools.product(NORMALISE, AGGREGATE, MISSING):
        yield {"options": dict(zip(("normalise", "aggregate", "missing"), chosen, strict=True))}
    bands = mp.definition(HERE / "definition.yaml").spec["uncertainty"]["bands"]
    for normalise, rule in itertools.product(NORMALISE, bands):
        yield {"options": {"normalise": normalise, "bands": rule["label"]}}
    for bound in (40.0, 51.2, 70.0):
        yield {"thresholds": {"bands.0.tall.score.min": bound}}
    for leaf in ("area", "schools", "people"):
        for missing in MISSING:
            yield {"options": {"missing": missing}, "omitted": [leaf]}
    yield {"weights": {"land": 0.0, "people": 7.5}}
    yield {"weights": {"area": 0.25, "rivals": 3.0}, "options": {"aggregate": "median", "missing": "zero"}}


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """Return what the library says: scores, ranks and bands by unit, or that it refuses."""
    definition, table = forest()
    try:
        index = definition.with_(changes(definition, case)).apply(table)
        bands = [
            None if index.codes[u] < 0 else index.banding.labels[index.codes[u]]
            for u in range(len(table.units))
        ]
    except mp.errors.MpindexError:
        return {**case, "refused": True}
    return {**case, "scores": _numbers(index.scores, 13), "ranks": _numbers(index.ranks, 13), "bands": bands}


def changes(definition: mp.Definition, case: dict[str, Any]) -> dict[str, Any]:
    """The changes by path that a case stands for."""
    result: dict[str, Any] = dict(case.get("thresholds", {}))
    for name, label in case.get("options", {}).items():
        for item in definition.spec["uncertainty"][name]:
            named = isinstance(item, dict) and set(item) == {"label", "set"}
            if label == (item["label"] if named else _plain(item)):
                result[name] = item["set"] if named else item
    weights = {**case.get("weights", {}), **dict.fromkeys(case.get("omitted", []), 0)}
    return {**result, "weights": weights} if weights else result


def _plain(item: Any) -> str:
    if isinstance(item, dict):
        return ", ".join(f"{key} {_plain(value)}" for key, value in item.items())
    return (
        " ".join(map(_plain, item))
        if isinstance(item, list)
        else f"{item:g}"
        if isinstance(item, float)
        else str(item)
    )


def _numbers(values: Any, digits: int) -> list[float | None]:
    return [None if value != value else float(f"{value:.{digits}g}") for value in values]


def make() -> None:
    """Write the golden file."""
    lines = ",\n".join(json.dumps(answer(case)) for case in cases())
    ANSWERS.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def read() -> list[dict[str, Any]]:
    """Read the golden file."""
    return list(json.loads(ANSWERS.read_text(encoding="utf-8")))
