"""What the folder of figures offers."""

import inspect
import subprocess
import sys

import pytest

from mpindex import plots
from mpindex.errors import OptionError


def test_importing_the_figures_does_not_import_matplotlib():
    code = "import sys, mpindex.plots as p; [getattr(p, name) for name in p.__all__]; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_every_public_figure_is_there_and_unknown_ones_are_not():
    assert all(callable(getattr(plots, name)) for name in plots.__all__)
    assert set(plots.__all__) <= set(dir(plots))
    with pytest.raises(AttributeError, match="radar"):
        _ = plots.radar


@pytest.mark.parametrize("figure", plots.FIGURES)
def test_every_figure_takes_the_options_of_the_layout_and_names_a_misspelt_one(draw, figure):
    assert "layout" in inspect.signature(getattr(plots, figure)).parameters
    with pytest.raises(OptionError, match=r"no option 'titel'.*'title'"):
        draw(figure, titel="x")
