"""The figure of a tier through the years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from mpindex.answers.figures import Figures, draw, sources
from mpindex.arguments import names
from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan
from mpindex.grammar.definition import Definition

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Path(Protocol):
    """The trajectory it rests on."""

    @property
    def definition(self) -> Definition: ...
    @property
    def how(self) -> str: ...


class Tier(Protocol):
    """What the strip is drawn from."""

    @property
    def inside(self) -> pd.DataFrame: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def tier(self) -> str: ...
    @property
    def trajectory(self) -> Path: ...
    @property
    def dataset(self) -> Dataset: ...


class MemberFigures(Figures[Tier]):
    """What can be drawn of a tier."""

    default = "strip"

    def strip(self, unit: str | Sequence[str] | None = None, **options: Any) -> Axes:
        """Draw a bar in each year in which a unit is in the tier (see `mpindex.plots.strip`).

        Parameters
        ----------
        unit : str or list of str, optional
            Units to stress, by code or name; the one that was asked for when None.
        **options
            Of the figure.
        """
        found, data = self.result, self.result.dataset
        given = names("unit", unit if unit is not None else found.unit or (), "['KAZ', 'UZB']")
        codes = [data.find(name) for name in given]
        years = f"{found.inside.index[0]} to {found.inside.index[-1]}"
        path = found.trajectory
        about = {
            "about": f"The {found.tier} tier by {path.definition.title}",
            "source": sources(Plan.compile(path.definition, data), when=years, how=path.how),
            "names": data.names,
            "noun": data.noun,
        }
        return draw("strip", found.inside, unit=codes, **{**about, **options})
