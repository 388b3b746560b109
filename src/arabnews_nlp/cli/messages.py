"""What the commands say on standard error; it never stops a command, and never controls a terminal."""

from __future__ import annotations

import sys
from contextlib import suppress

__all__ = ["printable", "progress", "say"]


def say(message: object) -> None:
    """One message on standard error. Nobody may be reading there: that is no reason to stop."""
    with suppress(OSError, ValueError, AttributeError):
        print(f"arabnews: {printable(str(message))}", file=sys.stderr, flush=True)


def progress(text: str) -> None:
    """A line that the next one of its kind replaces; an empty one ends it."""
    with suppress(OSError, ValueError, AttributeError):
        print(f"\r{text}" if text else "", end="" if text else "\n", file=sys.stderr, flush=True)


def printable(text: str) -> str:
    """The text with escapes in the place of control characters and lone surrogates; line feeds stay.

    >>> print(printable("a\\x1b[2Jb"))
    a\\x1b[2Jb
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)
