"""World Bank: pages of figures in its form; its refusals and every kind of nonsense end in words."""

from __future__ import annotations

import json

import pytest

from mpindex.errors import DataError
from mpindex.ingest.services import world_bank
from mpindex.ingest.services.answers import Answers, deadline_in
from mpindex.ingest.services.figures import Span
from mpindex.ingest.services.world_bank import figures

from .conftest import ANSWERS

ALWAYS = Span()


@pytest.fixture
def ask(loopback, tmp_path):
    def get(span: Span = ALWAYS):
        return figures("SP.POP.TOTL", span, loopback.address, Answers(tmp_path, 0, deadline_in(10)))

    return get


def row(code: object = "KAZ", date: object = "2023", value: object = 1.0) -> dict:
    return {
        "indicator": {"id": "X", "value": "A series"},
        "countryiso3code": code,
        "date": date,
        "value": value,
    }


def page(rows: object, number: object = 1, pages: object = 1, total: int | None = None) -> str:
    if total is None:
        total = (len(rows) if isinstance(rows, list) else 0) * (pages if isinstance(pages, int) else 1)
    return json.dumps([{"page": number, "pages": pages, "per_page": 20000, "total": total}, rows])


def test_the_figures_of_states_are_read(loopback, ask):
    loopback.gives("world_bank.json")
    result = ask(Span(2022))
    assert result.values["KAZ", 2023] == 20330104
    assert result.values["XKX", 2023] == 1682668
    assert ("KAZ", 2024) not in result.values  # null: not yet known
    assert result.others == 2  # Africa Eastern and Southern, Puerto Rico
    assert result.name == "Population, total"
    assert result.link == "https://data.worldbank.org/indicator/SP.POP.TOTL"


def test_the_question_names_series_span_and_form(loopback, ask):
    loopback.gives("world_bank.json")
    assert ask(Span(2015, 2024)).address == f"{loopback.address}{loopback.asked[0]}"
    assert loopback.asked == ["/country/all/indicator/SP.POP.TOTL?format=json&per_page=20000&date=2015:2024"]
    ask()
    assert "date=" not in loopback.asked[-1]
    ask(Span(None, 2023))
    assert loopback.asked[-1].endswith("date=1960:2023")


def test_every_page_is_asked_for(loopback, ask):
    loopback.says(
        page([row("KAZ")], 1, 3), page([row("UZB", value=2)], "2", 3), page([row("KGZ", value=3)], 3, 3)
    )
    assert ask().values == {("KAZ", 2023): 1.0, ("UZB", 2023): 2.0, ("KGZ", 2023): 3.0}
    assert [path.partition("&page=")[2] for path in loopback.asked] == ["", "2", "3"]


def test_figures_that_are_promised_and_do_not_come_are_missed(loopback, ask):
    loopback.says(page([row("KAZ"), row("UZB", value=None)]))
    assert ask().values == {("KAZ", 2023): 1.0}
    loopback.says(page([row("KAZ")], total=5))
    with pytest.raises(DataError, match=r"says 5 figures and gives 1"):
        ask()
    loopback.says(page([row("KAZ"), row("UZB")], 1, 2), page([row("KGZ")], 2, 2))
    with pytest.raises(DataError, match=r"says 2 figures and gives 3"):
        ask(Span(2020))


def test_its_own_words_are_passed_on_when_it_refuses(loopback, ask):
    loopback.gives("world_bank_refusal.json")
    with pytest.raises(
        DataError, match=r"SP.POP.TOTL: the service says: The provided parameter value is not valid"
    ):
        ask()


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<html>maintenance</html>", "no JSON"),
        ("[]", "no page of figures"),
        ("{}", "no page of figures"),
        ("null", "no page of figures"),
        ('[{"page": 1, "pages": 1}]', "no page of figures"),
        ('[{"message": 7}]', "the service says: 7"),
        (page([], 2), "page 1 says that it is 2"),
        (page([], 1, "many"), "of 'many'"),
        (page([], 1, True), "of True"),
        (page([], 1, -1), "of -1"),
        (page([], 1, world_bank.MOST_PAGES + 1), "of 51"),
        (page({"KAZ": 1}), "no list"),
        (page(["KAZ"]), "without country, date or value"),
        (page([{"date": "2023", "value": 1}]), "without country, date or value"),
        (page([row(value="1.0")]), "'1.0' is no number"),
        (page([row(value=True)]), "'True' is no number"),
        (page([row(value=10**400)]), "is no number"),
        (page([row(value={})]), "is no number"),
        (page([row(date="2023Q4")]), "only yearly series"),
        (page([row(date=2023)]), "only yearly series"),
        (page([row(), row(value=2.0)]), "two values of KAZ in 2023"),
        (page([row(code=None), row(code=["KAZ"])]), "no figure of any state"),
        (page([row(code="KAZAKHSTAN")]), "no figure of any state"),
        (page([row(value=None)]), "no figure of any state"),
        (page([]), "no figure of any state"),
        (page(None, 1, 0), "no figure of any state"),
    ],
)
def test_nonsense_is_refused_in_words(loopback, ask, body, fault):
    loopback.says(body)
    with pytest.raises(DataError, match=fault):
        ask()
    assert len(loopback.asked) == 1


def test_a_service_that_never_ends_its_pages_is_left(loopback, ask):
    first = page([row()], 1, 3)
    loopback.says(first)  # the same page, whatever is asked
    with pytest.raises(DataError, match=r"page 2 says that it is 1"):
        ask()
    assert len(loopback.asked) == 2


def test_a_name_that_is_not_there_is_empty(loopback, ask):
    loopback.says(page([{"countryiso3code": "KAZ", "date": "2023", "value": 1}]))
    assert ask().name == ""


def test_the_example_is_in_the_form_that_is_checked():
    about, rows = json.loads((ANSWERS / "world_bank.json").read_text())
    assert about["total"] == len(rows)
