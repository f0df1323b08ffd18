"""What each key of the grammar means, and each choice it leaves, in the words of an editor's hint and of the documentation.

`weights/schema.json` and the page on the grammar take them from here and from `option_descriptions`. A test holds that
nothing the grammar accepts is left without its text.
"""

from __future__ import annotations

#: Keys at the top of a file, of a dimension and of an indicator.
KEYS = {
    "id": "Short name: letters, digits, _ . -, starting with a letter.",
    "title": "Name for people.",
    "family": "What kind of question it answers.",
    "fidelity": "How near it is to a published index.",
    "question": "The question that it answers, in one sentence.",
    "notes": "What a reader must know.",
    "extends": "Id or file of another definition, of which this one is a change. Mappings merge key by key, null removes a"
    " key, anything else replaces. A method or a verb is replaced with all its options. In the tree a number changes a"
    " weight and leaves the rest.",
    "best": "Which end of the score is rank 1.",
    "sources": "Where question, indicators, weights and cut points come from, and whether they were read or recalled.",
    "parameters": "Names and defaults of what a user may set. Used as $name anywhere in the file but in its texts.",
    "derive": "Indicators made from others: a new id, and one verb with its inputs and options.",
    "report": "Derived indicators shown beside the score without entering it: id to its title, how it is said, and"
    " whether it is `optional`: missing for all where the dataset lacks what it is made of.",
    "screen": "Which units are left out for want of data, before anything is computed.",
    "tree": "Indicators and dimensions, each with its weight or with a mapping of its settings. A key with `of` is a"
    " dimension, every other key an indicator of the dataset or of `derive`.",
    "of": "The indicators and dimensions below this one.",
    "then": "A normalisation of the node's result before it goes up, as in indices that rescale each dimension.",
    "bands": "In order; the first band whose conditions all hold is the unit's. What matches none is unclassified. {} takes"
    " all that is left.",
    "tiers": "Which tier a band stands for beside other definitions, where its label does not say. A band named great,"
    " middle, minor or small needs no entry; `middle of the pack` is the middle of a table and no tier.",
    "original_weight": "Share of the published index's weight that can be filled. Below two thirds no tier is said.",
    "imitates": "The published index or list that it follows, and its result. `mpindex definitions --models` compares.",
    "great_powers": "Who is never put into a band below the great powers. Such a unit's band is `great by rule`.",
    "uncertainty": "What its maker could reasonably have chosen otherwise: a path in this file, and the alternatives. Each"
    " entry is drawn by itself, and within it every alternative is as likely as any other.",
    "chains": "Changes that only make sense together, as a list of {label: ..., set: {path: value}}. A chain is drawn as"
    " one choice. Include the definition as it stands, as {label: ..., set: {}}, or no draw will have it.",
    "weights": "New weights by id, for a definition that extends another.",
    "keeps": "Invariants that the definition promises; each is tested.",
    "calibrated_on": "Expert lists that the cut points were fitted to. Agreement with them is no evidence.",
    "needs": "Indicators that the bundled data lack: the user's own copy must bring them.",
    "per": "Denominator: an indicator, or {indicator: ..., factor: ...}. The value becomes factor * value / indicator.",
    "impute": "What is put where a value is missing, before outliers are treated.",
    "treat": "How outliers are treated, before normalisation.",
    "normalise": "How indicators are made comparable. A list is a chain: [log_share, minmax] does one after the other.",
    "learn": "Where minima, means, weights found from the data and the like are learned.",
    "direction": "1: more is more; -1: less is more. Where it is not said, that of the catalogue holds. A derived indicator"
    " has the direction of its first input; `position` and `place`, which count from the top, have the other"
    " one; shares of partners and evenness have 1.",
    "aggregate": "How children become one score.",
    "missing": "What a node does with a unit that lacks some of its children. Each node decides by itself and asks only its"
    " own children; a node with a score counts as there for the node above, however little it rests on. The rule cascades,"
    " and a dimension may have its own.",
    "weigh": "Where weights come from: `given`, those of this file, or a method that finds them node by node.",
    "weight": "Weight among its siblings; they need not sum to 1. What counts is its share of its siblings' sum.",
    "optional": "Whether it is left out, and named in the notes, where the dataset lacks it.",
    "not": "true: 1 - membership, the set of all that are not in it. What goes in must lie between 0 and 1.",
    "indicator": "The indicator or derived id that it takes its values from, if not its own name.",
}  # fmt: skip

FIDELITIES = {
    "replica": "Reproduces a published index from its own figures.",
    "style": "Follows a published method on other figures.",
    "own": "A definition of this library, or of the user.",
}  # fmt: skip
IMITATES = {
    "model": "What it follows, by name and edition.",
    "year": "The year of that result.",
    "places": "The published places, {USA: 1, CHN: 2}.",
    "indicator": "The indicator that holds the published scores.",
    "definition": "The definition that reproduces it.",
    "list": "The expert list that holds its members.",
    "label": "Which label of that list.",
    "members": "Its members.",
}  # fmt: skip
GREAT_POWERS = {
    "listed": "The major powers of the Correlates of War project (list of 2016).",
    "capability": "Those, and whom `capability` calls great on the same data. The default.",
    "none": "Nobody; also where the units are no countries.",
}  # fmt: skip
BEST = {
    "high": "The highest score is rank 1. The default.",
    "low": "The lowest score is rank 1.",
}  # fmt: skip
FORMS = {
    "number": "As it is. The default.",
    "percent": "A share, said in per cent.",
    "times": "So many times.",
    "place": "A position between 0 and 1, said as n-th of m.",
}  # fmt: skip

MISSING = {
    "available": "The node is the aggregate of the children that are there; they share the weight of those that are not, in"
    " proportion to their own. So does a sum: it does not fall where a child is missing.",
    "zero": "A missing child counts as 0 on the scale after normalisation: the worst by min-max, but the average by"
    " z-scores. A unit without any child stays without a score.",
    "exclude": "A unit that lacks a child has no score at this node. {exclude: 0.66} leaves out only those with less than"
    " 66 % of the children: they are counted, not weighed; those of weight zero do not count, and a child that tells"
    " nothing about anybody counts as missing. The default.",
}  # fmt: skip
LEARN = {
    "own": "From the figures that are scored. The default.",
    "panel": "From all years of the dataset pooled, so that scores of different years can be compared.",
    "year": "From the figures of one year: {year: 2010}.",
    "among": "From the units of a group: {among: SCO}.",
    "treat, normalise, weigh, then": "A mapping gives each a source of its own: {treat: own, normalise: panel}. `weigh` are"
    " weights found from the data, `then` what is done with a node's result; what it leaves out is own. The figures of"
    " another year are scored as those at hand are, up to the node that learns.",
}  # fmt: skip
