"""Parses the command line, sets up the streams, and turns errors into exit codes."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from arabnews_nlp import __version__
from arabnews_nlp.cli import about, texts
from arabnews_nlp.errors import ArabNewsError

__all__ = ["main"]

_EXIT_CODES = """exit codes: 0 all done; 1 some records failed (see --errors); 2 wrong use; 130 interrupted"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; data goes to standard output, everything else to standard error.

    :returns: the exit code: 0, 1 some records failed, 2 wrong use, 130 interrupted.
    """
    _use_utf8()
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except ArabNewsError as error:
        print(f"arabnews: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _use_utf8() -> None:
    """UTF-8 on the standard streams whatever the locale; lone surrogates leave as U+FFFD-like escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="arabnews",
        description="Arabic news text: normalize, segment, find names, numbers and entities. Works offline.",
        epilog=_EXIT_CODES,
    )
    parser.add_argument("--version", action="version", version=f"arabnews {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    texts.add_commands(commands)
    about.add_commands(commands)
    return parser
