"""The result of `robustness`: shares of draws in which each unit has a band and a rank, and what is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mpindex.answers.answer import MOST_ROWS, Answer
from mpindex.answers.frames import ordered, with_units
from mpindex.answers.record import Material
from mpindex.errors import DataError, DefinitionError
from mpindex.grammar.definition import Definition
from mpindex.grammar.model import UNCLASSIFIED
from mpindex.uncertainty.choices.choices import Factor, LeaveOut, Weights
from mpindex.uncertainty.choices.words import factor_in_words
from mpindex.uncertainty.counts.tallies import Tally, rank_statistics, share_error
from mpindex.uncertainty.figures import RobustnessFigures
from mpindex.uncertainty.notes import notes
from mpindex.uncertainty.robustness.labelled import to_xarray
from mpindex.uncertainty.robustness.middleness import middleness
from mpindex.uncertainty.runs.replays import pair_share, pair_shares, weights_by_band
from mpindex.uncertainty.runs.task import Task
from mpindex.uncertainty.words import of_all, of_unit

if TYPE_CHECKING:
    import xarray


@dataclass(frozen=True, eq=False, repr=False)
class Robustness(Answer):
    """Shares of draws in which each unit has each band and rank. Made by `robustness`.

    Attributes
    ----------
    task : Task
        What was run: definition, data, parameters, seed and number of draws.
    tally : Tally
        What was counted.
    runs : DataFrame or None
        Scores and ranks of every draw (draws x (what, unit)), if ``keep=True`` was asked for.
    """

    task: Task
    tally: Tally
    runs: pd.DataFrame | None = None

    @property
    def definition(self) -> Definition:
        """The definition whose choices were varied."""
        return self.task.definition

    @property
    def draws(self) -> int:
        """How many draws there were."""
        return self.task.draws

    @property
    def seed(self) -> int:
        """The seed: with it, the same call gives the same result."""
        return self.task.seed

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The choices that were varied."""
        return self.task.replicates.factors

    @cached_property
    def bands(self) -> pd.DataFrame:
        """Acceptability: share of draws in which a unit is in a band (units x bands). Rows sum to 1.

        The last column, `no score`, stands only where some draw gives some unit no score. A definition without bands has
        no other column.
        """
        shares = self.tally.bands / self.draws
        labels = pd.Index(self.task.replicates.labels, name="band")
        frame = pd.DataFrame(shares[:, 1:], index=self._units, columns=labels)
        if not self.definition.bands:
            frame = pd.DataFrame(index=self._units)
        if self.tally.bands[:, 0].any():
            frame["no score"] = shares[:, 0]
        return frame

    @cached_property
    def errors(self) -> pd.DataFrame:
        """Monte Carlo standard error of each share in `bands`, sqrt(p (1 - p) / draws)."""
        return share_error(self.bands, self.draws)

    @cached_property
    def rank_shares(self) -> pd.DataFrame:
        """Rank acceptability: share of draws in which a unit has a rank (units x ranks)."""
        ranks = pd.Index(np.arange(1, len(self._units) + 1), name="rank")
        return pd.DataFrame(self.tally.ranks.table / self.draws, index=self._units, columns=ranks)

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Ranks over the draws, by unit.

        reference : as the definition stands. mean, error : over the draws, and its Monte Carlo error. median, low, high :
        50, 5 and 95 % quantile (type 7). lowest, highest : of all draws. shift : mean distance from the reference.
        """
        columns = {
            "reference": self.task.reference.ranks[0],
            **rank_statistics(self.tally.ranks),
            "shift": self.tally.mean_shifts(self.task.reference.ranks[0]),
        }
        return pd.DataFrame(columns, index=self._units)

    @cached_property
    def middle_of_pack(self) -> pd.Series:
        """Share of draws in which a unit stands in the middle third of all units."""
        return pd.Series(self.tally.middle / self.draws, index=self._units, name="middle_of_pack")

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What must be known beside the shares: what was varied unasked, and units that mostly have no score."""
        return notes(self.task, self.tally)

    def middleness(self, kernel: str = "triangle") -> pd.DataFrame:
        """Return how near to the middle of the ranking each unit stands over the draws, 0 at either end and 1 in the middle.

        ``M = 1 - |2 F - 1|``, F the position ``(rank - 0.5) / N`` among the N units that a draw ranks.

        Parameters
        ----------
        kernel : {"triangle", "parabola", "cosine", "third"}
            How it falls off from the middle: in a straight line, ``1 - u**2``, ``cos(pi u / 2)``, or 1 in the middle third
            and 0 outside; u = |2 F - 1|.

        Returns
        -------
        DataFrame
            By unit: reference (as the definition stands), mean and its Monte Carlo error, median, low and high (5 and 95 %
            quantiles).

        Raises
        ------
        OptionError
            Unknown kernel.
        """
        return middleness(self.task, self.tally.ranks, kernel)

    @property
    def mean_shift(self) -> float:
        """Mean over draws and units of |rank - reference rank|."""
        return self.tally.mean_shift(self.task.reference.ranks[0])

    def of(self, unit: str) -> pd.DataFrame:
        """Return one unit: each band's acceptability with its Monte Carlo error, and the middle of the pack.

        Parameters
        ----------
        unit : str
            Code, or for countries a name.

        Returns
        -------
        DataFrame
            A row for each band and one for the middle of the pack; columns share and error.

        Raises
        ------
        UnknownUnit
            No such unit, with the nearest.
        """
        code = self.task.dataset.find(unit)
        frame = pd.DataFrame({"share": self.bands.loc[code], "error": self.errors.loc[code]})
        middle = float(self.middle_of_pack[code])
        frame.loc["middle of the pack"] = [middle, share_error(middle, self.draws)]
        return frame

    def above(self, first: str, second: str) -> tuple[float, float]:
        """Return the share of draws in which `first` ranks above `second`, ties counting half, and its error.

        Parameters
        ----------
        first, second : str
            Codes, or for countries names.

        Returns
        -------
        share, error : float
            The share of the draws that rank both, and its Monte Carlo standard error.

        Raises
        ------
        UnknownUnit
            No such unit, with the nearest.
        DataError
            No draw ranks both.
        """
        share, error = pair_share(self.task, self.task.place(first), self.task.place(second))
        if np.isnan(share):
            raise DataError(f"{first} and {second} are never both ranked")
        return share, error

    def above_all(self) -> pd.DataFrame:
        """Return the share of draws in which the unit of the row ranks above that of the column; ties count half."""
        return pd.DataFrame(pair_shares(self.task), index=self._units, columns=self._units)

    def central_weights(self, unit: str) -> pd.DataFrame:
        """Say what one must believe: mean effective weights over the draws that put a unit in each band.

        Parameters
        ----------
        unit : str
            Code, or for countries a name.

        Returns
        -------
        DataFrame
            A row for each indicator, a column for each band that occurs, and `all`: the mean over all draws.

        Raises
        ------
        UnknownUnit
            No such unit, with the nearest.
        DefinitionError
            Neither weights nor leaving out are among the factors.
        """
        if not any(isinstance(factor, Weights | LeaveOut) for factor in self.factors):
            raise DefinitionError(f"{self.definition.id}: the weights were not varied")
        return weights_by_band(self.task, self.task.place(unit))

    def to_xarray(self) -> xarray.Dataset:
        """Return the run as one labelled Dataset of xarray, to slice by name and to save as NetCDF.

        Returns
        -------
        xarray.Dataset
            ``band_share`` (unit, band) and ``rank_share`` (unit, place); with ``keep=True`` also ``score`` and ``rank``
            (draw, unit). The attributes name definition, seed, draws, version and the digest of the data.

        Raises
        ------
        OptionError
            xarray is not installed: ``pip install 'mpindex[arrays]'``.

        Examples
        --------
        >>> run.to_xarray()["rank"].sel(unit="KAZ").quantile([0.05, 0.95])  # doctest: +SKIP
        """
        return to_xarray(self.task, self.bands, self.rank_shares, self.runs)

    # as every answer --------------------------------------------------------------

    @property
    def material(self) -> Material:
        """What it rests on: a definition whose choices were varied, on data."""
        return self.task.material

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        varied = "; ".join(factor_in_words(factor.name) for factor in self.factors) or "nothing"
        return f"Robustness of {self.definition.id}: {self.draws:,} draws, seed {self.seed}; varied: {varied}"

    def to_frame(self) -> pd.DataFrame:
        """Return one tidy row for each unit and band, best ranked first; for each unit where there are no bands.

        Returns
        -------
        DataFrame
            unit, name, definition; band (ordered, the best the largest), share and error of the draws in it; rank (as the
            definition stands), median, low and high over the draws.
        """
        ranks = self.ranks.rename(columns={"reference": "rank"})[["rank", "median", "low", "high"]]
        ranks = ranks.astype({"rank": "Int64"}).sort_values(["rank", "median"], kind="stable")
        if not self.definition.bands:
            return with_units(ranks.assign(definition=self.definition.id), self.task.dataset.names)
        shares = self.bands.loc[ranks.index]
        parts = [
            pd.DataFrame({"unit": ranks.index, "band": label, "share": shares[label].to_numpy()})
            for label in shares
        ]
        rows = pd.concat(parts).sort_index(kind="stable").reset_index(drop=True).join(ranks, on="unit")
        errors = np.sqrt(rows["share"] * (1 - rows["share"]) / self.draws)
        bands = ordered(rows["band"], self._band_order())
        rows = rows.assign(definition=self.definition.id, error=errors, band=bands)
        return with_units(
            rows[["unit", "definition", "band", "share", "error", *ranks.columns]], self.task.dataset.names
        )

    def preview(self) -> pd.DataFrame:
        """Return the rows that are printed: ranks and shares of bands of the ten best."""
        frame = self.ranks[["reference", "low", "high"]].rename(columns={"reference": "rank"})
        clashing = {label: f"{label} (band)" for label in ("unit", *frame)}
        both = frame.join(self.bands.rename(columns=clashing)) if self.definition.bands else frame
        return both.sort_values("rank", kind="stable").head(MOST_ROWS).reset_index()

    def in_words(self, unit: str | None = None) -> str:
        """Return how much ranks and bands move over the draws; of a unit, in what share of draws it is what.

        Parameters
        ----------
        unit : str, optional
            Code or, for countries, name.
        """
        if unit is None:
            return of_all(self.task, self.bands, self.mean_shift)
        code = self.task.dataset.find(unit)
        shares = pd.Series(self.bands.loc[code]).sort_values(ascending=False)
        name = self.task.dataset.names.get(code, code)
        return of_unit(self.task, name, shares, pd.Series(self.ranks.loc[code]))

    def cite(self) -> str:
        """Return the references of the definition and of every figure that it uses."""
        return self.definition.cite(self.task.dataset)

    @property
    def plot(self) -> RobustnessFigures:
        """The figures: ``run.plot("KAZ")`` draws shares of bands, ``run.plot.caterpillar()`` and others stand by name."""
        return RobustnessFigures(self)

    @property
    def how(self) -> str:
        """How often it was drawn, for the foot of a figure."""
        return f"{self.draws:,} draws, seed {self.seed}"

    @property
    def _units(self) -> pd.Index:
        return pd.Index(self.task.dataset.units, name="unit")

    def _band_order(self) -> list[str]:
        """Bands best first, by the mean rank of who has them; what is no band last."""
        rank = self.ranks["mean"].to_numpy()
        weight = self.bands.mul(rank, axis=0).sum() / self.bands[~np.isnan(rank)].sum()
        last = [UNCLASSIFIED, "no score"]
        return sorted(self.bands.columns, key=lambda label: (label in last, weight.fillna(np.inf)[label]))
