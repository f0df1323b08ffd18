"""Audit: everything that can be asked of an Index about its own soundness, as pandas tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from mpindex.audits import effects, strengths
from mpindex.audits.concentration import Concentration, concentration
from mpindex.audits.findings import LEAST_ALPHA, as_text, findings
from mpindex.audits.pairs import Pairs
from mpindex.audits.reliability import Components, components, cronbach
from mpindex.audits.removal import without
from mpindex.audits.statistics import available, statistics
from mpindex.audits.values import LEVELS, Staged
from mpindex.errors import OptionError
from mpindex.index.index import Index
from mpindex.steps.rank import competition

#: Two indicators that correlate above this repeat each other; below, in one dimension, they work against each other.
#: Source: COINr's and the JRC's rules of thumb.
REDUNDANT, OPPOSED = 0.9, -0.4


def audit(index: Index) -> Audit:
    """Audit an Index: statistics, gaps, correlations, reliability, weights in effect, removals, concentration.

    Parameters
    ----------
    index : Index
        The index that is audited.

    Returns
    -------
    Audit
        The tables, made when asked for.

    Examples
    --------
    >>> import mpindex as mp
    >>> report = mp.audit(mp.definition("cinc").apply(mp.load()))
    >>> report.weights.loc["nmc_milex", "weight"].round(3)
    np.float64(0.167)
    """
    if not hasattr(index, "plan"):
        raise OptionError(
            f"an audit is of an Index, as definition.apply(world) gives it, not of {type(index).__name__}"
        )
    return Audit(index)


@dataclass(frozen=True, eq=False, repr=False)
class Audit:
    """What `mpindex.audit` returns. Tables are made when asked for."""

    index: Index

    # data ------------------------------------------------------------------

    @cached_property
    def statistics(self) -> pd.DataFrame:
        """Statistics of the raw indicators, with flags; see `describe`."""
        return self.describe("raw")

    def describe(self, stage: str = "raw") -> pd.DataFrame:
        """Describe every indicator after a step, or every element of the tree (``stage="levels"``).

        Columns: minimum, maximum, mean, median, sd (divisor n - 1), skewness, kurtosis (excess, both corrected for
        sample size), available, nonzero, distinct, same (units that share the commonest value), and flags: constant,
        few values (< 65 % of all units), many zeros (> 50 %), few distinct values (< 50 %), outliers (|skewness| > 2
        and kurtosis > 3.5).
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
        raw = self.index.plan.stage("raw")
        missing, zeros = np.isnan(raw).sum(axis=1), (raw == 0).sum(axis=1)
        k = raw.shape[1]
        present = np.where(missing < k, k - missing, np.nan)
        columns = {
            "missing": missing,
            "zeros": zeros,
            "available": 1 - missing / k,
            "nonzero": 1 - zeros / present,
        }
        share = available(raw, self._staged.under)
        names = self.index.plan.elements[k:]
        return pd.DataFrame({**columns, **dict(zip(names, share.T, strict=True))}, index=self._units)

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
        """Correlations of all elements of the tree (at the stages before aggregation: of the indicators), as a matrix."""
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
        """
        x, _ = self._staged.values(stage)
        rows = []
        for node, under in zip(self.index.plan.nodes, self._staged.under, strict=True):
            alpha = cronbach(x[:, under])
            rows.append((node.id, int(under.sum()), alpha, "low" if alpha < LEAST_ALPHA else ""))
        return pd.DataFrame(rows, columns=["dimension", "indicators", "alpha", "flag"]).set_index("dimension")

    @cached_property
    def pca(self) -> pd.DataFrame:
        """For each dimension the principal components of its children: how much the first explains, how many count.

        children, units (that have all of them), first (eigenvalue), share (of the variance), above_one (components
        with an eigenvalue above 1), opposed (children that load on the first against the majority).
        """
        rows = []
        for node in self.index.plan.nodes:
            result = self.components(node.id)
            if result is None:
                rows.append((node.id, len(node.children), 0, np.nan, np.nan, 0, ""))
                continue
            made, loads = result
            first = loads.iloc[:, 0]
            against = ", ".join(first.index[first < 0])
            rows.append(
                (
                    node.id,
                    len(first),
                    made.used,
                    made.eigenvalues[0],
                    made.share[0],
                    int((made.eigenvalues > 1).sum()),
                    against,
                )
            )
        columns = ["dimension", "children", "units", "first", "share", "above_one", "opposed"]
        return pd.DataFrame(rows, columns=columns).set_index("dimension")

    def components(
        self, dimension: str | None = None, *, stage: str = "normalised"
    ) -> tuple[Components, pd.DataFrame] | None:
        """Principal components of a dimension's children, or of all indicators (None), and their loadings as a table.

        None where fewer than three units have every child, or all are constant.
        """
        plan = self.index.plan
        if dimension is None:
            x, names = self._staged.values(stage)
        else:
            inside = plan.children[self._staged.node(dimension)]
            levels = self._staged.levels(stage)
            x, names = levels[:, inside], tuple(plan.elements[i] for i in inside)
        made = components(x)
        if made is None:
            return None
        kept = [name for name, keep in zip(names, made.kept, strict=True) if keep]
        columns = [f"PC{i + 1}" for i in range(len(kept))]
        return made, pd.DataFrame(made.loadings, index=kept, columns=columns)

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

        parent, mean_shift, max_shift (of ranks, absolute), unit (that moves most), was, becomes (its ranks), moved
        (units that change rank), agreement (Spearman's correlation with the ranks as they are).
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
        plan, u = self.index.plan, self.index.row(unit)
        x, names = self._staged.values(stage)
        directed = x if stage == "normalised" else x * plan.direction
        place = strengths.places(directed, u, plan.derivation.members(among)[u])
        keep = ~np.isnan(place.rank) & (place.distinct > distinct)
        dimension = [plan.elements[p] for p in plan.parent[: len(names)]]
        order = sorted(np.flatnonzero(keep).tolist(), key=lambda i: (place.rank[i], dimension[i], i))
        best = [i for i in order if not drop_worst or place.rank[i] < place.worst[i]][:most]
        worst = order[-most:] if most else []
        chosen = [("strength", i) for i in best] + [("weakness", i) for i in worst]
        rows = [
            (kind, self._label(i), dimension[i], int(place.rank[i]), int(place.worst[i]), x[u, i])
            for kind, i in chosen
        ]
        columns = ["kind", "name", "dimension", "rank", "worst", "value"]
        return pd.DataFrame(
            rows, index=pd.Index([names[i] for _, i in chosen], name="indicator"), columns=columns
        )

    @cached_property
    def concentration(self) -> Concentration:
        """Concentration of the whole system by the scores; DataError where scores are no amounts."""
        return concentration(self.index.array[:, -1])

    # how it prints ---------------------------------------------------------

    @cached_property
    def findings(self) -> tuple[str, ...]:
        """What an author of the definition should look at, a sentence each."""
        return findings(self)

    def __repr__(self) -> str:
        return as_text(self)

    @property
    def _units(self) -> pd.Index:
        return pd.Index(self.index.units, name="unit")

    @cached_property
    def _staged(self) -> Staged:
        return Staged(self.index)

    @cached_property
    def _pairs(self) -> Pairs:
        return Pairs(self._staged)

    def _label(self, leaf: int) -> str:
        element = self.index.plan.leaves[leaf]
        return self.index.title_of(element)
