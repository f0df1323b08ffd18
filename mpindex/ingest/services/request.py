"""Which series are asked for: ids of the catalogue, codes of the service, or ids of one's own with their codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from mpindex.catalogue import catalogue
from mpindex.errors import OptionError, UnknownIndicator, suggest
from mpindex.ingest.services import our_world_in_data, undp, world_bank
from mpindex.ingest.services.answers import Answers
from mpindex.ingest.services.figures import Figures, Span

MOST_SERIES = 50


@dataclass(frozen=True)
class Service:
    """A service: its name, its address, what its codes look like, and what gets a series from it.

    `source` is the catalogue's name of the publisher: indicators of that source may be asked for by their ids.
    """

    title: str
    address: str
    figures: Callable[[str, Span, str, Answers], Figures]
    code: re.Pattern[str]
    like: str
    source: str = ""


SERVICES = {
    "world_bank": Service(
        "World Bank", world_bank.ADDRESS, world_bank.figures, re.compile(r"[A-Z0-9]+([._][A-Z0-9]+)+\Z"),
        "SP.POP.TOTL", "world-bank-wdi",
    ),
    "our_world_in_data": Service(
        "Our World in Data", our_world_in_data.ADDRESS, our_world_in_data.figures,
        re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(#.+)?\Z"), "life-expectancy",
    ),
    "undp": Service(
        "UNDP, Human Development Report", undp.ADDRESS, undp.figures, re.compile(r"[a-z][a-z0-9_]*\Z"), "hdi",
    ),
}  # fmt: skip


def service_of(name: object) -> Service:
    """Return a service by its name.

    Parameters
    ----------
    name : str
        ``world_bank``, ``our_world_in_data`` or ``undp``.

    Raises
    ------
    OptionError
        There is no such service.
    """
    if isinstance(name, str) and name in SERVICES:
        return SERVICES[name]
    raise OptionError(
        f"there is no service {name!r}; there are: {', '.join(SERVICES)}.{suggest(name, SERVICES)}"
    )


def asked(name: str, indicators: str | Iterable[str] | Mapping[str, str]) -> dict[str, str]:
    """Return the formula of each id: a code of the service, or codes joined by `` * `` as in the catalogue.

    Parameters
    ----------
    name : str
        Of the service.
    indicators : str, iterable or mapping
        Ids of the catalogue or codes of the service; or codes by ids of one's own.

    Raises
    ------
    UnknownIndicator
        Neither an id of the catalogue that this service has, nor a code as the service writes them.
    OptionError
        Nothing is asked for, too much, or the same id twice.
    """
    service = service_of(name)
    if isinstance(indicators, Mapping):
        formulas = {str(id): _formula(name, service, code) for id, code in indicators.items()}
    else:
        listed = [indicators] if isinstance(indicators, str) else _listed(indicators)
        pairs = [(_id(service, item), _formula(name, service, item)) for item in listed]
        formulas = dict(pairs)
        if len(formulas) < len(pairs):
            raise OptionError(f"asked for twice: {', '.join(_repeated(id for id, _ in pairs))}")
    if not 0 < len(formulas) <= MOST_SERIES:
        raise OptionError(f"ask for 1 to {MOST_SERIES} indicators at a time, not {len(formulas)}")
    return formulas


def _listed(indicators: Iterable[str]) -> list[str]:
    try:
        return list(indicators)
    except TypeError:
        raise OptionError(f"indicators must be ids or codes, not {indicators!r}") from None


def _repeated(ids: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [id for id in ids if id in seen or seen.add(id)]  # type: ignore[func-returns-value]


def _is_ours(service: Service, item: object) -> bool:
    return bool(service.source) and isinstance(item, str) and item in catalogue()


def _id(service: Service, item: str) -> str:
    """The id under which figures are kept: the catalogue's, or the code in the form of an id."""
    if _is_ours(service, item):
        return item
    return re.sub(r"[^a-z0-9]+", "_", str(item).lower()).strip("_")


def _formula(name: str, service: Service, item: object) -> str:
    if _is_ours(service, item):
        entry = catalogue()[str(item)]
        if entry.source == service.source:
            return entry.series
        raise UnknownIndicator(
            f"{name}: {item!r} is not from the {service.title}: its source is {entry.source}"
        )
    if isinstance(item, str) and service.code.match(item):
        return item
    known = (
        [id for id, entry in catalogue().items() if entry.source == service.source] if service.source else []
    )
    ids = " nor an id of the catalogue" if known else ""
    raise UnknownIndicator(f"{name}: {item!r} is no code such as {service.like}{ids}.{suggest(item, known)}")
