"""Writes a definition and its data as COINr takes them: iData and iMeta, and what they do not say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from mpindex.coinr.codes import valid_codes
from mpindex.coinr.imeta import COLUMNS
from mpindex.coinr.remarks import remarks
from mpindex.dataset.bundled import load
from mpindex.engine.plan import Plan
from mpindex.errors import DataError
from mpindex.grammar.definition import Definition
from mpindex.grammar.model import Leaf, Node
from mpindex.typing import Array, DatasetLike


class CoinrTables(NamedTuple):
    """What COINr's ``new_coin(iData, iMeta)`` takes, and what of the definition is in neither table."""

    idata: pd.DataFrame
    imeta: pd.DataFrame
    notes: tuple[str, ...]


def to_coinr(
    definition: Definition, dataset: DatasetLike = None, *, parameters: Mapping[str, Any] | None = None
) -> CoinrTables:
    """Write the figures that a definition uses, and its tree, as COINr's two tables.

    COINr wants every parent one level above its child, so an element that hangs higher than the level below its parent gets
    aggregates of one child in between, which change nothing. What is derived is written as figures. What COINr does in
    calls (treatment, normalisation, aggregation) is in neither table: the notes name the call, or say that COINr has none.

    Parameters
    ----------
    definition : Definition
        Of a tree.
    dataset : Dataset, optional
        With the indicators of the definition; the bundled world when None.
    parameters : mapping of str to object, optional
        Of the definition, as in `Definition.apply`.

    Returns
    -------
    CoinrTables
        iData, iMeta and notes.

    Raises
    ------
    DefinitionError
        The dataset lacks indicators of the definition.
    DataError
        A denominator has the id of an element of the tree and other figures.

    Examples
    --------
    >>> from mpindex import Dataset, definition
    >>> data = Dataset.from_frame(pd.DataFrame({"a": [1.0, 2.0], "b": [4.0, 3.0]}, index=["x", "y"]))
    >>> tables = to_coinr(definition({"id": "i", "tree": {"a": 1, "b": 3}}), data)
    >>> tables.imeta[["iCode", "Level", "Parent", "Weight"]]
      iCode  Level Parent  Weight
    0     a      1      i     1.0
    1     b      1      i     3.0
    2     i      2    NaN     1.0
    """
    plan = Plan.compile(definition, load() if dataset is None else dataset, parameters)
    writer = _Writer(plan)
    rows, idata = [*writer.rows(), *writer.denominator_rows()], writer.idata()
    codes, renamed = valid_codes([row["iCode"] for row in rows])
    units, renamed_units = valid_codes(plan.dataset.units)
    imeta = pd.DataFrame(rows, columns=[name for name in COLUMNS if name not in ("Target", "Unit")])
    for column in ("iCode", "Parent", "Denominator"):
        imeta[column] = imeta[column].map(codes, na_action="ignore")
    order = imeta["Level"].rank(method="dense", na_option="bottom")
    imeta = imeta.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)
    idata = idata.rename(columns=codes).assign(uCode=[units[unit] for unit in plan.dataset.units])
    return CoinrTables(idata, imeta, (*remarks(plan), *renamed, *renamed_units))


class _Writer:
    """The rows of both tables for one definition on one dataset."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.place = {name: i for i, name in enumerate(plan.elements)}
        self.denominators = self._denominators()

    def rows(self) -> list[dict[str, Any]]:
        """The rows of iMeta that make the tree, parents before children."""
        return self._rows(self.plan.model.root, None, self._height(self.plan.model.root))

    def denominator_rows(self) -> list[dict[str, Any]]:
        """The rows of iMeta for denominators that are no indicators of the tree."""
        return [
            {"iCode": code, "iName": self._label(code), "Type": "Denominator"} for code in self.denominators
        ]

    def idata(self) -> pd.DataFrame:
        """A row for each unit: its code and name, then the figures that the steps start from."""
        dataset, raw = self.plan.dataset, self.plan.stage("raw")
        figures = {
            leaf.id: raw[:, i] for i, leaf in enumerate(self.plan.leaves) if self._is_present(leaf)
        } | self.denominators
        names = {"uCode": list(dataset.units), "uName": [dataset.names[unit] for unit in dataset.units]}
        return pd.DataFrame(names | figures)

    def _rows(self, element: Node | Leaf, parent: str | None, level: int) -> list[dict[str, Any]]:
        """The rows of an element at `level` and of all below it."""
        weight, own = self._weight(element, parent), element.id
        deepest = self._height(element) if isinstance(element, Node) else 1
        rows = []
        for step in range(level, deepest, -1):
            code = f"{own}_level{step}"
            rows.append(_row(code, element.title or own, parent, step, weight))
            parent, weight = code, 1.0
        rows.append(_row(own, self._name(element), parent, deepest, weight))
        if isinstance(element, Leaf):
            rows[-1] |= self._of_indicator(element)
            return rows
        for child in filter(self._is_present, element.children):
            rows += self._rows(child, own, deepest - 1)
        return rows

    def _of_indicator(self, leaf: Leaf) -> dict[str, Any]:
        per = leaf.settings.per
        return {
            "Type": "Indicator",
            "Direction": int(self.plan.direction[self.place[leaf.id]]),
            "Denominator": per.indicator if per else None,
        }

    def _weight(self, element: Node | Leaf, parent: str | None) -> float:
        """The weight as the file gives it, or the one that was found where weights are found from the data."""
        if parent is None:
            return 1.0
        i = self.place[element.id]
        above = self.plan.nodes[self.plan.parent[i] - len(self.plan.leaves)]
        return element.weight if above.settings.weigh.name == "given" else float(self.plan.weights[i])

    def _height(self, node: Node) -> int:
        heights = [
            self._height(child) if isinstance(child, Node) else 1
            for child in filter(self._is_present, node.children)
        ]
        return 1 + max(heights)

    def _is_present(self, element: Node | Leaf) -> bool:
        """Whether the dataset has an indicator, or anything below a dimension; what is optional may lack."""
        if isinstance(element, Node):
            return any(map(self._is_present, element.children))
        raw: Array = self.plan.stage("raw")[:, self.place[element.id]]
        return not element.optional or not bool(np.isnan(raw).all())

    def _denominators(self) -> dict[str, Array]:
        """The figures of denominators by id, without those that stand in the tree as they are."""
        leaves = {leaf.id: leaf.source for leaf in self.plan.leaves}
        figures: dict[str, Array] = {}
        for leaf in self.plan.leaves:
            per = leaf.settings.per
            if per is None or leaves.get(per.indicator) == per.indicator:
                continue
            if per.indicator in self.place:
                raise DataError(
                    f"{self.plan.definition.where(leaf.path)}: the denominator {per.indicator!r} has the id of an element"
                    " of the tree, and COINr knows one column by each: give that element another name"
                )
            figures[per.indicator] = self.plan.derivation.column(per.indicator, leaf.path).values
        return figures

    def _name(self, element: Node | Leaf) -> str:
        if element is self.plan.model.root:
            return self.plan.definition.title
        return element.title or (self._label(element.source) if isinstance(element, Leaf) else element.id)

    def _label(self, name: str) -> str:
        dataset = self.plan.dataset
        return dataset.indicator(name).label if name in dataset.indicators else name


def _row(code: str, name: str, parent: str | None, level: int, weight: float) -> dict[str, Any]:
    return {
        "iCode": code,
        "iName": name,
        "Level": level,
        "Parent": parent,
        "Direction": 1,
        "Weight": weight,
        "Type": "Aggregate",
    }
