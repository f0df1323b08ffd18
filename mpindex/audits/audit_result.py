"""Audit: everything that can be asked of an Index about its own soundness, as pandas tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from mpindex.answers.answer import MOST_ROWS, Answer
from mpindex.answers.record import Material
from mpindex.audits import dimensions, effects, strengths
from mpindex.audits.concentration import Concentration, concentration
from mpindex.audits.figures import AuditFigures
from mpindex.audits.findings import findings, in_words
from mpindex.audits.pairs import Pairs
from mpindex.audits.reliability import Components
from mpindex.audits.removal import without
from mpindex.audits.statistics import statistics
from mpindex.audits.values import LEVELS, Staged
from mpindex.index.index import Index
from mpindex.steps.rank import competition

#: Two indicators that correlate above this repeat each other; below, in one dimension, they work against each other.
#: Source: COINr's and the JRC's rules of thumb.
REDUNDANT, OPPOSED = 0.9, -0.4


@dataclass(frozen=True, eq=False, repr=False)
class Audit(Answer):
    """What `mpindex.audit` returns. Tables are made when asked for.

    Parameters
    ----------
    index : Index
        The index that is audited.
    """

    index: Index

    @cached_property
    def statistics(self) -> pd.DataFrame:
        """Statistics of the raw indicators, with flags; see `describe`."""
        return self.describe("raw")

    def describe(self, stage: str = "raw") -> pd.DataFrame:
        """Describe every indicator after a step, or every element of the tree (``stage="levels"``).

        Columns: minimum, maximum, mean, median, sd (divisor n - 1), skewness, kurtosis (excess, both corrected for
        sample size), available, nonzero, distinct, same (units that share the commonest value), and flags: constant,
        few values (< 65 % of all units), many zeros (> 50 %), few distinct values (< 50 %), outliers (``|skewness|`` > 2
        and kurtosis > 3.5).

        Parameters
        ----------
        stage : str, default 'raw'
            One of raw, denominated, imputed, treated, normalised, levels.

        Returns
        -------
        DataFrame
            By indicator or element.
        """
        x, names = self._staged.values(stage)
        described = statistics(x)
        columns = {name: value for name, value in vars(described).items() if name != "units"}
        frame = pd.DataFrame(columns, index=pd.Index(names, name="indicator"))
        return frame.assign(flags=[", ".join(flags) for flags in described.flags])

    @cached_property
    def availability(self) -> pd.DataFrame:
        """For each unit: missing and zero values, shares available and not zero, and the share available by dimension.

        Of raw values of indicators, unweighted; nonzero is a share of the values that are there. The columns after
        these four are the dimensions, the last being the whole.
        """
        return dimensions.availability(self._staged)

    @cached_property
    def outliers(self) -> pd.DataFrame:
        """Skewness and kurtosis of each indicator before and after treatment, and how many of its values changed."""
        before, after = self.describe("imputed"), self.describe("treated")
        a, b = self.index.plan.stage("imputed"), self.index.plan.stage("treated")
        changed = ((a != b) & ~(np.isnan(a) & np.isnan(b))).sum(axis=0)
        columns: dict[str, Any] = {}
        for name, described in (("before", before), ("after", after)):
            columns[f"skewness_{name}"] = described["skewness"]
            columns[f"kurtosis_{name}"] = described["kurtosis"]
            columns[f"outliers_{name}"] = described["flags"].str.contains("outliers")
        return pd.DataFrame(columns).assign(changed=changed)

    # how indicators hang together --------------------------------------------

    def correlations(
        self,
        kind: str = "pearson",
        *,
        stage: str = "normalised",
        of: str = "indicators",
        within: bool | None = None,
        directed: bool = True,
        redundant: float = REDUNDANT,
        opposed: float = OPPOSED,
    ) -> pd.DataFrame:
        """Correlations of pairs, each over the units that have both, strongest first.

        Parameters
        ----------
        kind : str, default 'pearson'
            One of pearson, spearman (ranks within each pair's units) or kendall (tau-b).
        stage : str, default 'normalised'
            One of raw, denominated, imputed, treated, normalised.
        of : str, default 'indicators'
            "indicators" with each other; "dimensions" with each other, of one level; "parents": every element with
            each dimension above it; "index": every element with the index.
        within : bool, optional
            True: only pairs in the same dimension; False: only across; None: all.
        directed : bool, default True
            Whether values of which less is more are turned round before.
        redundant, opposed : float, default 0.9 and -0.4
            A pair is flagged above the one and below the other.

        Returns
        -------
        DataFrame
            a, b, dimension_a, dimension_b, correlation, units, p (see `mpindex.audits.correlations.p_values`), flag.
        """
        return self._pairs.table(kind, stage, of, within, directed, (redundant, opposed))

    def correlation_matrix(
        self, kind: str = "pearson", *, stage: str = "normalised", directed: bool = True
    ) -> pd.DataFrame:
        """Correlations of all elements of the tree (at the stages before aggregation: of the indicators), as a matrix.

        Parameters
        ----------
        kind : str, default 'pearson'
            One of pearson, spearman, kendall.
        stage : str, default 'normalised'
            One of raw, denominated, imputed, treated, normalised, levels.
        directed : bool, default True
            Whether values of which less is more are turned round before.

        Returns
        -------
        DataFrame
            Elements by elements.
        """
        r, _ = self._pairs.matrix(kind, stage, directed)
        names = self.index.plan.elements
        if stage != LEVELS:
            k = len(self.index.plan.leaves)
            r, names = r[:k, :k], names[:k]
        return pd.DataFrame(r, index=list(names), columns=list(names))

    @cached_property
    def cronbach(self) -> pd.DataFrame:
        """Cronbach's alpha of the normalised indicators of each dimension; see `reliability`."""
        return self.reliability()

    def reliability(self, stage: str = "normalised") -> pd.DataFrame:
        """Cronbach's alpha of all indicators under each dimension: indicators, alpha, flag (below 0.7).

        Before normalisation indicators have different units and directions, and alpha means little.

        Parameters
        ----------
        stage : str, default 'normalised'
            One of raw, denominated, imputed, treated, normalised.

        Returns
        -------
        DataFrame
            By dimension.
        """
        return dimensions.alphas(self._staged, stage)

    @cached_property
    def pca(self) -> pd.DataFrame:
        """For each dimension the principal components of its children: how much the first explains, how many count.

        children, units (that have all of them), first (eigenvalue), share (of the variance), above_one (components
        with an eigenvalue above 1), opposed (children that load on the first against the majority).
        """
        return dimensions.principal(self._staged)

    def components(
        self, dimension: str | None = None, *, stage: str = "normalised"
    ) -> tuple[Components, pd.DataFrame] | None:
        """Principal components of a dimension's children, or of all indicators (None), and their loadings as a table.

        None where fewer than three units have every child, or all are constant.

        Parameters
        ----------
        dimension : str, optional
            Id of a dimension; all indicators when None.
        stage : str, default 'normalised'
            One of raw, denominated, imputed, treated, normalised.

        Returns
        -------
        tuple of Components and DataFrame, or None
            The components, and the loadings of the children on them.
        """
        return dimensions.loaded(self._staged, dimension, stage)

    # what weights do ---------------------------------------------------------

    @cached_property
    def weights(self) -> pd.DataFrame:
        """Nominal weight against actual influence of every element.

        Columns
        -------
        parent, weight, effective : where it hangs, its share among its siblings, its share of the whole index.
        linear, smoothed : correlation ratio of the parent on it, by a straight line and by a smoother (see
            `mpindex.audits.importance`); smoothed is at least as sound, and needs ten units.
        influence : its share in the correlation ratios of its siblings (smoothed, else linear).
        excess : influence less weight; above 0 it counts for more than its weight says.
        index_linear, index_smoothed : correlation ratio of the whole index on it.
        """
        return effects.weights(self.index)

    @cached_property
    def removal(self) -> pd.DataFrame:
        """What happens to the ranks when each element is left out, its siblings' weights being rescaled.

        parent, mean_shift, max_shift (of ranks, absolute), unit (that moves most; blank where none does), was, becomes (its
        ranks), moved (units that change rank), agreement (Spearman's correlation with the ranks as they are).
        """
        return effects.removal(self.index, self.ranks_without)

    @cached_property
    def scores_without(self) -> pd.DataFrame:
        """Scores with each element left out (units x elements)."""
        return pd.DataFrame(without(self.index.plan).T, self._units, list(self.index.plan.elements[:-1]))

    @cached_property
    def ranks_without(self) -> pd.DataFrame:
        """Ranks with each element left out (units x elements)."""
        scores = self.scores_without
        return pd.DataFrame(
            competition(self.index.sign * scores.to_numpy().T).T, scores.index, scores.columns
        )

    # units and system ---------------------------------------------------------

    def strengths(
        self,
        unit: str,
        *,
        among: Any = "world",
        stage: str = "raw",
        most: int = 5,
        distinct: float = 0.0,
        drop_worst: bool = True,
    ) -> pd.DataFrame:
        """Return the indicators in which a unit ranks best and worst, ties by dimension and then as in the file.

        Parameters
        ----------
        unit : str
            A unit, by code or name.
        among : object, default 'world'
            Whom it is compared with: "world" (all units), a group that the unit is in, or a list of units.
        stage : str, default 'raw'
            One of raw, denominated, ..., normalised; before normalisation values are turned by their direction to rank.
        most : int, default 5
            How many of each.
        distinct : float, default 0.0
            Leave out indicators with no more than this share of distinct values among those compared.
        drop_worst : bool, default True
            Leave out of the strengths indicators in which nobody is worse: a first place that all share.

        Returns
        -------
        DataFrame
            By indicator: kind (strength or weakness), name, dimension, rank, worst (the lowest rank there is), value.
        """
        return strengths.table(
            self._staged, unit, among=among, stage=stage, most=most, distinct=distinct, drop_worst=drop_worst
        )

    @cached_property
    def concentration(self) -> Concentration:
        """Concentration of the whole system by the scores; DataError where scores are no amounts."""
        return concentration(self.index.array[:, -1])

    @property
    def material(self) -> Material:
        """What it rests on: that of the index."""
        return self.index.material

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        leaves = len(self.index.plan.leaves)
        return f"Audit of {self.index.definition.id}: {self.index.n} units, {leaves} indicators"

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What an author of the definition should look at, a sentence each."""
        return findings(self)

    def to_frame(self) -> pd.DataFrame:
        """Return one tidy row for each indicator: its name, statistics, weight, influence, what leaving it out does."""
        index = self.index
        titles = {leaf.id: index.title_of(leaf) for leaf in index.plan.leaves}
        removal = self.removal.drop(columns="parent").rename(columns={"unit": "moves_most"})
        parts = [self.statistics, self.weights, removal]
        frame = pd.concat([part.reindex(list(titles)) for part in parts], axis=1).rename_axis("indicator")
        frame.insert(0, "definition", index.definition.id)
        frame.insert(0, "name", list(titles.values()))
        return frame.reset_index()

    def preview(self) -> pd.DataFrame:
        """Return the rows that are printed: weights, influence and what leaving out does, the heaviest first."""
        shown = ["indicator", "weight", "effective", "influence", "excess", "mean_shift"]
        return self.to_frame().sort_values("effective", ascending=False, kind="stable")[shown].head(MOST_ROWS)

    def in_words(self) -> str:
        """Return what to look at, what moves ranks most, and how concentrated the system is."""
        return "\n".join(in_words(self))

    def cite(self) -> str:
        """Return the references of the definition and of every figure that it uses."""
        return self.index.cite()

    @property
    def plot(self) -> AuditFigures:
        """The figures: ``.plot()`` draws how alike each two indicators are, ``.plot.icicle()`` what counts how much."""
        return AuditFigures(self)

    def __str__(self) -> str:
        return "\n".join([f"<{self.heading}>", *(f"  {line}" for line in in_words(self))])

    @property
    def _units(self) -> pd.Index:
        return pd.Index(self.index.units, name="unit")

    @cached_property
    def _staged(self) -> Staged:
        return Staged(self.index)

    @cached_property
    def _pairs(self) -> Pairs:
        return Pairs(self._staged)
