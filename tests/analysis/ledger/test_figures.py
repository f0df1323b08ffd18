"""The figure of a ledger."""

import matplotlib.pyplot as plt

import mpindex as mp


def test_the_title_says_what_became_of_the_first_states_initiatives_and_the_foot_of_which_years():
    book = mp.ledger(["KAZ", "NOR"])
    ax = book.plot(figsize=7)
    many = int((book.initiatives.index.get_level_values("unit") == "KAZ").sum())
    assert ax.get_title(loc="left").startswith(f"Of Kazakhstan's {many} initiatives ")
    foot = next(text.get_text() for text in ax.texts if text.get_gid() == "source")
    assert f"entries of {int(book.rows['year'].min())} to {int(book.rows['year'].max())}" in foot
    plt.close(ax.figure)
