"""Profiles: named, ordered lists of steps, built in or read from TOML."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from arabnews_nlp._files.data import read_data_text
from arabnews_nlp._files.toml import read_toml
from arabnews_nlp.errors import ConfigError, UnknownNameError
from arabnews_nlp.normalization.steps import step

__all__ = ["Profile", "profile", "profiles", "read_profiles"]


class Profile(NamedTuple):
    """A named sequence of normalization steps."""

    name: str
    description: str
    steps: tuple[str, ...]


@cache
def _built_in() -> dict[str, Profile]:
    return _parse(read_data_text(__package__, "data/profiles.toml"), "profiles.toml")


def profiles() -> Mapping[str, Profile]:
    """The built-in profiles by name.

    >>> sorted(profiles())
    ['arabert', 'display', 'llm', 'ner', 'none', 'search']
    """
    return dict(_built_in())


def profile(name: str) -> Profile:
    """The built-in profile of this name.

    :raises UnknownNameError: there is none.
    """
    try:
        return _built_in()[name]
    except (KeyError, TypeError):
        raise UnknownNameError("profile", name, _built_in()) from None


def read_profiles(path: str | os.PathLike[str]) -> Mapping[str, Profile]:
    """Profiles from a TOML file with one table each: ``steps`` and, if wanted, ``description``.

    :raises ConfigError: the file is missing, not TOML, or not of this form.
    :raises UnknownNameError: a step that does not exist.
    """
    try:
        with open(path, encoding="utf-8-sig") as file:
            return _parse(file.read(), os.fspath(path))
    except (OSError, TypeError, ValueError) as error:
        raise ConfigError(f"{os.fspath(path)}: {error}") from error


def _parse(source: str, place: str) -> dict[str, Profile]:
    return {name: _one(name, table, place) for name, table in read_toml(source, place).items()}


def _one(name: str, table: Any, place: str) -> Profile:
    if not isinstance(table, dict) or not isinstance(table.get("steps"), list):
        raise ConfigError(f"{place}: profile {name!r} must be a table with a list 'steps'")
    for key in table:
        if key not in ("steps", "description"):
            raise UnknownNameError(f"key of profile {name!r}", key, ("steps", "description"))
    return Profile(name, str(table.get("description", "")), tuple(step(x).name for x in table["steps"]))
