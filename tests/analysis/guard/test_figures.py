"""The figure of a claim under other pools."""

import matplotlib.pyplot as plt

import mpindex as mp


def test_the_title_says_in_what_share_of_pools_the_claim_holds_and_the_foot_of_when_the_figures_are():
    ax = mp.guard("KAZ", draws=20, seed=1).plot(figsize=7)
    title = ax.get_title(loc="left").replace("\n", " ")
    assert title.startswith("Kazakhstan is in the middle in ") and "a state at random in" in title
    foot = next(text.get_text() for text in ax.texts if text.get_gid() == "source").replace("\n", " ")
    assert "newest figures, 20" in foot and "20 pools of each drawn kind, seed 1" in foot
    plt.close(ax.figure)
