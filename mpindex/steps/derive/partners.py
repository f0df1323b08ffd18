"""Verbs along partners: dyads are (..., from, to)."""

from __future__ import annotations

import numpy as np

from mpindex.steps.derive.indicators import ratio
from mpindex.steps.derive.inputs import on_columns
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools


@register(
    "derive",
    "partner_share",
    formula="sum of flow_ij / sum of total_j, over the partners j",
    keeps={"permutation", "scale", "bounds"},
    bounds=(0, 1),
)
@on_columns
def partner_share(flow: Array, partners: Bools, total: Array | None = None) -> Array:
    """Share of i in what its partners get: sum over partners j of flow_ij, over the sum of total_j.

    `flow` is (from, to); `partners[i, j]` says that j is a partner of i; `total` (to,) defaults to the sum of the
    flow into j from everyone. Partners without any flow drop out; no partner with data: missing. A pair without a
    recorded flow counts as none where the partner has data.

    Parameters
    ----------
    flow : array
        (..., from, to), NaN where nothing is recorded.
    partners : bool array
        Bool (from, to): whether j is a partner of i.
    total : array, optional
        (..., to), what each gets in all; by default the sum of the flow into it from everyone.

    Returns
    -------
    array
        (..., units).
    """
    into = np.nansum(flow, axis=-2) if total is None else total
    other = partners & ~np.eye(len(partners), dtype=bool) & (np.nan_to_num(into) > 0)[..., None, :]
    sent = np.where(other, np.nan_to_num(flow), 0.0).sum(-1)
    received = np.where(other, np.nan_to_num(into)[..., None, :], 0.0).sum(-1)
    known = np.isfinite(flow).any(axis=-1)
    return np.where(known, ratio(sent, received), np.nan)


@register(
    "derive",
    "mean_share",
    formula="mean of flow_ij / total_j, over the partners j",
    keeps={"permutation", "scale", "bounds"},
    bounds=(0, 1),
)
@on_columns
def mean_share(flow: Array, partners: Bools, total: Array | None = None) -> Array:
    """Mean share of i in what each of its partners gets: no single large partner decides it, as in `partner_share`.

    Partners without any flow drop out; no partner with data: missing. A pair without a recorded flow counts as none
    where the partner has data.

    Parameters
    ----------
    flow : array
        (..., from, to), NaN where nothing is recorded.
    partners : bool array
        Bool (from, to): whether j is a partner of i.
    total : array, optional
        (..., to), what each gets in all; by default the sum of the flow into it from everyone.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> flow = np.array([[np.nan, 1.0, 1.0], [np.nan, np.nan, 99.0], [1.0, np.nan, np.nan]])
    >>> mean_share(flow, ~np.eye(3, dtype=bool)).round(2)
    array([0.5, 0.5, 0.5])
    """
    into = np.nan_to_num(np.nansum(flow, axis=-2) if total is None else total)
    other = partners & ~np.eye(len(partners), dtype=bool) & (into > 0)[..., None, :]
    shares = np.divide(
        np.nan_to_num(flow), into[..., None, :], out=np.zeros_like(flow, dtype=float), where=other
    )
    known = np.isfinite(flow).any(axis=-1)
    return np.where(known, ratio(shares.sum(-1), other.sum(-1).astype(float)), np.nan)


@register(
    "derive",
    "evenness",
    formula="(1 - sum(s**2)) / (1 - 1 / k), s the shares of the k partners",
    keeps={"permutation", "scale", "bounds"},
    bounds=(0, 1),
)
@on_columns
def evenness(flow: Array) -> Array:
    """Evenness of the flows to k partners, (1 - sum of squared shares) / (1 - 1/k): 1 all alike, 0 all with one.

    `flow` is (..., units, partners); a partner without a record counts as no flow; no flow at all: missing. A place
    with -inf does not count as a partner (a unit that is itself one is scored over the others); with fewer than two
    partners there is nothing to be even about: missing.

    Parameters
    ----------
    flow : array
        (..., units, partners), NaN where nothing is recorded, -inf where the place is no partner.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> evenness(np.array([[1.0, 1.0, 1.0, 1.0], [4.0, 0.0, 0.0, 0.0]]))
    array([1., 0.])
    """
    counts = ~np.isneginf(flow)
    k = counts.sum(-1)
    known = np.where(counts & np.isfinite(flow), flow, 0.0)
    shares = ratio(known, known.sum(-1, keepdims=True))
    return np.where(k > 1, (1 - (shares**2).sum(-1)) / (1 - 1 / np.maximum(k, 2)), np.nan)


@register(
    "derive",
    "preponderance",
    formula="mean over partners j of (x_i / d_ij**a) / sum over rivals k of (x_k / d_kj**a)",
    keeps={"permutation", "scale", "bounds"},
    bounds=(0, 1),
)
@on_columns
def preponderance(x: Array, distance: Array, *, members: Bools, rivals: Bools, decay: float = 1.0) -> Array:
    """Weight of i where its partners are: mean over partners j of (x_i / d_ij^a) / sum over rivals k of (x_k / d_kj^a).

    `distance` is (from, to) in km with each unit's own mean inner distance on the diagonal, so that a state weighs
    most at home. Partners are the other members of i's group; `rivals[i, k]` says who is weighed against i, besides
    i. A rival without a value or without a distance weighs nothing; no partner with anybody's weight: missing.
    Boulding's loss of strength gradient with a power law; exponent `decay`.

    Parameters
    ----------
    x : array
        (..., units).
    distance : array
        (from, to) in km, each unit's own mean inner distance on the diagonal.
    members : bool array
        Bool (units, units), whose partners are whose.
    rivals : bool array
        Bool (units, units), who is weighed against whom.
    decay : float, default 1.0
        The power of the distance by which strength is divided.

    Returns
    -------
    array
        (..., units).
    """
    away = np.where(distance > 0, distance, np.nan)
    pull = np.nan_to_num(np.nan_to_num(x)[..., :, None] / away**decay)
    together = (rivals | np.eye(len(rivals), dtype=bool)).astype(float) @ pull
    at = members & ~np.eye(len(members), dtype=bool)
    each = ratio(pull, together)
    counted = at & np.isfinite(each)
    n = counted.sum(-1)
    mean_share = np.where(counted, each, 0.0).sum(-1) / np.maximum(n, 1)
    return np.where((n > 0) & np.isfinite(x), mean_share, np.nan)
