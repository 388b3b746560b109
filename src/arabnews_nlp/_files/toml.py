"""TOML from outside: whatever is wrong with it is one error of this library, found in bounded time."""

from __future__ import annotations

from typing import Any

from arabnews_nlp.errors import ConfigError

__all__ = ["read_toml"]

_MOST_DOTS = 1000
"""Dots in one line: the parser needs time by the square of the parts of a dotted key."""


def read_toml(text: str, place: str) -> dict[str, Any]:
    """The tables of a TOML text.

    :param place: what the text is, for the error.
    :raises ConfigError: the text is not TOML, or no parser should be given it.
    """
    import tomllib

    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > _MOST_DOTS:
            raise ConfigError(f"{place}: more than {_MOST_DOTS} dots in line {number}")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{place}: {error}") from error
