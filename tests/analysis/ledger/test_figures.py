"""The figure of a ledger."""

import matplotlib.pyplot as plt
import pandas as pd

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


def test_states_without_an_outcome_have_none_and_shares_are_of_their_own_initiatives(monkeypatch):
    monkeypatch.setattr(
        "mpindex.analysis.ledger.figures.draw", lambda name, *data, **about: (name, data, about)
    )
    rows = [
        ("KAZ", 2000, "bid", "declared"),
        ("KAZ", 2001, "forum", "platform"),
        ("UZB", 2004, "bid", "declared"),
    ]
    table = pd.DataFrame(rows, columns=["unit", "year", "initiative", "kind"]).assign(source="test")
    _, (shares,), about = mp.ledger(table).plot()
    assert list(shares) == ["platform", "declared"]
    assert shares.to_numpy().tolist() == [[0.5, 0.5], [0.0, 1.0]]
    assert about["title"] == "None of Kazakhstan's 2 initiatives had an outcome" and about["unit"] == "KAZ"
    assert about["names"] == {"KAZ": "Kazakhstan (2)", "UZB": "Uzbekistan (1)"}
    assert (
        about["source"]
        == f"ledger of initiatives, kept by hand; entries of 2000 to 2004; mpindex {mp.__version__}."
    )
