"""Step 1, derive: indicators made from others, by one verb along one axis (indicators, years, units, partners).

Along indicators and units the arrays are ``(..., units)``; along years ``(..., units, years)`` with the years of the
columns; along partners dyads are ``(..., from, to)``. NaN is missing; a result with a missing part is missing,
unless a docstring says otherwise.
"""

from __future__ import annotations

from functools import reduce

import numpy as np

from mpindex.steps import normalise
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools

#: Points whose squared residuals are a smaller share of their spread than this lie on a line but for rounding.
ROUNDING = 1e-24


@register(
    "derive",
    "ratio",
    formula="factor a / b",
    keeps={"permutation", "ties"},
)
def ratio(above: Array, below: Array, *, factor: float = 1.0) -> Array:
    """Divide one indicator by another, times a factor; a zero below gives missing.

    Parameters
    ----------
    above : array
        (..., units).
    below : array
        (..., units); where it is 0 the result is missing.
    factor : float, default 1.0
        What the quotient is multiplied by.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> ratio(np.array([6.0, 1.0]), np.array([2.0, 0.0]))
    array([ 3., nan])
    """
    empty: Array = np.full(np.broadcast(above, below).shape, np.nan)
    return factor * np.divide(above, below, out=empty, where=below != 0)


@register(
    "derive",
    "sum",
    formula="a + b + ...",
    keeps={"permutation", "ties"},
)
def total(*columns: Array) -> Array:
    """Add indicators; missing where any is missing.

    Parameters
    ----------
    *columns : array
        (..., units) each.

    Returns
    -------
    array
        (..., units).
    """
    return reduce(np.add, columns)


@register(
    "derive",
    "product",
    formula="a b ...",
    keeps={"permutation", "ties"},
)
def product(*columns: Array) -> Array:
    """Multiply indicators; missing where any is missing.

    Parameters
    ----------
    *columns : array
        (..., units) each.

    Returns
    -------
    array
        (..., units).
    """
    return reduce(np.multiply, columns)


@register(
    "derive",
    "difference",
    formula="a - b",
    keeps={"permutation", "ties"},
)
def difference(first: Array, second: Array) -> Array:
    """Subtract the second indicator from the first.

    Parameters
    ----------
    first : array
        (..., units).
    second : array
        (..., units).

    Returns
    -------
    array
        (..., units).
    """
    return first - second


# years ----------------------------------------------------------------------


@register(
    "derive",
    "mean",
    formula="mean of x over the last `years` years",
    main="years",
    keeps={"permutation", "ties"},
    example={"years": 3},
)
def mean(x: Array, calendar: Array, *, years: int) -> Array:
    """Average over the last `years` calendar years; missing years are skipped, none at all gives missing.

    Parameters
    ----------
    x : array
        (..., units, years), NaN where missing.
    calendar : array
        (years,), the year of each column.
    years : int
        How many calendar years, the newest included.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> mean(np.array([[1.0, np.nan, 3.0]]), np.array([2020, 2021, 2022]), years=2)
    array([3.])
    """
    recent = x[..., calendar > calendar.max() - years]
    count = np.isfinite(recent).sum(axis=-1)
    with np.errstate(invalid="ignore"):
        return np.where(count > 0, np.nansum(recent, axis=-1) / np.maximum(count, 1), np.nan)


@register(
    "derive",
    "lowest",
    formula="min of x over the last `years` years",
    main="years",
    keeps={"permutation", "ties"},
    example={"years": 3},
)
def lowest(x: Array, calendar: Array, *, years: int) -> Array:
    """Take the lowest value of the last `years` calendar years; missing years are skipped, none at all gives missing.

    What has been above a line all the time has its lowest value above the line.

    Parameters
    ----------
    x : array
        (..., units, years), NaN where missing.
    calendar : array
        (years,), the year of each column.
    years : int
        How many calendar years, the newest included.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> lowest(np.array([[1.0, np.nan, 3.0]]), np.array([2020, 2021, 2022]), years=2)
    array([3.])
    """
    recent = x[..., calendar > calendar.max() - years]
    return np.asarray(np.fmin.reduce(recent, axis=-1, initial=np.nan))


@register(
    "derive",
    "slope",
    formula="sum((t - mean t) (x - mean x)) / sum((t - mean t)**2)",
    main="years",
    keeps={"permutation", "ties"},
    example={"years": 5},
)
def slope(x: Array, calendar: Array, *, years: int, error: Array | None = None) -> Array:
    """Least-squares slope per year over the last `years` + 1 calendar years.

    With `error` (the publisher's standard errors, shaped like `x`; none for a value counts as exact) a slope no
    larger than its own standard error counts as zero: movement that the source cannot tell from none. Fewer than
    three years with data: missing.

    Parameters
    ----------
    x : array
        (..., units, years), NaN where missing.
    calendar : array
        (years,), the year of each column.
    years : int
        How far back the window goes from the newest year.
    error : array, optional
        Standard errors, shaped like `x`; a value without one counts as exact.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> slope(np.array([[1.0, 2.0, 3.0]]), np.array([2020, 2021, 2022]), years=5)
    array([1.])
    """
    value, spread = _slope(x, calendar, years, error)
    if error is None:
        return value
    return np.where(np.abs(value) > spread, value, np.where(np.isnan(value), np.nan, 0.0))


@register(
    "derive",
    "slope_t",
    formula="slope / its standard error",
    main="years",
    keeps={"permutation", "ties", "scale", "translation"},
    example={"years": 5},
)
def slope_t(x: Array, calendar: Array, *, years: int, error: Array | None = None) -> Array:
    """Slope divided by its standard error: from `error` where given, else from the residuals.

    A slope without any residual spread gives missing (its error cannot be told), unless `error` says what it is.

    Parameters
    ----------
    x : array
        (..., units, years), NaN where missing.
    calendar : array
        (years,), the year of each column.
    years : int
        How far back the window goes from the newest year.
    error : array, optional
        Standard errors, shaped like `x`; a value without one counts as exact.

    Returns
    -------
    array
        (..., units).
    """
    value, spread = _slope(x, calendar, years, error)
    empty: Array = np.full(value.shape, np.nan)
    return np.divide(value, spread, out=empty, where=spread > 0)


@register(
    "derive",
    "change",
    formula="x_t - x_(t - years); relative: over |x_(t - years)|",
    main="years",
    keeps={"permutation", "ties"},
    example={"years": 3},
)
def change(x: Array, calendar: Array, *, years: int, relative: bool = False) -> Array:
    """Change from the value `years` before each unit's newest value to that value; `relative` divides by the former.

    Parameters
    ----------
    x : array
        (..., units, years), NaN where missing.
    calendar : array
        (years,), the year of each column.
    years : int
        How many years lie between the two values.
    relative : bool, default False
        Whether the change is divided by the earlier value, without its sign.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> change(np.array([[2.0, np.nan, 3.0]]), np.array([2020, 2021, 2022]), years=2)
    array([1.])
    """
    full = np.full((*x.shape[:-1], int(calendar.max() - calendar.min()) + 1), np.nan)
    full[..., (calendar - calendar.min()).astype(int)] = x
    known = np.isfinite(full)
    last = full.shape[-1] - 1 - np.argmax(known[..., ::-1], axis=-1)
    first = last - years
    new = np.take_along_axis(full, last[..., None], axis=-1)[..., 0]
    old = np.take_along_axis(full, np.maximum(first, 0)[..., None], axis=-1)[..., 0]
    old = np.where(first >= 0, old, np.nan)
    return ratio(new - old, np.abs(old)) if relative else new - old


def _slope(x: Array, calendar: Array, years: int, error: Array | None) -> tuple[Array, Array]:
    """Return slope and its standard error over the window; NaN with fewer than three points."""
    recent = calendar >= calendar.max() - years
    y, t = x[..., recent], np.broadcast_to(calendar[recent].astype(float), x[..., recent].shape)
    known = np.isfinite(y)
    n = known.sum(axis=-1)
    enough = n >= 3
    safe = np.maximum(n, 1)[..., None]
    dt = np.where(known, t - (np.where(known, t, 0).sum(-1, keepdims=True) / safe), 0.0)
    dy = np.where(known, y - (np.where(known, y, 0).sum(-1, keepdims=True) / safe), 0.0)
    sxx = (dt**2).sum(-1)
    sxx = np.where(enough & (sxx > 0), sxx, np.nan)
    value = (dt * dy).sum(-1) / sxx
    if error is not None:
        noise = np.where(known, np.nan_to_num(error[..., recent]), 0.0)
        return value, np.sqrt(((dt * noise) ** 2).sum(-1)) / sxx
    residual = ((dy - value[..., None] * dt) ** 2 * known).sum(-1)
    residual = np.where(residual <= ROUNDING * (dy**2).sum(-1), 0.0, residual)
    return value, np.sqrt(residual / np.maximum(n - 2, 1) / sxx)


# units ----------------------------------------------------------------------


@register(
    "derive",
    "share",
    formula="x_i / sum of x over the group of i",
    keeps={"permutation", "scale", "ties"},
    bounds=(0, 1),
)
def share(x: Array, *, members: Bools) -> Array:
    """Share of the group's total, x_i / sum of x over the group of i; missing members count as nothing.

    A unit outside every group, without a value, or in a group whose total is zero: missing.

    Parameters
    ----------
    x : array
        (..., units).
    members : bool array
        Bool (units, units), who belongs to whose group.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> share(np.array([3.0, 1.0, 9.0]), members=np.array([[1, 1, 0], [1, 1, 0], [0, 0, 0]], dtype=bool))
    array([0.75, 0.25,  nan])
    """
    inside = members.diagonal()
    totals = np.nan_to_num(x) @ members.T.astype(float)
    return np.where(inside, ratio(x, totals), np.nan)


@register(
    "derive",
    "lead",
    formula="x_i / max of x over the others in the group of i",
    keeps={"permutation", "scale", "ties"},
)
def lead(x: Array, *, members: Bools) -> Array:
    """Own value over that of the best other member of the group; 1 is level with it.

    Alone in the group with data, or the best other at zero or below: missing (no lead can be stated).

    Parameters
    ----------
    x : array
        (..., units).
    members : bool array
        Bool (units, units), who belongs to whose group.

    Returns
    -------
    array
        (..., units).

    Examples
    --------
    >>> lead(np.array([3.0, 1.0]), members=np.ones((2, 2), dtype=bool)).round(3)
    array([3.   , 0.333])
    """
    others = members & ~np.eye(len(members), dtype=bool)
    values = np.where(others & np.isfinite(x)[..., None, :], x[..., None, :], -np.inf)
    best = values.max(axis=-1)
    best = np.where(np.isfinite(best) & (best > 0), best, np.nan)
    return np.where(members.diagonal(), x / best, np.nan)


@register(
    "derive",
    "position",
    formula="(rank - 0.5) / N in the group of i",
    keeps={"permutation", "scale", "translation", "ties", "monotonicity"},
    bounds=(0, 1),
)
def position(x: Array, *, members: Bools) -> Array:
    """Position from the top within the group, (mid-rank - 0.5) / N over members with data: 0 top, 1 bottom.

    Parameters
    ----------
    x : array
        (..., units).
    members : bool array
        Bool (units, units), who belongs to whose group.

    Returns
    -------
    array
        (..., units).
    """
    known = np.where(np.isfinite(x), x, np.nan)[..., None]
    return np.where(members.diagonal(), normalise.position(known, members=members)[..., 0], np.nan)


# partners -------------------------------------------------------------------


@register(
    "derive",
    "partner_share",
    formula="sum of flow_ij / sum of total_j, over the partners j",
    keeps={"permutation", "scale"},
    bounds=(0, 1),
)
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
    "evenness",
    formula="(1 - sum(s**2)) / (1 - 1 / k), s the shares of the k partners",
    keeps={"permutation", "scale"},
    bounds=(0, 1),
)
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
    keeps={"permutation", "scale"},
    bounds=(0, 1),
)
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
