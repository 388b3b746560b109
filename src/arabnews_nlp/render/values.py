"""The value of a quantity as readers see it."""

from __future__ import annotations

from arabnews_nlp.document.records import Quantity

__all__ = ["shown_value"]


def shown_value(quantity: Quantity) -> str:
    """The value of a quantity as readers see it: TIMEX3, number and unit, or a range."""
    if quantity.timex is not None:
        return quantity.timex
    if isinstance(quantity.value, tuple):
        shown = " – ".join("…" if v is None else f"{v:f}" for v in quantity.value)
    else:
        shown = "" if quantity.value is None else f"{quantity.value:f}"
    return f"{shown} {quantity.unit or ''}".strip()
