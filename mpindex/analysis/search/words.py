"""Words as they are compared: one spelling, no plural, and what means the same under one name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

#: Several words that are one thing -> its word.
PHRASES = {
    "gross domestic product": "gdp", "gross national income": "gni", "gross national product": "gni",
    "united nations": "un", "general assembly": "unga", "security council": "unsc", "purchasing power parity": "ppp",
    "foreign direct investment": "fdi", "human development": "hdi", "carbon dioxide": "co2", "life expectancy": "longevity",
    "correlates of war": "cow", "intergovernmental organisations": "igo", "international organisations": "igo",
    "international organizations": "igo", "z score": "zscore", "z scores": "zscore",
    "min max": "minmax", "equal weights": "equalweight",
    "principal components": "pca", "benefit of the doubt": "bod", "development assistance": "aid", "foreign aid": "aid",
    "development aid": "aid", "human rights": "right", "middle power": "middlepower", "middle powers": "middlepower",
    "great power": "greatpower", "great powers": "greatpower", "high tech": "hightech", "high technology": "hightech",
    "r&d": "research", "per capita": "head", "per head": "head", "per person": "head", "cyber security": "cybersecurity",
    "armed forces": "troop", "rule of law": "law", "soft power": "softpower", "central asia": "centralasia",
}  # fmt: skip
#: Words that mean the same to a searcher; each line is one thing.
SYNONYMS = (
    "expenditure spending budget outlay cost spend",
    "military defence arms army armed forces troop soldier war weapon",
    "troop soldier personnel army manpower",
    "weapon arms missile warhead bomb",
    "gdp output economy economic wealth",
    "gni income",
    "ppp purchasing",
    "head capita person citizen",
    "population people inhabitant demography demographic",
    "area land territory size surface",
    "export import trade commerce merchandise",
    "energy power electricity fuel oil gas coal",
    "aid oda donor giving assistance development",
    "diplomat diplomatic diplomacy embassy ambassador mission consulate",
    "igo organisation membership member multilateral",
    "treaty agreement convention ratification pact",
    "peacekeeper peacekeeping peace blue helmets operation",
    "un unga unsc nations",
    "vote voting ballot",
    "democracy democratic freedom liberty polyarchy regime",
    "corruption bribery graft clean",
    "inequality equality equal gini distribution unequal",
    "education school schooling literacy enrolment university learning tertiary",
    "longevity health life mortality expectancy",
    "internet online digital broadband web",
    "research science scientific article publication innovation patent invention paper",
    "technology hightech tech innovation",
    "co2 carbon emission climate greenhouse pollution environment environmental",
    "renewable green clean",
    "refugee asylum migrant migration displaced",
    "visa passport travel mobility",
    "tourism tourist visitor",
    "press media journalism",
    "happiness wellbeing satisfaction",
    "stability violence terrorism peace conflict",
    "law legal court justice",
    "woman female gender",
    "steel iron industry industrial manufacturing",
    "urban city town",
    "neighbour border adjacent contiguous neighbourhood region regional",
    "mediation mediator talks negotiation",
    "investment fdi capital",
    "alliance ally pledge pact defence",
    "nuclear atomic",
    "ranking rank index ranked league",
    "softpower culture influence attraction",
    "airport flight air aviation",
    "railway rail train",
    "ship port maritime merchant shipping",
    "average mean arithmetic additive",
    "product geometric multiplicative",
    "normalise scale standardise rescale",
    "impute missing gap fill interpolate imputation",
    "weigh weight",
    "outlier winsorise trim clip extreme skew",
    "band tier class category cut threshold",
)
#: Words that stand everywhere and tell nothing.
STOP = frozenset(
    {
        "a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "it", "its", "of", "on", "or", "that", "the",
        "to", "what", "which", "who", "with", "how", "does", "do", "state", "country", "size", "number", "level", "amount",
        "data", "figure",
    }
)  # fmt: skip
_PREFIX = 4


def tokens(text: str) -> tuple[str, ...]:
    """Return the stems of the words of a text, phrases as one, without words that tell nothing.

    Parameters
    ----------
    text : str
        Any text; an id with underscores too.

    Examples
    --------
    >>> tokens("Defence budgets of the neighbouring states"), tokens("gross domestic product, per capita")
    (('defens', 'budget', 'neighbor'), ('gdp', 'head'))
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[_\-/]+", " ", plain)
    plain = _phrases().sub(lambda match: PHRASES[match[0]], plain)
    words = [stem(word) for word in re.findall(r"[a-z0-9]+", plain)]
    return tuple(word for word in words if word not in _stops())


@cache
def _phrases() -> re.Pattern[str]:
    longest_first = sorted(PHRASES, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@cache
def _stops() -> frozenset[str]:
    return STOP | {stem(word) for word in STOP}


@cache
def stem(word: str) -> str:
    """Return a word in American spelling without its plural or other ending.

    Parameters
    ----------
    word : str
        In lower case.

    Examples
    --------
    >>> [stem(word) for word in ("armies", "labour", "normalisation", "normalized", "exports", "spending", "centres")]
    ['army', 'labor', 'normaliz', 'normaliz', 'export', 'spend', 'center']
    """
    if len(word) <= 3:
        return word
    singular = re.sub(r"(?<=ss|.x|ch|sh)es$", "", re.sub(r"(?<=..)ies$", "y", word))
    if not re.search(r"(ss|us|is)$", singular):
        singular = singular.removesuffix("s")
    american = _american(singular)
    return re.sub(r"(?<=....)(?:ation|ing|ed|e)$", "", american)


def _american(word: str) -> str:
    """One spelling for two; that of a word which has but one may come out odd, on both sides alike."""
    word = re.sub(r"(?<=..)our(?=$|ed$|ing$|al$|hood$)", "or", word)
    word = re.sub(r"(?<=..)is(?=e$|ed$|ing$|ation$)", "iz", word)
    word = re.sub(r"(?<=..)tre$", "ter", word)
    word = re.sub(r"ence$", "ense", word)
    word = re.sub(r"(?<=..)mme$", "m", word)
    return re.sub(r"(?<=..)ll(?=ed$|ing$|er$)", "l", word)


@cache
def _meanings() -> dict[str, frozenset[str]]:
    """For each stem the stems that mean the same."""
    alike: dict[str, set[str]] = {}
    for line in SYNONYMS:
        stems = {stem(word) for word in line.split()}
        for word in stems:
            alike.setdefault(word, set()).update(stems - {word})
    return {word: frozenset(others) for word, others in alike.items()}


def likeness(word: str, other: str) -> float:
    """Return how nearly two stems mean the same: 1 the same, 0 nothing in common.

    Parameters
    ----------
    word : str
        A stem of the query.
    other : str
        A stem of a text.

    Examples
    --------
    >>> likeness("spend", "spend"), likeness("spend", "expenditur"), likeness("diplom", "diplomacy"), likeness("gdp", "co2")
    (1.0, 0.8, 0.7, 0.0)
    """
    if word == other:
        return 1.0
    if other in _meanings().get(word, ()):
        return 0.8
    return 0.7 if len(word) >= _PREFIX and other.startswith(word) else 0.0


def known_words() -> frozenset[str]:
    """Return every stem that has a synonym."""
    return frozenset(_meanings())
