"""Figures to files."""

import pytest
from matplotlib.image import imread

from mpindex import plots
from mpindex.errors import OptionError


@pytest.mark.parametrize("dpi", [100, 600])
def test_a_picture_has_the_size_asked_for_at_any_resolution(draw, tmp_path, dpi):
    path = plots.save(draw("tornado", figsize=(3.5, 2.5)), tmp_path / "figure.png", dpi=dpi)
    assert imread(path).shape[:2] == (2.5 * dpi, 3.5 * dpi)


def test_text_stays_text_and_the_same_figure_gives_the_same_bytes(draw, tmp_path):
    first, second = (plots.save(draw("ladder"), tmp_path / f"{i}.svg").read_bytes() for i in "ab")
    assert b"Kazakhstan 5" in first and first == second
    assert plots.save(draw("ladder"), tmp_path / "figure.pdf").read_bytes().startswith(b"%PDF")


def test_a_format_that_is_none_is_named_with_the_nearest(draw, tmp_path):
    with pytest.raises(OptionError, match=r"no format 'pgn'.*'png'"):
        plots.save(draw("tornado"), tmp_path / "figure.pgn")


def test_fonts_are_inside_a_pdf_as_type_42_and_letters_in_an_svg_stay_letters(draw, tmp_path):
    ax = draw("tornado", figsize=3.5)
    pdf = plots.save(ax, tmp_path / "figure.pdf").read_bytes()
    assert b"/FontFile2" in pdf and b"/Type3" not in pdf
    svg = plots.save(ax, tmp_path / "figure.svg").read_text(encoding="utf-8")
    assert all(word in svg for word in ("Normalisation", "Treatment", "rank", "Source"))
