"""The figures of an audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from mpindex.answers.figures import Figures, draw, sources
from mpindex.index.index import Index

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


class Correlated(Protocol):
    """What the figures of an audit are drawn from."""

    @property
    def index(self) -> Index: ...
    def correlation_matrix(self, kind: str = "pearson") -> pd.DataFrame: ...


class AuditFigures(Figures[Correlated]):
    """What can be drawn of an audit; each takes the options of every figure too (`mpindex.plots.sheet.layout.Layout`)."""

    default = "correlations"

    def correlations(self, kind: str = "pearson", **options: Any) -> Axes:
        """Draw how alike each two indicators are (see `mpindex.plots.agreement`).

        Parameters
        ----------
        kind : {"pearson", "spearman", "kendall"}
            Of the correlation.
        **options
            Of the figure.
        """
        index = self.result.index
        names = {leaf.id: index.title_of(leaf) for leaf in index.plan.leaves}
        given = {
            "measure": f"correlation ({kind.capitalize()})",
            "about": index.definition.title,
            "names": names,
            **options,
        }
        return draw("agreement", self.result.correlation_matrix(kind), source=sources(index), **given)

    def icicle(self, **options: Any) -> Axes:
        """Draw what counts and how much: the tree of weights (see `mpindex.plots.icicle`)."""
        return draw("icicle", self.result.index, **options)
