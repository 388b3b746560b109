"""Signals that end a command let it clean up first."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["Stopped", "signals_raised"]

_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Stopped(BaseException):
    """A signal ended the command; like ``KeyboardInterrupt`` it is no :class:`Exception`.

    :param signal: its number.
    """

    def __init__(self, signal: int) -> None:
        self.signal = signal
        super().__init__(signal)


@contextmanager
def signals_raised() -> Iterator[None]:
    """SIGTERM and SIGHUP raise :class:`Stopped` in this block; one that is ignored, as under ``nohup``, stays so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _ENDING}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


def _stop(number: int, _frame: FrameType | None) -> None:
    for ending in _ENDING:
        signal.signal(ending, signal.SIG_IGN)  # the first one is enough: what follows cleans up
    raise Stopped(number)
