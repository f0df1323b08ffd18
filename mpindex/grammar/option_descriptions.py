"""What the options of bands, of derived indicators and of `uncertainty:` mean; see `descriptions`."""

from __future__ import annotations

#: What may be named as a group: `among:`, `partners:`, `rivals:`, `learn: {among: ...}`.
GROUPS = {
    "world": "All units.",
    "region, subregion": "The units of the same class as the unit itself; any classification of the dataset.",
    "SCO, EU, Central Asia ...": "The members of one group, of the year of the data. Observers do not count. A unit that is"
    " no member is compared with nobody, so its value is missing.",
    "neighbours": "The unit and those with which it shares a land border.",
    "nearest_10": "The unit and the ten with the nearest capitals; any number.",
    "neighbourhood_10": "The unit, all that it touches by land or across water no wider than 150 miles, and the next"
    " nearest by the distance between borders, until there are ten others; any number. A unit that touches more keeps them"
    " all.",
    "... without great powers": "Behind any of these names: no great power is in another's group. It stays in its own.",
    "[KAZ, UZB, TKM]": "A list of units. A unit that is not on it has no value.",
}  # fmt: skip

#: What a band's condition may name.
QUANTITIES = {
    "score": "The score.",
    "rank": "The rank, 1 the best; equal scores share the better one. [7, 37] means from the 7th to the 37th.",
    "position": "Rank as a share of the way down: (rank - 0.5) / N, 0 the top and 1 the bottom.",
    "share": "The score as a share of the sum of all scores.",
    "coverage": "The share, by weight, of the indicators for which the unit has a figure.",
    "leaves": "At least so many of the unit's indicators, after normalisation, lie within a range: {within: [0.33, 0.67],"
    " at_least: 50%}. A share counts the indicators for which the unit has a figure; a number counts as it is.",
    "breaks": "The class of the unit when natural breaks (Jenks) cut all scores into so many.",
    "head_tail": "The class of the unit by head/tail breaks: those above the mean, those above their mean, and so on.",
    "gap": "The class of the unit when the scores are cut once, at the largest gap between two ranks in a row.",
    "a dimension or indicator": "The score of a dimension after normalisation and aggregation; of an indicator the raw"
    " figure, also of one that is not in the tree.",
    "a derived id": "The derived figure, whether or not it is in the tree.",
    "another definition": "The band that another definition gives the unit on the same data, `capability: great` or {not:"
    " [great, middle]}. That definition is applied as it stands.",
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
    "{quantile: 0.25, of: ...}": "A quantile over some units: a list, or those on expert lists; over all without `of`.",
    "{youden: true, of: ...}": "The line that best tells those units from all others: the largest sum of the share it lets"
    " in of the one side and keeps out of the other. Great powers are on neither side.",
    "of: {lists: verified, at_least: 3}": "Units on at least three of the expert lists whose rows were all read; `lists`"
    " may be all, or ids of lists; `leave_out` passes lists over; `not_great_in` takes out who is on a list of great"
    " powers.",
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
    "years": "How many calendar years, counted back from the newest year in which any unit has a figure of the indicator:"
    " neither from this year nor from the unit's own newest. `mean` and `lowest` take so many years, the newest included;"
    " `slope` and `slope_t` one more, as they look so many years back; `change` alone goes by each unit: from its newest"
    " figure to the one so many years before. A unit without a newest figure has no derived one either.",
    "error": "The indicator that holds the publisher's standard errors. A slope no larger than its own error counts as 0.",
    "log": "Whether the residual is one of logarithms of 1 plus the value: a ratio to what the others lead one to expect.",
    "relative": "Whether a change is divided by the earlier value, without its sign.",
    "among": "The group in which the unit is placed; the world when not said.",
    "of": "What a partner's total is: an indicator, or a relation summed over everybody. The sum of the flow when not said.",
    "partners": "Whom the flow goes to: a group (each unit's own, without itself), or for `evenness` a list of units and"
    " groups.",
    "by": "The relation by which weight falls: `distance` between capitals when not said.",
    "decay": "The power of the distance by which weight is divided; 1 when not said.",
    "rivals": "Whose weight at a partner's place is compared with the unit's. The whole world when not said, the host and"
    " the great powers included, so that shares are small; the name of a group weighs the unit against that group alone.",
}  # fmt: skip

#: What may stand under `uncertainty:` besides a path and its list of alternatives.
UNCERTAINTY = {
    "a path and a list": "The alternatives, the file's own among them if it shall be drawn: `missing: [available, zero]`."
    " {label: ..., set: ...} gives one a name. A path may start with the id of a dimension or indicator, as in"
    " economy.normalise.",
    "a path and {uniform: [low, high]}": "A number anywhere between the two, evenly: for the bound of a band, as in"
    " bands.0.great.score.min, any number; for all else sixteen evenly spaced ones.",
    "weights: {concentration: 50}": "Weights near those of the file. Among the children of each node they are a Dirichlet"
    " draw with alpha = 50 x share, so a share s has the standard deviation sqrt(s (1 - s) / 51): a weight of 20 % lies"
    " between about 12 and 30 % in nine draws of ten. The smaller the number, the further they go.",
    "weights: {uniform: true}": "Any weights. Among the children of each node every set of shares is as likely as any other"
    " (a Dirichlet draw with alpha 1), whatever the file says: one of three children has between 2.5 and 78 % in nine"
    " draws of ten. It is drawn node by node, so it is not uniform over the indicators of a deeper tree.",
    "weights: {spread: 0.25}": "Each weight times a number between 0.75 and 1.25, evenly.",
    "weights: a list of mappings": "One of several sets, as of several experts. What one leaves out keeps its weight.",
    "leave_one_out: true": "One indicator left out, or none, each as likely as the others: with 16 indicators something is"
    " out in 16 of 17 draws. Its siblings share its weight; a dimension that loses its last indicator loses its weight"
    " too. An indicator that another drawn choice has weighed 0 changes nothing when it is left out.",
    "noise: true": "The publishers' standard errors: each figure that has one gets a normal error of that size, by itself.",
    "noise: {gdp: {cv: 0.05}}": "An error of 5 % of each figure of `gdp`; {sd: 2} one of 2 in its own unit.",
}  # fmt: skip
