"""Promises that all figures keep, and what the folder offers."""

import subprocess
import sys

import matplotlib.pyplot as plt
import pytest

from mpindex import plots

SOURCE = "definition capability (own); 1,000 draws, seed 1; newest figures, 2014 to 2025; mpindex 0.1.0."
PLAIN = sorted(set(plots.__all__) - {"ladder", "bump"})


@pytest.mark.parametrize("name", PLAIN)
def test_no_text_covers_another_or_is_cut_and_the_source_is_there(figures, name, ruler):
    ax = figures[name](None)
    ruler.assert_clean(ax)
    assert ruler.source(ax).replace("\n", " ") == f"Source: {SOURCE}"
    assert ruler.title(ax).startswith("Capability: ")


@pytest.mark.parametrize("name", PLAIN)
def test_given_axes_are_the_ones_returned_and_no_figure_is_made(figures, name):
    figure, given = plt.subplots(figsize=(9, 6))
    assert figures[name](given) is given
    assert plt.get_fignums() == [figure.number]


@pytest.mark.parametrize("name", PLAIN)
def test_without_axes_one_figure_is_made(figures, name):
    figures[name](None)
    assert len(plt.get_fignums()) == 1


def test_importing_the_figures_does_not_import_matplotlib():
    code = "import sys, mpindex.plots as p; p.ladder, p.bump, p.tornado; print('matplotlib' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "False"
    )


def test_every_public_figure_is_there_and_unknown_ones_are_not():
    assert all(callable(getattr(plots, name)) for name in plots.__all__)
    with pytest.raises(AttributeError, match="radar"):
        _ = plots.radar
