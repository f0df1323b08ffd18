"""The figure of set relations: units by their membership in a formula and in the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from mpindex.answers.figures import Figures, draw
from mpindex.arguments import names
from mpindex.dataset.dataset import Dataset

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Related(Protocol):
    """What the figure is drawn from."""

    @property
    def outcome(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def memberships(self) -> pd.Series: ...
    @property
    def dataset(self) -> Dataset: ...
    def membership(self, expression: str | None = None) -> pd.Series: ...


class SetFigures(Figures[Related]):
    """What can be drawn of set relations."""

    default = "plane"

    def plane(self, unit: str | Sequence[str] = (), *, expression: str | None = None, **options: Any) -> Axes:
        """Draw units by their membership in an expression and in the outcome (see `mpindex.plots.scatter`).

        All units on or above the diagonal: the expression is enough. All on or below it: it is necessary.

        Parameters
        ----------
        unit : str or list of str
            Units to name, by code or name.
        expression : str, optional
            As in `SetRelations.fit`; the first parsimonious solution when None.
        **options
            Of the figure.
        """
        found = self.result
        codes = [found.dataset.find(name) for name in names("unit", unit, "['KAZ', 'UZB']")]
        members = found.membership(expression)
        about = {
            "title": f"{members.name} and {found.outcome}",
            "subtitle": "One dot is one unit. All on or above the line: enough; all on or below it: necessary.",
        }
        from mpindex import __version__

        ax = draw(
            "scatter", members, found.memberships, codes,
            labels=(f"membership in {members.name}", f"membership in {found.outcome}"),
            source=f"{found.heading}; mpindex {__version__}", log=(False, False), names=found.dataset.names,
            **{**about, **options},
        )  # fmt: skip
        ax.plot([0, 1], [0, 1], color="0.6", linewidth=0.8, zorder=1)
        return ax
