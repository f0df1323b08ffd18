"""The scale of scores: plain, or by powers of ten where most units would lie on the floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mpindex.plots.sheet.ticks import log_ticks, rank_ticks, value_ticks
from mpindex.typing import Array

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Scores whose largest is so many times their median are drawn on a log scale, or most units would lie on the floor.
SKEWED = 20.0
#: Free beyond the smallest and the largest value, as a share of the axis.
PAD = 0.05


@dataclass(frozen=True)
class Scale:
    """A scale of values: plain, log, or symlog (a log scale that has a zero at its foot)."""

    kind: str
    low: float
    high: float
    foot: float
    ticks: tuple[float, ...]
    label: str
    turned: bool = False

    def apply(self, ax: Axes, axis: str = "y") -> None:
        """Give an axis this scale and its limits."""
        options = {"linthresh": self.foot} if self.kind == "symlog" else {}
        getattr(ax, f"set_{axis}scale")(self.kind, **options)
        low, high = (self.high, self.low) if self.turned else (self.low, self.high)
        getattr(ax, f"set_{axis}lim")(low, high)


def rank_scale(values: Array, what: str, *, most: int = 6) -> Scale:
    """Return the scale of ranks: the best on top or at the right, ticks at ranks that somebody has.

    Parameters
    ----------
    values : Array
        The ranks; NaN is left out.
    what : str
        What is ranked.
    most : int
        At most so many ticks.
    """
    values = values[np.isfinite(values)]
    low, high = float(values.min()), float(values.max())
    pad = PAD * (high - low) or 1.0
    ticks = tuple(rank_ticks(low, high, most))
    return Scale("linear", low - pad, high + pad, 0.0, ticks, f"{what}, rank (1 = top)", turned=True)


def scale_of(
    values: Array, what: str = "score", *, low_is_best: bool = False, most: int = 6, log: bool | None = None
) -> Scale:
    """Choose the scale of values, its limits and its ticks.

    Parameters
    ----------
    values : Array
        What is drawn; NaN is left out.
    what : str
        What the values are.
    low_is_best : bool
        Whether the axis is turned, so that the best is on top.
    most : int
        At most so many ticks.
    log : bool | None
        Whether by powers of ten; where the values ask for it when None.
    """
    values = values[np.isfinite(values)]
    low, high = float(values.min()), float(values.max())
    skewed = low >= 0 and high > SKEWED * float(np.median(values)) if log is None else log and low >= 0
    best = ", low is best" if low_is_best else ""
    if skewed and low > 0 and high > low:
        pad = (high / low) ** PAD
        ends = low / pad, high * pad
        ticks = tuple(log_ticks(*ends, most))
        return Scale("log", *ends, low, ticks, f"{what} (log scale{best})", low_is_best)
    if skewed and (values > 0).any():
        foot = float(values[values > 0].min())
        ticks = (0.0, *log_ticks(foot, high * 1.5, most - 1))
        pad = (high / foot) ** PAD
        return Scale(
            "symlog",
            -0.3 * foot,
            high * pad,
            foot,
            ticks,
            f"{what} (log scale, zero at the foot{best})",
            low_is_best,
        )
    pad = PAD * (high - low) or 0.5 * abs(high) or 1.0
    ends = low - pad, high + pad
    return Scale("linear", *ends, 0.0, tuple(value_ticks(*ends, most)), f"{what}{best}", low_is_best)
