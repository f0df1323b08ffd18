"""Makes a definition of COINr's iMeta table: tree, weights, directions, denominators and names.

COINr (JRC of the European Commission) is the R package that most composite indicators are built with. Its
iData table is read by `mpindex.read` as it is; its iMeta table says how the indicators hang together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mpindex.coinr.imeta import Row, Source, as_tree, read_rows
from mpindex.errors import DataError, Fault, OptionError, suggest
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import definition
from mpindex.ingest.cells import numbers, texts
from mpindex.ingest.files import open_table


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
    imeta : path or DataFrame
        With ``iCode, Parent, Level, Direction, Weight`` and, if present, ``iName, Denominator, Target,
        Type``. Rows of type Group, Denominator and Other are no part of the tree. The direction of an
        aggregate means nothing, in COINr or here.
    id : str, optional
        Of the definition; by default the code of the top element.
    title : str, optional
        Of the definition; by default the name of the top element.
    weights : mapping, path or DataFrame, optional
        Other weights by code, or a table of them (iCode, Weight), as COINr's weight sets.
    aggregate, missing, weigh : optional
        One setting for the whole tree, or a list with one for each level of
        aggregation from the lowest up, as in ``["arithmetic", "arithmetic", "geometric"]`` or
        ``missing=[{"exclude": 0.9}, {"exclude": 0.5}]``. COINr's own rule for missing values is "available".
    **settings
        Any other key of a definition that holds for the whole tree: ``impute``, ``treat``,
        ``normalise``, ``learn``, ``screen``. ``normalise="dist2targ"`` takes each indicator's Target.

    Raises
    ------
    DataError
        With every fault of the table and its line: doubled codes, orphans, cycles, levels that are skipped,
        wrong numbers.
    OptionError
        A list of settings has not one for each level.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"iCode": ["a", "b", "Index"], "Parent": ["Index", "Index", None],
    ...     "Level": [1, 1, 2], "Direction": [1, -1, 1], "Weight": [1, 3, 1]})
    >>> from_coinr(table).spec["tree"]
    {'a': {'weight': 1.0, 'direction': 1}, 'b': {'weight': 3.0, 'direction': -1}}
    """

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
        raise OptionError(
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
        else Fault(
            "", str(code), "Weight", value, "must be a number of at least 0", "negative weights are refused"
        )
        for code, value in weights.items()
        if code not in known or not _is_weight(value)
    ]
    if faults:
        raise DataError(f"{name}: {len(faults)} of {len(weights)} weights cannot be used", faults)
    for code, value in weights.items():
        known[code].weight = float(value)


def _is_weight(value: object) -> bool:
    number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    return number and bool(np.isfinite(value) and value >= 0)  # type: ignore[call-overload, operator]


def _as_id(code: str) -> str:
    plain = re.sub(r"[^\w.+-]+", "_", code)
    return plain if re.match(r"[^\W\d]", plain) else f"index_{plain}"
