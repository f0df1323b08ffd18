"""The figure of a claim under other pools of rankings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from mpindex.answers.figures import Figures, draw, sources
from mpindex.engine.plan import Plan

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Pools(Protocol):
    """Shares of pools in which a claim holds."""

    @property
    def table(self) -> pd.DataFrame: ...
    @property
    def name(self) -> str: ...
    @property
    def plan(self) -> Plan: ...
    @property
    def how(self) -> str: ...


class GuardFigures(Figures[Pools]):
    """What can be drawn of a claim under other pools of rankings."""

    default = "pools"

    def pools(self, **options: Any) -> Axes:
        """Draw in what share of each kind of pools the claim holds, and for a state picked at random.

        Parameters
        ----------
        **options
            Of the figure (see `mpindex.plots.acceptability_bars`).
        """
        table, name = self.result.table, self.result.name
        shares = table[["share", "random_state"]].set_axis([name, "a state at random"], axis=1)
        errors = table[["error"]].assign(other=float("nan")).set_axis(list(shares.columns), axis=1)
        given = {
            "title": f"{name} is in the middle in {_span(table['share'])} % of pools of rankings,"
            f" a state at random in {_span(table['random_state'])} %",
            "subtitle": "Share of the pools of each kind that put it into the middle third. Whiskers: two standard errors.",
            "rows": "pools",
            "source": sources(self.result.plan, how=self.result.how),
            **options,
        }
        return draw("acceptability_bars", shares, errors.fillna(0.0), **given)


def _span(shares: pd.Series) -> str:
    low, high = round(100 * shares.min()), round(100 * shares.max())
    return f"{low}" if low == high else f"{low} to {high}"
