"""What a document from outside must hold to be one: types, offsets in the text, order, ranges and sizes of numbers.

Each check looks at a whole column, and seeks the place of what is wrong only when something is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import islice
from operator import le
from types import NoneType
from typing import Any

from arabnews_nlp.document.layers import Field
from arabnews_nlp.document.records import Value
from arabnews_nlp.errors import ConfigError, short

__all__ = ["check_objects", "check_scalars", "check_spans", "checked_value", "fault"]

_TYPES: Mapping[str, tuple[frozenset[type], str]] = {
    "integer": (frozenset({int}), "a whole number"),
    "number": (frozenset({float, int}), "a number"),
    "string": (frozenset({str}), "a string"),
}
_RANGES: Mapping[str, tuple[float, float]] = {"score": (0, 1), "seen": (1, 2**63)}
"""Least and largest value of numbers that have others than those of an offset."""
_OFFSETS = 0, 2**63

DISJOINT = frozenset({"sentences", "tokens", "numbers", "entities"})
"""Layers whose records do not overlap."""

_LONGEST = 1000
"""Characters that a value may take beyond those of the text: words say more than they have letters (مليار)."""


def fault(place: str, value: object, expected: str) -> ConfigError:
    """The error that names the place in a document."""
    return ConfigError(f"{place} must be {expected}, not {short(value)}")


def check_objects(items: object, place: str) -> None:
    """These are a list of objects.

    :raises ConfigError: they are not.
    """
    if not isinstance(items, (list, tuple)):
        raise fault(place, items, "a list")
    _each(items, lambda item: isinstance(item, dict), place, "", "an object")


def check_scalars(values: Sequence[Any], field: Field, place: str) -> None:
    """The values of a field are of its type and in its range.

    :raises ConfigError: one is not.
    """
    types, expected = _TYPES[field.kind]
    if field.default is None:
        types |= {NoneType}
    if not set(map(type, values)) <= types:
        _each(values, lambda value: type(value) in types, place, field.name, expected)
    if field.kind != "string":
        low, high = _RANGES.get(field.name, _OFFSETS if field.kind == "integer" else (float("-inf"), float("inf")))
        known = [value for value in values if value is not None]
        if known and not (low <= min(known) and max(known) <= high and all(map(_equal, known))):
            _each(values, lambda v: v is None or low <= v <= high, place, field.name, f"from {low} to {high}")


def _equal(value: float) -> bool:
    return value == value


def check_spans(
    starts: Sequence[int], ends: Sequence[int], inside: tuple[int, int], place: str, disjoint: bool = False
) -> None:
    """The spans are inside a stretch of the text and in order.

    :raises ConfigError: one is not.
    """
    low, high = inside
    if not starts:
        return
    if not (low <= min(starts) and max(ends) <= high and all(map(le, starts, ends))):
        for number, span in enumerate(zip(starts, ends, strict=True)):
            if not low <= span[0] <= span[1] <= high:
                raise fault(f"{place}[{number}]", span, f"a span inside ({low}, {high})")
    before = ends if disjoint else starts
    if not all(map(le, before, islice(starts, 1, None))):
        for number in range(1, len(starts)):
            if before[number - 1] > starts[number]:
                expected = "after the one before, without overlap" if disjoint else "in order"
                raise fault(f"{place}[{number}]", (starts[number], ends[number]), expected)


def checked_value(value: Any, most: int, place: str) -> Value:
    """The value of a quantity from its JSON.

    :param most: code points of the text.
    :raises ConfigError: it is none, or would take far more characters than the text.
    """
    if value is None:
        return None
    if isinstance(value, list):
        if len(value) != 2:
            raise fault(place, value, "[low, high]")
        low, high = (None if end is None else _decimal(end, most, place) for end in value)
        return low, high
    return _decimal(value, most, place)


def _decimal(value: Any, most: int, place: str) -> Decimal:
    expected = "a decimal number as a string"
    if not isinstance(value, str) or len(value) > most + _LONGEST:
        raise fault(place, value, expected)
    try:
        number = Decimal(value)
    except (InvalidOperation, ValueError):
        raise fault(place, value, expected) from None
    if not number.is_finite() or abs(number.adjusted()) > most + _LONGEST:
        raise fault(place, value, f"a number of at most {most + _LONGEST} digits")
    return number


def _each(values: Iterable[Any], right: Callable[[Any], bool], place: str, name: str, expected: str) -> None:
    for number, value in enumerate(values):
        if not right(value):
            raise fault(f"{place}[{number}]{'.' if name else ''}{name}", value, expected)
