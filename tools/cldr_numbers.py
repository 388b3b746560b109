"""Write the tables of currencies and units that come from the Unicode CLDR, by way of babel.

usage: python tools/cldr_numbers.py

Writes ``currencies_cldr.tsv`` (ISO 4217 code, Arabic names, symbols) and ``units_cldr.tsv`` (CLDR unit id, Arabic names
and symbols) beside the number grammar. Historic currencies, whose names carry years, are left out.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale
from babel.numbers import get_currency_name

HERE = Path(__file__).parents[1] / "src" / "arabnews_nlp" / "numbers" / "data"
COUNTS = (1, 2, 3, 11, 100)
MEASURES = (
    "length",
    "mass",
    "area",
    "volume",
    "temperature",
    "digital",
    "speed",
    "energy",
    "power",
    "pressure",
    "electric",
)
CURRENCIES = (
    "# Currencies of Unicode CLDR, written by tools/cldr_numbers.py. "
    "Columns: code (ISO 4217), names, symbols (| between).",
)
"""What the head of the table of currencies says."""
UNITS = (
    "# Units of the Unicode CLDR, written by tools/cldr_numbers.py. Columns: unit (CLDR unit id), forms (| between).",
)
"""What the head of the table of units says."""
LEFT_OUT = {
    "length-point",
    "volume-dram",
    "speed-light-speed",
    "speed-beaufort",
    "volume-jigger",
    "volume-pinch",
    "volume-drop",
    "length-earth-radius",
    "length-solar-radius",
    "mass-earth-mass",
    "mass-solar-mass",
    "length-fathom",
    "mass-stone",
    "mass-dalton",
    "mass-grain",
    "energy-therm-us",
    "volume-quart",
    "volume-quart-imperial",
    "speed-knot",
}
"""Units whose names are everyday words of another meaning, or that news does not measure in."""
UNMARKED = str.maketrans("", "", "\u200e\u200f\u061c\u00a0")


def currencies(arabic: Locale, english: Locale) -> list[str]:
    rows = []
    for code in sorted(arabic.currencies):
        names = {get_currency_name(code, count=n, locale=arabic) for n in COUNTS} | {arabic.currencies[code]}
        if any(re.search(r"\d", name + english.currencies.get(code, "")) for name in names) or code.startswith("X"):
            continue
        symbols = {code, arabic.currency_symbols.get(code, code), english.currency_symbols.get(code, code)}
        kept = {s.translate(UNMARKED) for s in symbols}
        rows.append("\t".join((code, "|".join(sorted(names)), "|".join(sorted(kept)))))
    return [*CURRENCIES, "code\tnames\tsymbols", *rows]


def units(arabic: Locale, english: Locale) -> list[str]:
    rows = []
    for unit, _widths in sorted(arabic._data["unit_patterns"].items()):
        if not unit.startswith(MEASURES) or unit in LEFT_OUT:
            continue
        forms = set()
        for locale in (arabic, english):
            for width, patterns in locale._data["unit_patterns"].get(unit, {}).items():
                if locale is english and width == "long":
                    continue
                for key in patterns:
                    pattern = patterns[key]
                    if isinstance(pattern, str) and "{0}" in pattern:
                        forms.add(pattern.replace("{0}", "").translate(UNMARKED).strip())
        forms = {
            f
            for f in forms
            if (len(f) > 1 or f in "°′″")
            and not f.startswith(("/", "لكل"))
            and f
            and re.fullmatch(r"[\w\s/°٪%²³.\u0600-\u06ff'\"′″-]+", f)
        }
        if forms:
            rows.append("\t".join((unit, "|".join(sorted(forms)))))
    return [*UNITS, "unit\tforms", *rows]


def main() -> None:
    arabic, english = Locale("ar"), Locale("en")
    (HERE / "currencies_cldr.tsv").write_text("\n".join(currencies(arabic, english)) + "\n", "utf-8")
    (HERE / "units_cldr.tsv").write_text("\n".join(units(arabic, english)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
