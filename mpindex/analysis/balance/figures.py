"""The figures of a balance: one part by year, for up to nine states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from mpindex.analysis.balance.parts import PARTS
from mpindex.answers.figures import Figures, draw
from mpindex.arguments import option
from mpindex.dataset.dataset import Dataset

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Balanced(Protocol):
    """What the lines are drawn from."""

    @property
    def units(self) -> tuple[str, ...]: ...
    @property
    def parts(self) -> Mapping[str, pd.DataFrame]: ...
    @property
    def dataset(self) -> Dataset: ...


class BalanceFigures(Figures[Balanced]):
    """What can be drawn of a balance."""

    default = "lines"

    def lines(self, part: str = "votes_usa_chn", **options: Any) -> Axes:
        """Draw one part by year (see `mpindex.plots.indicator_lines`).

        Parameters
        ----------
        part : str
            One of those that have figures, such as "trade_balance" or "votes_usa_rus".
        **options
            Of the figure.
        """
        from mpindex import __version__

        found = self.result
        table = found.parts[option("part", part, list(found.parts))][list(found.units)].dropna(how="all")
        about = {
            "title": f"Balance: {PARTS[part]}",
            "subtitle": "1 is all alike or midway between the powers, 0 is with one of them alone.",
        }
        return draw(
            "indicator_lines", table, list(found.units), label="Balance, 0 to 1", log=False, names=found.dataset.names,
            source=f"multivector; mpindex {__version__}", **{**about, **options},
        )  # fmt: skip
