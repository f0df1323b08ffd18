"""Who published the bundled figures, in which version, and on what terms they may be passed on."""

from __future__ import annotations

from dataclasses import dataclass

from mpindex.catalogue import Indicator


@dataclass(frozen=True)
class Licence:
    """A licence by its Open Definition name, with its full title and where to read it."""

    name: str
    title: str
    path: str


LICENCES = {
    licence.name: licence
    for licence in (
        Licence(
            "CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"
        ),
        Licence(
            "CC-BY-SA-4.0",
            "Creative Commons Attribution-ShareAlike 4.0",
            "https://creativecommons.org/licenses/by-sa/4.0/",
        ),
        Licence(
            "CC-BY-ND-4.0",
            "Creative Commons Attribution-NoDerivatives 4.0",
            "https://creativecommons.org/licenses/by-nd/4.0/",
        ),
        Licence("CC0-1.0", "Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        Licence("MIT", "MIT Licence", "https://opensource.org/license/mit"),
        Licence(
            "ODC-PDDL-1.0",
            "Open Data Commons Public Domain Dedication",
            "https://opendatacommons.org/licenses/pddl/1-0/",
        ),
        Licence(
            "other-pd",
            "Public domain (work of the United States government)",
            "https://www.usa.gov/government-works",
        ),
        Licence("other-at", "Free to use and pass on with citation", "https://opendefinition.org/licenses/"),
    )
}


@dataclass(frozen=True)
class Origin:
    """One source of bundled figures.

    Attributes
    ----------
    title, version, path : str
        What it is, which edition was read, where the publisher has it.
    licence : str
        Name in `LICENCES`.
    stated : bool
        The copy that was read says so itself; else the licence rests on the publisher's known terms.
    remark : str
        What a user has to know beyond the licence.
    """

    title: str
    version: str
    path: str
    licence: str
    stated: bool = True
    remark: str = ""


ORIGINS = {
    "world-bank-wdi": Origin(
        "World Bank, World Development Indicators", "July 2026",
        "https://datatopics.worldbank.org/world-development-indicators/", "CC-BY-4.0",
        remark="Military shares of GDP are SIPRI's, released inside this set.",
    ),
    "cia-factbook": Origin(
        "Central Intelligence Agency, The World Factbook", "final edition, January 2026",
        "https://github.com/factbook/factbook.json", "other-pd",
    ),
    "country-codes": Origin(
        "Country codes, Frictionless Data", "May 2026",
        "https://github.com/datasets/country-codes", "ODC-PDDL-1.0",
    ),
    "cow-ir-data": Origin(
        "Correlates of War (IGO v3, states 2016), ATOP v5.1 and capitals, through peacesciencer", "July 2026",
        "https://correlatesofwar.org", "other-at", stated=False, remark="Free for research.",
    ),
    "cow-nmc": Origin(
        "Correlates of War, National Material Capabilities", "v7, years 2016 and 2022",
        "https://correlatesofwar.org/data-sets/national-material-capabilities/", "other-at", stated=False,
        remark="Free for research.",
    ),
    "gapminder": Origin(
        "Gapminder, Systema Globalis and Fasttrack", "March and July 2026",
        "https://github.com/open-numbers", "CC-BY-4.0",
        remark="SIPRI's arms transfers, which the same collection holds, are left out.",
    ),
    "cpi-2025": Origin(
        "Transparency International, Corruption Perceptions Index", "2025; 2012 to 2023 through Gapminder",
        "https://www.transparency.org/en/cpi/2025", "CC-BY-ND-4.0", stated=False,
        remark="To be passed on with its values unmodified only.",
    ),
    "disarmament-treaties-2026": Origin(
        "UN Office for Disarmament Affairs and UN Treaty Collection, status of thirteen treaties, SurvivalScores.org",
        "22 August 2026", "https://treaties.unoda.org", "other-at", stated=False,
    ),
    "factbook-io-memberships": Origin(
        "Central Intelligence Agency, The World Factbook, participation in international organisations",
        "editions 1990 to 2025", "https://github.com/MilkMp/CIA-World-Factbooks-Archive-1990-2025", "other-pd",
    ),
    "factbook-trade-partners": Origin(
        "Central Intelligence Agency, The World Factbook, trade partners", "editions 1999 to 2025",
        "https://github.com/MilkMp/CIA-World-Factbooks-Archive-1990-2025", "other-pd",
    ),
    "global-innovation-index": Origin(
        "WIPO, Global Innovation Index", "2025",
        "https://www.wipo.int/global_innovation_index/en/", "CC-BY-4.0",
        stated=False,
    ),
    "inform-risk": Origin(
        "European Commission JRC, INFORM Risk Index", "2025, second edition",
        "https://drmkc.jrc.ec.europa.eu/inform-index", "CC-BY-4.0", stated=False,
    ),
    "kof-globalisation": Origin(
        "KOF Swiss Economic Institute, Globalisation Index", "2025",
        "https://kof.ethz.ch/en/forecasts-and-indicators/indicators/kof-globalisation-index.html", "other-at",
        stated=False,
    ),
    "natural-earth-110m": Origin(
        "Natural Earth, Admin 0 countries at 1:110 million", "October 2024",
        "https://www.naturalearthdata.com", "ODC-PDDL-1.0",
        remark="Projected and rounded to whole kilometres. Borders are the map maker's.",
    ),
    "oecd-dac-reporters": Origin(
        "OECD, who reports official development assistance, Gapminder", "2023",
        "https://github.com/open-numbers", "CC-BY-4.0",
    ),
    "owid-weapons-proliferation": Origin(
        "Our World in Data, weapons of mass destruction", "October 2024",
        "https://ourworldindata.org/nuclear-weapons", "CC-BY-4.0", stated=False,
    ),
    "paris-agreement": Origin(
        "Paris Agreement, signatures and ratifications, openclimatedata", "February 2023",
        "https://github.com/openclimatedata/paris-agreement-entry-into-force", "other-at", stated=False,
    ),
    "passport-index": Origin(
        "Passport Index, visa requirements", "February 2026",
        "https://github.com/imorte/passport-index-data", "MIT",
    ),
    "published-places-2026": Origin(
        "Places in rankings of their publishers, each named in its row", "2022 to 2026",
        "https://www.transparency.org/en/cpi/2025", "other-at", stated=False,
        remark="A place is a fact and may be stated with its source; the rankings themselves may not all be passed on "
        "(column licence).",
    ),
    "qog-standard-2025": Origin(
        "Quality of Government Standard Dataset", "January 2025",
        "https://www.gu.se/en/quality-government/qog-data", "other-at", stated=False,
        remark="Cite the original source of each variable too.",
    ),
    "un-egovernment": Origin(
        "UN DESA, E-Government Survey", "2024",
        "https://publicadministration.un.org/egovkb/", "other-at", stated=False,
    ),
    "un-peacekeeping-by-state": Origin(
        "UN Department of Peace Operations, and Cil, Fjelde, Hultman & Nilsson, Geo-PKO v2.3", "1994 to 2024",
        "https://peacekeeping.un.org/en/troop-and-police-contributors", "other-at",
    ),
    "un-security-council": Origin(
        "UN Security Council membership, unsc-api", "August 2026",
        "https://main.un.org/securitycouncil/en/content/countries-elected-members", "MIT",
        remark="The facts were read from Wikipedia, whose text is CC-BY-SA-4.0.",
    ),
    "un-system-contributions": Origin(
        "UN Chief Executives Board for Coordination, Financial Statistics, open.unfck.org", "2013 to 2024",
        "https://unsceb.org/financial-statistics", "other-at", stated=False,
    ),
    "un-treaties": Origin(
        "UN Treaty Collection, treaties deposited with the Secretary-General", "March 2015",
        "https://treaties.un.org", "other-at", stated=False,
    ),
    "unctad-trade-matrix-2015": Origin(
        "UNCTADstat, merchandise trade matrix", "2015",
        "https://unctadstat.unctad.org", "other-at", stated=False,
    ),
    "unga-ideal-points": Origin(
        "Bailey, Strezhnev & Voeten, UN General Assembly ideal points", "July 2025",
        "https://doi.org/10.7910/DVN/LEJUQZ", "CC0-1.0", stated=False,
    ),
    "unga-distances": Origin(
        "Bailey, Strezhnev & Voeten, distances in the UN General Assembly", "July 2025",
        "https://doi.org/10.7910/DVN/LEJUQZ", "CC0-1.0", stated=False,
    ),
    "v-dem": Origin(
        "V-Dem Country-Year Dataset, high-level indices", "v15, March 2025",
        "https://www.v-dem.net", "CC-BY-SA-4.0",
        remark="Share-alike: what is built on these figures and published carries the same licence.",
    ),
    "wgi": Origin(
        "World Bank, Worldwide Governance Indicators", "2024 update",
        "https://www.worldbank.org/en/publication/worldwide-governance-indicators", "CC-BY-4.0", stated=False,
    ),
}  # fmt: skip

#: UNHCR's refugee figures lie in a Gapminder repository that names no licence; the rest of that source does.
SILENT_COPIES = frozenset({"refugees_hosted"})


def is_stated(indicator: Indicator) -> bool:
    """Say whether the copy of an indicator's file that was read states the licence itself."""
    return ORIGINS[indicator.source].stated and indicator.id not in SILENT_COPIES
