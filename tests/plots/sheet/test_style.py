"""The look: from Matplotlib's settings, ours where the reader has set none."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb

from mpindex.plots.sheet import style

GREY = (0.299, 0.587, 0.114)


def test_the_sheet_is_one_that_matplotlib_finds_by_name():
    with plt.style.context("mpindex.plots.mpindex"):
        assert mpl.rcParams["svg.fonttype"] == "none"


def test_a_setting_of_the_reader_wins_over_the_sheet():
    with mpl.rc_context({"axes.titlesize": 20, "image.cmap": "Greys"}), style.style():
        assert style.font("title").size == 20
        assert mpl.rcParams["image.cmap"] == "Greys"
        assert style.font("small").size == 7.5


def test_the_first_colour_of_the_readers_cycle_is_the_focus_and_a_peer_has_its_dash():
    with mpl.rc_context({"axes.prop_cycle": mpl.cycler(color=["#111111", "#777777"], linestyle=["-", ":"])}):
        assert style.focus() == "#111111"
        assert style.peer(0) == style.peer(5) == {"color": "#777777", "linestyle": ":"}


def test_the_focus_is_told_from_the_rest_in_grey_and_every_peer_is_dark_enough_for_text():
    with style.style():
        focus, quiet = (np.dot(to_rgb(colour), GREY) for colour in (style.focus(), style.quiet()))
        assert abs(focus - quiet) > 0.2
        assert all(np.dot(to_rgb(style.peer(i)["color"]), GREY) < 0.5 for i in range(8))


@pytest.mark.parametrize("span", [style.PALE, style.BARS, style.STRONG])
def test_tones_differ_in_lightness_and_get_lighter(span):
    with style.style():
        light = [np.dot(tone[:3], GREY) for tone in style.tones(4, span=span)]
    assert (np.diff(light) > 0.04).all()


def test_dark_text_is_read_on_every_pale_tone():
    with style.style():
        assert {style.readable(tone) for tone in style.tones(5)} == {"black"}
        assert style.readable("#000060") == "white"


def test_relative_sizes_are_understood():
    with mpl.rc_context({"font.size": 10, "axes.labelsize": "large"}):
        assert style.font("label").size == pytest.approx(12.0)


def test_the_constants_for_others_figures_are_those_of_the_sheet():
    from mpindex.plots.sheet import canvas

    with style.style():
        assert (to_hex(style.focus()).upper(), to_hex(style.quiet()).upper()) == (canvas.FOCUS, canvas.QUIET)
        assert tuple(to_hex(style.peer(i)["color"]).upper() for i in range(8)) == canvas.PEERS


def test_a_sheet_of_the_readers_own_reaches_the_figure_and_a_resolution_the_canvas(draw):
    with plt.style.context({"axes.titlesize": 15, "font.family": "DejaVu Serif", "text.color": "#003300"}):
        ax = draw("tornado", figsize=5, dpi=144)
    title = ax._left_title
    assert title.get_fontsize() == 15 and title.get_fontfamily() == ["DejaVu Serif"]
    assert to_hex(title.get_color()) == "#003300" and ax.figure.dpi == 144
