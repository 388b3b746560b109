"""Reads the files that the package carries: tables, models, profiles, pages."""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType

from arabnews_nlp.errors import ModelFormatError

__all__ = ["damaged", "read_data", "read_data_text"]

_REMEDY = "install arabnews-nlp again"


def read_data(package: str, name: str) -> bytes:
    """The bytes of a file of a package.

    :param name: its path below the package, with ``/``.
    :raises ModelFormatError: it is missing or cannot be read.
    """
    module = import_module(package)
    path = _path(module, name)
    try:
        return module.__spec__.loader.get_data(path)  # type: ignore[union-attr, no-any-return]
    except OSError as error:
        raise ModelFormatError(f"{path}: {error.strerror or error}; {_REMEDY}") from error


def read_data_text(package: str, name: str) -> str:
    """The text of a file of a package.

    :raises ModelFormatError: it is missing, cannot be read or is no UTF-8.
    """
    try:
        return read_data(package, name).decode()
    except UnicodeDecodeError as error:
        raise damaged(package, name, error) from None


def damaged(package: str, name: str, reason: object) -> ModelFormatError:
    """The error that says where a file of a package is, what is wrong with it, and what helps."""
    return ModelFormatError(f"{_path(import_module(package), name)}: {reason}; {_REMEDY}")


def _path(module: ModuleType, name: str) -> str:
    assert module.__file__ is not None
    return os.path.join(os.path.dirname(module.__file__), *name.split("/"))
