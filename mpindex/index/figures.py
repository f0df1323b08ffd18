"""The figures of an index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mpindex.answers.figures import Figures, draw, sources
from mpindex.index.explain import explain
from mpindex.index.result import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class IndexFigures(Figures[Result]):
    """What can be drawn of an index: `index.plot()` is the ladder; `index.plot.map()` and the others stand by name.

    Each takes the options of every figure too: title, subtitle, caption, figsize, ax (see
    `mpindex.plots.sheet.layout.Layout`).
    """

    default = "ladder"

    def ladder(self, unit: str | Iterable[str] = (), **options: Any) -> Axes:
        """Draw all units by rank and score, the bands shaded, some units named (see `mpindex.plots.ladder`).

        Parameters
        ----------
        unit : str or list of str
            Units to name, by code or name.
        **options
            Of the figure.
        """
        return draw("ladder", self.result, unit, **options)

    def map(self, unit: str | None = None, **options: Any) -> Axes:
        """Draw the bands on a map of the world (see `mpindex.plots.world_map`).

        Parameters
        ----------
        unit : str, optional
            A unit to stress.
        **options
            Of the figure.
        """
        return draw("world_map", self.result, self._code(unit), **options)

    def distribution(self, unit: str | None = None, **options: Any) -> Axes:
        """Draw all scores as a heap of dots, and where bands are cut (see `mpindex.plots.distribution`).

        Parameters
        ----------
        unit : str, optional
            A unit to stress.
        **options
            Of the figure.
        """
        index = self.result
        about = {
            "source": sources(index),
            "about": index.definition.title,
            "names": index.dataset.names,
            "noun": index.dataset.noun,
        }
        return draw(
            "distribution", index.scores, {"bands": index.bands}, self._code(unit), low_is_best=index.sign < 0,
            **{**about, **options},
        )  # fmt: skip

    def icicle(self, **options: Any) -> Axes:
        """Draw what counts and how much: the tree of weights (see `mpindex.plots.icicle`)."""
        return draw("icicle", self.result, **options)

    def waterfall(self, unit: str, **options: Any) -> Axes:
        """Draw what lifts a unit and what holds it back (see `mpindex.plots.waterfall`).

        Parameters
        ----------
        unit : str
            By code or name.
        **options
            Of the figure.
        """
        index = self.result
        code = index.dataset.find(unit)
        return draw(
            "waterfall", explain(index, code), name=index.dataset.names[code], source=sources(index),
            about=index.definition.title, low_is_best=index.sign < 0, **options,
        )  # fmt: skip

    def profile(self, unit: str, *, peers: Iterable[str] = (), **options: Any) -> Axes:
        """Draw a unit in every dimension, among all units (see `mpindex.plots.profile_dots`).

        Parameters
        ----------
        unit : str
            By code or name.
        peers : list of str
            Units with a marker of their own.
        **options
            Of the figure.
        """
        index = self.result
        find = index.dataset.find
        labels = {node.id: node.title for node in index.plan.nodes if node.title}
        about = {"about": index.definition.title, "source": sources(index), "names": index.dataset.names}
        about = {**about, "labels": labels, "noun": index.dataset.noun}
        levels = index.levels if index.levels.shape[1] == 1 else index.levels.iloc[:, :-1]
        return draw(
            "profile_dots", levels * index.sign, find(unit), peers=[find(peer) for peer in peers],
            **{**about, **options},
        )  # fmt: skip

    def _code(self, unit: str | None) -> str | None:
        return None if unit is None else self.result.dataset.find(unit)
