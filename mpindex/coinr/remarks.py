"""What of a definition COINr's tables do not hold: steps, which are calls there, and what COINr knows nothing of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mpindex.engine.plan import Plan
from mpindex.grammar.model import LEARNING, Call, Leaf, Node, thaw

#: Step -> COINr's function for it, and its name for each method that both have; see COINr 1.1.14's help pages.
CALLS = {
    "impute": ("Impute", {"mean": "i_mean", "median": "i_median"}),
    "treat": ("Treat", {"winsorise": "winsorise", "log_CT": "log_CT", "boxcox": "boxcox"}),
    "normalise": (
        "Normalise",
        {
            "minmax": "n_minmax", "zscore": "n_zscore", "scaled": "n_scaled", "rank": "n_rank", "borda": "n_borda",
            "percentile_rank": "n_prank", "fracmax": "n_fracmax", "dist2max": "n_dist2max", "dist2ref": "n_dist2ref",
            "dist2targ": "n_dist2targ", "goalposts": "n_goalposts",
        },
    ),
    "aggregate": (
        "Aggregate",
        {
            "arithmetic": "a_amean", "geometric": "a_gmean", "harmonic": "a_hmean", "power_mean": "a_genmean",
            "copeland": "a_copeland",
        },
    ),
}  # fmt: skip
#: Keys of a definition that mean nothing to COINr.
UNKNOWN = {
    "bands": "bands",
    "uncertainty": "the alternatives under uncertainty:",
    "chains": "the alternatives under chains:",
    "report": "figures beside the score",
}


def remarks(plan: Plan) -> tuple[str, ...]:
    """Return what must be done or known beside COINr's tables, in the order of the steps.

    Parameters
    ----------
    plan : Plan
        The definition bound to the dataset.
    """
    return (*_figures(plan), *_steps(plan), *_nodes(plan), *_rest(plan))


def _figures(plan: Plan) -> Iterator[str]:
    derived = {item.id for item in plan.model.derived}
    made = sorted({leaf.source for leaf in plan.leaves} & derived)
    if made:
        yield f"derived here and written as figures: {', '.join(made)}"
    if plan.model.screen is not None:
        yield f"screen: {_words(plan.model.screen)} is applied: units that it leaves out have no figures"
    lacking = [
        leaf.id for leaf in plan.leaves if leaf.optional and leaf.source not in plan.dataset.indicators
    ]
    lacking = [name for name in lacking if name not in derived]
    if lacking:
        yield f"left out, optional and not in the data: {', '.join(lacking)}"
    scaled = [
        f"{leaf.id} ({leaf.settings.per.factor:g})"
        for leaf in plan.leaves
        if leaf.settings.per is not None and leaf.settings.per.factor != 1
    ]
    if scaled:
        yield f"factors of denominators go into Denominate(denomby), as ScaleFactor: {', '.join(scaled)}"


def _steps(plan: Plan) -> Iterator[str]:
    settings = [leaf.settings for leaf in plan.leaves]
    yield from _calls("impute", (item.impute for item in settings))
    yield from _calls("treat", (item.treat for item in settings))
    yield from _calls("normalise", (item.normalise for item in settings))
    elements: list[Leaf | Node] = [*plan.leaves, *plan.nodes]
    sources = {getattr(item.settings.learn, step) for item in elements for step in LEARNING}
    if sources != {("own", None)}:
        yield "learn: COINr learns from the figures of the coin itself, or of all years of a purse (global = TRUE)"


def _nodes(plan: Plan) -> Iterator[str]:
    yield from _calls("aggregate", (node.settings.aggregate for node in plan.nodes))
    rules = {node.settings.missing for node in plan.nodes}
    if any(item.rule != "available" for item in rules):
        words = sorted({f"{r.rule} {r.below:g}" if r.rule == "exclude" else r.rule for r in rules})
        yield (
            f"missing: {', '.join(words)}; COINr takes what is available,"
            " and Aggregate(dat_thresh) excludes below a share of the children"
        )
    found = [node.id for node in plan.nodes if node.settings.weigh.name != "given"]
    if found:
        yield f"weights found from the data and written as they came out: below {', '.join(found)}"
    then = [f"{node.id} ({_words(node.then)})" for node in plan.nodes if node.then is not None]
    if then:
        yield f"COINr has no step between two levels; here one stands behind {', '.join(then)}"


def _rest(plan: Plan) -> Iterator[str]:
    spec = plan.definition.spec
    lacking = [words for key, words in UNKNOWN.items() if spec.get(key)]
    if plan.model.low_is_best:
        lacking.append("best: low (in COINr the highest score is rank 1)")
    if lacking:
        yield f"COINr knows nothing of {', '.join(lacking)}"


def _calls(step: str, calls: Iterable[Call]) -> Iterator[str]:
    """What COINr's call is for each distinct method of a step, or that it has none."""
    function, names = CALLS[step]
    for call in dict.fromkeys(calls):
        if call.name == "none":
            continue
        same = names.get(call.name)
        if same is None:
            yield f"{step}: {_words(call)} has no counterpart in COINr"
        else:
            yield f"{step}: {_words(call)} is a call in COINr, {function} with {same}"


def _words(call: Call) -> str:
    """A method with its options, as a file writes it."""
    if call.name == "chain":
        return ", then ".join(_words(link) for link in call.keywords["calls"])
    options = ", ".join(f"{key} {thaw(value)}" for key, value in call.arguments)
    return f"{call.name} ({options})" if options else call.name
