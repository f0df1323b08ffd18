"""What a name may stand for that is no state: a misspelling, a part of one, a definition. Nothing far is offered."""

from __future__ import annotations

from collections.abc import Mapping

from mpindex.errors import letters_apart
from mpindex.resources import folder

#: Parts of states that people take for states or meet in tables, by the state that they are a part of.
PARTS = {
    "GBR": ("England", "Scotland", "Wales", "England and Wales", "Northern Ireland", "Ulster", "London"),
    "ESP": ("Catalonia", "Basque Country", "Canary Islands", "Andalusia", "Galicia"),
    "USA": ("California", "Texas", "Florida", "New York", "Hawaii", "Alaska", "District of Columbia", "Washington"),
    "CAN": ("Quebec", "Ontario", "British Columbia", "Alberta"), "ARE": ("Dubai", "Abu Dhabi", "Sharjah"),
    "RUS": ("Tatarstan", "Dagestan", "Siberia", "Bashkortostan"), "BEL": ("Flanders", "Wallonia"),
    "BIH": ("Republika Srpska",), "ITA": ("Sicily", "Sardinia", "Lombardy"), "FRA": ("Corsica", "Brittany"),
    "AUS": ("New South Wales", "Victoria", "Queensland", "Tasmania", "Western Australia"), "PRT": ("Azores", "Madeira"),
    "CHN": ("Inner Mongolia", "Guangdong", "Shanghai", "Sichuan"), "DEU": ("Saarland", "North Rhine-Westphalia", "Berlin"),
    "SOM": ("Puntland",), "TZA": ("Zanzibar",), "IDN": ("Bali", "Java", "Aceh", "Sumatra"), "MYS": ("Sabah", "Sarawak"),
    "JPN": ("Okinawa", "Hokkaido"), "IND": ("Goa", "Kerala", "Punjab", "Gujarat"), "NLD": ("North Holland",),
    "UKR": ("Donbas", "Donetsk", "Luhansk"), "GEO": ("Adjara",), "AZE": ("Nakhchivan",), "CHE": ("Geneva",),
}  # fmt: skip
#: No name of fewer letters is a misspelling of another.
_FEW = 4
_BEGINNING = 5


def definition_not_unit(given: object) -> str:
    """Return what to say of a definition that stands where a unit is wanted; empty if it is none.

    Parameters
    ----------
    given : object
        What was given as a unit.

    Examples
    --------
    >>> definition_not_unit("wood")
    "A definition, not a unit: the unit comes first, as in where('KAZ', 'wood')."
    >>> definition_not_unit("Ruritania")
    ''
    """
    if isinstance(given, str):
        short = len(given) < 100 and given.isidentifier()  # no longer name is a file's
        bundled = short and folder("weights").joinpath(f"{given}.yaml").is_file()
        name = given if bundled or given.endswith((".yaml", ".yml")) else ""
    elif isinstance(given, Mapping):
        name = str(given.get("id", "mine")) if "tree" in given or "extends" in given else ""
    else:
        name = str(getattr(given, "id", "")) if hasattr(given, "apply") else ""
    return f"A definition, not a unit: the unit comes first, as in where('KAZ', {name!r})." if name else ""


def part_of(name: str) -> str:
    """The state that something is a part of; empty if it is none that is known.

    >>> part_of("Scotland"), part_of("Ruritania")
    ('GBR', '')
    """
    plain = name.strip().casefold()
    return next((unit for unit, parts in PARTS.items() if plain in {part.casefold() for part in parts}), "")


def nearest(name: str, spellings: Mapping[str, str]) -> str:
    """The spelling that a misspelt name stands for; empty if none is near, or if two states are equally near.

    spellings : unit of each spelling.

    >>> states = {"Ireland": "IRL", "Poland": "POL", "Kazakhstan": "KAZ"}
    >>> nearest("Kazahkstan", states), nearest("England", states), nearest("Scotland", states), nearest("Irland", states)
    ('Kazakhstan', '', '', 'Ireland')
    """
    plain = name.strip().casefold()
    if len(plain) < _FEW:
        return ""
    best: tuple[int, str] | None = None
    units: set[str] = set()
    for spelling, unit in spellings.items():
        distance = letters_apart(plain, spelling.casefold())
        if distance is None or (best is not None and distance > best[0]):
            continue
        if best is None or distance < best[0]:
            best, units = (distance, spelling), set()
        units.add(unit)
    if best is not None:
        return best[1] if len(units) == 1 else ""
    return _beginning(plain, spellings)


def _beginning(plain: str, spellings: Mapping[str, str]) -> str:
    """The one state whose name begins so."""
    longer = {unit: spelling for spelling, unit in spellings.items() if spelling.casefold().startswith(plain)}
    return next(iter(longer.values())) if len(longer) == 1 and len(plain) >= _BEGINNING else ""
