"""Values of numbers written in digits, with the separators of both conventions."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

__all__ = ["digits_value"]

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}\.\d{3},\d+")


def digits_value(form: str) -> Decimal | None:
    """Value of a folded run of digits and separators; None where it is no number (a version, an address).

    >>> digits_value("1,234.5"), digits_value("1.234,5"), digits_value("12,5"), digits_value("1.2.3")
    (Decimal('1234.5'), Decimal('1234.5'), Decimal('12.5'), None)
    """
    form = form.replace("٫", ".").replace("٬", ",")
    if len(form) > 40:
        return None
    if _GROUPED.fullmatch(form):
        decimal = max(form.rfind("."), form.rfind(","))
        last = form[decimal]
        if form.count(last) > 1:
            form = form.replace(last, "")
        else:
            other = "," if last == "." else "."
            if last == "," and other not in form:
                form = form.replace(",", "")
            else:
                form = form.replace(other, "").replace(last, ".")
    elif form.count(",") == 1 and "." not in form:
        form = form.replace(",", ".")
    try:
        return Decimal(form) if form.isascii() else None
    except InvalidOperation:
        return None
