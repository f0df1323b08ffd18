"""Writes a definition and its data as COINr takes them: iData and iMeta."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from mpindex.coinr.imeta import COLUMNS
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError
from mpindex.grammar import Leaf, Node
from mpindex.grammar.definition import Definition


def to_coinr(definition: Definition, dataset: Dataset) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (iData, iMeta): the indicators that a definition uses, and its tree, as COINr takes them.

    The steps (treatment, normalisation, ...) are calls in COINr and no part of its tables. Every indicator
    must stand in the dataset by itself: COINr knows no derived ones. A node of several depths is carried by
    repeating the level: COINr wants every parent one level above its child, so an indicator that hangs
    higher than the lowest level gets intermediate aggregates of one child, which change nothing.

    Parameters
    ----------
    definition : Definition
        Of a tree.
    dataset : Dataset
        With every indicator of the tree.

    Returns
    -------
    tuple of DataFrame
        iData and iMeta.

    Raises
    ------
    DataError
        The definition derives indicators, or uses one of them twice.

    Examples
    --------
    >>> data = Dataset.from_frame(pd.DataFrame({"a": [1.0, 2.0], "b": [4.0, 3.0]}, index=["x", "y"]))
    >>> from mpindex import definition
    >>> idata, imeta = to_coinr(definition({"id": "i", "tree": {"a": 1, "b": 3}}), data)
    >>> imeta[["iCode", "Level", "Parent", "Weight"]]
      iCode  Level Parent  Weight
    0     a      1      i     1.0
    1     b      1      i     3.0
    2     i      2    NaN     1.0
    """
    model = definition.model
    leaves = list(model.root.leaves())
    derived = sorted({leaf.source for leaf in leaves} & {item.id for item in model.derived})
    if derived:
        raise DataError(f"COINr has no derived indicators: compute {', '.join(derived)} first and read them")
    rows = _rows(model.root, "", _height(model.root), dataset)
    per = list(dict.fromkeys(row["Denominator"] for row in rows if row.get("Denominator")))
    rows += [{"iCode": code, "iName": dataset.indicator(code).label, "Type": "Denominator"} for code in per]
    imeta = pd.DataFrame(rows, columns=[c for c in COLUMNS if c not in ("Target", "Unit")])
    order = imeta["Level"].rank(method="dense", na_option="bottom")
    return _idata(leaves, per, dataset), imeta.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)


def _height(node: Node) -> int:
    return 1 + max(_height(child) if isinstance(child, Node) else 1 for child in node.children)


def _rows(element: Node | Leaf, parent: str, level: int, dataset: Dataset) -> list[dict[str, Any]]:
    """The rows of iMeta of an element at `level` and of all below it."""
    code, title = element.id, element.title or element.id
    if isinstance(element, Node):
        inner = [row for child in element.children for row in _rows(child, code, level - 1, dataset)]
        return [_row(code, title, parent, level, element.weight), *inner]
    rows = []
    for step in range(level, 1, -1):
        rows.append(_row(f"{code}_level{step}", title, parent, step, element.weight))
        parent = f"{code}_level{step}"
    own = {
        "Type": "Indicator",
        "Direction": element.settings.direction or dataset.indicator(element.source).direction,
        "Denominator": element.settings.per.indicator if element.settings.per else "",
    }
    return [*rows, _row(code, title, parent, 1, element.weight) | own]


def _row(code: str, name: str, parent: str, level: int, weight: float) -> dict[str, Any]:
    return {
        "iCode": code,
        "iName": name,
        "Level": level,
        "Parent": parent or None,
        "Direction": 1,
        "Weight": weight,
        "Type": "Aggregate",
    }


def _idata(leaves: Sequence[Leaf], per: Sequence[str], dataset: Dataset) -> pd.DataFrame:
    data = {leaf.id: dataset.frame[leaf.source] for leaf in leaves} | {
        code: dataset.frame[code] for code in per
    }
    idata = pd.DataFrame(data, index=list(dataset.units)).rename_axis("uCode").reset_index()
    idata.insert(1, "uName", [dataset.names[unit] for unit in dataset.units])
    return idata
