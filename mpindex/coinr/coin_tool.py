"""Reads a workbook of the COIN Tool, the European Commission's Excel file for composite indicators."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from mpindex.coinr.coin_tool_cells import (
    CODE,
    DATABASE,
    FRAMEWORK,
    HIGH,
    LEVELS,
    LOW,
    Cells,
    Indicator,
    cell,
    read_cells,
)
from mpindex.coinr.from_coinr import from_coinr
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError, Fault
from mpindex.grammar.definition import Definition
from mpindex.ingest.read import read


class CoinTool(NamedTuple):
    """An index that was built in the COIN Tool: what counts, the figures, and what was left out."""

    definition: Definition
    dataset: Dataset
    notes: tuple[str, ...]


def read_coin_tool(
    source: object,
    *,
    id: str | None = None,
    title: str | None = None,
    units: str | None = None,
    normalise: Any = "minmax",
    **settings: Any,
) -> CoinTool:
    """Read a workbook of the COIN Tool (Joint Research Centre of the European Commission) as a definition and its data.

    Taken from the sheet `Database`: units, indicators, figures, weights, directions, goalposts and the codes of the
    dimensions that each indicator belongs to; from `Framework`: names and weights of the dimensions. A level on which all
    indicators share one code was not used and is passed over, as are rows and columns without a figure. What the tool does
    in its other sheets (treatment, imputation) is not read: say it in `settings`.

    The layout followed is that of the released tool (v1, November 2019) and of its pre-release, as COINr 1.1.14 reads
    them; no original workbook was at hand to try it on.

    Parameters
    ----------
    source : path, URL or open file
        The workbook (.xlsx or .xlsm), also in a zip.
    id : str, optional
        Of the definition; by default the code of the index.
    title : str, optional
        Of the definition; by default the name of the index.
    units : str, optional
        ``"countries"`` or ``"free"``, as in `mpindex.read`.
    normalise : str or mapping, default "minmax"
        How indicators are scaled; ``"goalposts"`` takes each indicator's own from the workbook.
    **settings : object
        What else holds for the whole tree, as in `Definition.from_coinr`: ``aggregate``, ``missing``, ``treat``,
        ``impute``. By default arithmetic means of what is available.

    Returns
    -------
    CoinTool
        ``definition``, ``dataset`` and ``notes``.

    Raises
    ------
    OptionError
        The source is no path, URL or open file.
    DataError
        No such workbook, another layout, or wrong cells, each by its address.
    DefinitionError
        A setting that the grammar does not know.

    Examples
    --------
    >>> definition, data, notes = read_coin_tool("my_index.xlsm")  # doctest: +SKIP
    >>> definition.apply(data).ranks  # doctest: +SKIP
    """
    cells = read_cells(source)
    imeta = _imeta(cells)
    codes = [item.code for item in cells.indicators]
    dataset = read(
        pd.concat([cells.units, pd.DataFrame(cells.figures, columns=codes)], axis=1),
        units=units,
        indicators={
            item.code: {"name": item.name, "direction": int(item.direction)} for item in cells.indicators
        },
    )
    given = None if normalise == "goalposts" else normalise
    definition = from_coinr(
        imeta, id=id, title=title, **settings, **({} if given is None else {"normalise": given})
    )
    if given is None:
        _require_goalposts(cells)
        definition = definition.with_(
            {f"{item.code}.normalise": {"goalposts": [item.low, item.high]} for item in cells.indicators}
        )
    return CoinTool(definition, dataset, cells.notes)


def _imeta(cells: Cells) -> pd.DataFrame:
    """The tree as COINr's iMeta has it, without levels that were not used."""
    used = _used_levels(cells.indicators)
    rows: dict[str, tuple[str, str | None, float, int, str]] = {}
    faults: list[Fault] = []
    for item in cells.indicators:
        chain = [(CODE, item.code), *((LEVELS[i], item.groups[i]) for i in used if item.groups[i])]
        parents = [*(code for _, code in chain[1:]), None]
        for (place, code), parent in zip(chain, parents, strict=True):
            row = _row(cells, item, code, parent)
            before = rows.setdefault(code, row)
            if code == item.code and before is not row:
                faults.append(_fault(item, place, code, "two indicators have this code", "give each its own"))
            elif before[1] != parent:
                rule = f"belongs to {before[1]} above another indicator, and to {parent} here"
                faults.append(_fault(item, place, code, rule, "give each dimension one parent"))
            elif np.isnan(row[2]):
                hint = f"give {code} a row in the sheet {FRAMEWORK}"
                faults.append(_fault(item, place, code, "a dimension without a weight", hint))
    if faults:
        raise DataError(f"{cells.name}: the codes do not make a tree", dict.fromkeys(faults))
    names = ["iCode", "iName", "Parent", "Weight", "Direction", "Type"]
    return pd.DataFrame([(code, *row) for code, row in rows.items()], columns=names)


def _row(
    cells: Cells, item: Indicator, code: str, parent: str | None
) -> tuple[str, str | None, float, int, str]:
    """Name, parent, weight, direction and type of an indicator, or of a dimension above it."""
    if code == item.code:
        return item.name, parent, item.weight, int(item.direction), "Indicator"
    name = str(cells.elements["name"].get(code, code))
    weight = float(cells.elements["weight"].get(code, np.nan))
    return name, parent, 1.0 if parent is None else weight, 1, "Aggregate"


def _used_levels(indicators: tuple[Indicator, ...]) -> list[int]:
    """Places among `LEVELS` of those that tell indicators apart, and of the index itself."""
    codes = [{item.groups[i] for item in indicators} for i in range(len(LEVELS))]
    return [i for i, level in enumerate(codes) if len(level) > 1 or i == len(LEVELS) - 1]


def _require_goalposts(cells: Cells) -> None:
    faults = [
        _fault(item, LOW if np.isnan(item.low) else HIGH, item.code, "no goalposts, or the lower is not below the upper",
               "give both, or take another normalise=")
        for item in cells.indicators
        if not item.low < item.high
    ]  # fmt: skip
    if faults:
        raise DataError(f"{cells.name}: normalise='goalposts' needs both goalposts of each indicator", faults)


def _fault(item: Indicator, row: int, code: str, rule: str, hint: str) -> Fault:
    return Fault(f"{DATABASE}!{cell(row, item.column)}", code, "", "", rule, hint)
