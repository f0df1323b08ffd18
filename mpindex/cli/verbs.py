"""The verbs of the command line: one table from verb to function of the face."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Verb:
    """One verb.

    Attributes
    ----------
    name : str
        What is typed.
    question : str
        What is asked of the face: a public function, or a chain of them (``definition.apply.explain``), each given those
        of the arguments that it takes. Empty for `check`, which asks nothing but tries.
    help : str
        What it does, in one line.
    arguments : tuple of str
        Names of arguments, in order.
    data : str
        Which options about data it takes: "" (none), "table" (a table of the user's own), "year" (and as of a year).
    writes : str
        "answer": a table or a text that -o writes in the format of the file's suffix; "page": one HTML page.
    each : bool
        Whether the function takes one unit, and is asked again for each.
    columns : tuple of str
        Those of the table's columns that people are shown; all of them when empty.
    slow : bool
        Whether it takes over two seconds and shows no bar of its own.
    """

    name: str
    question: str
    help: str
    arguments: tuple[str, ...]
    data: str = "year"
    writes: str = "answer"
    each: bool = False
    columns: tuple[str, ...] = ()
    slow: bool = False


_DRAWN = ("parameters", "draws", "seed")

VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb("where", "where", "Say where states sit, by every headline definition",
             ("units", "by_several", "brief", "parameters"), each=True),
        Verb("rank", "definition.apply", "Rank all units by a definition",
             ("definition", "parameters", "bands", "top"), columns=("rank", "unit", "name", "score", "band", "coverage")),
        Verb("compare", "compare", "Put the ranks by several definitions side by side",
             ("definitions", "parameters", "top")),
        Verb("census", "census", "Count the states in each tier by each definition, and who is there by all of them",
             ("by_several", "parameters")),
        Verb("verdict", "verdict", "Say what each definition calls a state, and in what share of choices",
             ("units", "by_several", *_DRAWN), each=True),
        Verb("robustness", "robustness", "Say in what share of choices each unit has each band, and its range of ranks",
             ("definition", "one", *_DRAWN, "top")),
        Verb("sensitivity", "sensitivity", "Say which choice decides a unit's rank, and what each would change",
             ("unit", "by", *_DRAWN), slow=True),
        Verb("trajectory", "trajectory", "Follow units through the years, on a constant basket of indicators",
             ("units", "by", "years", "peers", "parameters"), data="table", slow=True),
        Verb("guard", "guard", "Ask whether a claim from many rankings survives another pool of them",
             ("unit", "by_ranking", "band", *_DRAWN), slow=True),
        Verb("explain", "definition.apply.explain", "Say which figures lift a unit, and which hold it back",
             ("unit", "by", "parameters"),
             columns=("indicator", "name", "value", "year", "rank", "weight", "contribution", "effect")),
        Verb("audit", "audit", "Ask whether an index is sound: correlations, reliability, weights in effect",
             ("definition", "parameters")),
        Verb("sets", "set_relations", "Ask which conditions are necessary for an outcome, and which are enough",
             ("definition", "outcome", "conditions", "parameters")),
        Verb("types", "types", "Group units with like profiles, and say how far the groups hold",
             ("definitions", "k", "grouping", *_DRAWN), slow=True),
        Verb("members", "members", "Follow who is in a tier through the years: stays, moves, distance to its line",
             ("definition", "years", "of", "tier", "parameters"), data="table", slow=True),
        Verb("balance", "balance", "Say where states stand between the great powers by year, and how they moved",
             ("units", "since"), data="table"),
        Verb("search", "search", "Find indicators, definitions, groupings and methods by words", ("words", "kind"),
             data="table"),
        Verb("cite", "definition.cite", "List the references of a definition and of every figure that it uses",
             ("definition",), data="table"),
        Verb("report", "report", "Write a report on a state, or on up to four side by side, as one HTML page",
             ("units", "by_several", *_DRAWN, "page"), writes="page", slow=True),
        Verb("explore", "explore", "Write a page in which weights are moved and other choices made",
             ("definition", "of", "parameters", "page"), writes="page", slow=True),
        Verb("site", "site", "Write a folder of pages: map and table, each definition, each unit",
             ("folder", "by_several", "title", *_DRAWN, "processes"), writes="page"),
        Verb("check", "", "Check a table of data, or a definition: all of its faults at once", ("file",)),
        Verb("definitions", "definitions", "List the definitions", ("filter", "asked", "models"), data="table",
             columns=("id", "family", "fidelity", "indicators", "title", "question")),
        Verb("indicators", "indicators", "List the indicators, their sources and licences", ("filter",), data="",
             columns=("id", "name", "unit", "direction", "dimension", "source", "licence", "bundled")),
        Verb("methods", "methods", "List the methods of every step: formula, what it keeps, source", ("filter",), data="",
             columns=("step", "method", "formula", "keeps", "source")),
        Verb("ledger", "ledger", "List what states declared and did, and what still holds", ("states",), data=""),
        Verb("commitments", "commitments", "List the treaties that states are bound by, as a ledger", ("bound",), data=""),
        Verb("fetch", "fetch", "Fetch newer figures over your own network", ("service", "series", "since", "until"),
             data="", slow=True),
        Verb("invariants", "invariants", "Try which promises definitions keep", ("definitions", "seed"), data="table",
             slow=True),
        Verb("versions", "show_versions", "Print the versions that a report of a fault should name", (), data=""),
    )
}  # fmt: skip
