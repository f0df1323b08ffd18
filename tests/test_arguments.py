"""A wrong argument is an OptionError that names it and says what would be right; a right one comes back as it is."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

import mpindex as mp
from mpindex import arguments
from mpindex.errors import MpindexError, OptionError


@pytest.mark.parametrize("value", [1, np.int64(7), 10**12])
def test_whole_numbers_come_back_as_ints(value):
    number = arguments.whole_number("draws", value, least=1)
    assert number == value and type(number) is int


@pytest.mark.parametrize("value", [0, -1, 2.0, "7", None, True, np.True_, [1], float("nan")])
def test_what_is_no_whole_number_is_named(value):
    with pytest.raises(OptionError, match="draws is a whole number of at least 1, as in draws=1, not"):
        arguments.whole_number("draws", value, least=1)


@pytest.mark.parametrize("value", [0, -0.5, 1.5, "half", None, True, float("nan")])
def test_what_is_no_share_is_named(value):
    assert arguments.share("enough", 1) == 1.0
    with pytest.raises(OptionError, match="enough is a share above 0 and at most 1"):
        arguments.share("enough", value)


@pytest.mark.parametrize("value", ["frozn", None, 3, ["frozen"], {}])
def test_what_is_no_option_is_told_which_there_are(value):
    assert arguments.option("scale", "frozen", ["frozen", "yearly"]) == "frozen"
    with pytest.raises(OptionError, match="scale is one of frozen, yearly; not"):
        arguments.option("scale", value, ["frozen", "yearly"])


@pytest.mark.parametrize("value", [-1, 1.5, "x", None, True])
def test_what_is_no_seed_is_named(value):
    with pytest.raises(OptionError, match=r"seed is a whole number of at least 0, as in seed=1, or a numpy"):
        arguments.seed_number(value)


def test_a_generator_gives_a_seed_and_moves_on():
    one, two = np.random.default_rng(4), np.random.default_rng(4)
    assert arguments.seed_number(one) == arguments.seed_number(two)
    assert arguments.seed_number(one) != arguments.seed_number(np.random.default_rng(4))


@pytest.mark.parametrize("value", [3, "x", ["a"], {1: 2}])
def test_what_is_no_mapping_by_name_is_shown_one(value):
    assert arguments.mapping("parameters", None, "{}") == {}
    assert arguments.mapping("parameters", {"a": 1}, "{}") == {"a": 1}
    with pytest.raises(
        OptionError, match=r"parameters is a mapping by name, as in parameters=\{'region': 'SCO'\}"
    ):
        arguments.mapping("parameters", value, "{'region': 'SCO'}")


@pytest.mark.parametrize("value", [3, None, [1], {"a": 1}])
def test_what_are_no_names_is_shown_some(value):
    assert arguments.names("only", "weights", "[]") == ("weights",)
    assert arguments.names("only", ["a", "b"], "[]") == ("a", "b")
    with pytest.raises(OptionError, match=r"only takes names, as in only=\['weights'\]"):
        arguments.names("only", value, "['weights']")


@pytest.mark.parametrize("value", [-1, float("inf"), float("nan"), "1", None, True])
def test_what_is_no_weight_is_named(value):
    assert arguments.weight("the weight", np.float64(2)) == 2.0
    with pytest.raises(OptionError, match="the weight is a number of at least 0"):
        arguments.weight("the weight", value)


def test_a_wrong_argument_is_a_value_error_too_for_who_catches_those():
    with pytest.raises(ValueError) as caught:
        arguments.option("scale", "x", ["y"])
    assert isinstance(caught.value, MpindexError)


# calls that do not fit -------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: mp.robustness("wood", n_jobs=4), "robustness has no argument 'n_jobs'; it is executor= here"),
        (lambda: mp.robustness("wood", random_state=4), "it is seed= here"),
        (lambda: mp.robustness("wood", n_iter=4), "it is draws= here"),
        (lambda: mp.sensitivity("KAZ", "wood", rng=4), "it is seed= here"),
        (lambda: mp.sensitivity(of="KAZ", definition="wood"), "it is unit= here"),
        (lambda: mp.where("KAZ", definition="wood"), "it is definitions= here"),
        (lambda: mp.guard("KAZ", definitions="wood"), "it is definition= here"),
        (lambda: mp.where("KAZ", date=2010), "it is year= here"),
        (lambda: mp.trajectory("KAZ", "wood", period=2010), "it is years= here"),
        (lambda: mp.verdict("KAZ", verbose=True), "it is progress= here"),
        (lambda: mp.verdict("KAZ", drwas=10), "Did you mean 'draws'"),
        (lambda: mp.report("KAZ", filename="kaz.html"), "it is path= here"),
        (lambda: mp.definition("regional").apply(region="SCO"), r"given as parameters={'region': ...}"),
        (lambda: mp.explore("regional", region="SCO"), r"given as parameters={'region': ...}"),
        (lambda: mp.compare("regional", region="SCO"), r"given as parameters={'region': ...}"),
        (lambda: mp.definition("regional").apply(mp.load(), "SCO"), "Definition.apply takes by place: dataset;"),
        (lambda: mp.where(), "where: missing a required argument: 'unit'; it takes unit, definitions"),
        (lambda: mp.where("KAZ", mp.load()), "the dataset comes last"),
    ],
)  # fmt: skip
def test_a_call_that_does_not_fit_names_the_argument_that_does(call, words):
    with pytest.raises(OptionError, match=words):
        call()


@pytest.mark.parametrize(
    "name",
    [
        "where",
        "verdict",
        "guard",
        "trajectory",
        "report",
        "robustness",
        "sensitivity",
        "explore",
        "audit",
        "definitions",
    ],
)
def test_the_unit_comes_first_the_definition_next_and_the_dataset_last(name):
    order = ["unit", "definition", "years", "dataset"]
    by_place = [
        key.removesuffix("s") if key == "definitions" else key
        for key, argument in inspect.signature(getattr(mp, name)).parameters.items()
        if argument.kind is argument.POSITIONAL_OR_KEYWORD
    ]
    assert by_place == [key for key in order if key in by_place] and by_place[-1] == "dataset"
    assert inspect.signature(getattr(mp, name)).parameters["dataset"].default is None


def test_parameters_are_given_alike_everywhere():
    own = {"parameters": {"region": "SCO"}}
    ranks = mp.definition("regional").apply(**own).ranks
    assert mp.where("KAZ", "regional", **own).table.loc["regional", "rank"] == ranks["KAZ"]
    assert mp.compare("regional", **own).ranks["regional"].equals(ranks)
    assert mp.audit("regional", **own).index.ranks.equals(ranks)
    run = mp.robustness("regional", only="bands.0.regional power.score.min", draws=5, **own)
    assert run.ranks["reference"].equals(ranks.rename("reference"))
    with pytest.raises(OptionError, match="parameters is a mapping by name"):
        mp.robustness("regional", parameters="SCO")
