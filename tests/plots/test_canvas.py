"""Axes to draw on, and colours that survive grey."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import to_rgb

from mpindex.plots import canvas


def test_a_new_figure_has_the_size_asked_for_and_lays_itself_out():
    ax = canvas.axes_for(None, 5.0, 3.0)
    assert ax.figure.get_size_inches().tolist() == [5.0, 3.0]
    assert ax.figure.get_layout_engine() is not None


def test_axes_in_a_subfigure_belong_to_the_figure_that_holds_all():
    figure = plt.figure()
    part = figure.subfigures(1, 2)[0]
    assert canvas.root_figure(part.subplots()) is figure


def test_tones_differ_in_lightness_and_get_lighter():
    light = [np.dot(tone, (0.299, 0.587, 0.114)) for tone in canvas.tones(4)]
    assert (np.diff(light) > 0.05).all()


def test_the_unit_asked_for_is_told_from_the_rest_in_grey():
    focus, quiet = (np.dot(to_rgb(colour), (0.299, 0.587, 0.114)) for colour in (canvas.FOCUS, canvas.QUIET))
    assert abs(focus - quiet) > 0.2
