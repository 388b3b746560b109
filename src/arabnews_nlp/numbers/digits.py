"""Values of numbers written in digits, with the separators of both conventions."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from arabnews_nlp._core.lexemes import fold

__all__ = ["digits_value", "vulgar_fraction"]

_LONGEST = 320
"""Digits of the longest number that is given a value."""
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")
_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875", "⅕": "0.2"}


def digits_value(surface: str) -> Decimal | None:
    """Value of digits of any script with separators; None where it is no number (a version, an address).

    >>> digits_value("1,234.5"), digits_value("1.234,5"), digits_value("١٢٫٥"), digits_value("1.2.3")
    (Decimal('1234.5'), Decimal('1234.5'), Decimal('12.5'), None)
    """
    form = surface if surface.isascii() else fold(surface).replace("٫", ".").replace("٬", ",").replace("،", ",")
    if form.isdigit():
        return Decimal(form) if len(form) <= _LONGEST else None
    if len(form) > _LONGEST:
        return None
    if _GROUPED.fullmatch(form):
        last = form[max(form.rfind("."), form.rfind(","))]
        other = "," if last == "." else "."
        if form.count(last) > 1 or (last == "," and other not in form):
            form = form.replace(last, "")
        else:
            form = form.replace(other, "").replace(last, ".")
    elif form.count(",") == 1 and "." not in form:
        form = form.replace(",", ".")
    try:
        return Decimal(form) if form.isascii() else None
    except InvalidOperation:
        return None


def vulgar_fraction(sign: str) -> Decimal | None:
    """Value of a one-character fraction (½).

    >>> vulgar_fraction("½"), vulgar_fraction("x")
    (Decimal('0.5'), None)
    """
    value = _VULGAR.get(sign)
    return None if value is None else Decimal(value)
