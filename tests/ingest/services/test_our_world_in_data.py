"""Our World in Data: the table behind a chart, its one column of numbers or the one that is named."""

from __future__ import annotations

import pytest

from mpindex.errors import DataError
from mpindex.ingest.services.answers import Answers, deadline_in
from mpindex.ingest.services.figures import Span
from mpindex.ingest.services.our_world_in_data import figures

from .conftest import whole

ALWAYS = Span()


@pytest.fixture
def ask(loopback, tmp_path):
    def get(code: str = "life-expectancy", span: Span = ALWAYS):
        return figures(code, span, loopback.address, Answers(tmp_path, 0, deadline_in(10)))

    return get


def test_the_one_column_of_numbers_is_taken(loopback, ask):
    loopback.gives("life-expectancy.csv")
    result = ask()
    assert result.values == {("KAZ", 2021): 69.4, ("KAZ", 2022): 73.8, ("XKX", 2022): 77.5}
    assert result.others == 2  # Africa, the world
    assert result.name == "Period life expectancy at birth"
    assert loopback.asked == ["/life-expectancy.csv?v=1&csvType=full&useColumnShortNames=false"]


def test_of_several_columns_one_must_be_named_and_words_are_none(loopback, ask):
    loopback.gives("gdp-vs-happiness.csv")
    with pytest.raises(DataError, match=r"there are: 'Cantril ladder score', 'GDP per capita, PPP'$"):
        ask("gdp-vs-happiness")
    assert ask("gdp-vs-happiness#GDP per capita, PPP").values == {
        ("KAZ", 2022): 29786.2,
        ("UZB", 2023): 9207.1,
    }
    with pytest.raises(DataError, match=r"Did you mean 'Cantril ladder score'"):
        ask("gdp-vs-happiness#cantril ladder")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<!doctype html>", "no table"),
        ("Entity,Code,Day,Cases\nKazakhstan,KAZ,2020-03-01,4\n", "no column 'Year'"),
        ("Entity,Year,x\nKazakhstan,2020,1\n", "no column 'Code'"),
        ("Entity,Code,Year\nKazakhstan,KAZ,2020\n", "there are: none"),
        ("Entity,Code,Year,x\nKazakhstan,KAZ,2020,high\n", "there are: 'x'"),
        ("Entity,Code,Year,x\nKazakhstan,KAZ,2020,1\nUzbekistan,UZB,2020,low\n", "'low' is no number"),
        ("Entity,Code,Year,x\nKazakhstan,KAZ,-500,1\n", "'-500' is no year"),
        ("Entity,Code,Year,x\nKazakhstan,KAZ,2020,1\nKazakhstan,KAZ,2020,2\n", "two values of KAZ"),
        ("Entity,Code,Year,x\nWorld,OWID_WRL,2020,1\n", "no figure of any state"),
    ],
)
def test_nonsense_is_refused_in_words(loopback, ask, body, fault):
    loopback.says(body)
    with pytest.raises(DataError, match=fault):
        ask()


def test_a_chart_that_is_not_there_is_told(loopback, ask):
    loopback.replies[:] = [whole("<html>Not found</html>", 404)]
    with pytest.raises(DataError, match=r"nothing there.*code of the series"):
        ask("life-expectency")


def test_the_name_of_a_chart_cannot_lead_elsewhere(loopback, ask):
    loopback.gives("life-expectancy.csv")
    ask("../admin?x=1")
    assert loopback.asked[0].startswith("/..%2Fadmin%3Fx%3D1.csv")
