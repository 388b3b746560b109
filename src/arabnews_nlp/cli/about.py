"""Commands about the installation and its configuration."""

from __future__ import annotations

import argparse
import platform
from importlib.metadata import PackageNotFoundError, version
from typing import TypeAlias

from arabnews_nlp import __version__, load

__all__ = ["add_commands"]

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

_OPTIONAL = ("camel-tools", "stanza", "pyarabic", "spacy", "pyarrow", "datatrove")


def add_commands(commands: Commands) -> None:
    """Add config and doctor."""
    config = commands.add_parser("config", help="show or check a pipeline configuration")
    actions = config.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, summary, run in (
        ("show", "write the configuration of a preset or file as TOML", _show),
        ("check", "build the pipeline and say whether it is right", _check),
    ):
        action = actions.add_parser(name, help=summary)
        action.add_argument("config", nargs="?", default="news", help="preset or TOML file (news)")
        action.set_defaults(run=run)
    doctor = commands.add_parser("doctor", help="say what is installed and whether the pipeline works")
    doctor.set_defaults(run=_doctor)


def _show(arguments: argparse.Namespace) -> int:
    print(load(arguments.config).to_toml(), end="")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    pipeline = load(arguments.config)
    print(f"{arguments.config}: {' → '.join(stage.name for stage in pipeline.stages)}  {pipeline.fingerprint}")
    return 0


def _doctor(arguments: argparse.Namespace) -> int:
    print(f"arabnews-nlp {__version__}, Python {platform.python_version()}, {platform.machine()}")
    for package in _OPTIONAL:
        try:
            found = version(package)
        except PackageNotFoundError:
            found = "not installed (optional)"
        print(f"  {package:12s} {found}")
    doc = load()("أطلقت OpenAI خدمة ChatGPT بسعر 20 دولارًا.")
    right = all(doc.text[x.start : x.end] == x.text for x in (*doc.tokens, *doc.entities, *doc.numbers))
    print("pipeline works" if right and doc.numbers and doc.entities else "pipeline is broken")
    return 0 if right else 1
