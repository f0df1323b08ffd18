"""The figure of a ledger: how far the initiatives of each state got."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from mpindex.answers.figures import Figures, draw
from mpindex.wording import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Kept(Protocol):
    """Initiatives of several units."""

    @property
    def initiatives(self) -> pd.DataFrame: ...
    @property
    def rows(self) -> pd.DataFrame: ...
    @property
    def names(self) -> Mapping[str, str]: ...


class LedgerFigures(Figures[Kept]):
    """What can be drawn of a ledger."""

    default = "furthest"

    def furthest(self, **options: Any) -> Axes:
        """Draw for each state how far its initiatives got, as shares of them (see `mpindex.plots.acceptability_bars`).

        Parameters
        ----------
        **options
            Of the figure.
        """
        furthest = self.result.initiatives["furthest"]
        counts = furthest.groupby(level="unit").value_counts().unstack(fill_value=0)  # noqa: PD010
        kinds = [kind for kind in ("outcome", "platform", "declared") if kind in counts]
        shares = counts[kinds].div(counts.sum(axis=1), axis=0)
        from mpindex import __version__

        first = str(counts.index[0])
        names = {code: f"{self.result.names[code]} ({counts.loc[code].sum()})" for code in counts.index}
        got = int(counts["outcome"][first]) if "outcome" in counts else 0
        many = counted(int(counts.loc[[first]].to_numpy().sum()), "initiative")
        given = {
            "title": f"{got or 'None'} of {self.result.names[first]}'s {many} had an outcome",
            "subtitle": "How far each got: only declared, a platform that works, or an outcome. In brackets: how many.",
            "source": f"ledger of initiatives, kept by hand; {self._years()}; mpindex {__version__}.",
            "names": names,
            **options,
        }
        return draw("acceptability_bars", shares, unit=first, **given)

    def _years(self) -> str:
        years = self.result.rows["year"].dropna()
        return f"entries of {int(years.min())} to {int(years.max())}" if len(years) else "no entries"
