"""Pipeline specifications: what stages run with which options, as a preset, a mapping or TOML."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

import msgspec

from arabnews_nlp._files.data import read_data_text
from arabnews_nlp._files.toml import read_toml
from arabnews_nlp.errors import ArabNewsError, ArgumentTypeError, ConfigError, UnknownNameError

__all__ = ["PRESETS", "Spec", "read_spec"]

PRESETS = ("fast", "news")
"""Names of the built-in pipelines."""


class Spec(msgspec.Struct, frozen=True):
    """The plain form of a pipeline."""

    stages: tuple[str, ...]
    """Stage names in order."""
    stage: Mapping[str, Mapping[str, Any]] = {}
    """Options of stages that differ from their defaults, by stage name."""

    def to_toml(self) -> str:
        """The specification as TOML; :func:`read_spec` reads it back."""
        lines = [f"stages = {json.dumps(list(self.stages))}"]
        for name, options in self.stage.items():
            lines.append(f"\n[stage.{name}]")
            lines.extend(f"{key} = {_toml(value)}" for key, value in options.items() if value is not None)
        return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def read_spec(source: str | os.PathLike[str] | Mapping[str, Any]) -> Spec:
    """A specification from the name of a preset, a path to a TOML file, or a mapping of the same form.

    The form is ``preset = "news"`` or ``stages = [...]``, and a table ``[stage.NAME]`` of options for each stage.

    :raises UnknownNameError: an unknown preset or key.
    :raises ConfigError: a file that is missing or not TOML, or a value of the wrong type.
    """
    if isinstance(source, Mapping):
        return _spec(source, "configuration")
    if not isinstance(source, (str, os.PathLike)):
        raise ArgumentTypeError("config", source, "a preset name, a path or a mapping")
    place = os.fspath(source)
    if isinstance(source, str) and source in PRESETS:
        text = read_data_text(__package__, f"presets/{source}.toml")
    elif isinstance(source, str) and not source.endswith(".toml"):
        raise UnknownNameError("preset", source, PRESETS)
    else:
        try:
            with open(source, encoding="utf-8-sig") as file:
                text = file.read()
        except (OSError, ValueError) as error:
            raise ConfigError(f"{place!r}: {error}") from error
    return _spec(read_toml(text, place), place)


def _spec(data: Mapping[str, Any], place: str) -> Spec:
    for key in data:
        if key not in ("preset", "stages", "stage"):
            raise UnknownNameError("configuration key", key, ("preset", "stages", "stage"))
    if ("preset" in data) == ("stages" in data):
        raise ConfigError(f"{place}: give either 'preset' or 'stages'")
    try:
        if "stages" in data:
            spec = msgspec.convert({**data}, Spec)
        else:
            if data["preset"] not in PRESETS:
                raise UnknownNameError("preset", data["preset"], PRESETS)
            base = read_spec(data["preset"])
            spec = msgspec.convert({"stages": base.stages, "stage": {**base.stage, **data.get("stage", {})}}, Spec)
    except ArabNewsError:
        raise
    except (msgspec.ValidationError, TypeError, ValueError) as error:
        raise ConfigError(f"{place}: {error}") from error
    for name in spec.stage:
        if name not in spec.stages:
            raise UnknownNameError("table [stage.…] for stage", name, spec.stages)
    return spec
