"""What stands behind `.plot`: a default, the others by name, and an error that names what there is."""

from __future__ import annotations

import copy

import pytest

import mpindex as mp
from mpindex.answers import figures
from mpindex.answers.figures import Figures, draw, sources
from mpindex.errors import OptionError


class Two(Figures[str]):
    default = "lines"

    def lines(self, more=""):
        return f"lines of {self.result}{more}"

    def dots(self):
        return f"dots of {self.result}"


def test_called_it_draws_the_default_and_a_kind_is_named_as_in_pandas():
    assert Two("x")() == "lines of x" and Two("x")(" and y") == "lines of x and y"
    assert Two("x")(kind="dots") == Two("x").dots() == "dots of x"


def test_completion_offers_the_figures_alone_the_default_first():
    assert Two.kinds() == ["lines", "dots"]
    assert dir(Two("x")) == ["dots", "lines"]  # dir sorts
    assert repr(Two("x")) == "<figures of str: .plot() draws lines; also .plot.dots()>"


def test_a_figure_that_there_is_not_is_answered_with_the_nearest():
    with pytest.raises(AttributeError, match=r"there is no figure 'line'\. Did you mean 'lines'"):
        _ = Two("x").line
    with pytest.raises(OptionError, match="There are: lines, dots"):
        Two("x")(kind="pie")


def test_it_can_be_copied():
    assert copy.deepcopy(Two("x")).result == "x"


def test_a_figure_is_found_by_name_in_the_gallery(monkeypatch):
    import mpindex.plots as plots

    monkeypatch.setattr(plots, "ladder", lambda *given, **options: (given, options), raising=False)
    assert draw("ladder", 1, name="n") == ((1,), {"name": "n"})
    assert plots.__name__ == figures.GALLERY


def test_the_foot_of_a_figure_names_definition_and_version():
    line, *_ = sources(mp.definition("wood").apply())
    assert "Middle powers by GDP rank (Wood) (wood, " in line and f"mpindex {mp.__version__}" in line
