"""The map of profiles: units by the two directions in which they differ most, coloured by type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pandas as pd

from mpindex.answers.figures import Figures, draw
from mpindex.arguments import names
from mpindex.dataset.dataset import Dataset

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Typed(Protocol):
    """What the map is drawn from."""

    @property
    def z(self) -> pd.DataFrame: ...
    @property
    def titles(self) -> Mapping[str, str]: ...
    def prototypes(self, many: int) -> Mapping[int, list[str]]: ...
    @property
    def labels(self) -> pd.Series: ...
    @property
    def heading(self) -> str: ...
    @property
    def dataset(self) -> Dataset: ...


def directions(z: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, list[float]]:
    """Return places on the two principal axes, the weight of each feature in them, and their shares of the spread.

    Signs are such that the heaviest feature of each axis counts as positive.
    """
    centred = (z - z.mean()).to_numpy()
    left, sizes, right = np.linalg.svd(centred, full_matrices=False)
    turn = np.sign(right[np.arange(2), np.abs(right[:2]).argmax(axis=1)])
    places = pd.DataFrame(left[:, :2] * sizes[:2] * turn, index=z.index)
    weights = pd.DataFrame((right[:2].T * turn), index=z.columns)
    return places, weights, list((sizes**2 / (sizes**2).sum())[:2])


#: A mark for each type, so that they can be told apart without colours.
MARKS = "osD^vPX*"


class TypeFigures(Figures[Typed]):
    """What can be drawn of types."""

    default = "map"

    def map(self, unit: str | Sequence[str] | None = None, **options: Any) -> Axes:
        """Draw units on the two principal axes of their profiles, coloured and marked by type (see `mpindex.plots.scatter`).

        Parameters
        ----------
        unit : str or list of str, optional
            Units to name, by code or name; the one in the middle of each type when None.
        **options
            Of the figure.
        """
        from mpindex import __version__

        found = self.result
        middle = [code for codes in found.prototypes(1).values() for code in codes]
        codes = middle if unit is None else self._codes(unit)
        places, weights, shares = directions(found.z)
        labels = tuple(_axis(weights[i].rename(found.titles), shares[i]) for i in range(2))
        about = {
            "title": found.heading,
            "subtitle": "One mark is one unit; near marks have like profiles. Colours and shapes are types.",
        }
        ax = draw(
            "scatter", places[0], places[1], codes, labels=labels, log=(False, False), names=found.dataset.names,
            source=f"principal axes of the profiles; mpindex {__version__}", **{**about, **options},
        )  # fmt: skip
        for number, inside in found.labels.groupby(found.labels):
            rows = places.loc[inside.index]
            look: dict[str, Any] = {
                "color": f"C{int(number) - 1}",
                "marker": MARKS[(int(number) - 1) % len(MARKS)],
            }
            ax.scatter(rows[0], rows[1], s=16, label=f"type {number}", zorder=3, **look)
        ax.legend(loc="best", fontsize="small", frameon=False)
        return ax

    def _codes(self, unit: str | Sequence[str]) -> list[str]:
        return [self.result.dataset.find(name) for name in names("unit", unit, "['KAZ', 'UZB']")]


def _axis(weights: pd.Series, share: float) -> str:
    heavy = weights[weights.abs() >= 0.3].sort_values(key=abs, ascending=False).head(3)
    what = " ".join(f"{'+' if weight > 0 else '-'} {name}" for name, weight in heavy.items()).removeprefix(
        "+ "
    )
    return f"{what} ({share:.0%} of the spread)"
