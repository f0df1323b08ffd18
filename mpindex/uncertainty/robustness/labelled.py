"""A robustness run as a labelled array of xarray: shares by unit, band and place, and every draw where draws were kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from mpindex.dataset.digest import digest
from mpindex.errors import OptionError
from mpindex.uncertainty.runs.task import Task

if TYPE_CHECKING:
    import xarray

#: Kept draws by name: what xarray says of them.
_KEPT = {"score": "score in the draw", "rank": "rank in the draw, 1 the best"}


def to_xarray(
    task: Task, bands: pd.DataFrame, rank_shares: pd.DataFrame, runs: pd.DataFrame | None
) -> xarray.Dataset:
    """Return shares, and the draws if they were kept, as one Dataset of xarray.

    Parameters
    ----------
    task : Task
        What was run.
    bands, rank_shares : DataFrame
        (units x bands) and (units x ranks), shares of the draws.
    runs : DataFrame or None
        (draws x (what, unit)), scores and ranks.

    Raises
    ------
    OptionError
        xarray is not installed.
    """
    try:
        import xarray
    except ImportError:
        raise OptionError("labelled arrays need xarray: pip install 'mpindex[arrays]'") from None
    variables: dict[str, Any] = {
        "band_share": (("unit", "band"), bands.to_numpy(), {"long_name": "share of draws with the band"}),
        "rank_share": (
            ("unit", "place"),
            rank_shares.to_numpy(),
            {"long_name": "share of draws with the rank"},
        ),
    }
    coordinates: dict[str, Any] = {
        "unit": list(task.dataset.units),
        "name": ("unit", [task.dataset.names.get(unit, unit) for unit in task.dataset.units]),
        "band": [str(band) for band in bands.columns],
        "place": rank_shares.columns.to_numpy(),
    }
    if runs is not None:
        variables |= {
            what: (("draw", "unit"), runs[what].to_numpy(), {"long_name": meaning})
            for what, meaning in _KEPT.items()
        }
        coordinates["draw"] = range(len(runs))
    return xarray.Dataset(variables, coordinates, attrs=_attributes(task))


def _attributes(task: Task) -> Mapping[str, str | int]:
    """All that is needed to run it again, as texts and numbers: what NetCDF can hold."""
    from mpindex import __version__

    attributes: dict[str, str | int] = {
        "definition": task.definition.id,
        "definition_yaml": task.definition.to_yaml(),
        "parameters": json.dumps(dict(task.parameters), default=str),
        "varied": ", ".join(factor.name for factor in task.replicates.factors),
        "draws": task.draws,
        "data": digest(task.dataset),
        "version": f"mpindex {__version__}",
    }
    return attributes | ({} if task.design is not None else {"seed": task.seed})
