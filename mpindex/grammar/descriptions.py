"""What each word of the grammar means, in the words of an editor's hint and of the page on the grammar.

One text for each word, beside the grammar that knows the word: `weights/schema.json` and the documentation take them from
here. A test holds that nothing the grammar accepts is left without its text.
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
    "extends": "Id or file of another definition, of which this one is a change. Mappings merge key by key, null"
    " removes a key, anything else replaces. A method or a verb is replaced with all its options. In the tree a"
    " number changes a weight and leaves the rest.",
    "best": "Which end of the score is rank 1.",
    "sources": "Where question, indicators, weights and cut points come from, and whether they were read or recalled.",
    "parameters": "Names and defaults of what a user may set. Used as $name anywhere in the file but in its texts.",
    "derive": "Indicators made from others: a new id, and one verb with its inputs and options.",
    "report": "Derived indicators shown beside the score without entering it: id to what it is called and how it is"
    " said.",
    "screen": "Which units are left out for want of data, before anything is computed.",
    "tree": "Indicators and dimensions, each with its weight or with a mapping of its settings. A key with `of` is a"
    " dimension, every other key an indicator of the dataset or of `derive`.",
    "of": "The indicators and dimensions below this one.",
    "then": "A normalisation of the node's result before it goes up, as in indices that rescale each dimension.",
    "bands": "In order; the first band whose conditions all hold is the unit's. What matches none is unclassified. {}"
    " takes all that is left.",
    "tiers": "Which tier a band stands for beside other definitions, where its label does not say. A band named great,"
    " middle, minor or small needs no entry; `middle of the pack` is the middle of a table and no tier.",
    "original_weight": "Share of the weight of the published index that can be filled. Below two thirds no tier is"
    " said.",
    "imitates": "The published index or list that it follows, and its result, to which the definition is held:"
    " `mpindex definitions --models` shows how near it comes.",
    "great_powers": "Who is never put into a band below the great powers. Such a unit's band is `great by rule`.",
    "uncertainty": "What its maker could reasonably have chosen otherwise: a path in this file, and the alternatives."
    " Each entry is drawn by itself, and within it every alternative is as likely as any other.",
    "chains": "Changes that only make sense together, as a list of {label: ..., set: {path: value}}. A chain is drawn"
    " as one choice. Include the definition as it stands, as {label: ..., set: {}}, or no draw will have it.",
    "weights": "New weights by id, for a definition that extends another.",
    "keeps": "Invariants that the definition promises; each is tested.",
    "calibrated_on": "Expert lists that the cut points were fitted to. Agreement with them is no evidence.",
    "needs": "Indicators that the bundled data lack: the user's own copy must bring them.",
    "per": "Denominator: an indicator, or {indicator: ..., factor: ...}. The value becomes factor * value / indicator.",
    "impute": "What is put where a value is missing, before outliers are treated.",
    "treat": "How outliers are treated, before normalisation.",
    "normalise": "How indicators are made comparable. A list is a chain: [log_share, minmax] does one after the other.",
    "learn": "Where minima, means and the like are learned.",
    "direction": "1: more is more; -1: less is more. Where it is not said, that of the catalogue holds. A derived"
    " indicator has the direction of its first input; `position`, which counts from the top, has the other one;"
    " shares of partners and evenness have 1.",
    "aggregate": "How children become one score.",
    "missing": "What a node does with a unit that lacks some of its children. Each node decides by itself and asks"
    " only its own children; a node with a score counts as there for the node above, however little it rests on. The"
    " rule cascades, and a dimension may have its own.",
    "weigh": "Where weights come from: `given`, those of this file, or a method that finds them from the data, node by"
    " node.",
    "weight": "Weight among its siblings; they need not sum to 1. What counts is its share of its siblings' sum.",
    "optional": "Whether it is left out, and named in the notes, where the dataset lacks it.",
    "not": "true: membership in the set of all that are not in it, 1 - membership. What goes in must lie between 0 and"
    " 1, as after `calibrate`.",
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
    "available": "The node is the aggregate of the children that are there; they share the weight of those that are"
    " not, in proportion to their own. A sum adds what is there.",
    "zero": "A missing child counts as 0 on the scale after normalisation: the worst by min-max, but the average by"
    " z-scores. A unit without any child stays without a score.",
    "exclude": "A unit that lacks a child has no score at this node. {exclude: 0.66} leaves out only those with less"
    " than 66 % of the children: they are counted, not weighed; those of weight zero do not count, and a child that"
    " tells nothing about anybody counts as missing. The default.",
}  # fmt: skip

LEARN = {
    "own": "From the figures that are scored. The default.",
    "panel": "From all years of the dataset pooled, so that scores of different years can be compared.",
    "year": "From the figures of one year: {year: 2010}.",
    "among": "From the units of a group: {among: SCO}.",
    "treat, normalise": "A mapping of the two gives each a source of its own: {treat: own, normalise: panel}.",
}  # fmt: skip

#: What may be named as a group: `among:`, `partners:`, `rivals:`, `learn: {among: ...}`.
GROUPS = {
    "world": "All units.",
    "region, subregion": "The units of the same class as the unit itself; any classification of the dataset.",
    "SCO, EU, Central Asia ...": "The members of one group, of the year of the data. Observers do not count. A unit"
    " that is no member is compared with nobody, so its value is missing.",
    "neighbours": "The unit and those with which it shares a land border.",
    "nearest_10": "The unit and the ten with the nearest capitals; any number.",
    "neighbourhood_10": "The unit, all that it touches by land or across water no wider than 150 miles, and the next"
    " nearest by the distance between borders, until there are ten others; any number. A unit that touches more"
    " keeps them all.",
    "... without great powers": "Behind the name of any of these: no great power is in the group of another unit. It"
    " stays in its own.",
    "[KAZ, UZB, TKM]": "A list of units. A unit that is not on it has no value.",
}  # fmt: skip

#: What a band's condition may name.
QUANTITIES = {
    "score": "The score.",
    "rank": "The rank, 1 the best; equal scores share the better one. [7, 37] means from the 7th to the 37th.",
    "position": "Rank as a share of the way down: (rank - 0.5) / N, 0 the top and 1 the bottom.",
    "share": "The score as a share of the sum of all scores.",
    "coverage": "The share, by weight, of the indicators for which the unit has a figure.",
    "leaves": "At least so many of the unit's indicators, after normalisation, lie within a range: {within: [0.33,"
    " 0.67], at_least: 50%}. A share counts the indicators for which the unit has a figure; a number counts as it"
    " is.",
    "breaks": "The class of the unit when natural breaks (Jenks) cut all scores into so many.",
    "head_tail": "The class of the unit by head/tail breaks: those above the mean, those above their mean, and so on.",
    "gap": "The class of the unit when the scores are cut once, at the largest gap between two ranks in a row.",
    "a dimension or indicator": "The score of a dimension after normalisation and aggregation; of an indicator the raw"
    " figure, also of one that is not in the tree.",
    "a derived id": "The derived figure, whether or not it is in the tree.",
    "another definition": "The band that another definition gives the unit on the same data, `capability: great` or"
    " {not: [great, middle]}. That definition is applied as it stands.",
    "a band method with class": "The class by any registered method of banding: {cumulative_share: {class: 1}}.",
}  # fmt: skip

#: What must hold of a quantity.
TESTS = {
    "min": "At least.",
    "max": "At most.",
    "above": "More than.",
    "below": "Less than.",
    "is": "This label or number, or one of a list.",
    "not": "Not this label, and none of a list.",
}  # fmt: skip
#: What may stand where a bound is a number.
BOUNDS = {
    "[lowest, highest]": "Short for {min: lowest, max: highest}.",
    "{quantile: 0.25, of: ...}": "The quantile of the quantity over some units: a list of them, or those on expert"
    " lists. Without `of`, over all.",
    "{youden: true, of: ...}": "The line that best tells those units from all others: the largest sum of the share it"
    " lets in of the one side and keeps out of the other. Great powers are on neither side.",
    "of: {lists: verified, at_least: 3}": "Units on at least three of the expert lists whose rows were all read;"
    " `lists` may be all, or ids of lists; `leave_out` passes lists over; `not_great_in` takes out who is on a list"
    " of great powers.",
}  # fmt: skip
CUT_OPTIONS = {
    "classes": "How many classes.",
    "class": "Which class, 1 the top; or a list of such. 1 when not said.",
    "log": "Whether logarithms of the scores are cut.",
    "among": "The group in which each unit is classed by itself; all units when not said.",
    "limit": "Goes on while the head is at most this share of those that are cut.",
    "from": "The gap is looked for below this rank and those after it.",
    "to": "The last rank below which it is looked for.",
    "within": "The range, ends included.",
    "at_least": "How many, or a share such as 50%.",
}  # fmt: skip

#: Options of the verbs under `derive:`.
DERIVE_OPTIONS = {
    "factor": "The result is multiplied by it.",
    "years": "How many calendar years, counted back from the newest year in which any unit has a figure of the"
    " indicator: neither from this year nor from the unit's own newest. `mean` and `lowest` take so many years, the"
    " newest included; `slope` and `slope_t` one more, as they look so many years back; `change` alone goes by each"
    " unit: from its newest figure to the one so many years before. A unit without a newest figure has no derived"
    " one either.",
    "error": "The indicator that holds the publisher's standard errors. A slope no larger than its own error counts as"
    " 0.",
    "relative": "Whether a change is divided by the earlier value, without its sign.",
    "among": "The group in which the unit is placed; the world when not said.",
    "of": "What a partner's total is: an indicator, or a relation summed over everybody. The sum of the flow when not"
    " said.",
    "partners": "Whom the flow goes to: a group (each unit's own, without itself), or for `evenness` a list of units"
    " and groups.",
    "by": "The relation by which weight falls: `distance` between capitals when not said.",
    "decay": "The power of the distance by which weight is divided; 1 when not said.",
    "rivals": "Whose weight at a partner's place is compared with the unit's. The whole world when not said, the host"
    " and the great powers included, so that shares are small; the name of a group weighs the unit against that"
    " group alone.",
}  # fmt: skip

#: What may stand under `uncertainty:` besides a path and its list of alternatives.
UNCERTAINTY = {
    "a path and a list": "The alternatives, the file's own among them if it shall be drawn: `missing: [available,"
    " zero]`. {label: ..., set: ...} gives one a name. A path may start with the id of a dimension or indicator, as"
    " in economy.normalise.",
    "a path and {uniform: [low, high]}": "A number anywhere between the two, evenly: for the bound of a band, as in"
    " bands.0.great.score.min, any number; for all else sixteen evenly spaced ones.",
    "weights: {concentration: 50}": "Weights near those of the file. Among the children of each node they are a"
    " Dirichlet draw with alpha = 50 x share, so a share s has the standard deviation sqrt(s (1 - s) / 51): a weight"
    " of 20 % lies between about 12 and 30 % in nine draws of ten. The smaller the number, the further they go.",
    "weights: {uniform: true}": "Any weights. Among the children of each node every set of shares is as likely as any"
    " other (a Dirichlet draw with alpha 1), whatever the file says: one of three children has between 2.5 and 78 %"
    " in nine draws of ten. It is drawn node by node, so it is not uniform over the indicators of a deeper tree.",
    "weights: {spread: 0.25}": "Each weight times a number between 0.75 and 1.25, evenly.",
    "weights: a list of mappings": "One of several sets each time, as when experts each gave theirs. What a set does"
    " not name keeps the file's weight.",
    "leave_one_out: true": "One indicator left out, or none, each as likely as the others: with 16 indicators"
    " something is out in 16 of 17 draws. Its siblings share its weight; a dimension that loses its last indicator"
    " loses its weight too. An indicator that another drawn choice has weighed 0 changes nothing when it is left"
    " out.",
    "noise: true": "The publishers' standard errors: each figure that has one gets a normal error of that size, by"
    " itself.",
    "noise: {gdp: {cv: 0.05}}": "An error of 5 % of each figure of `gdp`; {sd: 2} one of 2 in its own unit.",
}  # fmt: skip
