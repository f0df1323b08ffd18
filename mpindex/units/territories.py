"""Territories and states outside the 195 that publishers rank: their codes, and the names by which they go."""

from __future__ import annotations

from collections.abc import Iterable

#: ISO 3166 code of three letters -> code of two letters and names.
TERRITORIES: dict[str, tuple[str, ...]] = {
    "ABW": ("AW", "Aruba"), "ALA": ("AX", "Åland", "Åland Islands"), "AIA": ("AI", "Anguilla"),
    "ASM": ("AS", "American Samoa"), "BMU": ("BM", "Bermuda"), "COK": ("CK", "Cook Islands", "Cook Is"),
    "CUW": ("CW", "Curaçao"), "CYM": ("KY", "Cayman Islands", "Cayman Is."), "ESH": ("EH", "Western Sahara", "W. Sahara"),
    "FLK": ("FK", "Falkland Islands", "Falkland Islands (Malvinas)"),
    "FRO": ("FO", "Faroe Islands", "Faeroe Islands", "Faeroes"), "GGY": ("GG", "Guernsey"),
    "GIB": ("GI", "Gibraltar"), "GLP": ("GP", "Guadeloupe"), "GRL": ("GL", "Greenland"), "GUF": ("GF", "French Guiana"),
    "GUM": ("GU", "Guam"),
    "HKG": (
        "HK", "Hong Kong", "Hong Kong SAR, China", "Hong Kong SAR", "Hong Kong, China", "China, Hong Kong SAR",
        "Hong Kong, China (SAR)", "Hong Kong Special Administrative Region", "China, P.R.: Hong Kong",
        "China, Hong Kong Special Administrative Region", "China (Hong Kong)", "Hong Kong S.A.R.",
    ),
    "IMN": ("IM", "Isle of Man"), "JEY": ("JE", "Jersey"),
    "MAC": (
        "MO", "Macao", "Macau", "Macao SAR, China", "Macao SAR", "Macau SAR", "Macao, China", "China, Macao SAR",
        "China, P.R.: Macao", "China, P.R.: Macau", "China, Macao Special Administrative Region",
    ),
    "MNP": ("MP", "Northern Mariana Islands", "Northern Marianas"), "MSR": ("MS", "Montserrat"),
    "MTQ": ("MQ", "Martinique"), "MYT": ("YT", "Mayotte"), "NCL": ("NC", "New Caledonia"), "NIU": ("NU", "Niue"),
    "PRI": ("PR", "Puerto Rico", "Commonwealth of Puerto Rico", "Puerto Rico (US)"),
    "PSE": (
        "PS", "WBG", "Palestine", "State of Palestine", "Palestine, State of", "West Bank and Gaza", "West Bank",
        "Palestinian Territory", "Palestinian Territories", "Occupied Palestinian Territory", "Palestinian Authority",
        "Palestinian Territory, Occupied", "West Bank and Gaza Strip",
        "occupied Palestinian territory, including east Jerusalem",
    ),
    "PYF": ("PF", "French Polynesia"), "REU": ("RE", "Réunion"), "SHN": ("SH", "Saint Helena"),
    "SPM": ("PM", "Saint Pierre and Miquelon"), "SXM": ("SX", "Sint Maarten", "Sint Maarten (Dutch part)"),
    "TCA": ("TC", "Turks and Caicos Islands", "Turks & Caicos"), "TKL": ("TK", "Tokelau"),
    "VAT": ("VA", "Holy See", "Vatican", "Vatican City", "Holy See (Vatican City State)"),
    "VGB": ("VG", "British Virgin Islands", "Virgin Islands (British)"),
    "VIR": ("VI", "United States Virgin Islands", "Virgin Islands (U.S.)", "U.S. Virgin Islands"),
    "WLF": ("WF", "Wallis and Futuna", "Wallis and Futuna Islands"),
}  # fmt: skip


def spellings(code: str) -> Iterable[str]:
    """Every way in which a territory is written: its code, the code of two letters, its names.

    >>> list(spellings("HKG"))[:3]
    ['HKG', 'HK', 'Hong Kong']
    """
    return (code, *TERRITORIES[code])


def name(code: str) -> str:
    """The usual name of a territory."""
    return next(text for text in TERRITORIES[code] if len(text) > 3)
