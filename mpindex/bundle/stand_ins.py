"""Fills states that a main source leaves out with the Factbook's figures, under the Factbook's name.

A stand-in is used only where the main source has no value within the indicator's window, measured from the
reference year. It follows another definition, so results name the states that stand on one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from mpindex.catalogue import catalogue
from mpindex.readers import factbook, tidy
from mpindex.units.countries import gazetteer

#: States without regular armed forces: their military figures are zero, not missing.
WITHOUT_ARMED_FORCES = frozenset({
    "AND", "CRI", "DMA", "FSM", "GRD", "ISL", "KIR", "LCA", "LIE", "MCO", "MHL", "NRU", "PAN", "PLW", "SLB",
    "SMR", "TUV", "VCT", "VUT", "WSM",
})  # fmt: skip

#: Btu in a kilogram of oil equivalent (39.68 million Btu to the tonne).
BTU_PER_KGOE = 39_680.0

#: North Korea's output at purchasing power parity is a guess in dollars of 2015: left missing.
NO_PPP = frozenset({"PRK"})

PPP = ("Real GDP (purchasing power parity)", "Real GDP (purchasing power parity) ")


@dataclass(frozen=True)
class Context:
    """What the rules draw on: the Factbook's texts, the main sources' frame, and the reference year."""

    texts: pd.DataFrame
    main: pd.DataFrame
    reference: int

    def factbook(self, field: str, subfield: str = "") -> pd.Series:
        """Return a field's numbers by (unit, year)."""
        return _series(factbook.numbers(self.texts, field, subfield))

    def own_values(self, indicator: str) -> pd.Series:
        """Return the main source's values by (unit, year)."""
        return _series(self.main[self.main["indicator"] == indicator])

    def lacking(self, indicator: str) -> set[str]:
        """Return the states for which the main source has no value within the window."""
        rows = self.main[
            (self.main["indicator"] == indicator) & (self.main["year"] >= self.oldest(indicator))
        ]
        return set(gazetteer().names) - set(rows["unit"])

    def oldest(self, indicator: str) -> int:
        """Return the first year of the window."""
        window = catalogue()[indicator].window
        return 0 if window is None else self.reference - window


def build(texts: pd.DataFrame, main: pd.DataFrame, *, reference: int) -> pd.DataFrame:
    """Return the stand-ins as a tidy frame, at most one for each state and indicator.

    Parameters
    ----------
    texts : DataFrame
        The Factbook's texts: unit, field, subfield, text.
    main : DataFrame
        Tidy frame of the main sources.
    reference : int
        The year from which windows are measured.
    """
    context = Context(texts, main, reference)
    return tidy.concat(_fill(context, name, rule) for name, rule in RULES.items())


def _fill(context: Context, indicator: str, rule: Callable[[Context], pd.Series]) -> pd.DataFrame:
    lacking = context.lacking(indicator)
    table = rule(context).dropna().rename("value").reset_index()
    table = table[table["unit"].isin(lacking) & (table["year"] >= context.oldest(indicator))]
    if indicator in MILITARY:
        table = table[~table["unit"].isin(WITHOUT_ARMED_FORCES)]
        zeros = sorted(lacking & WITHOUT_ARMED_FORCES)
        newest = int(context.own_values(indicator).index.get_level_values("year").max())
        table = pd.concat(
            [table, pd.DataFrame({"unit": zeros, "year": newest, "value": 0.0})], ignore_index=True
        )
    return tidy.tidy(factbook.newest(table), indicator=indicator, source=factbook.SOURCE)


def gdp(context: Context) -> pd.Series:
    """GDP at the official exchange rate, current US$."""
    return context.factbook("GDP (official exchange rate)")


def gdp_ppp(context: Context) -> pd.Series:
    """Real GDP at PPP times what separates the two price bases for the United States in the same year."""
    real = context.factbook(*PPP)
    bases = _of_unit(context.own_values("gdp_ppp"), "USA") / _of_unit(real, "USA")
    factors = [bases.get(year, float("nan")) for year in real.index.get_level_values("year")]
    scaled = real * pd.Series(factors, index=real.index, dtype="float64")
    return scaled[~scaled.index.get_level_values("unit").isin(NO_PPP)]


def gdp_per_capita_ppp(context: Context) -> pd.Series:
    """The stand-in of gdp_ppp over the Factbook's population, which is that of its edition."""
    return _over_units(gdp_ppp(context), context.factbook("Population", "total"), lambda a, b: a / b)


def milex(context: Context) -> pd.Series:
    """Share of GDP times GDP of the same year, whose own stand-in serves where it has to."""
    output = context.own_values("gdp").combine_first(gdp(context))
    return milex_share(context) / 100 * output


def milex_share(context: Context) -> pd.Series:
    """Military expenditure, % of GDP."""
    return context.factbook("Military expenditures", "Military Expenditures ")


def energy_use(context: Context) -> pd.Series:
    """Primary energy per head, from Btu to kilograms of oil equivalent, times population of the same year."""
    field = "Energy consumption per capita"
    per_head = context.factbook(field, "Total energy consumption per capita ") / BTU_PER_KGOE
    total = (per_head * context.own_values("population")).dropna()
    rough = _over_units(per_head, context.factbook("Population", "total"), lambda a, b: a * b)
    covered = rough.index.get_level_values("unit").isin(total.index.get_level_values("unit"))
    return total.combine_first(rough[~covered])


def urban_population(context: Context) -> pd.Series:
    """Urban share times the Factbook's population, in the population's year."""
    share = factbook.newest(factbook.numbers(context.texts, "Urbanization", "urban population"))
    population = context.factbook("Population", "total")
    return _over_units(population, _series(share), lambda total, percent: total * percent / 100)


def armed_forces(context: Context) -> pd.Series:
    """Active personnel, the midpoint where the text gives a range."""
    field = "Military and security service personnel strengths"
    rows = context.texts[(context.texts["field"] == field) & (context.texts["subfield"] == "")]
    table = rows.assign(year=rows["text"].map(factbook.year), value=rows["text"].map(factbook.personnel))
    return _series(table.astype({"year": "int64", "value": "float64"}))


def _plain(field: str, subfield: str = "") -> Callable[[Context], pd.Series]:
    return lambda context: context.factbook(field, subfield)


#: Indicator -> the rule that makes its stand-ins. Exports and imports are of goods and services, so wider.
RULES: Mapping[str, Callable[[Context], pd.Series]] = {
    "gdp": gdp,
    "gdp_ppp": gdp_ppp,
    "gdp_per_capita_ppp": gdp_per_capita_ppp,
    "exports": _plain("Exports", "Exports "),
    "imports": _plain("Imports", "Imports "),
    "milex": milex,
    "milex_share": milex_share,
    "armed_forces": armed_forces,
    "population": _plain("Population", "total"),
    "urban_population": urban_population,
    "area": _plain("Area", "total"),
    "land_area": _plain("Area", "land"),
    "energy_use": energy_use,
    "life_expectancy": _plain("Life expectancy at birth", "total population"),
}
MILITARY = frozenset({"milex", "milex_share", "armed_forces"})


def _series(table: pd.DataFrame) -> pd.Series:
    return table.set_index(["unit", "year"])["value"]


def _of_unit(values: pd.Series, unit: str) -> pd.Series:
    return values[values.index.get_level_values("unit") == unit].droplevel("unit")


def _over_units(
    left: pd.Series, right: pd.Series, combine: Callable[[pd.Series, pd.Series], pd.Series]
) -> pd.Series:
    """Combine each value of `left` with the one value that its unit has in `right`, whatever its year."""
    by_unit = right.droplevel("year").to_dict()
    matched = pd.Series(left.index.get_level_values("unit").map(by_unit), index=left.index, dtype="float64")
    return combine(left, matched)
