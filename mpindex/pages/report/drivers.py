"""What lifts a unit and what holds it back: every figure with value, unit, rank, year and source."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from mpindex.analysis.where.standing import Standing
from mpindex.grammar.model import Leaf
from mpindex.pages.drawing.svg import element
from mpindex.pages.tables import Table, effect
from mpindex.resources import folder
from mpindex.wording import number, numbers, ordinal

HEAD = ("figure", "value", "unit", "rank", "year", "source", "effect on the score", "")


def drivers(standing: Standing) -> Table:
    """Return the figures of a unit by one definition, those that lift it most first, those that are missing last.

    Parameters
    ----------
    standing : Standing
        The unit by the definition.
    """
    frame = _frame(standing)
    most = float(frame["effect"].abs().max()) if frame["effect"].notna().any() else 0.0
    changes = numbers(list(frame["effect"]), signed=True)
    rows = [
        _row(values, change, most) for values, change in zip(frame.to_dict("records"), changes, strict=True)
    ]
    definition = standing.index.definition
    return Table(
        f"{standing.unit}-{standing.id}-figures", f"{definition.title}: figures, and what each does to the score",
        HEAD, rows, frozenset({1, 3, 4, 6}), frame.set_index("indicator"),
    )  # fmt: skip


def _frame(standing: Standing) -> pd.DataFrame:
    index, explained = standing.index, standing.explained
    leaves = {leaf.id: leaf for leaf in index.plan.leaves}
    frame = explained[["name", "value", "rank", "year", "stand_in", "weight", "effect"]].copy()
    frame["name"] = [name or str(leaf).replace("_", " ") for leaf, name in frame["name"].items()]
    frame["effect"] = frame["effect"] * index.sign
    frame["of"] = [
        int(np.isfinite(index.plan.stage("raw")[:, list(leaves).index(name)]).sum()) for name in frame.index
    ]
    sources = index.dataset.sources.loc[standing.unit].to_dict()
    about = [_origin(standing, leaves[str(name)], sources) for name in frame.index]
    frame["unit"], frame["source"] = [a for a, _ in about], [b for _, b in about]
    frame = frame.sort_values("effect", ascending=False, kind="stable", na_position="last")
    return frame.sort_values("value", key=lambda values: values.isna(), kind="stable").reset_index()


def _origin(standing: Standing, leaf: Leaf, sources: Mapping[Any, Any]) -> tuple[str, str]:
    """Unit and source of a figure; of one that the definition derives, from what."""
    dataset = standing.index.dataset
    if leaf.source not in dataset.indicators:
        derived = {item.id: item for item in standing.index.plan.model.derived}
        inputs = derived[leaf.source].inputs if leaf.source in derived else ()
        return "", f"from {', '.join(name.replace('_', ' ') for name in inputs)}" if inputs else ""
    source = sources[leaf.source]
    words = "" if pd.isna(source) else _publications().get(str(source), str(source))
    return dataset.indicator(leaf.source).unit, words


@cache
def _publications() -> Mapping[str, str]:
    """The names of the bundled publications by id."""
    package = json.loads(folder("data").joinpath("datapackage.json").read_text(encoding="utf-8"))
    return {str(entry["name"]): str(entry["title"]) for entry in package["sources"]}


def figure(value: float) -> str:
    """Write a figure as it is published: to the unit between a thousand and a million, tiny ones by the million.

    >>> figure(71000.0), figure(3818.6), figure(0.4467), figure(3.06e11), figure(6.11e-6)
    ('71,000', '3,819', '0.447', '306 billion', '6.11 per million')
    """
    if 0 < abs(value) < 0.001:
        return f"{figure(value * 1e6)} per million"
    return number(value).replace("-", "−")


def _row(values: dict[Any, Any], effect_words: str, most: float) -> tuple[str | Markup, ...]:
    value, change = float(values["value"]), float(values["effect"])
    if math.isnan(value):
        return (str(values["name"]), "no figure", str(values["unit"]), "", "", "", "", "")
    source: str | Markup = str(values["source"])
    if values["stand_in"]:
        source = Markup("{} {}").format(
            source, element("abbr", "stand-in", title="of another source than the other units")
        )
    rank = "" if pd.isna(values["rank"]) else f"{ordinal(int(values['rank']))} of {values['of']}"
    year = "" if pd.isna(values["year"]) else str(values["year"])
    words = "no effect" if math.isnan(change) else effect_words.replace("-", "−")
    bar = Markup("") if math.isnan(change) else effect(change, most)
    return (str(values["name"]), figure(value), str(values["unit"]), rank, year, source, words, bar)
