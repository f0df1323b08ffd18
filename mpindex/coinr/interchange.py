"""COINr's tables both ways: `from_coinr` makes a definition of an iMeta table, `to_coinr` writes iData and iMeta.

COINr (JRC of the European Commission) is the R package that most composite indicators are built with. Its
iData table is read by `mpindex.read` as it is; its iMeta table says how the indicators hang together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mpindex.coinr.imeta import COLUMNS, Row, Source, as_tree, read_rows
from mpindex.errors import DataError, Fault, suggest
from mpindex.ingest.cells import numbers, texts
from mpindex.ingest.files import Raw, open_table

if TYPE_CHECKING:
    from mpindex.dataset.dataset import Dataset
    from mpindex.grammar.definition import Definition


def from_coinr(
    imeta: Source,
    *,
    id: str | None = None,
    title: str | None = None,
    weights: Mapping[str, float] | Source | None = None,
    aggregate: Any = "arithmetic",
    missing: Any = "available",
    weigh: Any = None,
    **settings: Any,
) -> Definition:
    """Make a definition of COINr's iMeta table: tree, weights, directions, denominators and names.

    Parameters
    ----------
    imeta : a file or DataFrame with ``iCode, Parent, Level, Direction, Weight`` and, if there, ``iName,
        Denominator, Target, Type``. Rows of type Group, Denominator and Other are no part of the tree. The
        direction of an aggregate means nothing, in COINr or here.
    id, title : of the definition; by default the code and name of the top element.
    weights : other weights by code, or a table of them (iCode, Weight), as COINr's weight sets.
    aggregate, missing, weigh : one setting for the whole tree, or a list with one for each level of
        aggregation from the lowest up, as in ``["arithmetic", "arithmetic", "geometric"]`` or
        ``missing=[{"exclude": 0.9}, {"exclude": 0.5}]``. COINr's own rule for missing values is "available".
    **settings : any other key of a definition that holds for the whole tree: ``impute``, ``treat``,
        ``normalise``, ``learn``, ``screen``. ``normalise="dist2targ"`` takes each indicator's Target.

    Raises
    ------
    DataError
        With every fault of the table and its line: doubled codes, orphans, cycles, levels that are skipped,
        wrong numbers.

    >>> table = pd.DataFrame({"iCode": ["a", "b", "Index"], "Parent": ["Index", "Index", None],
    ...     "Level": [1, 1, 2], "Direction": [1, -1, 1], "Weight": [1, 3, 1]})
    >>> from_coinr(table).spec["tree"]
    {'a': {'weight': 1.0, 'direction': 1}, 'b': {'weight': 3.0, 'direction': -1}}
    """
    from mpindex.grammar.definition import definition

    rows, name = read_rows(imeta)
    top = as_tree(rows, name)
    if weights is not None:
        _reweigh(rows, _weight_set(weights), name)
    spec: dict[str, Any] = {
        "id": id or _as_id(top.code),
        "title": title or top.name,
        "fidelity": "own",
        **_plain_targets(settings),
    }
    by_level = {
        key: _per_level(given, key, rows)
        for key, given in (("aggregate", aggregate), ("missing", missing), ("weigh", weigh))
        if given is not None
    }
    targets = _targets(settings.get("normalise"), rows, name)
    spec |= {key: given[top.level] for key, given in by_level.items()}
    spec["tree"] = {child.code: _element(child, by_level, targets) for child in top.children}
    return definition(spec)


def to_coinr(definition: Definition, dataset: Dataset) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (iData, iMeta): the indicators that a definition uses, and its tree, as COINr takes them.

    The steps (treatment, normalisation, ...) are calls in COINr and no part of its tables. Every indicator
    must stand in the dataset by itself: COINr knows no derived ones. A node of several depths is carried by
    repeating the level: COINr wants every parent one level above its child, so an indicator that hangs
    higher than the lowest level gets intermediate aggregates of one child, which change nothing.

    Raises
    ------
    DataError
        The definition derives indicators, or uses one of them twice.
    """
    from mpindex.grammar import Leaf, Node

    model = definition.model
    leaves = list(model.root.leaves())
    derived = sorted({leaf.source for leaf in leaves} & {item.id for item in model.derived})
    if derived:
        raise DataError(f"COINr has no derived indicators: compute {', '.join(derived)} first and read them")

    def height(node: Node) -> int:
        return 1 + max(height(child) if isinstance(child, Node) else 1 for child in node.children)

    levels = height(model.root)
    rows: list[dict[str, Any]] = []

    def add(element: Node | Leaf, parent: str, level: int) -> None:
        is_leaf = isinstance(element, Leaf)
        code = element.id
        for step in range(level, 1, -1) if is_leaf else ():
            rows.append(_row(f"{code}_level{step}", element.title or code, parent, step, element.weight))
            parent = f"{code}_level{step}"
        row = _row(code, element.title or code, parent, 1 if is_leaf else level, element.weight)
        if isinstance(element, Leaf):
            row |= {"Type": "Indicator", "Direction": _direction(element, dataset)}
            row["Denominator"] = element.settings.per.indicator if element.settings.per else ""
        rows.append(row)
        for child in element.children if isinstance(element, Node) else ():
            add(child, code, level - 1)

    add(model.root, "", levels)
    per = list(dict.fromkeys(row["Denominator"] for row in rows if row.get("Denominator")))
    rows += [{"iCode": code, "iName": dataset.indicator(code).label, "Type": "Denominator"} for code in per]
    imeta = pd.DataFrame(rows, columns=[c for c in COLUMNS if c not in ("Target", "Unit")])
    data = {leaf.id: dataset.frame[leaf.source] for leaf in leaves} | {c: dataset.frame[c] for c in per}
    idata = pd.DataFrame(data, index=list(dataset.units)).rename_axis("uCode").reset_index()
    idata.insert(1, "uName", [dataset.names[unit] for unit in dataset.units])
    order = imeta["Level"].rank(method="dense", na_option="bottom")
    return idata, imeta.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)


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


def _direction(leaf: Any, dataset: Dataset) -> int:
    return leaf.settings.direction or dataset.indicator(leaf.source).direction


def idata_groups(raw: Raw) -> tuple[str, ...]:
    """Return the headers of iData that hold groups: they end with "group", or no cell below is a number."""
    return tuple(
        header
        for header in raw.frame.columns
        if header not in ("uCode", "uName", "Time")
        and (re.search(r"(\A|_)group\Z", header, re.IGNORECASE) or _only_words(raw.frame[header]))
    )


def _only_words(column: pd.Series) -> bool:
    values, wrong = numbers(column)
    return bool(wrong.any() and np.isnan(values).all())


# the tree as a mapping -----------------------------------------------------


def _element(row: Row, by_level: Mapping[str, Mapping[float, Any]], targets: Any) -> dict[str, Any]:
    named = {"title": row.name} if row.name != row.code else {}
    if row.children:
        own = {
            key: given[row.level] for key, given in by_level.items() if len(set(map(str, given.values()))) > 1
        }
        inner = {child.code: _element(child, by_level, targets) for child in row.children}
        return {"weight": row.weight, **named, **own, "of": inner}
    leaf: dict[str, Any] = {"weight": row.weight, "direction": int(row.direction), **named}
    if row.per:
        leaf["per"] = row.per
    if targets is not None:
        leaf["normalise"] = {"dist2targ": row.target, **targets}
    return leaf


def _per_level(given: Any, key: str, rows: Sequence[Row]) -> dict[float, Any]:
    levels = sorted({row.level for row in rows if row.children})
    if not isinstance(given, list | tuple):
        return dict.fromkeys(levels, given)
    if len(given) != len(levels):
        raise DataError(
            f"{key} must be one setting, or a list of {len(levels)}, one for each level of aggregation from the"
            f" lowest up; it has {len(given)}"
        )
    return dict(zip(levels, given, strict=True))


def _plain_targets(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of the whole tree, without a dist2targ that each indicator gets for itself."""
    wanted = _wants_targets(settings.get("normalise"))
    return {key: value for key, value in settings.items() if key != "normalise" or wanted is None}


def _wants_targets(normalise: Any) -> dict[str, Any] | None:
    """Options of ``dist2targ`` where it is given no target, else None."""
    if normalise == "dist2targ":
        return {}
    if isinstance(normalise, Mapping) and next(iter(normalise), "") == "dist2targ":
        return (
            {key: value for key, value in normalise.items() if key != "dist2targ"}
            if normalise["dist2targ"] is None
            else None
        )
    return None


def _targets(normalise: Any, rows: Sequence[Row], name: str) -> dict[str, Any] | None:
    wanted = _wants_targets(normalise)
    if wanted is None:
        return None
    lacking = [row for row in rows if not row.children and np.isnan(row.target)]
    if lacking:
        raise DataError(
            f"{name}: distance to target needs a Target for every indicator",
            [
                Fault(f"line {row.line}", row.code, "Target", "", "is blank", "give the target in raw units")
                for row in lacking
            ],
        )
    return wanted


def _weight_set(weights: Mapping[str, float] | Source) -> Mapping[str, float]:
    if isinstance(weights, Mapping):
        return weights
    raw = open_table(weights)
    absent = [name for name in ("iCode", "Weight") if name not in raw.frame.columns]
    if absent:
        raise DataError(
            f"{raw.name}: a set of weights has the columns iCode and Weight; {absent[0]} is not there"
        )
    values, wrong = numbers(raw.frame["Weight"])
    codes = texts(raw.frame["iCode"])
    if wrong.any():
        raise DataError(f"{raw.name}: not numbers: the weights of {', '.join(codes[wrong])}")
    return dict(zip(codes, values, strict=True))


def _reweigh(rows: Sequence[Row], weights: Mapping[str, float], name: str) -> None:
    known = {row.code: row for row in rows}
    faults = [
        Fault("", str(code), "Weight", value, "not in the tree", suggest(code, known).strip())
        if code not in known
        else Fault("", str(code), "Weight", value, "must be at least 0", "negative weights are refused")
        for code, value in weights.items()
        if code not in known or not (np.isfinite(value) and value >= 0)
    ]
    if faults:
        raise DataError(f"{name}: {len(faults)} of {len(weights)} weights cannot be used", faults)
    for code, value in weights.items():
        known[code].weight = float(value)


def _as_id(code: str) -> str:
    plain = re.sub(r"[^\w.+-]+", "_", code)
    return plain if re.match(r"[^\W\d]", plain) else f"index_{plain}"
