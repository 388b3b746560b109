"""Locks that end with the process that holds them, however it ends."""

from __future__ import annotations

try:
    import fcntl
except ImportError:  # pragma: no cover
    fcntl = None  # type: ignore[assignment]  # Windows: without locks

__all__ = ["lock"]


def lock(descriptor: int) -> bool:
    """Lock an open file or folder until it is closed; false where somebody else has locked it."""
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass  # a file system without locks
    return True
