"""Acceptability bars: shares of draws by band."""

import pandas as pd
import pytest

from mpindex import plots
from mpindex.errors import OptionError, UnknownUnit

SHARES = pd.DataFrame(
    {"great": [0.0, 0.0], "middle": [0.25, 0.6], "small": [0.75, 0.4]}, index=["KAZ", "UZB"]
)


def test_percentages_are_no_shares_and_no_rows_no_figure():
    with pytest.raises(OptionError, match="between 0 and 1"):
        plots.acceptability_bars(SHARES * 100, source="x")
    with pytest.raises(OptionError, match="no rows"):
        plots.acceptability_bars(pd.DataFrame({"middle": []}), source="x")
    with pytest.raises(UnknownUnit, match="'KAS'"):
        plots.acceptability_bars(SHARES, source="x", unit="KAS")


def test_a_share_is_as_long_as_its_bar_and_written_beside_it():
    ax = plots.acceptability_bars(SHARES[["middle"]], source="x")
    tracks, bars = (
        [patch.get_width() for patch in ax.patches[:2]],
        [patch.get_width() for patch in ax.patches[2:]],
    )
    assert [bar / track for bar, track in zip(bars, tracks, strict=True)] == pytest.approx([0.25, 0.6])
    assert "25 %" in [text.get_text() for text in ax.texts]


def test_only_bands_that_occur_have_a_column(ruler):
    ax = plots.acceptability_bars(SHARES, source="x")
    assert [text.get_text() for text in ax.texts if str(text.get_gid()).startswith("band:")] == [
        "middle",
        "small",
    ]
    assert ruler.title(ax) == "KAZ is 'small' in 75 % of draws"


def test_rows_may_be_definitions_with_a_title_of_their_own(ruler):
    ax = plots.acceptability_bars(SHARES, source="x", rows="definition", title="By one of two definitions")
    assert "each definition gives each band" in ruler.subtitle(ax)
    assert {label.get_fontweight() for label in ax.get_yticklabels()} == {"normal"}


def test_the_written_shares_of_a_row_add_up_to_a_hundred() -> None:
    rows = pd.DataFrame(
        [[0.275, 0.275, 0.45], [0.335, 0.335, 0.33]], index=["A", "B"], columns=["great", "middle", "minor"]
    )
    ax = plots.acceptability_bars(rows, source="s")
    written = {text.get_gid(): [] for text in ax.texts if str(text.get_gid()).startswith("share:")}
    for text in ax.texts:
        if text.get_gid() in written:
            written[text.get_gid()].append(int(text.get_text().removesuffix(" %")))
    assert [sum(shares) for shares in written.values()] == [100, 100]


def test_names_of_bands_stand_upright_where_a_column_is_narrower_than_a_word(ruler):
    bands = ["great", "middle", "minor", "small", "no tier", "middle of the pack", "not the middle"]
    shares = pd.DataFrame(1 / 7, index=["capability", "rankings"], columns=bands)
    for width, turn in ((3.5, 90), (7, 0)):
        ax = plots.acceptability_bars(shares, source="x", rows="definition", title="Shares", figsize=width)
        heads = [text for text in ax.texts if str(text.get_gid()).startswith("band:")]
        assert {text.get_rotation() for text in heads} == {turn}
        assert [text.get_text().replace("\n", " ") for text in heads] == bands
        ruler.assert_clean(ax)
