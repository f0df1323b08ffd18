"""Trajectories: through the years on one basket and one scale."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import mpindex as mp
from mpindex.analysis.trajectory.basket import availability, dropped_from, reduced
from mpindex.analysis.trajectory.leaps import ALL, leaps
from mpindex.analysis.trajectory.result import Trajectory
from mpindex.analysis.trajectory.words import leap_notes
from mpindex.analysis.trajectory.years import Years
from mpindex.dataset.dataset import Dataset
from mpindex.dataset.states import states_of
from mpindex.errors import DataError, DefinitionError, OptionError, UnknownUnit

YEARS = range(1990, 2025)


@pytest.fixture(scope="module")
def kazakhstan() -> Trajectory:
    return mp.trajectory("Kazakhstan", "capability", YEARS, peers=["UZB", "TUR"], basket="set")


def firms(**years: list[float]) -> Dataset:
    rows = [
        ("sales", unit, int(year[1:]), value)
        for year, values in years.items()
        for unit, value in zip("abc", values, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["indicator", "unit", "year", "value"]).assign(source="test").dropna()
    return Dataset.from_tidy(frame, metadata={"sales": {"window": 0}})


GROWTH = {"y2000": [1.0, 2.0, 3.0], "y2001": [9.0, 4.0, 5.0]}
SIZE = {"id": "size", "tree": {"sales": 1}, "bands": [{"large": {"score": {"min": 50}}}, {"small": {}}]}


# by hand ----------------------------------------------------------------------


def test_a_frozen_scale_is_learned_from_all_years_together():
    """The least is 1, the most 9."""
    path = mp.trajectory("a", SIZE, [2000, 2001], firms(**GROWTH))
    assert_allclose(path.scores, [[0, 12.5, 25], [100, 37.5, 50]])
    assert path.bands.loc[2001].tolist() == ["large", "small", "large"]
    assert path.ranks["a"].tolist() == [3, 1]


def test_a_scale_of_a_base_year_is_that_years():
    path = mp.trajectory("a", SIZE, [2000, 2001], firms(**GROWTH), base_year=2000)
    assert_allclose(path.scores, [[0, 50, 100], [400, 150, 200]])


def test_a_yearly_scale_begins_anew_every_year():
    path = mp.trajectory("a", SIZE, [2000, 2001], firms(**GROWTH), scale="yearly")
    assert_allclose(path.scores, [[0, 50, 100], [100, 0, 20]])


def test_a_share_is_always_a_share_of_the_years_total():
    path = mp.trajectory("a", {**SIZE, "normalise": "share"}, [2000, 2001], firms(**GROWTH))
    assert_allclose(path.scores.sum(axis=1), 1)
    chained = mp.trajectory(
        "a", {**SIZE, "normalise": ["log_share", "minmax"]}, [2000, 2001], firms(**GROWTH)
    )
    logs = np.log([[1 / 6, 2 / 6, 3 / 6], [9 / 18, 4 / 18, 5 / 18]])
    assert_allclose(chained.scores, 100 * (logs - logs.min()) / (logs.max() - logs.min()))


def test_who_rose_and_who_fell_by_hand():
    risers = mp.trajectory("a", SIZE, [2000, 2001], firms(**GROWTH)).risers(2000)
    assert risers["rise"].to_dict() == {"a": 2, "b": -1, "c": -1}
    assert risers.loc["a", ["rank_2000", "rank_2001"]].tolist() == [3, 1]


def test_a_newborn_pushes_nobody_down():
    """c has no figure for 2000: among a and b, b falls from first to second."""
    risers = mp.trajectory(
        "a", SIZE, [2000, 2001], firms(y2000=[1.0, 2.0, np.nan], y2001=[9.0, 4.0, 5.0])
    ).risers()
    assert risers["rise"].to_dict() == {"a": 1, "b": -1}


# the world --------------------------------------------------------------------


def test_kazakhstan_has_no_rank_before_it_was_a_state(kazakhstan):
    own = kazakhstan.table.loc["KAZ"]
    assert own.loc[1990, ["rank", "score", "band", "coverage"]].isna().all()
    assert own.loc[1991:, "rank"].notna().all()
    assert own["of"].is_monotonic_increasing
    assert own.loc[1990, "of"] < own.loc[2011, "of"]


def test_the_basket_and_what_fell_out_are_stated(kazakhstan):
    indicators = set(mp.definition("capability").indicators)
    assert set(kazakhstan.basket) | set(kazakhstan.dropped) == indicators
    assert {"gdp", "population", "milex"} <= set(kazakhstan.basket)
    assert "1990 to 2020" in kazakhstan.dropped["embassies_sent"]
    assert "dropped: " in str(kazakhstan)


def test_thin_years_are_noted(kazakhstan):
    assert any(
        note.startswith("Kazakhstan has figures for less than 80 %") and "1991 to 1992" in note
        for note in kazakhstan.notes
    )


def test_the_yearly_scale_of_the_last_year_is_the_index_of_that_year():
    path = mp.trajectory("KAZ", "wood", [1995, 2010], scale="yearly")
    index = mp.definition("wood").apply(states_of(mp.load(), 2010))
    assert_allclose(path.scores.loc[2010, list(index.units)], index.scores)
    assert_allclose(path.ranks.loc[2010, list(index.units)], index.ranks)
    assert (path.bands.loc[2010, list(index.units)].fillna("-") == index.bands.fillna("-")).all()


def test_nothing_later_is_used():
    short = mp.trajectory("KAZ", "cinc", [2016], scale="yearly")
    longer = mp.trajectory("KAZ", "cinc", [2016, 2022], scale="yearly")
    assert_allclose(short.scores.loc[2016], longer.scores.loc[2016])


def test_bands_by_expert_lists_begin_when_there_are_lists():
    path = mp.trajectory("KAZ", "behavioural", [2000, 2024])
    assert path.bands.loc[2000].isna().all()
    assert path.bands.loc[2024].notna().any()
    assert any(note.startswith("no bands in 2000") for note in path.notes)


def test_parameters_are_the_definitions_own():
    path = mp.trajectory("KAZ", "regional", [2010, 2020], parameters={"region": "Central Asia"})
    assert path.ranks.loc[2020, "KAZ"] < mp.trajectory("KAZ", "regional", [2020]).ranks.loc[2020, "KAZ"]


def test_figures_and_tables_can_be_had(kazakhstan):
    assert list(kazakhstan.ranks.columns) == list(mp.load().units)
    assert kazakhstan.table.index.names == ["unit", "year"]
    assert kazakhstan._repr_html_().startswith("<p><b>Trajectory of KAZ")
    assert kazakhstan.in_words() in str(kazakhstan)


# what is constant, and for whom -----------------------------------------------


@pytest.fixture(scope="module")
def neighbours() -> Trajectory:
    return mp.trajectory(["KAZ", "UZB"], "capability", range(1995, 2025))


def test_what_one_of_those_drawn_lacks_in_any_year_is_in_no_year(neighbours):
    assert neighbours.dropped["milex"] == "UZB has no figure in 2011 to 2017"
    assert (neighbours.coverage[["KAZ", "UZB"]] == 1).all(axis=None)
    assert "milex" in mp.trajectory("KAZ", "capability", range(1995, 2025)).basket
    assert any("basket='set'" in note and "Military expenditure (" in note for note in neighbours.notes)


def test_a_figure_that_grows_too_old_makes_no_leap_of_those_drawn(neighbours):
    """On all that enough states have, Uzbekistan leaps over 20 ranks in 2011, as its spending of 2003 leaves."""
    moves = neighbours.ranks[["KAZ", "UZB"]].diff().abs()
    assert (moves.loc[1996:] <= 7).all(axis=None)
    broad = mp.trajectory(["KAZ", "UZB"], "capability", range(1995, 2025), basket="set")
    assert broad.ranks.loc[2010, "UZB"] - broad.ranks.loc[2011, "UZB"] > 15
    assert any(
        note.startswith("Uzbekistan 2010 to 2011") and "Military expenditure (" in note and "leaves" in note
        for note in broad.notes
    )


def test_no_state_moves_far_without_a_note_that_names_the_figure():
    """All 195 states and the whole set's basket: each move of more than 15 ranks between two years."""
    path = mp.trajectory("KAZ", "capability", range(1995, 2025), basket="set")
    moves = path.ranks.diff().abs().to_numpy()
    far = [(path.ranks.index[i], path.ranks.columns[j]) for i, j in np.argwhere(moves > 15)]
    assert len(far) > 20
    for year, unit in far:
        name = path.dataset.names[unit]
        notes = [note for note in path.notes if note.startswith(f"{name} {year - 1} to {year}, ")]
        assert len(notes) == 1
        assert any(f"{path.dataset.indicator(id).label} (" in notes[0] for id in path.basket)
    rises = path.ranks.shift() - path.ranks
    for year, unit in far:
        rows = path.changes[(path.changes["unit"] == unit) & (path.changes["year"] == year)]
        joint = rows.loc[rows["indicator"] == ALL, "leap"].item()
        assert joint * np.sign(rises.loc[year, unit]) >= abs(rises.loc[year, unit]) / 2


def test_none_of_195_states_followed_alone_leaps_because_a_figure_came_or_left():
    """Each on its own basket; states with the same basket share its years. What is left are figures that changed."""
    world, definition = mp.load().at(None), mp.definition("capability")
    worlds = {year: world.at(year) for year in range(1995, 2025)}
    available = availability(definition, worlds, {})
    baskets: dict[tuple[str, ...], list[str]] = {}
    for unit in world.units:
        baskets.setdefault(tuple(dropped_from(available, 0.5, [unit])), []).append(unit)
    for dropped, units in baskets.items():
        scored = Years(reduced(definition, dict.fromkeys(dropped, "")), world, worlds, {}, "frozen", None)
        ranks = pd.DataFrame(scored.rank(scored.scores), index=scored.years, columns=world.units)
        changes = leaps(scored, ranks.to_numpy())
        notes = leap_notes(changes, units, drawn=True)
        assert set(changes.loc[changes["unit"].isin(units), "event"]) <= {"changes"}
        moves = ranks[units].diff().abs()
        far = {(unit, year) for unit in units for year in moves.index[moves[unit] > 15]}
        named = [f"{unit} {year - 1} to {year}, " for unit, year in far]
        assert len(notes) == len(named)
        assert all(
            any(note.startswith(head) and " changes from " in note for note in notes) for head in named
        )


def test_an_undated_list_counts_in_no_year_or_in_all():
    years = [2015, 2024]
    asked = mp.trajectory("KAZ", "capability", years)
    assert "embassies_sent" in asked.dropped and "embassies_sent" not in asked.basket
    declared = mp.trajectory("KAZ", "capability", years, undated="every year")
    assert {"embassies_sent", "embassies_received"} <= set(declared.basket)
    assert "embassies_sent" not in set(declared.changes["indicator"])


def test_several_units_are_the_first_and_its_peers(neighbours):
    assert (neighbours.unit, neighbours.peers) == ("KAZ", ("UZB",))
    named = mp.trajectory("Kazakhstan", "capability", range(1995, 2025), peers="Uzbekistan")
    pd.testing.assert_frame_equal(named.ranks, neighbours.ranks)


# three calls, one answer ---------------------------------------------------------


@pytest.mark.parametrize("name", ["capability", "cinc_open", "regional", "wood"])
def test_where_as_of_a_year_and_a_trajectory_agree(name):
    path = mp.trajectory("KAZ", name, [2004, 2024])
    for year in (2004, 2024):
        standing = mp.where("KAZ", year=year, definitions=name).standings[name]
        row = path.table.loc[("KAZ", year)]
        assert (row["full_rank"], row["full_of"]) == (standing.rank, standing.n)


def test_where_and_a_trajectory_whose_basket_is_the_whole_definition_agree_in_rank_too():
    """With nothing dropped and each year's own scale the basket's rank is the definition's own."""
    path = mp.trajectory("KAZ", "cinc_open", [2004, 2020], scale="yearly")
    assert not path.dropped and path.share == pytest.approx(1)
    rows = path.table.loc["KAZ"]
    assert rows["rank"].tolist() == rows["full_rank"].tolist()


@pytest.mark.parametrize("name", ["capability", "rankings", "wood"])
def test_the_newest_answer_and_one_as_of_a_year_agree_or_say_what_differs(name):
    newest = mp.where("KAZ", definitions=name)
    recent = mp.where("KAZ", year=2024, definitions=name)
    far = abs(newest.standings[name].rank - recent.standings[name].rank) > 5
    assert bool(recent.notes) >= far
    assert not newest.notes


def test_someone_who_never_has_a_rank_is_said_to_have_none():
    assert "has no rank" in mp.trajectory("SSD", "wood", [1995, 2000]).in_words()


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: mp.trajectory("KAZ", "wood", []), OptionError, "no year"),
        (lambda: mp.trajectory("KAZ", "wood", ["2000"]), OptionError, "years are whole numbers"),
        (lambda: mp.trajectory("KAZ", "wood", "2000"), OptionError, "years are whole numbers"),
        (lambda: mp.trajectory("KAZ", "wood", None), OptionError, "years are whole numbers"),
        (lambda: mp.trajectory("KAZ", "wood", [2000.5]), OptionError, "years are whole numbers"),
        (lambda: mp.trajectory("KAZ", "wood", [2000], scale="forzen"), OptionError, "Did you mean 'frozen'"),
        (lambda: mp.trajectory("KAZ", "wood", [2000], enough=0), OptionError, "enough is a share"),
        (lambda: mp.trajectory("KAZ", "wood", [2000], enough="half"), OptionError, "enough is a share"),
        (lambda: mp.trajectory("KAZ", "wood", [2000], base_year="2000"), OptionError, "base_year is a whole"),
        (lambda: mp.trajectory("KAZ", "wood", [2000], peers=3), OptionError, "peers takes names"),
        (
            lambda: mp.trajectory("KAZ", "wood", [2000], parameters="SCO"),
            OptionError,
            "parameters is a mapping",
        ),
        (lambda: mp.trajectory("KAZ", "wood", [2000], "world"), OptionError, "a Dataset"),
        (lambda: mp.trajectory("KAZ", 3, [2000]), OptionError, "a definition is an id"),
        (lambda: mp.trajectory(3, "wood", [2000]), OptionError, "unit takes names"),
        (lambda: mp.trajectory([], "wood", [2000]), OptionError, "unit: none is given"),
        (lambda: mp.trajectory("KAZ", "wood", [2030]), DataError, "the newest figures are of 2026"),
        (lambda: mp.trajectory("KAZ", "wood", [2000], basket="sets"), OptionError, "Did you mean 'set'"),
        (lambda: mp.trajectory("KAZ", "wood", [2000], undated="always"), OptionError, "undated is one of"),
        (lambda: mp.trajectory("KAZ", "wood", [1800]), DataError, "no value is fresh as of 1800"),
        (lambda: mp.trajectory("Atlantis", "wood", [2000]), UnknownUnit, "Atlantis"),
        (lambda: mp.trajectory("KAZ", "cinc", [1995]), DataError, "no indicator of 'cinc'"),
        (
            lambda: mp.trajectory("KAZ", "wood", [2000, 2001]).risers(1999),
            OptionError,
            "since: 1999 is not a year of this trajectory",
        ),
        (
            lambda: mp.trajectory("KAZ", "wood", [2000, 2001]).risers(many="all"),
            OptionError,
            "many is a whole number",
        ),
    ],
)
def test_wrong_calls_say_what_is_wrong(call, error, says):
    with pytest.raises(error, match=says):
        call()


def test_one_year_and_one_peer_need_be_no_list():
    path = mp.trajectory("KAZ", "wood", 2010, peers="UZB")
    assert list(path.ranks.index) == [2010] and path.peers == ("UZB",)


def test_a_definition_in_python_has_no_tree_to_follow():
    class Own:
        id = "own"

        def apply(self, dataset):
            raise NotImplementedError

    with pytest.raises(DefinitionError, match="written in Python"):
        mp.trajectory("KAZ", Own(), [2000])


def test_years_that_cannot_be_followed_are_told_from_those_that_can():
    with pytest.raises(DefinitionError, match="it can be scored in 1999, 2001, not in 2000"):
        mp.trajectory("KAZ", "fuzzy_middle_power", [1999, 2000, 2001])
    with pytest.raises(OptionError, match="years are whole numbers"):
        mp.trajectory("KAZ", "wood", [True])
