"""The headers that publishers give to units, years, indicators, values and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Headers that are understood, in lower case with _ for blanks; of several the first listed counts.
#: Codes of letters stand before names, numbers after them.
UNIT_CODES = (
    "iso3", "iso3c", "iso3_code", "iso_code", "iso_a3", "iso_alpha3", "iso_alpha_3", "alpha3", "alpha_3_code",
    "alpha3_code", "country_iso3", "iso3code", "countryiso3code", "country_iso3_code", "isocode", "iso_3",
    "iso_code_3", "iso_3166_1_alpha_3", "iso3166_1_alpha_3", "ccodealp", "country_text_id", "spatialdimvaluecode",
    "spatialdim", "ref_area", "reporteriso", "reporter_iso", "country_code", "countrycode", "economy_code",
    "economycode", "geo", "location", "ucode", "code", "iso2", "iso2c", "iso_alpha2", "alpha2", "alpha_2_code",
    "iso_code_2", "iso", "wb_code", "wbcode", "wb_a3", "adm0_a3", "country_id_1",
)  # fmt: skip
UNIT_NAMES = (
    "country", "country_name", "countryname", "cname", "name_of_country", "country_or_area", "country_territory",
    "country_or_territory", "country_or_region", "country_and_territory", "country_economy", "countries",
    "economy", "economy_name", "entity", "nation", "reporter", "reporter_name", "reporterdesc", "geo_labels",
    "geo_label", "reference_area", "geopolitical_entity_reporting", "geoareaname", "area", "statenme",
    "statename", "state_name", "state", "member_state", "jurisdiction", "party", "land", "pays", "pais",
    "country_value", "country_label", "admin", "uname", "unit_name", "unit", "unit_id", "city", "region",
    "firm", "company", "organisation", "organization", "university", "province", "district", "county", "municipality",
    "commune", "canton", "oblast", "town", "village", "school", "college", "hospital", "team", "club", "player", "name",
)  # fmt: skip
#: Headers of units that are surely no countries: nothing need be said of how they were read.
NO_COUNTRIES = frozenset(
    {"city", *UNIT_NAMES[UNIT_NAMES.index("firm") : -1]} - {"organisation", "organization"}
)
#: Numbers for countries, with the system that the header names; None where the same header is used for two.
UNIT_NUMBERS = {
    "cowcode": "cow", "ccodecow": "cow", "cow_code": "cow", "cow": "cow", "cown": "cow", "gwno": None,
    "gwcode": None, "ccode": None, "m49": "m49", "m49_code": "m49", "un_code": "m49", "uncode": "m49", "un_m49": "m49",
    "iso_n3": "m49", "isonum": "m49", "iso_numeric": "m49", "numeric": "m49", "geoareacode": "m49",
    "m49_country_code": "m49", "country_number": None,
}  # fmt: skip
#: Numbers that no system of ours knows; beside a unit they say nothing more.
BOOKKEEPING = frozenset(
    {
        "country_id", "cyear", "version", "objectid", "fid", "index", "level_0", "row", "row_id", "record_id",
        "p5", "fragment", "geoareacode", "weo_country_code", "imf_code", "ifs_code", "histname", "project",
        "historical", "codingstart", "codingend", "codingstart_contemp", "codingend_contemp", "codingstart_hist",
        "codingend_hist", "gapstart1", "gapend1", "gapstart2", "gapend2", "gapstart3", "gapend3", "gap_index",
        "estimates_start_after", "latest_actual_annual_data", "structure_id", "decimals", "decimal", "unit_mult",
        "unit_multiplier", "undp_code", "stateabb", "scode", "country_abbreviation",
    }
)  # fmt: skip
YEARS = (
    "year", "years", "yr", "time_period", "timeperiod", "time", "timedim", "date", "period", "ref_year",
    "refyear", "reference_year", "year_code", "time_code", "calendar_year", "jahr", "annee", "ano", "edition",
    "date_of_information",
    "day", "année", "año", "anno", "год")  # fmt: skip
INDICATOR_CODES = (
    "indicator_id", "indicator_code", "indicatorcode", "icode", "series_code", "seriescode", "weo_subject_code",
    "indicator", "indicators", "variable", "series", "element", "measure",
)  # fmt: skip
INDICATOR_NAMES = (
    "indicator_name", "indicatorname", "indicator_value", "indicator_label", "series_name", "seriesdescription",
    "subject_descriptor", "variable_name",
)  # fmt: skip
VALUES = (
    "obs_value", "observation_value", "factvaluenumeric", "numericvalue", "numeric_value", "value", "values",
    "valor", "wert",
)  # fmt: skip
SOURCES = ("source", "publisher")
DIRECTIONS = ("direction",)
#: What stands beside a value and is neither a figure nor tells it from another.
ATTRIBUTES = frozenset(
    {
        "notes", "note", "footnote", "footnotes", "value_footnotes", "comment", "comments", "flag", "flags",
        "flag_codes", "obs_flag", "obs_status", "observation_status", "obs_status_observation_status", "conf_status",
        "confidential_status", "last_update", "dataflow", "structure", "structure_name", "action", "language",
        "datemodified", "time_detail", "natural", "subject_notes", "country_series_specific_notes", "base_per",
        "footnote_id", "remarks", "url", "link", "api", "timeframe", "source_note", "sourcenote", "sourceorganization",
        "value_label", "datasource", "factcomments",
    }
)  # fmt: skip
#: Dimensions that tell figures of one unit and year from one another, in SDMX and elsewhere.
DIMENSIONS = frozenset(
    {
        "sex", "gender", "age", "age_group", "agegroup", "unit", "unit_measure", "unit_of_measure", "units", "freq",
        "frequency", "currency", "na_item", "subject", "measure", "adjustment", "dim1", "dim2", "dim3", "dim1_type",
        "partner", "counterpart_area", "sector", "price_base", "urbanisation", "residence", "education", "variant",
        "scenario", "type", "estimate", "nature", "scale", "transformation", "isced11", "citizen", "s_adj",
    }
)  # fmt: skip
#: Places in the order of a ranking, where less is more.
RANKS = re.compile(r"(\A|_)(rank|ranking|place|position_in_ranking|rang|placing)(_\d{4})?\Z")

_ROLES: dict[str, tuple[str, ...]] = {
    "unit": (*UNIT_CODES, *UNIT_NAMES, *UNIT_NUMBERS),
    "year": YEARS,
    "indicator": INDICATOR_CODES,
    "indicator_name": INDICATOR_NAMES,
    "value": VALUES,
    "source": SOURCES,
    "direction": DIRECTIONS,
}
#: What `columns=` may call a column, beside the id of an indicator.
ROLES = ("unit", "year", "indicator", "value", "source", "direction", "name")


def plain(header: object) -> str:
    """Return a header in lower case, with _ for all that is neither letter nor digit.

    >>> plain(" Country/Territory "), plain("GEO (Labels)"), plain("CountryName")
    ('country_territory', 'geo_labels', 'countryname')
    """
    return re.sub(r"[\W_]+", "_", str(header).strip().lower()).strip("_")


def by_role(headers: Iterable[str], role: str) -> list[str]:
    """Return those headers that are known for a role, in the order in which they count.

    >>> by_role(["Country Name", "Year", "Country Code"], "unit")
    ['Country Code', 'Country Name']
    """
    known = {plain(header): header for header in reversed(list(headers))}
    return [known[name] for name in _ROLES[role] if name in known]


def is_known(header: object, *roles: str) -> bool:
    """Whether a header is known for one of the roles (all, if none is named)."""
    name = plain(header)
    return any(name in _ROLES[role] for role in (roles or _ROLES))


def system_of(header: str) -> str | None:
    """The system of the numbers under a header, where the header alone says it."""
    return UNIT_NUMBERS.get(plain(header))
