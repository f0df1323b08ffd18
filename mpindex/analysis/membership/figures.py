"""The figure of a tier through the years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from mpindex.answers.figures import Figures, draw
from mpindex.arguments import names
from mpindex.dataset.dataset import Dataset

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Tier(Protocol):
    """What the strip is drawn from."""

    @property
    def inside(self) -> pd.DataFrame: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def tier(self) -> str: ...
    @property
    def heading(self) -> str: ...
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
        from mpindex import __version__

        found = self.result
        given = names("unit", unit if unit is not None else found.unit or (), "['KAZ', 'UZB']")
        codes = [found.dataset.find(name) for name in given]
        source = f"{found.heading}; mpindex {__version__}"
        about = {"about": f"The {found.tier} tier", **options}
        return draw("strip", found.inside, unit=codes, names=found.dataset.names, source=source, **about)
