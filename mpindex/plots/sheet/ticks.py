"""Numbers at an axis: few, at places a reader knows, none that covers another."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from mpindex.plots.sheet.style import Font, font, hairline, muted
from mpindex.plots.sheet.texts import LINE_SPACING, fitted, height_of, width_of, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Room between an axis, its numbers and its label.
GAP = 3.0
#: Steps between numbers.
STEPS = (1, 2, 5)
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def short(value: float) -> str:
    """Write a number at an axis.

    >>> [short(x) for x in (0, 1e-5, 0.25, 50, 1500, 2.5e6, 3e9, 1e13)]
    ['0', '10⁻⁵', '0.25', '50', '1,500', '2.5\xa0m', '3\xa0bn', '10\xa0tn']
    """
    for size, word in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:.3g}\u00a0{word}"
    if 0 < abs(value) < 0.001:
        digits, power = f"{value:.0e}".split("e")
        small = f"10{str(int(power)).translate(RAISED)}"
        return small if digits == "1" else f"{digits}\u00b7{small}"
    return f"{value:,.0f}" if abs(value) >= 999.5 else f"{value:.3g}"


def _nice(step: float, whole: bool) -> float:
    """The smallest 1, 2 or 5 times a power of ten that is at least `step`."""
    power = 10.0 ** math.floor(math.log10(step))
    nice = next(n * power for n in (*STEPS, 10) if n * power >= step * (1 - 1e-9))
    return max(nice, 1.0) if whole else nice


def value_ticks(low: float, high: float, most: int, *, whole: bool = False) -> list[float]:
    """Return at most so many round numbers from `low` to `high`; two of them where only one number is round enough.

    >>> value_ticks(0, 93, 5)
    [0.0, 20.0, 40.0, 60.0, 80.0]
    >>> value_ticks(1990, 2024, 4, whole=True)
    [1990.0, 2000.0, 2010.0, 2020.0]
    >>> value_ticks(2020, 2024, 2, whole=True)
    [2020.0, 2024.0]
    """
    if not high > low:
        return [low]
    finer: list[float] = []
    for many in range(max(most, 2), 0, -1):
        step = _nice((high - low) / many, whole)
        ticks = np.arange(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1) * step
        if len(ticks) == 1 and finer:
            return [finer[0], finer[-1]]
        if len(ticks) <= max(most, 2):
            return [float(round(tick, 12)) for tick in ticks]
        finer = [float(round(tick, 12)) for tick in ticks]
    return [low]


def rank_ticks(low: float, high: float, most: int, *, near: float = 0.6) -> list[float]:
    """Return at most so many ranks: the ends that stand for a unit, and round ranks between, `near` steps off the ends.

    >>> rank_ticks(1, 195, 5)
    [1.0, 50.0, 100.0, 150.0, 195.0]
    >>> rank_ticks(41, 71, 4)
    [41.0, 50.0, 60.0, 71.0]
    """
    first, last = math.ceil(low), math.floor(high)
    if last <= first:
        return [float(first)]
    if most <= 2:
        return [float(first), float(last)]
    inner = [tick for tick in value_ticks(first, last, most, whole=True) if first < tick < last]
    gap = near * (inner[1] - inner[0]) if len(inner) > 1 else 0.3 * (last - first)
    inner = [tick for tick in inner if tick - first >= gap and last - tick >= gap]
    return [float(first), *inner[: max(most - 2, 0)], float(last)]


def log_ticks(low: float, high: float, most: int) -> list[float]:
    """Return powers of ten from `low` to `high`, every second or third if they are too many; else 1, 2, 5 steps."""
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    if last - first < 1:
        near = [step * 10.0**power for power in range(first - 1, last + 2) for step in STEPS]
        return [tick for tick in near if low <= tick <= high][:most]
    every = max(1, math.ceil((last - first + 1) / max(most, 2)))
    return [10.0**power for power in range(first, last + 1, every)]


def room(width: float, widest: str, look: Font) -> int:
    """Return how many numbers as wide as `widest` an axis of that width holds."""
    return max(2, int(width / (width_of(widest, look) + 12.0)))


def below(label: str, width: float) -> float:
    """Return the room in points under a figure for numbers and the label of the horizontal axis."""
    look = font("label")
    text = wrapped(label, width, look)
    return height_of(1, font("tick")) + 2 * GAP + (height_of(text, look) + GAP if label else 0.0)


def number_x(
    ax: Axes, ticks: Sequence[float], label: str, width: float, write: Callable[[float], str] = short
) -> None:
    """Write numbers and label under the horizontal axis, the numbers at its ends inside it."""
    look, line = font("tick"), font("label")
    limits = ax.get_xlim()
    ax.set_xticks(list(ticks), [write(tick) for tick in ticks], parse_math=False, **look.settings)
    ax.set_xlim(limits)
    ax.minorticks_off()
    ax.tick_params(axis="x", length=2.5, pad=GAP, color=hairline(), labelcolor=muted(), labelsize=look.size)
    if label:
        ax.set_xlabel(
            wrapped(label, width, line),
            parse_math=False,
            labelpad=GAP,
            linespacing=LINE_SPACING,
            **line.settings,
        )


def number_y(ax: Axes, ticks: Sequence[float], write: Callable[[float], str] = short) -> None:
    """Write numbers beside the vertical axis, with a faint line for each."""
    look = font("tick")
    limits = ax.get_ylim()
    ax.set_yticks(list(ticks), [write(tick) for tick in ticks], parse_math=False, **look.settings)
    ax.set_ylim(limits)
    ax.minorticks_off()
    ax.tick_params(axis="y", length=0, pad=GAP, labelcolor=muted(), labelsize=look.size)


def label_y(ax: Axes, label: str, height: float, *, lines: int = 2) -> None:
    """Write the label of the vertical axis along it, on at most so many lines of `height` points."""
    look = font("label")
    text = fitted(label, height, look, lines)
    ax.set_ylabel(text, parse_math=False, labelpad=GAP, linespacing=1.0, color=muted(), **look.settings)


def beside(ticks: Sequence[float], write: Callable[[float], str] = short) -> float:
    """Return the room in points that the numbers beside a vertical axis take."""
    return max((width_of(write(tick), font("tick")) for tick in ticks), default=0.0) + GAP + 2.0
