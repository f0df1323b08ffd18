"""The map of profiles: units by the two directions in which they differ most, coloured by type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pandas as pd

from mpindex.answers.figures import Figures, draw, sources
from mpindex.arguments import names
from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan
from mpindex.grammar.definition import Definition
from mpindex.wording import counted, listed, percent

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
    def method(self) -> str: ...
    @property
    def definitions(self) -> tuple[Definition, ...]: ...
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
        found, data = self.result, self.result.dataset
        middle = [code for codes in found.prototypes(1).values() for code in codes]
        asked = [] if unit is None else [data.find(name) for name in names("unit", unit, "['KAZ', 'UZB']")]
        places, weights, shares = directions(found.z)
        plans = [Plan.compile(definition, data) for definition in found.definitions]
        whose = listed([item.title for item in found.definitions]) if found.definitions else "a table"
        about = {
            "title": _finding(found, asked, whose),
            "subtitle": f"Near marks have like profiles; types by {whose}, method {found.method}.",
            "groups": "type " + found.labels.astype(str),
            "names": data.names,
            "noun": data.noun,
            "source": sources(*plans, how="principal axes of the profiles")
            if plans
            else "a table of one's own",
        }
        axes = tuple(_axis(weights[i], shares[i], found.titles) for i in range(2))
        return draw(
            "scatter",
            places[0],
            places[1],
            middle if unit is None else asked,
            labels=axes,
            log=(False, False),
            **{**about, **options},
        )


def _finding(found: Typed, codes: Sequence[str], whose: str) -> str:
    """Of which type the first unit named is; else how many types there are."""
    many = counted(int(found.labels.max()), "type")
    asked = [code for code in codes if code in found.labels.index]
    if not asked:
        return f"{whose}: {many} of {len(found.labels)} {found.dataset.noun}"
    own = int(found.labels[asked[0]])
    others = int((found.labels == own).sum()) - 1
    like = f"like {counted(others, 'other')}" if others else "alone"
    return f"{found.dataset.names[asked[0]]} is of type {own} of {many.split()[0]}, {like}"


def _axis(weights: pd.Series, share: float, called: Mapping[str, str]) -> str:
    """What an axis is: the features that weigh most in it, and its share of all differences."""
    heavy = weights[weights.abs() >= 0.3].sort_values(key=abs, ascending=False).head(3)
    parts = [
        ("+ " if weight > 0 else "\u2212 ") + called.get(str(name), str(name))
        for name, weight in heavy.items()
    ]
    return f"{' '.join(parts).removeprefix('+ ')} ({percent(share)} of the differences)"
