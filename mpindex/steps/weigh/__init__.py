"""Weigh: where the weights of a node's children come from.

Every method takes the normalised children x (..., units, k), NaN where missing, and gives weights (..., k),
of which only the proportions matter. Weights found from data (PCA, entropy, CRITIC, fitted, benefit of the
doubt) say how the numbers vary, not what matters: they are alternatives to judgement, for a sensitivity
analysis.
"""

from mpindex.steps.weigh.ahp import Judgement, ahp, judgement
from mpindex.steps.weigh.benefit_of_doubt import benefit_of_doubt
from mpindex.steps.weigh.best_worst import Comparison, best_worst, bwm
from mpindex.steps.weigh.critic import critic
from mpindex.steps.weigh.effective import effective
from mpindex.steps.weigh.entropy import entropy
from mpindex.steps.weigh.fitted import Fit, correlations, fit, fitted, influence
from mpindex.steps.weigh.merec import merec
from mpindex.steps.weigh.pca import loadings, pca
from mpindex.steps.weigh.spread import angle, standard_deviation
from mpindex.steps.weigh.stated import budget, equal, given

__all__ = [
    "Comparison",
    "Fit",
    "Judgement",
    "ahp",
    "angle",
    "benefit_of_doubt",
    "best_worst",
    "budget",
    "bwm",
    "correlations",
    "critic",
    "effective",
    "entropy",
    "equal",
    "fit",
    "fitted",
    "given",
    "influence",
    "judgement",
    "loadings",
    "merec",
    "pca",
    "standard_deviation",
]
