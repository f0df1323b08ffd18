"""Figures: each takes and returns Matplotlib axes, names what it shows, and says where it comes from.

Every figure takes the options of `mpindex.plots.sheet.layout.Layout` too: `title`, `subtitle`, `caption` (a text, or
False for none), `figsize` (a width in inches, or width and height), `dpi` and `ax`. The look comes from Matplotlib's
settings; see `mpindex.mplstyle`. Matplotlib is imported when a figure is first drawn, not before.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mpindex.answers.pointers import no_attribute

if TYPE_CHECKING:
    from mpindex.plots.acceptability_chart import acceptability_bars as acceptability_bars
    from mpindex.plots.agreement_chart import agreement as agreement
    from mpindex.plots.bump_chart.chart import bump as bump
    from mpindex.plots.caterpillar_chart import caterpillar as caterpillar
    from mpindex.plots.distribution_chart import distribution as distribution
    from mpindex.plots.heatmap_chart import rank_heatmap as rank_heatmap
    from mpindex.plots.icicle_chart import icicle as icicle
    from mpindex.plots.indicator_chart import indicator_lines as indicator_lines
    from mpindex.plots.ladder_chart.chart import ladder as ladder
    from mpindex.plots.map_chart.chart import world_map as world_map
    from mpindex.plots.profile_chart import profile_dots as profile_dots
    from mpindex.plots.scatter_chart import scatter as scatter
    from mpindex.plots.sheet.band_spans import band_ranges as band_ranges
    from mpindex.plots.sheet.saving import save as save
    from mpindex.plots.strip_chart import strip as strip
    from mpindex.plots.tornado_chart import tornado as tornado
    from mpindex.plots.trajectory_chart import trajectory_lines as trajectory_lines
    from mpindex.plots.waterfall_chart import waterfall as waterfall

#: Figure -> the module that draws it. A module must not bear the name of its figure, or it would shadow it.
FIGURES = {
    "ladder": "ladder_chart.chart",
    "bump": "bump_chart.chart",
    "world_map": "map_chart.chart",
    "distribution": "distribution_chart",
    "scatter": "scatter_chart",
    "icicle": "icicle_chart",
    "waterfall": "waterfall_chart",
    "profile_dots": "profile_chart",
    "trajectory_lines": "trajectory_chart",
    "indicator_lines": "indicator_chart",
    "acceptability_bars": "acceptability_chart",
    "caterpillar": "caterpillar_chart",
    "rank_heatmap": "heatmap_chart",
    "tornado": "tornado_chart",
    "agreement": "agreement_chart",
    "strip": "strip_chart",
}
#: What goes with them.
HELPERS = {"save": "sheet.saving", "band_ranges": "sheet.band_spans"}

__all__ = sorted([*FIGURES, *HELPERS])


def __getattr__(name: str) -> Any:
    home = (FIGURES | HELPERS).get(name)
    if home is None:
        raise no_attribute(["mpindex.plots"], name, __all__)
    value = getattr(import_module(f"mpindex.plots.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
