"""Parses the command line, sets up the streams, and turns errors into exit codes."""

from __future__ import annotations

import io
import os
import signal
import sys
from argparse import RawDescriptionHelpFormatter
from collections.abc import Sequence
from contextlib import suppress

from arabnews_nlp import __version__
from arabnews_nlp.cli import about, layers, process, rewrite
from arabnews_nlp.cli.messages import say
from arabnews_nlp.cli.parser import Parser
from arabnews_nlp.cli.signals import Stopped, signals_raised
from arabnews_nlp.errors import ArabNewsError, StoppedError

__all__ = ["main"]

_EPILOG = """examples:
  arabnews process articles.jsonl -o annotated.jsonl
  arabnews entities articles.csv --text-field body --keep title --out csv
  echo "أعلنت OpenAI عن 5 ملايين دولار" | arabnews process --out summary

"arabnews COMMAND --help" lists the options of a command.

exit codes:
  0              done
  1              done, but some records failed (see --errors)
  2              refused: nothing was done
  3              stopped, by a full disk for example
  130, 143, 129  stopped by Ctrl-C, SIGTERM, SIGHUP
Whatever stops a command, the file of --output is either the old one or the new one as a whole."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; data goes to standard output, everything else to standard error.

    :returns: the exit code: 0 all done, 1 some records failed, 2 refused, 3 stopped, 128 and the number of the signal
        that stopped it.
    """
    _use_utf8()
    parser = _parser()
    if not (sys.argv[1:] if argv is None else argv):
        parser.print_help(sys.stderr)
        return 2
    arguments = parser.parse_args(argv)
    try:
        with signals_raised():
            code: int = arguments.run(arguments)
            if sys.stdout is not None:
                sys.stdout.flush()
            return code
    except ArabNewsError as error:
        say(error)
        return 3 if isinstance(error, StoppedError) else 2
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        place = "standard output" if error.filename is None else error.filename
        say(f"{place}: {error.strerror or error}; stopped, files are as they were")
        _drop_output()
        return 3
    except KeyboardInterrupt:
        _drop_output()
        return 128 + signal.SIGINT
    except Stopped as stopped:
        _drop_output()
        return 128 + stopped.signal


def _drop_output() -> None:
    """What waits for standard output goes nowhere: the end of Python would try it again."""
    if sys.stdout is not None:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _use_utf8() -> None:
    """UTF-8 on the standard streams whatever the locale; lone surrogates leave as U+FFFD-like escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> Parser:
    parser = Parser(
        prog="arabnews",
        description="Arabic news text: normalize, segment, find names, numbers and entities. Works offline.",
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.set_defaults(parser=parser)
    parser.add_argument("-V", "--version", action="version", version=f"arabnews {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    process.add_commands(commands)
    rewrite.add_commands(commands)
    layers.add_commands(commands)
    about.add_commands(commands)
    return parser
