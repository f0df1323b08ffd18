"""Answers of the library as tables for programs: every column, unrounded, unit and definition as columns."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from mpindex.errors import OptionError

if TYPE_CHECKING:
    import pandas as pd


def frame_of(results: Sequence[Any], options: argparse.Namespace) -> pd.DataFrame:
    """Return one table of what was answered, with a plain index.

    Parameters
    ----------
    results : sequence
        One result, or one for each unit.
    options : Namespace
        Of the command line.
    """
    import pandas as pd

    frames = [_frame(result, options) for result in results]
    frame = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    top = getattr(options, "top", None)
    return frame if top is None else frame.head(top)


def _frame(result: Any, options: argparse.Namespace) -> pd.DataFrame:
    import pandas as pd

    make = _OWN.get(type(result).__name__)
    if make is not None:
        return make(result, options)
    if isinstance(result, str):
        return pd.DataFrame({"text": result.splitlines()})
    table = result if isinstance(result, pd.DataFrame) else _table(result)
    frame = _plain(table)
    if hasattr(result, "unit") and "unit" not in frame:
        frame.insert(0, "unit", result.unit)
        frame.insert(1, "name", getattr(result, "name", result.unit))
    return frame


def _table(result: Any) -> pd.DataFrame:
    """The table of a result, under the name that it has there."""
    for name in ("table", "statistics", "tidy"):
        if hasattr(result, name):
            table: pd.DataFrame = getattr(result, name)
            return table
    frame: pd.DataFrame = result.to_frame()
    return frame


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its index as columns, if the index says anything."""
    import pandas as pd

    if isinstance(table.index, pd.RangeIndex) and table.index.name is None:
        return table.copy()
    return table.rename_axis(index=[str(name or "what") for name in table.index.names]).reset_index()


def _of_index(index: Any, options: argparse.Namespace) -> pd.DataFrame:
    import pandas as pd

    if not options.bands:
        return _plain(index.table)
    if not index.definition.bands:
        raise OptionError(f"{index.definition.id} has no bands; leave --bands out")
    bands = index.bands.reindex(index.table.index)
    members = {label: list(bands.index[bands == label]) for label in index.banding.labels}
    rows = [(label, len(units), " ".join(units)) for label, units in members.items()]
    return pd.DataFrame(rows, columns=["band", "units", "members"])


def _of_comparison(comparison: Any, options: argparse.Namespace) -> pd.DataFrame:
    """A rank and, for programs, a band for each definition, the best by the first of them first."""
    import pandas as pd

    world = comparison.dataset
    table = pd.DataFrame({"unit": world.units, "name": [world.names[unit] for unit in world.units]})
    for name in comparison.labels:
        own = comparison.table[name].reindex(list(world.units))
        table[name] = own["rank"].to_numpy()
        if not for_people(options):
            table[f"{name}_band"] = own["band"].to_numpy()
    return table.sort_values(list(comparison.labels), kind="stable", ignore_index=True)


def _of_robustness(run: Any, options: argparse.Namespace) -> pd.DataFrame:
    if options.unit is not None:
        return _plain(run.of(options.unit).rename_axis("band"))
    table: pd.DataFrame = run.ranks[["reference", "median", "low", "high"]].join(run.bands)
    table = table.assign(middle_of_pack=run.middle_of_pack)
    table.insert(0, "name", [run.task.dataset.names[code] for code in table.index])
    return table.sort_values("reference", kind="stable").rename_axis("unit").reset_index()


def _of_ledger(ledger: Any, options: argparse.Namespace) -> pd.DataFrame:
    rows: pd.DataFrame = ledger.rows
    return rows.reset_index(drop=True)


def for_people(options: argparse.Namespace) -> bool:
    """Whether the answer is printed for people, and not for programs or into a file."""
    return options.format == "table" and options.output is None


_OWN: dict[str, Callable[[Any, argparse.Namespace], pd.DataFrame]] = {
    "Index": _of_index,
    "Comparison": _of_comparison,
    "Robustness": _of_robustness,
    "Ledger": _of_ledger,
}
