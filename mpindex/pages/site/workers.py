"""Pages of units, a part of them at a time, here or in another process."""

from __future__ import annotations

from collections.abc import Sequence

from mpindex.pages.site.plan import Plan
from mpindex.pages.site.write import unit

#: In a worker: the site at hand, so that its definitions are put to the data once.
_PLANS: dict[str, Plan] = {}


def parts(plan: Plan, size: int) -> list[list[str]]:
    """Return the codes of the units, so many at a time.

    Parameters
    ----------
    plan : Plan
        The site.
    size : int
        How many at a time.
    """
    codes = list(plan.study.dataset.units)
    return [codes[first : first + size] for first in range(0, len(codes), size)]


def pages_of(plan: Plan, codes: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pages of some units, each with its name.

    Parameters
    ----------
    plan : Plan
        The site; a worker keeps the first of a name that it is given.
    codes : sequence of str
        Of the units.
    """
    kept = _PLANS.setdefault(plan.key, plan)
    return [(f"units/{plan.units[code]}.html", unit(kept, code)) for code in codes]
