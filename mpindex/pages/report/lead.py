"""The answer on one unit in one sentence, with its base rate and how sure it is; and the title that says the finding."""

from __future__ import annotations

from collections.abc import Sequence

from mpindex.analysis.verdict.tiers import Tiers
from mpindex.analysis.where.paragraph import speaks_of_power, verdict_words
from mpindex.analysis.where.where import Where
from mpindex.pages.report.cards import ends
from mpindex.wording import hundredths, listed, ordinal, with_article


def title(answer: Where) -> str:
    """Return where the unit stands, as a title."""
    if _of_power(answer):
        return f"{answer.name} among the powers"
    titles = [standing.index.definition.title for standing in answer.standings.values()]
    return (
        f"{answer.name} by “{titles[0]}”"
        if len(titles) == 1
        else f"{answer.name} by {len(titles)} definitions"
    )


def sentence(answer: Where, answers: Sequence[Tiers]) -> str:
    """Return the answer in one sentence.

    Parameters
    ----------
    answer : Where
        The unit by every definition as it stands.
    answers : sequence of Tiers
        How sure each answer is.
    """
    if not any(standing.scored for standing in answer.standings.values()):
        return f"No definition can score {answer.name}: figures are missing."
    power = _of_power(answer)
    if not power:
        return _plain(answer, answers)
    great = [label for label in power if answer.standings[label].tier == "great"]
    tier = "great" if great else "middle"
    holds = [label for label in power if answer.standings[label].tier == tier]
    name, whose = with_article(answer.name), _definitions(len(power), "of power")
    head = f"{name[:1].upper()}{name[1:]} is a {tier} power by {len(holds) or 'none'} of {whose}"
    return f"{head}: {_sure([item for item in answers if item.name in power], tier, answer.dataset.noun)}."


def _definitions(many: int, what: str) -> str:
    return f"{many} definition{'' if many == 1 else 's'} {what}"


def _sure(answers: Sequence[Tiers], tier: str, things: str) -> str:
    """By each definition: in how many of a hundred choices, and how many of a hundred units are so."""
    parts: list[str] = []
    for answer in answers:
        draws, units = (hundredths([share])[0] for share in (answer.share(tier), answer.base_rate(tier)))
        of, noun = ("", "") if parts else (" of 100 reasonable choices", f" of 100 {things} are")
        parts.append(f"in {draws}{of} by “{answer.standing.index.definition.title}” ({units}{noun})")
    return listed(parts)


def _plain(answer: Where, answers: Sequence[Tiers]) -> str:
    """Of definitions that do not speak of power: rank, band, how sure, by the first that scores the unit."""
    first = next(item for item in answers if item.standing.scored)
    standing, run = first.standing, first.run
    words = (
        f"{answer.name} ranks {ordinal(standing.rank)} of {standing.n} by “{standing.index.definition.title}”"
    )
    bands = standing.index.definition.bands
    if run is not None:
        low, high = (ordinal(round(end)) for end in ends(run, answer.unit))
        span = f"stays {low}" if low == high else f"stands between {low} and {high}"
        words += f" and {span} in 90 of 100 reasonable choices"
    if not bands:
        return f"{words}."
    same, n = standing.same_band
    return f"{words}: {verdict_words(standing)}, as {same} of {n} are."


def _of_power(answer: Where) -> list[str]:
    """Labels of the definitions that put units into tiers of power and score this one."""
    return [
        label for label, standing in answer.standings.items() if standing.scored and speaks_of_power(standing)
    ]
