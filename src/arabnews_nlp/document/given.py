"""Checks what comes with a text: an id, plain JSON values, the moment that its relative dates are told from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias

from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, plain_text

__all__ = ["Moment", "checked_id", "checked_meta", "moment"]

Moment: TypeAlias = datetime | date | str
"""A date or time, or one in ISO 8601."""

_DEEPEST = 100
_MOST_BITS = 4096
"""Of a whole number that can be written: Python refuses to write one of more than 4,300 digits."""


def moment(reference: Moment | None) -> datetime | None:
    """The moment that relative dates resolve against, as the clock on the wall shows it; a date is its midnight.

    :raises ArgumentTypeError: what is no date, no time and no string.
    :raises ArgumentValueError: a string that is not ISO 8601.

    >>> moment("2024-01-05T10:30:00+03:00")
    datetime.datetime(2024, 1, 5, 10, 30)
    """
    if isinstance(reference, str):
        try:
            reference = datetime.fromisoformat(reference.strip())
        except ValueError:
            raise ArgumentValueError("reference", reference, "an ISO 8601 date or time") from None
    if reference is None or isinstance(reference, datetime):
        return None if reference is None else reference.replace(tzinfo=None)
    if isinstance(reference, date):
        return datetime(reference.year, reference.month, reference.day)
    raise ArgumentTypeError("reference", reference, "datetime, date, an ISO 8601 string or None")


def checked_id(id: object) -> str | int | None:
    """An id as it is kept.

    :raises ArgumentTypeError: it is neither a string nor a whole number.
    :raises ArgumentValueError: it is a number of thousands of digits, which nothing could write.
    """
    if isinstance(id, str):
        return plain_text(id)
    if id is None or (isinstance(id, int) and not isinstance(id, bool)):
        if id is not None and id.bit_length() > _MOST_BITS:
            raise ArgumentValueError("id", id, f"a number of at most {_MOST_BITS} bits")
        return id
    raise ArgumentTypeError("id", id, "str, int or None")


def checked_meta(meta: object) -> Mapping[str, Any]:
    """Values that JSON can hold, as they are kept; dates, times and decimals become strings.

    :raises ArgumentTypeError: it is no mapping, or holds a value or key that is no plain JSON.
    """
    if meta is None:
        return {}
    if not isinstance(meta, Mapping):
        raise ArgumentTypeError("meta", meta, "a mapping of plain JSON values")
    return {_key(key): _plain(value, 1) for key, value in meta.items()}


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise ArgumentTypeError("meta", key, "a mapping with strings as keys")
    return plain_text(key)


def _plain(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return plain_text(value)
    if (
        value is None
        or (isinstance(value, int) and value.bit_length() <= _MOST_BITS)
        or (isinstance(value, float) and value - value == 0)
    ):
        return value
    if depth < _DEEPEST:
        if isinstance(value, Mapping):
            return {_key(key): _plain(item, depth + 1) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [_plain(item, depth + 1) for item in value]
    if isinstance(value, (date, time, Decimal)):
        return str(value) if isinstance(value, Decimal) else value.isoformat()
    raise ArgumentTypeError("meta", value, "a mapping of plain JSON values")
