"""COINr's tables both ways: `from_coinr` makes a definition of an iMeta table, `to_coinr` writes iData and iMeta.

COINr (JRC of the European Commission) is the R package that most composite indicators are built with. Its
iData table is read by `mpindex.read` as it is; its iMeta table says how the indicators hang together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mpindex.cells import numbers, texts
from mpindex.errors import DataError, Fault, suggest
from mpindex.tabular import Raw, open_table

if TYPE_CHECKING:
    from mpindex.dataset import Dataset
    from mpindex.define import Definition

Source = str | Path | pd.DataFrame

COLUMNS = (
    "iCode",
    "iName",
    "Level",
    "Parent",
    "Direction",
    "Weight",
    "Denominator",
    "Target",
    "Type",
    "Unit",
)
TYPES = ("Indicator", "Aggregate", "Group", "Denominator", "Other")


@dataclass
class _Row:
    """One element of the tree as iMeta has it; `line` counts the header as 1."""

    line: int
    code: str
    name: str
    parent: str
    level: float
    direction: float
    weight: float
    per: str
    target: float
    children: list[_Row] = field(default_factory=list)


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
    from mpindex.define import definition

    rows, name = _rows(imeta)
    top = _tree(rows, name)
    if weights is not None:
        _reweigh(rows, _weight_set(weights), name)
    spec: dict[str, Any] = {
        "id": id or _as_id(top.code),
        "title": title or top.name,
        "fidelity": "own",
        **_plain_targets(settings),
    }
    by_level = {
        key: _per_level(given, key, top, rows)
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


# reading iMeta -----------------------------------------------------------


def _rows(imeta: Source) -> tuple[list[_Row], str]:
    """The rows of the tree, and the table's name; faults of single cells are raised together."""
    raw = open_table(imeta)
    by_lower = {str(header).lower(): str(header) for header in raw.frame.columns}
    absent = [name for name in ("iCode", "Parent") if name.lower() not in by_lower]
    if absent:
        raise DataError(
            f"{raw.name}: lacks the columns {', '.join(absent)}; it has {', '.join(raw.frame.columns)}"
        )
    columns = {name: raw.frame[by_lower[name.lower()]] for name in COLUMNS if name.lower() in by_lower}
    text = {name: texts(column) for name, column in columns.items()}
    for name in text.keys() - {"iCode", "iName"}:  # R writes NA where nothing is
        text[name] = np.where(text[name] == "NA", "", text[name])
    faults: list[Fault] = []
    figures = {
        name: _figures(columns, text, name, usual, raw.first, faults)
        for name, usual in (("Level", np.nan), ("Direction", 1.0), ("Weight", 1.0), ("Target", np.nan))
    }
    n = len(raw.frame)
    blank = np.full(n, "", dtype=object)
    kinds = text.get("Type", blank)
    rows = []
    for i in range(n):
        code, line = str(text["iCode"][i]), i + raw.first
        kind = str(kinds[i]).capitalize()
        if kind and kind not in TYPES:
            faults.append(
                Fault(
                    f"line {line}",
                    code,
                    "Type",
                    kinds[i],
                    "unknown type",
                    suggest(kinds[i], TYPES).strip() or ", ".join(TYPES),
                )
            )
        if kind in ("Group", "Denominator", "Other"):
            continue
        names = text.get("iName", blank)
        rows.append(
            _Row(
                line,
                code,
                str(names[i]) or code,
                str(text["Parent"][i]),
                float(figures["Level"][i]),
                float(figures["Direction"][i]),
                float(figures["Weight"][i]),
                str(text.get("Denominator", blank)[i]),
                float(figures["Target"][i]),
            )
        )
    faults += _row_faults(rows)
    if faults:
        raise DataError(f"{raw.name}: cannot be read as an iMeta table", faults)
    return rows, raw.name


def _figures(
    columns: Mapping[str, pd.Series],
    text: Mapping[str, np.ndarray],
    name: str,
    usual: float,
    first: int,
    faults: list[Fault],
) -> np.ndarray:
    """A column of numbers; `usual` where it is blank or not there."""
    if name not in columns:
        return np.full(len(text["iCode"]), usual)
    values, wrong = numbers(columns[name].where(pd.Series(text[name] != "", index=columns[name].index)))
    for i in np.flatnonzero(wrong):
        faults.append(
            Fault(f"line {i + first}", text["iCode"][i], name, text[name][i], "not a number", "correct it")
        )
    return np.where(np.isnan(values), usual, values)


def _row_faults(rows: Sequence[_Row]) -> list[Fault]:
    seen: dict[str, int] = {}
    faults = []
    for row in rows:
        where = f"line {row.line}"
        if not row.code:
            faults.append(Fault(where, "", "iCode", "", "the code is blank", "give one, or drop the row"))
        elif row.code in seen:
            faults.append(
                Fault(
                    where,
                    row.code,
                    "iCode",
                    row.code,
                    f"stands in line {seen[row.code]} already",
                    "keep one row, or rename one",
                )
            )
        seen.setdefault(row.code, row.line)
        if row.direction not in (1, -1):
            faults.append(
                Fault(
                    where,
                    row.code,
                    "Direction",
                    row.direction,
                    "must be 1 or -1",
                    "1 more is more, -1 less is more",
                )
            )
        if not (np.isfinite(row.weight) and row.weight >= 0):
            faults.append(
                Fault(
                    where,
                    row.code,
                    "Weight",
                    row.weight,
                    "must be at least 0",
                    "to turn an indicator round: Direction -1",
                )
            )
    return faults


def _tree(rows: list[_Row], name: str) -> _Row:
    """Hang every row on its parent and return the top; orphans, cycles and skipped levels are raised together."""
    by_code = {row.code: row for row in rows}
    if not rows:
        raise DataError(f"{name}: no row is an indicator or an aggregate")
    faults = []
    tops = [row for row in rows if not row.parent]
    for row in rows:
        if row.parent and row.parent not in by_code:
            faults.append(
                Fault(
                    f"line {row.line}",
                    row.code,
                    "Parent",
                    row.parent,
                    "no row has this code",
                    suggest(row.parent, by_code).strip() or "add the row, or leave the parent blank",
                )
            )
        elif row.parent:
            by_code[row.parent].children.append(row)
    if len(tops) != 1:
        named = ", ".join(row.code for row in tops)
        rule = "more than one row has no parent" if tops else "no row is the top: each has a parent"
        faults.append(
            Fault(
                ", ".join(f"line {row.line}" for row in tops),
                named,
                "Parent",
                "",
                rule,
                "exactly one, the index itself, has none",
            )
        )
    faults += _cycles(rows, by_code) + _level_faults(rows, by_code)
    if faults:
        raise DataError(f"{name}: the rows do not make a tree", faults)
    return tops[0]


def _cycles(rows: Sequence[_Row], by_code: Mapping[str, _Row]) -> list[Fault]:
    faults, known = [], set()
    for row in rows:
        path: list[str] = []
        here: _Row | None = row
        while here is not None and here.code not in path and here.code not in known:
            path.append(here.code)
            here = by_code.get(here.parent)
        if here is not None and here.code in path:
            ring = path[path.index(here.code) :]
            faults.append(
                Fault(
                    f"line {here.line}",
                    here.code,
                    "Parent",
                    here.parent,
                    f"a cycle: {' -> '.join([*ring, here.code])}",
                    "an element cannot be above itself",
                )
            )
        known |= set(path)
    return faults


def _level_faults(rows: Sequence[_Row], by_code: Mapping[str, _Row]) -> list[Fault]:
    if all(np.isnan(row.level) for row in rows):
        _number_levels(rows, by_code)
        return []
    faults = []
    for row in rows:
        above = by_code.get(row.parent)
        lowest = 2 if row.children else 1
        if np.isnan(row.level) or row.level % 1 or row.level < 1:
            faults.append(
                Fault(
                    f"line {row.line}",
                    row.code,
                    "Level",
                    row.level,
                    "must be a whole number from 1 up",
                    f"an element with {'' if row.children else 'no '}children is at level {lowest}"
                    + (" or above" if row.children else ""),
                )
            )
        elif above is not None and not np.isnan(above.level) and above.level != row.level + 1:
            faults.append(
                Fault(
                    f"line {row.line}",
                    row.code,
                    "Level",
                    int(row.level),
                    f"its parent {above.code} is at level {above.level:g}, not {row.level + 1:g}",
                    "correct one of the two; no level may be missing between them",
                )
            )
        elif row.level > 1 and not row.children:
            faults.append(
                Fault(
                    f"line {row.line}",
                    row.code,
                    "Level",
                    int(row.level),
                    "an aggregate that nothing hangs on",
                    "drop the row, or correct the Parent of its children",
                )
            )
    return faults


def _number_levels(rows: Sequence[_Row], by_code: Mapping[str, _Row]) -> None:
    """Where iMeta has no levels: 1 for indicators, one more than the highest child for the others."""
    for _ in rows:
        for row in rows:
            row.level = 1 + max((child.level for child in row.children), default=0.0)


# the tree as a mapping -----------------------------------------------------


def _element(row: _Row, by_level: Mapping[str, Mapping[float, Any]], targets: Any) -> dict[str, Any]:
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


def _per_level(given: Any, key: str, top: _Row, rows: Sequence[_Row]) -> dict[float, Any]:
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


def _targets(normalise: Any, rows: Sequence[_Row], name: str) -> dict[str, Any] | None:
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


def _reweigh(rows: Sequence[_Row], weights: Mapping[str, float], name: str) -> None:
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
