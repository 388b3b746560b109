"""The parser of the command line: commands are filled in when they are used, and refusals come with a hint."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from typing import Any, NoReturn, TypeAlias

from arabnews_nlp.cli.messages import printable

__all__ = ["Commands", "Parser", "names", "positive", "separator", "subcommands"]

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


class Parser(argparse.ArgumentParser):
    """A parser without abbreviations of options.

    :param fill: adds the arguments, once, when they are needed.
    """

    def __init__(self, *, fill: Callable[[Parser], None] | None = None, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)
        self._fill = fill

    def filled(self) -> Parser:
        """This parser with its arguments."""
        fill, self._fill = self._fill, None
        if fill is not None:
            fill(self)
        return self

    def parse_known_args(self, args: Any = None, namespace: Any = None, **more: Any) -> Any:
        """As :class:`argparse.ArgumentParser` does; a command itself refuses what it does not know."""
        self.filled()
        found, unknown = super().parse_known_args(args, namespace, **more)
        if unknown and " " in self.prog:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def error(self, message: str) -> NoReturn:
        """One line with a hint, and exit code 2."""
        hint = self._hint(message)
        if found := re.match(r"argument (COMMAND|ACTION|shell): invalid choice: (.*?) \(choose from", message):
            message = f"unknown {found[1].lower()} {found[2]}"
        self.exit(2, f"arabnews: {printable(message)}{hint}\n")

    def _hint(self, message: str) -> str:
        import difflib

        options = [option for action in self._actions for option in action.option_strings]
        if found := re.match(r"argument (\S+): invalid choice: '([^']*)'(?: \(choose from (.*)\))?", message):
            argument, value, listed = found.groups()
            if "--out" in argument and re.search(r"[./]", value):
                return f"; to write to a file: --output {value}"
            choices = re.findall(r"[\w-]+", listed or "")
        elif found := re.match(r"unrecognized arguments: (-\S*)", message):
            value, choices = found[1].partition("=")[0], options
        else:
            return f"; see {self.prog} --help"
        close = difflib.get_close_matches(value, choices, n=1)
        return f"; did you mean {close[0]}?" if close else f"; see {self.prog} --help"


def positive(value: str) -> int:
    """A whole number from 1 up, as argparse wants it."""
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{value} is not a whole number from 1 up")
    return number


def names(value: str) -> list[str]:
    """Names with commas between."""
    return [name.strip() for name in value.split(",") if name.strip()]


def separator(value: str) -> str:
    """One character; ``\\t`` is a tab."""
    value = "\t" if value == "\\t" else value
    if len(value) != 1 or value in '"\r\n':
        raise argparse.ArgumentTypeError(f"{value!r} is no separator: one character, \\t for a tab")
    return value


def subcommands(parser: argparse.ArgumentParser) -> Iterable[tuple[str, Parser, str]]:
    """Name, parser and summary of each command of a parser."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            summaries = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, command in action.choices.items():
                yield name, command, summaries.get(name, "")
