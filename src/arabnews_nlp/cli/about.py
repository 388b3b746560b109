"""Commands about the installation, its configuration, and what there is to choose from."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator

from arabnews_nlp import __version__, load
from arabnews_nlp.cli.parser import Commands, Parser
from arabnews_nlp.errors import ConfigError

__all__ = ["add_commands"]

SHELLS = ("bash", "zsh", "fish")


def add_commands(commands: Commands) -> None:
    """Add profiles, schemes, presets, stages, config, completion and doctor."""
    for name, summary, rows in (
        ("profiles", "list the profiles of normalization", _profiles),
        ("schemes", "list the schemes of transliteration", _schemes),
        ("presets", "list the pipelines that are ready for use", _presets),
        ("stages", "list the stages that pipelines are made of", _stages),
    ):
        _add(commands, name, summary, _listing(rows))
    _add(commands, "config", "show or check a pipeline configuration", _config)
    _add(commands, "completion", "write a script that completes commands and options in a shell", _completion)
    _add(commands, "doctor", "say what is installed and whether the pipeline works", _doctor)


def _add(commands: Commands, name: str, summary: str, fill: Callable[[Parser], None]) -> None:
    commands.add_parser(name, help=summary, description=f"{summary[:1].upper()}{summary[1:]}.", fill=fill)


Rows = Iterable[tuple[str, str]]


def _listing(rows: Callable[[], Rows]) -> Callable[[Parser], None]:
    def run(_arguments: argparse.Namespace) -> int:
        _print(rows())
        return 0

    return lambda parser: parser.set_defaults(run=run)


def _print(rows: Rows) -> None:
    rows = list(rows)
    width = max(len(name) for name, _ in rows)
    for name, about in rows:
        print(f"{name:{width}s}  {about}".rstrip())


def _profiles() -> Rows:
    from arabnews_nlp import profiles

    for name, profile in sorted(profiles().items()):
        yield name, f"{profile.description} ({', '.join(profile.steps) or 'no steps'})"


def _schemes() -> Rows:
    from arabnews_nlp.transliteration.schemes import reversible, schemes

    return [(name, "to Latin letters and back" if reversible(name) else "to Latin letters") for name in schemes()]


def _presets() -> Rows:
    from arabnews_nlp.pipeline.config import PRESETS

    return [(name, ", ".join(stage.name for stage in load(name).stages)) for name in PRESETS]


def _stages() -> Rows:
    from arabnews_nlp.pipeline.registry import backends, stage_class, stage_names

    for name in stage_names():
        try:
            about = f"layer {', '.join(sorted(stage_class(name).provides))}"
        except ConfigError:
            about = "by other libraries alone"
        others = ", ".join(backends(name))
        yield name, f"{about}; backends {others}" if others else about


def _config(parser: Parser) -> None:
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, summary, run in (
        ("show", "write the configuration of a preset or file as TOML", _show),
        ("check", "check a configuration: build its pipeline, and print its stages and fingerprint", _check),
    ):
        action = actions.add_parser(name, help=summary, description=f"{summary[:1].upper()}{summary[1:]}.")
        action.add_argument("config", nargs="?", default="news", help="preset or TOML file (default: news)")
        action.set_defaults(run=run)


def _show(arguments: argparse.Namespace) -> int:
    print(load(arguments.config).to_toml(), end="")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    pipeline = load(arguments.config)
    print(f"{arguments.config}: {' → '.join(stage.name for stage in pipeline.stages)}  {pipeline.fingerprint}")
    return 0


def _completion(parser: Parser) -> None:
    parser.add_argument("shell", choices=SHELLS, help="for example: arabnews completion bash >> ~/.bash_completion")
    parser.set_defaults(run=_complete)


def _complete(arguments: argparse.Namespace) -> int:
    from arabnews_nlp.cli.parser import subcommands
    from arabnews_nlp.errors import MissingExtraError

    try:
        import shtab
    except ImportError as error:
        raise MissingExtraError("shtab", "completion") from error
    parser = arguments.parser
    for _, command, _ in subcommands(parser):
        command.filled()
    print(shtab.complete(parser, shell=arguments.shell))
    return 0


def _doctor(parser: Parser) -> None:
    parser.set_defaults(run=_examine)


def _examine(_arguments: argparse.Namespace) -> int:
    import platform

    print(f"arabnews-nlp {__version__}, Python {platform.python_version()}, {platform.machine()}")
    print("models")
    for name, about in _models():
        print(f"  {name:14s} {about}")
    print("extras (pip install 'arabnews-nlp[NAME]')")
    for extra, packages in _extras().items():
        print(f"  {extra:14s} {', '.join(packages)}")
    doc = load()("أطلقت OpenAI خدمة ChatGPT بسعر 20 دولارًا.")
    right = all(doc.text[x.start : x.end] == x.text for x in (*doc.tokens, *doc.entities, *doc.numbers))
    right = bool(right and doc.numbers and doc.entities)
    print("pipeline works" if right else "pipeline is broken")
    return 0 if right else 1


def _models() -> Iterator[tuple[str, str]]:
    from importlib.resources import files

    for folder in ("names", "entities"):
        for path in sorted(files(f"arabnews_nlp.{folder}").joinpath("data").iterdir(), key=lambda p: p.name):
            if path.name.endswith(".model"):
                head = path.read_bytes()[:12]
                version, checksum = int.from_bytes(head[4:6], "little"), int.from_bytes(head[8:12], "little")
                yield path.name, f"format {version}, checksum {checksum:08x}, {path}"


def _extras() -> dict[str, list[str]]:
    """Each extra that users install, and its packages with the version that is there."""
    import re
    from importlib.metadata import PackageNotFoundError, requires, version

    own = ("all", "bench", "core", "docs", "fuzz", "lint", "test", "train")
    found: dict[str, list[str]] = {}
    for requirement in requires("arabnews-nlp") or ():
        name, _, condition = requirement.partition(";")
        extra = re.search(r"extra == ['\"]([\w-]+)['\"]", condition)
        package = re.match(r"[\w.-]+", name)
        if extra is None or package is None or extra[1] in own or package[0] == "arabnews-nlp":
            continue
        try:
            state = version(package[0])
        except PackageNotFoundError:
            state = "not installed"
        found.setdefault(extra[1], []).append(f"{package[0]} {state}")
    return found
