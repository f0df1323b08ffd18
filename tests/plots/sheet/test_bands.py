"""Bands as ranges of ranks behind a figure."""

from mpindex.plots.sheet.bands import shade_ranks
from mpindex.plots.sheet.canvas import Margins, Sheet


def test_only_bands_in_sight_are_shaded_and_named_at_their_edges():
    sheet = Sheet({"figsize": 5})
    ax = sheet.lay_out(body=100, margins=Margins(top=12), title=[""])
    ax.set_xlim(30, 60)
    shade_ranks(sheet, {"great": (1, 5), "middle": (6, 36), "small": (37, 195)})
    assert [text.get_gid() for text in ax.texts] == ["band:middle", "band:small"]
    edges = sorted(patch.get_extents().transformed(ax.transData.inverted()).x1 for patch in ax.patches)
    assert [round(edge, 6) for edge in edges] == [36.5, 60.0]
