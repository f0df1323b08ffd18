"""Where labels go so that none covers another, a point, or the edge; plain geometry in pixels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from mpindex.typing import Array, Bools

#: What it costs a label to cover a point: as much as to stand about six steps farther off.
COVERED = 90.0
#: A label that may be left out stands so many points clear of others' points.
CLEAR = 2.0


def spread(wanted: ArrayLike, sizes: ArrayLike, low: float, high: float) -> Array:
    """Return centres as near as can be to those wanted, so that no two labels on a line overlap.

    Least squares under the order of the labels: neighbours that collide are pooled, as in isotonic regression.
    If all together are longer than the line, they are laid end to end from `low` on.

    Parameters
    ----------
    wanted, sizes : ArrayLike
        (labels,): centres and extents along the line.
    low, high : float
        Ends of the line.

    Examples
    --------
    >>> spread([1.0, 1.0, 9.0], [2.0, 2.0, 2.0], 0.0, 10.0)
    array([1., 3., 9.])
    >>> spread([], [], 0.0, 1.0)
    array([], dtype=float64)
    """
    centre, size = np.asarray(wanted, dtype=float), np.asarray(sizes, dtype=float)
    order = np.argsort(centre, kind="stable")
    centre, size = centre[order], size[order]
    start = np.concatenate([[0.0], np.cumsum(size)[:-1]]) + size / 2 if len(size) else size
    pooled = _isotonic(centre - start)
    free = high - size.sum()
    out = np.empty_like(centre)
    out[order] = np.clip(pooled, low, max(free, low)) + start
    return out


def _isotonic(values: Array) -> Array:
    blocks: list[tuple[float, int]] = []
    for value in values:
        blocks.append((float(value), 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (b, m), (a, n) = blocks.pop(), blocks.pop()
            blocks.append(((a * n + b * m) / (n + m), n + m))
    return np.repeat([mean for mean, _ in blocks], [many for _, many in blocks]).astype(float)


def place(
    anchors: ArrayLike,
    sizes: ArrayLike,
    obstacles: ArrayLike,
    frame: Sequence[float],
    *,
    distances: Sequence[float] = (7, 12, 18, 26, 36, 48, 64, 84, 108, 140, 180, 230),
    rounds: int = 3,
    fixed: ArrayLike = (),
) -> Array:
    """Return the centre of a label for each anchor: near it, off every obstacle, off each other, in the frame.

    Each label in turn takes the cheapest of its places around the anchor, given where the others are; what
    covers another label or leaves the frame costs most, then what covers points, then what lies far off.

    Parameters
    ----------
    anchors : ArrayLike
        (labels, 2): the points to be named.
    sizes : ArrayLike
        (labels, 2): widths and heights of the labels.
    obstacles : ArrayLike
        (points, 2): points that no label should cover.
    frame : Sequence[float]
        x0, y0, x1, y1.
    distances : Sequence[float]
        How far from its anchor a label may stand, from the most wanted on.
    rounds : int
        How often every label is placed anew.
    fixed : ArrayLike
        (first labels, 2): centres of the first labels, where these stand already.

    Examples
    --------
    >>> place([[5.0, 5.0]], [[4.0, 2.0]], [[5.0, 5.0]], (0.0, 0.0, 40.0, 40.0)).shape
    (1, 2)
    """
    points, size = np.asarray(anchors, dtype=float), np.asarray(sizes, dtype=float)
    others = np.asarray(obstacles, dtype=float).reshape(-1, 2)
    done = np.asarray(fixed, dtype=float).reshape(-1, 2)
    free = range(len(done), len(points))
    rings = [_around(point, half, distances) for point, half in zip(points, size / 2, strict=True)]
    alone = [_fixed_cost(ring, half, others, frame) for ring, half in zip(rings, size / 2, strict=True)]
    centres = np.full(points.shape, np.inf)
    centres[: len(done)] = done
    for _ in range(rounds):
        for i in free:
            ring = rings[i]
            placed = np.isfinite(centres[:, 0]) & (np.arange(len(points)) != i)
            cost = alone[i] + _overlaps(ring, size[i], centres[placed], size[placed])
            cost = cost + _crossings(points[i], ring, size[i], centres[placed], size[placed], points[placed])
            centres[i] = ring[np.argmin(cost)]
    return centres


def clear(
    centre: Array, size: Array, centres: Array, sizes: Array, obstacles: Array, frame: Sequence[float]
) -> bool:
    """Whether a label covers no other, none of the obstacles, and lies in the frame."""
    x0, y0, x1, y1 = frame
    (x, y), (wide, high) = centre, size / 2
    inside = x - wide >= x0 and y - high >= y0 and x + wide <= x1 and y + high <= y1
    apart = bool((np.abs(centres - centre) >= (sizes + size) / 2 + 1.0).any(axis=-1).all())
    return bool(inside and apart and not (np.abs(obstacles - centre) <= size / 2 + CLEAR).all(axis=-1).any())


def tangled(
    point: Array, centre: Array, size: Array, points: Array, centres: Array, sizes: Array, obstacles: Array
) -> bool:
    """Whether the thread of a label runs through a label, a thread or a point, or another's thread through the label.

    Parameters
    ----------
    point, centre, size : Array
        (2,): what the label names, its middle, its width and height.
    points, centres, sizes : Array
        (labels, 2): the same of the others.
    obstacles : Array
        (points, 2): points that no thread should lead over.

    Examples
    --------
    >>> one = np.array([[0.0, 0.0]]), np.array([[10.0, 0.0]]), np.array([[4.0, 2.0]])
    >>> tangled(np.array([5.0, -9.0]), np.array([5.0, 9.0]), np.array([4.0, 2.0]), *one, np.empty((0, 2)))
    True
    """
    along = np.linspace(0.0, 1.0, 16)[:, None, None]
    own = (point + along * (centre - point))[:, 0]
    others = points + along * (centres - points)  # (steps, labels, 2)
    dots = np.linalg.norm(own[:, None] - obstacles[None], axis=-1) < CLEAR
    dots &= np.linalg.norm(obstacles - point, axis=-1) > 2 * CLEAR  # its own point, and those on it
    through = dots.any() or (np.abs(own[:, None] - centres) <= sizes / 2).all(axis=-1).any()
    over = (np.abs(others - centre) <= size / 2).all(axis=-1).any()
    return bool(through or over or _cross(point, centre, points, centres).any())


def _cross(a: Array, b: Array, starts: Array, ends: Array) -> Bools:
    """Which segments the segment from a to b crosses."""

    def side(p: Array, q: Array, r: Array) -> Array:
        return np.asarray(
            (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1])
            - (q[..., 1] - p[..., 1]) * (r[..., 0] - p[..., 0])
        )

    apart = side(a, b, starts) * side(a, b, ends) < 0
    return np.asarray(apart & (side(starts, ends, a) * side(starts, ends, b) < 0))


def _around(point: Array, half: Array, distances: Sequence[float]) -> Array:
    """(places, 2): centres of boxes whose near side is at each distance, all round the point."""
    angles = np.deg2rad(
        np.arange(45, 405, 15)
    )  # up and to the right first: that is where eyes look for a name
    ways = np.column_stack([np.cos(angles), np.sin(angles)])
    return np.concatenate([point + ways * (distance + half) for distance in distances])


def _fixed_cost(ring: Array, half: Array, obstacles: Array, frame: Sequence[float]) -> Array:
    step = np.repeat(np.arange(len(ring) // 24, dtype=float), 24)
    away = 4.0 * step + 1.5 * step**2  # a name far off is taken for another's
    inside = (np.abs(ring[:, None] - obstacles[None]) <= half + 3.0).all(axis=-1).sum(axis=1)
    x0, y0, x1, y1 = frame
    out = np.maximum(
        0,
        [
            x0 - ring[:, 0] + half[0],
            ring[:, 0] + half[0] - x1,
            y0 - ring[:, 1] + half[1],
            ring[:, 1] + half[1] - y1,
        ],
    )
    cost: Array = away + COVERED * inside + 1e4 * (out.sum(axis=0) > 0) + out.sum(axis=0)
    return cost


def _overlaps(ring: Array, size: Array, centres: Array, sizes: Array) -> Array:
    gap = np.abs(ring[:, None] - centres[None]) - (size + sizes[None]) / 2 - 2.0
    cost: Array = 5e3 * (gap < 0).all(axis=-1).sum(axis=1)
    return cost


def _crossings(point: Array, ring: Array, size: Array, centres: Array, sizes: Array, anchors: Array) -> Array:
    """Cost of leader lines that run through a label: ours through others', others' through ours."""
    along = np.linspace(0.1, 0.9, 9)[:, None, None]
    ours = point + along * (ring - point)  # (steps, places, 2)
    theirs = (anchors + along * (centres - anchors)).reshape(-1, 2)
    hit = (np.abs(ours[:, :, None] - centres) <= sizes / 2).all(axis=-1).any(axis=0).sum(axis=1)
    cut = (np.abs(ring[:, None] - theirs) <= size / 2).all(axis=-1).sum(axis=1)
    cost: Array = 60.0 * hit + 15.0 * cut
    return cost
