"""Every figure at three widths, at small sizes and two resolutions: nothing is cut, nothing overprinted, nothing warns."""

import matplotlib.pyplot as plt
import pytest

from mpindex import plots

WIDTHS = (3.5, 5.0, 7.0)
#: In daily work the last and the first state are drawn at one width each.
AT_THE_ENDS = {"NRU": (3.5,), "USA": (7.0,)}


@pytest.mark.parametrize("subject", ["KAZ", "NRU", "USA", "towns"])
@pytest.mark.parametrize("figure", plots.FIGURES)
def test_no_text_is_cut_or_covers_another_at_any_width_and_resolution(draw, ruler, figure, subject, thorough):
    for width in WIDTHS if thorough else AT_THE_ENDS.get(subject, WIDTHS):
        ax = draw(figure, subject, figsize=width)
        assert ruler.title(ax) and ruler.source(ax).startswith("Source: ")
        ruler.assert_good(ax)
        ax.figure.set_dpi(300)
        ruler.assert_clean(ax)
        plt.close(ax.figure)


@pytest.mark.parametrize("size", [(3.5, 2.6), (7, 3)])
@pytest.mark.parametrize("figure", plots.FIGURES)
def test_words_are_given_up_where_the_height_is_set(draw, ruler, figure, size):
    ax = draw(figure, figsize=size)
    assert ax.figure.get_size_inches().tolist() == list(size)
    ruler.assert_clean(ax)


@pytest.mark.parametrize("figure", plots.FIGURES)
def test_title_subtitle_and_caption_can_be_left_to_the_journal_or_written_by_hand(draw, ruler, figure):
    ax = draw(figure, title=False, subtitle=False, caption=False, figsize=3.5)
    assert (ruler.title(ax), ruler.subtitle(ax), ruler.source(ax)) == ("", "", "")
    ruler.assert_clean(ax)
    ax = draw(figure, title="What was found", subtitle="How to read it", caption="By whom", figsize=5)
    assert (ruler.title(ax), ruler.subtitle(ax), ruler.source(ax)) == (
        "What was found",
        "How to read it",
        "By whom",
    )


@pytest.mark.parametrize("figure", plots.FIGURES)
def test_given_axes_are_used_within_their_cell_and_no_figure_is_made(draw, ruler, figure):
    made, axes = plt.subplots(1, 2, figsize=(11, 6))
    assert [draw(figure, subject, ax=ax) for subject, ax in zip(("KAZ", "towns"), axes, strict=True)] == list(
        axes
    )
    assert plt.get_fignums() == [made.number]
    ruler.assert_clean(*axes)
