"""The verdict in words: one sentence that a careful journalist could print, and where definitions disagree."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from mpindex.analysis.verdict.tiers import Tiers
from mpindex.grammar import MIDDLE_OF_PACK, UNCLASSIFIED
from mpindex.wording import listed, ordinal, percent, with_article

#: A share of draws above this is most of the choices.
MOST = 0.5
#: A tier in fewer draws than this is not mentioned.
SELDOM = 0.005
#: At most so many indicators are named on each side of a disagreement.
MANY = 3

CAUTION = "These are shares of choices, not chances that the world is so."


def verdict_sentence(name: str, answers: Sequence[Tiers]) -> str:
    """Return the verdict on a unit in words: by how many definitions it is a middle power, and what each says."""
    power = [answer for answer in answers if answer.of_power]
    packs = [_pack_clause(answer) for answer in answers if answer.of_pack]
    packs += [_own_clause(name, answer) for answer in answers if not (answer.of_power or answer.of_pack)]
    if not power:
        return " ".join([*packs, CAUTION])
    middle = mostly_middle(power)
    most = "a middle power in most of the choices that its maker could reasonably make"
    name = with_article(name)
    if any(answer.standing.is_great for answer in power):
        lead = f"{name[:1].upper()}{name[1:]} is a great power, and no definition may call it a middle power"
    elif middle:
        lead = f"By {len(middle)} of {len(power)} definitions ({listed(middle)}) {name} is {most}"
    else:
        lead = f"By none of {len(power)} definitions is {name} {most}"
    clauses = "; ".join(_clause(answer) for answer in power)
    return " ".join([f"{lead}: {clauses}.", *packs, CAUTION])


def verdict_title(name: str, answers: Sequence[Tiers]) -> str:
    """Return the verdict on a unit as the title of a figure."""
    power = [answer for answer in answers if answer.of_power]
    if not power:
        return f"{name} in most choices: {listed([_mostly(answer) for answer in answers])}"
    name = with_article(name)
    if any(answer.standing.is_great for answer in power):
        return f"{name[:1].upper()}{name[1:]} is a great power, and no middle power by any definition"
    middle = len(mostly_middle(power))
    many = f"{middle or 'none'} of {len(power)} definitions"
    subject = f"{name} is" if middle else f"is {name}"
    return f"By {many} {subject} a middle power in most choices"


def mostly_middle(answers: Sequence[Tiers]) -> list[str]:
    """Return the definitions that call the unit a middle power in most draws."""
    return [answer.name for answer in answers if answer.share("middle") > MOST]


def disagreements(answers: Sequence[Tiers]) -> list[str]:
    """Say which definitions call the unit something that others do not, and what they count that the others do not.

    "small" and "unclassified" are no disagreement: both say that it is neither a great nor a middle power. Definitions
    that speak of the pack, and not of power, are left out.
    """
    sentences = []
    for pair in combinations([answer for answer in answers if answer.of_power], 2):
        higher, lower = sorted(pair, key=lambda answer: answer.height)
        if higher.height < lower.height:
            sentences.append(_difference(higher, lower))
    of_states = [answer for answer in answers if answer.standing.of_states]
    pack = [answer.name for answer in of_states if answer.standing.scored and answer.standing.middle_of_pack]
    others = [answer.name for answer in of_states if answer.name not in pack]
    if pack and others:
        sentences.append(f"In the middle of the pack by {listed(pack)}; not by {listed(others)}.")
    return sentences


def _difference(higher: Tiers, lower: Tiers) -> str:
    """What one definition counts and the other does not, where it matters most for the unit."""
    up, down = higher.standing, lower.standing
    above, below = (set(standing.index.definition.indicators) for standing in (up, down))
    lifts = [_indicator(higher, str(name)) for name in up.lifts(99).index if name not in below][:MANY]
    drags = [_indicator(lower, str(name)) for name in down.drags(99).index if name not in above][:MANY]
    parts = [f"{higher.name} alone counts what lifts it ({listed(lifts)})"] if lifts else []
    parts += [f"{lower.name} alone counts what holds it back ({listed(drags)})"] if drags else []
    if not parts:
        parts = ["they count the same things, and differ in scaling, weights or the line they draw"]
    head = f"{higher.name} says {_tier(higher)}, {lower.name} says {_tier(lower)}"
    return f"{head}: {'; '.join(parts)}. {_in_both(len(above & below))}."


def _tier(answer: Tiers) -> str:
    return f"'{answer.standing.band}'" if answer.tier == UNCLASSIFIED else answer.tier


def _indicator(answer: Tiers, name: str) -> str:
    """What people call a leaf of a definition's tree."""
    return str(answer.standing.explained.loc[name, "name"])


def _clause(answer: Tiers) -> str:
    """One definition: "wood ranks it 49th of 195, small in 76 % of choices and middle in 24 %"."""
    standing, tier = answer.standing, answer.tier
    if not standing.scored:
        return f"{answer.name} gives it no score"
    rank = f"{answer.name} ranks it {ordinal(standing.rank)} of {standing.n}, "
    label = "not a middle power" if tier == "unclassified" else tier
    if answer.run is None:
        return f"{rank}{label}, and leaves no choice open"
    others = [other for other in ("middle", "great") if other != tier and answer.share(other) >= SELDOM]
    shares = [f"{label} in {_of_choices(answer.share(tier))}"]
    shares += [f"{other} in {percent(answer.share(other))}" for other in others]
    return rank + listed(shares)


def _pack_clause(answer: Tiers) -> str:
    """A definition that speaks of tables, with how many states it says the same of."""
    if not answer.standing.scored:
        return f"{answer.name} gives it no score."
    share, base_rate = answer.share(MIDDLE_OF_PACK), answer.base_rate(MIDDLE_OF_PACK)
    return (
        f"{answer.name}, which speaks of tables and not of power, puts it in the middle of the pack in {_of_choices(share)};"
        f" so stand, as the definition is written, {percent(base_rate)} of all states."
    )


def _own_clause(name: str, answer: Tiers) -> str:
    """A definition that does not speak of powers: rank, its range over the choices, and the bands that it gives."""
    standing, run = answer.standing, answer.run
    if not standing.scored:
        return f"{answer.name} gives {name} no score."
    rank = f"{answer.name} ranks {name} {ordinal(standing.rank)} of {standing.n}"
    if run is None:
        return f"{rank}, and leaves no choice open."
    low, high = (round(float(run.ranks[end][standing.unit])) for end in ("low", "high"))
    between = f"{ordinal(low)}" if low == high else f"between {ordinal(low)} and {ordinal(high)}"
    bands = [
        f"'{tier}' in {_of_choices(answer.share(tier))}"
        for tier in answer.tiers
        if answer.share(tier) >= SELDOM
    ]
    return f"{rank}; in nine of ten choices it is {between}" + (f", and {listed(bands)}." if bands else ".")


def _mostly(answer: Tiers) -> str:
    """The band that a definition gives most often, or the rank."""
    standing = answer.standing
    title = standing.index.definition.title
    if not standing.scored:
        return f"no score by {title}"
    if not answer.tiers:
        return f"{ordinal(standing.rank)} of {standing.n} by {title}"
    return f"'{max(answer.tiers, key=answer.share)}' by {title}"


def _of_choices(share: float) -> str:
    return "all choices" if share == 1 else "no choice" if share == 0 else f"{percent(share)} of choices"


def _in_both(many: int) -> str:
    words = {0: "No indicator is in both", 1: "1 indicator is in both"}
    return words.get(many, f"{many} indicators are in both")
