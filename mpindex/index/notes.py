"""What a result says about itself: dropped indicators, units without a score, stand-ins, and what missing values decide."""

from __future__ import annotations

from mpindex.index.missing import missing_notes, ranked_by_what_is_known
from mpindex.index.result import Result
from mpindex.index.scale_notes import scale_notes
from mpindex.steps.registry import METHODS
from mpindex.wording import first_few

#: So many units are named.
MANY = 12


def notes(result: Result) -> tuple[str, ...]:
    """Return the notes of a result, the ones that change verdicts last."""
    return (
        *_dropped(result),
        *_from_later_years(result),
        *_undrawn(result),
        *_unscored(result),
        *scale_notes(result),
        *_stand_ins(result),
        *missing_notes(result),
    )


def _dropped(result: Result) -> list[str]:
    information = result.plan.information
    sentences = information.left_out()
    if information.absent:
        sentences.append(f"no unit has a value, left out: {', '.join(information.absent)}")
    return sentences


def _from_later_years(result: Result) -> list[str]:
    """Interpolation needs both ends: as of a year it looks past it, which nothing else in the library does."""
    names = {leaf.settings.impute.name for leaf in result.plan.leaves}
    ahead = sorted(name for name in names if "looks_ahead" in METHODS["impute"][name].traits)
    year = result.dataset.year
    if not ahead or year is None:
        return []
    return [f"impute {', '.join(ahead)!r} fills gaps of {year} from later years too; 'latest' does not"]


def _undrawn(result: Result) -> list[str]:
    why = result.banding.why_undrawn()
    return [f"as of {result.dataset.year} {why}: nobody is in it"] if why else []


def _unscored(result: Result) -> list[str]:
    lacking = list(result.scores.index[result.scores.isna()])
    if not lacking:
        return []
    ranked = ranked_by_what_is_known(result)
    remedy = f"; `missing: available` would rank {ranked} of them" if ranked else ""
    if ranked == len(lacking):
        remedy = "; `missing: available` would rank them"
    many = result.dataset.counted(len(result.units))
    return [f"{len(lacking)} of {many} have no score: {first_few(lacking, MANY)}{remedy}"]


def _stand_ins(result: Result) -> list[str]:
    units = [unit for unit, rests in zip(result.units, result.plan.stand_ins, strict=True) if rests.any()]
    if not units:
        return []
    rest = "rests" if len(units) == 1 else "rest"
    return [
        f"{result.dataset.counted(len(units))} {rest} in part on stand-in sources: {first_few(units, MANY)}"
    ]
