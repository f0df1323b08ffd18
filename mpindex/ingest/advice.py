"""Says which rule a wrong number breaks, and what to do: advice that never gives another number."""

from __future__ import annotations

import re

from mpindex.ingest.cells import PLAIN, Style

_CURRENCY = re.compile(r"[$€£¥₸₽₹₩]")
_PERCENT = re.compile(r"[%‰]")
_POINTED = re.compile(r"[+-]?\d{1,3}([.]\d{3})+\Z", re.ASCII)
_COMMAED = re.compile(r"[+-]?\d{1,3}([,]\d{3})+\Z", re.ASCII)
#: How thousands and decimals are written in the world: the pattern, and the options that read it.
_WRITINGS = (
    (re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+\Z", re.ASCII), {"thousands": ","}),
    (re.compile(r"[+-]?\d{1,3}(,\d{3}){2,}\Z", re.ASCII), {"thousands": ","}),
    (re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d+\Z", re.ASCII), {"thousands": ".", "decimal": ","}),
    (re.compile(r"[+-]?\d{1,3}(\.\d{3}){2,}\Z", re.ASCII), {"thousands": ".", "decimal": ","}),
    (re.compile(r"[+-]?\d{1,3}(\s\d{3})+\.\d+\Z"), {"thousands": " "}),
    (re.compile(r"[+-]?\d{1,3}(\s\d{3})+\Z"), {"thousands": " "}),
    (re.compile(r"[+-]?\d{1,3}(\s\d{3})+,\d+\Z"), {"thousands": " ", "decimal": ","}),
    (re.compile(r"[+-]?\d{1,3}(['’]\d{3})+(\.\d+)?\Z"), {"thousands": "'"}),
    (re.compile(r"[+-]?\d{1,3}(['’]\d{3})+,\d+\Z"), {"thousands": "'", "decimal": ","}),
)


def explain(written: str, style: Style = PLAIN) -> tuple[str, str]:
    """Return the rule that a wrong number breaks, and what to do.

    Parameters
    ----------
    written : str
        The cell as it stands.
    style : Style
        How numbers were read.

    Examples
    --------
    >>> explain("1.234,5")
    ('has a thousands separator', "pass thousands='.', decimal=','")
    >>> explain("12 %")
    ('has a percent sign', "pass strip='%' to take it off, and say % in the indicator's unit")
    """
    written = written.strip()
    if written.lower() in ("true", "false"):
        return "is true or false", "write 1 for true and 0 for false"
    signs = "".join(dict.fromkeys(_CURRENCY.findall(written) + _PERCENT.findall(written)))
    if signs and re.search(r"\d", written):
        return _sign(written, signs, style)
    for pattern, options in _WRITINGS:
        if pattern.match(written):
            return "has a thousands separator", _pass(options, style)
    if _COMMAED.match(written) and style.decimal == "." and style.thousands != ",":
        plain = written.replace(",", "")
        point = written.replace(",", ".")
        hint = f"pass thousands=',' if it is {plain}, decimal=',' if it is {point}"
        return "has a comma that separates thousands or decimals", hint
    if _POINTED.match(written) and style.decimal == ",":
        return "has a thousands separator", _pass({"thousands": "."}, style)
    return _other(written, style)


def _sign(written: str, signs: str, style: Style) -> tuple[str, str]:
    """A percent or currency sign; and what is wrong with the number without it, if anything is."""
    name = "percent" if _PERCENT.search(signs) else "currency"
    bare = written.strip(signs + " \u00a0")
    more = ""
    for pattern, options in _WRITINGS:
        if pattern.match(bare) and _differs(options, style):
            more = ", " + ", ".join(f"{key}={value!r}" for key, value in options.items())
            break
    else:
        if _COMMAED.match(bare) and style.thousands != ",":
            more = ", thousands=','"
    unit = "%" if name == "percent" else "the currency"
    return (
        f"has a {name} sign",
        f"pass strip={signs!r}{more} to take it off, and say {unit} in the indicator's unit",
    )


def _differs(options: dict[str, str], style: Style) -> bool:
    return any(getattr(style, key) != value for key, value in options.items())


def _pass(options: dict[str, str], style: Style) -> str:
    if _differs(options, style):
        return "pass " + ", ".join(f"{key}={value!r}" for key, value in options.items())
    return "correct the number"


def _other(written: str, style: Style) -> tuple[str, str]:
    if style.decimal == "." and re.fullmatch(r"[+-]?\d*,\d+", written, re.ASCII):
        return "has a decimal comma", f"pass decimal=',', or write {written.replace(',', '.')}"
    if style.decimal == "," and re.fullmatch(r"[+-]?\d*\.\d+", written, re.ASCII):
        return "has a decimal point", "decimal=',' was passed: write a comma, or leave decimal= out"
    if re.fullmatch(r"[+-]?[\d.]+\s?(k|m|bn?|mn|mio|tn?|million|billion|trillion)", written, re.IGNORECASE):
        return "has a word for a power of ten", "write the number out, or give the unit to the indicator"
    if re.fullmatch(r"\([\d.,]+\)", written):
        return "is a number in brackets", f"if it is a loss, write -{written[1:-1]}"
    if written.lower() in ("yes", "no"):
        return "is yes or no, not a number", "write 1 and 0"
    if re.fullmatch(r"[<>≤≥~≈]\s?[\d.,]+", written):
        return "is a bound, not a number", "write the number that shall count, or leave the cell empty"
    if re.fullmatch(r"[\d.]+\s?[-–]\s?[\d.]+", written):
        return "is a range, not a number", "write the number that shall count, or leave the cell empty"
    if re.fullmatch(r"[+-]?[\d.]+\s?[*†‡]+|[+-]?[\d.]+\s?[\[(]\w+[\])]", written):
        return "has a footnote mark", "write the number alone"
    return (
        "must be a number",
        "leave the cell empty if unknown",
    )
