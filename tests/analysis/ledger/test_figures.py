"""The figure of a ledger."""

import matplotlib.pyplot as plt

import mpindex as mp


def test_the_title_says_what_became_of_the_first_states_initiatives_and_the_foot_of_which_years():
    book = mp.ledger(["KAZ", "NOR"])
    ax = book.plot(figsize=7)
    furthest = book.initiatives.loc["KAZ", "furthest"]
    got = int((furthest == "outcome").sum())
    assert ax.get_title(loc="left") == f"{got} of Kazakhstan's {len(furthest)} initiatives had an outcome"
    foot = next(text.get_text() for text in ax.texts if text.get_gid() == "source")
    assert f"entries of {int(book.rows['year'].min())} to {int(book.rows['year'].max())}" in foot
    plt.close(ax.figure)
