"""What a definition says of itself: its name, its question and sources, what it follows, and what its bands stand for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mpindex.grammar.model import GREAT_BY_RULE, LEAST_ORIGINAL, TIERS, UNCLASSIFIED


class About:
    """The part of a definition that is said in words; all of it stands at the top of the file.

    Attributes
    ----------
    spec : mapping
        The file as plain values.
    """

    spec: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its short name."""
        return str(self.spec["id"])

    @property
    def title(self) -> str:
        """Its name for people."""
        return str(self.spec.get("title", self.id))

    @property
    def family(self) -> str:
        """capability, behavioural, regional, rankings, development or other."""
        return str(self.spec.get("family", "other"))

    @property
    def fidelity(self) -> str:
        """replica (reproduces a published index), style (follows its method on other data) or own."""
        return str(self.spec.get("fidelity", "own"))

    @property
    def question(self) -> str:
        """The question that it answers, in one sentence."""
        return str(self.spec.get("question", ""))

    @property
    def sources(self) -> tuple[str, ...]:
        """Where question, indicators, weights and cut points come from."""
        given = self.spec.get("sources", ())
        return (given,) if isinstance(given, str) else tuple(str(item) for item in given)

    @property
    def needs(self) -> tuple[str, ...]:
        """Figures that it cannot do without and that the bundled data do not have."""
        return tuple(str(name) for name in self.spec.get("needs") or ())

    @property
    def original_weight(self) -> float:
        """Share of the weight of the published index that this definition can fill; 1 where it says nothing of it."""
        return float(self.spec.get("original_weight", 1.0))

    @property
    def imitates(self) -> dict[str, Any]:
        """The published index or list that it follows: model, and of its result places, indicator, list or members."""
        return dict(self.spec.get("imitates") or {})

    @property
    def great_powers(self) -> str:
        """Who is never put below the great powers: listed, capability (the default) or none."""
        return str(self.spec.get("great_powers", "capability"))

    def tier(self, label: str) -> str:
        """Return what a band stands for beside other definitions: great, middle, minor, small, or unclassified.

        A definition with less than two thirds of the weight of the index that it follows speaks of no tier.

        Parameters
        ----------
        label : str
            The band.
        """
        enough = self.original_weight >= LEAST_ORIGINAL or label == GREAT_BY_RULE
        return self.height(label) if enough else UNCLASSIFIED

    def height(self, label: str) -> str:
        """Return the tier at whose height a band stands, whether or not the definition may speak of tiers.

        Parameters
        ----------
        label : str
            The band.
        """
        if label == GREAT_BY_RULE:
            return TIERS[0]
        given = dict(self.spec.get("tiers") or {})
        return str(given.get(label, label if label in TIERS else UNCLASSIFIED))
