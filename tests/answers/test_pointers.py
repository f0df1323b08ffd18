"""Names guessed from pandas, scikit-learn, COINr and seaborn lead somewhere: no AttributeError without the right name."""

from __future__ import annotations

import copy
import pickle

import pytest

import mpindex as mp
from mpindex.answers.pointers import Pointing, no_attribute, pointer

#: Of what, guess, and what must stand in the answer where the guess is no name of ours.
GUESSES = {
    "mp": """read_csv=mp.read read_excel=mp.read load_data=mp.load load_dataset=mp.load datasets=mp.load countries=mp.load
        units=mp.load groups=groups list_indicators=mp.indicators metadata=mp.indicators
        list_definitions=mp.definitions Coin=mp.definition new_coin=mp.definition build=mp.definition
        Normalise=normalise normalise=normalise normalize=normalise Aggregate=aggregate aggregate=aggregate
        Impute=impute impute=impute Treat=treat winsorize=treat weights=with_ MinMaxScaler=normalise
        StandardScaler=normalise PCA=mp.audit get_PCA=mp.audit get_corr=mp.audit corr=mp.audit
        get_sensitivity=mp.sensitivity sobol=mp.sensitivity monte_carlo=mp.robustness uncertainty=mp.robustness
        bootstrap=mp.robustness trend=mp.trajectory history=mp.trajectory barplot=mp.plots scatterplot=mp.plots
        heatmap=mp.plots plot=plot map=map savefig=mp.plots.save find=mp.search help=help version=__version__
        rank=apply ranking=apply score=apply fit=apply explain=explain middle_powers=mp.verdict
        to_excel=to_excel citation=cite check=mp.read validate=mp.read set_seed=seed= serch=search wher=where
        verdcit=verdict robustnes=robustness""",
    "mp.plots": """map=world_map barplot=ladder histplot=distribution boxplot=distribution heatmap=rank_heatmap
        lineplot=trajectory_lines radar=profile_dots sunburst=icicle errorbar=caterpillar slope=bump
        savefig=save pairplot=scatter laddr=ladder""",
    "data": """df=.frame head=.frame columns=.frame iloc=.frame loc=.frame shape=.frame describe=.frame dropna=.frame
        to_csv=.frame melt=.tidy merge=.join concat=.join append=.join drop=.subset rename=.subset filter=.frame
        countries=.units states=.units variables=.indicators features=.indicators metadata=.indicator
        meta=.indicator iMeta=.indicator iData=.frame groupby=.frame missing=.coverage source=.sources
        lookup=.find rank=apply plot=plot indictors=indicators""",
    "definition": """fit=.apply transform=.apply fit_transform=.apply predict=.apply run=.apply
        compute=.apply set_params=.with_
        set_weights=.with_ update=.with_ get_params=.parameters params=.parameters weight=.weights
        structure=.tree levels=.tree dimensions=.tree components=.tree variables=.indicators
        features=.indicators normalise=.tree normalization=.tree aggregation=.tree missing=.tree
        description=.question references=.cite source=.cite yaml=.to_yaml to_dict=.to_yaml save=.to_yaml
        from_yaml=mp.definition load=mp.definition tiers=.bands cutoffs=.bands uncertainty=mp.robustness
        validate=check_definition explain=.explain copy=.with_ wieghts=weights""",
    "index": """score=.scores rank=.ranks band=.bands tier=.bands head=.table tail=.table sort_values=.ranks loc=.table
        iloc=.table columns=.table df=.table values=.table results=.to_frame to_df=.to_frame
        to_csv=.to_frame().to_csv nlargest=.table query=.table groupby=.table corr=mp.audit
        feature_importances_=.explain contributions=.explain coef_=.weights Data=.stage Log=.steps
        dimensions=.levels Analysis=mp.audit export_to_excel=.to_excel map=.plot.map bar=.plot heatmap=.plot
        fit=apply robustness=mp.robustness sensitivity=mp.sensitivity compare=mp.compare peers=.around
        summary=.in_words describe=.in_words year=reference_year missing=.coverage show=print sources=.cite
        citation=.cite warnings=.notes html=mp.report mean=.scores""",
    "run": """df=.to_frame to_df=.to_frame data=.to_frame results=.to_frame to_csv=.to_frame to_excel=.to_frame
        summary=.in_words describe=.in_words sentences=.in_words savefig=mp.plots.save figure=.plot hist=.plot
        citation=.cite findings=.notes title=.heading values=.to_frame head=.to_frame to_html=mp.report
        show=print""",
}  # fmt: skip
CASES = [(of, *guess.split("=", 1)) for of, guesses in GUESSES.items() for guess in guesses.split()]


@pytest.fixture(scope="module")
def objects():
    data, definition = mp.load(), mp.definition("wood")
    index, run = definition.apply(data), mp.robustness(definition, data, draws=20)
    return {
        "mp": mp,
        "mp.plots": mp.plots,
        "data": data,
        "definition": definition,
        "index": index,
        "run": run,
    }


def test_there_are_over_a_hundred_guesses():
    assert len(CASES) >= 200


@pytest.mark.each("case", CASES)
def test_a_guess_is_a_name_of_ours_or_leads_to_it(objects, case):
    of, guess, wanted = case
    try:
        getattr(objects[of], guess)
    except AttributeError as fault:
        assert wanted in str(fault)


def test_what_is_near_nothing_gets_the_list_of_what_there_is(objects):
    with pytest.raises(AttributeError, match=r"Dataset has no .zzz.\. It has: .*indicators"):
        _ = objects["data"].zzz


def test_the_names_of_an_object_come_before_the_table():
    class Thing(Pointing):
        ranks = 1

        @property
        def broken(self):
            raise AttributeError("a fault inside")

    assert Thing().ranks == 1
    with pytest.raises(AttributeError, match="Did you mean 'ranks'"):
        _ = Thing().rnks
    with pytest.raises(AttributeError, match="a fault inside"):
        _ = Thing().broken


def test_the_most_special_owner_is_asked_first():
    assert "workbook" in pointer(["Answer"], "to_excel", [])
    assert pointer(["Index", "Answer"], "excel", []) == " Here it is .to_excel(path)"


def test_capitals_make_no_difference():
    assert "mp.read" in str(no_attribute(["mpindex"], "READ_CSV", []))


@pytest.mark.parametrize(
    "name", ["__array__", "_repr_mimebundle_", "_ipython_canary_method_should_not_exist_"]
)
def test_names_that_programs_ask_for_get_no_lecture(objects, name):
    with pytest.raises(AttributeError) as fault:
        getattr(objects["index"], name)
    assert "It has" not in str(fault.value) and "Here it is" not in str(fault.value)


@pytest.mark.parametrize("of", ["data", "definition", "index", "run"])
def test_objects_travel_and_are_copied_as_before(objects, of):
    thing = objects[of]
    assert (
        type(pickle.loads(pickle.dumps(thing)))
        is type(copy.copy(thing))
        is type(copy.deepcopy(thing))
        is type(thing)
    )
