"""Arabic in code blocks: every string, and every cell of printed output, becomes a span of its own.

The style sheet isolates such spans, so that each one runs in the direction of its text while the line of code around
it runs from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from pygments.lexers.python import PythonConsoleLexer
from pygments.token import Generic, String, _TokenType

LETTER = "\u0590-\u08ff\ufb1d-\ufefc"
PIECE = re.compile(
    rf"""
    '(?:[^'\\\n]|\\.)*' | "(?:[^"\\\n]|\\.)*"       # a quoted string
    | (?<=\|\ )[^|\n]+?(?=\ \||\n|$)               # a cell of a line that is divided by bars
    | ^[^|'"\n]+?(?=\ \|\ )
    | [{LETTER}](?:[{LETTER}0-9.,:%()\ ]*[{LETTER}.!%])?   # words
    """,
    re.MULTILINE | re.VERBOSE,
)
"""What is a span of its own in printed output, if there is Arabic in it."""
ARABIC = re.compile(f"[{LETTER}]")


class IsolatingConsoleLexer(PythonConsoleLexer):
    """Python sessions; Arabic strings and cells of the output have the token type ``Generic.Output.Text``."""

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """Tokens with their places."""
        for place, kind, value in _whole_strings(super().get_tokens_unprocessed(text)):
            if kind is not Generic.Output or not ARABIC.search(value):
                yield place, kind, value
                continue
            last = 0
            for piece in PIECE.finditer(value):
                if ARABIC.search(piece[0]):
                    yield place + last, kind, value[last : piece.start()]
                    yield place + piece.start(), Generic.Output.Text, piece[0]
                    last = piece.end()
            yield place + last, kind, value[last:]


def _whole_strings(tokens: Iterable[tuple[int, _TokenType, str]]) -> Iterator[tuple[int, _TokenType, str]]:
    """The tokens, with a string that has escapes in it as one."""
    for in_string, group in groupby(tokens, key=lambda token: token[1] in String and token[1] not in String.Affix):
        if not in_string:
            yield from group
            continue
        pieces = list(group)
        value = "".join(piece[2] for piece in pieces)
        if ARABIC.search(value):
            yield pieces[0][0], String.Double, value
        else:
            yield from pieces


def setup(app: Any) -> dict[str, bool]:
    """Registers the lexer for Python sessions."""
    app.add_lexer("pycon", IsolatingConsoleLexer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
