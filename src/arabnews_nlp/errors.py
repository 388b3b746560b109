"""Every error this library raises on purpose.

Text never causes an error: these name wrong arguments, wrong configuration, missing extras or damaged files. Each
class has a stable ``code`` that documentation and logs can refer to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

__all__ = [
    "ArabNewsError",
    "ArgumentTypeError",
    "ArgumentValueError",
    "ConfigError",
    "MissingExtraError",
    "MissingModelError",
    "ModelFormatError",
    "OffsetError",
    "RecordError",
    "StageOrderError",
    "StoppedError",
    "UnknownNameError",
    "check_count",
    "check_many",
    "check_span",
    "plain_text",
    "short",
]


class ArabNewsError(Exception):
    """Base class of all errors of this library."""

    code: ClassVar[str] = "E000"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(short(value, 300) for value in self.args)})"


class ArgumentTypeError(ArabNewsError, TypeError):
    """An argument has a type that the function cannot work with."""

    code = "E001"

    def __init__(self, argument: str, value: object, expected: str) -> None:
        self.argument, self.value, self.expected = argument, value, expected
        super().__init__(argument, value, expected)

    def __str__(self) -> str:
        return f"{self.argument} must be {self.expected}, not {type(self.value).__name__} ({short(self.value)})"


class ArgumentValueError(ArabNewsError, ValueError):
    """An argument has the right type and a value outside what is allowed."""

    code = "E002"

    def __init__(self, argument: str, value: object, expected: str) -> None:
        self.argument, self.value, self.expected = argument, value, expected
        super().__init__(argument, value, expected)

    def __str__(self) -> str:
        return f"{self.argument} must be {self.expected}, not {short(self.value)}"


class UnknownNameError(ArabNewsError, ValueError):
    """A name (profile, step, scheme, stage, option …) that is not one of the known ones.

    >>> print(UnknownNameError("profile", "serach", ["search", "ner"]))
    unknown profile 'serach'; did you mean 'search'? Valid choices: ner, search
    """

    code = "E003"

    def __init__(self, argument: str, value: object, choices: Iterable[str]) -> None:
        self.argument, self.value, self.choices = argument, value, sorted(choices)
        super().__init__(argument, value, self.choices)

    def __str__(self) -> str:
        import difflib

        value = self.value[:60] if isinstance(self.value, str) else ""
        close = difflib.get_close_matches(value, self.choices, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else "."
        return f"unknown {self.argument} {short(self.value)}{hint} Valid choices: {', '.join(self.choices)}"


class OffsetError(ArabNewsError, IndexError):
    """A span that does not lie inside the text it is meant for."""

    code = "E004"

    def __init__(self, start: int, end: int, length: int) -> None:
        self.start, self.end, self.length = start, end, length
        super().__init__(start, end, length)

    def __str__(self) -> str:
        return f"span ({short(self.start)}, {short(self.end)}) is not inside a text of {self.length} code points"


class ConfigError(ArabNewsError, ValueError):
    """A configuration file or table that cannot be read as one; the message names the place."""

    code = "E005"


class StageOrderError(ConfigError):
    """A pipeline stage needs a layer that no earlier stage provides."""

    code = "E006"

    def __init__(self, stage: str, missing: Iterable[str], available: Iterable[str]) -> None:
        self.stage, self.missing, self.available = stage, sorted(missing), sorted(available)
        super().__init__(stage, self.missing, self.available)

    def __str__(self) -> str:
        have = ", ".join(self.available) or "nothing"
        return (
            f"stage {self.stage!r} needs {', '.join(self.missing)}, "
            f"which no earlier stage provides (fulfilled here: {have})"
        )


class MissingExtraError(ArabNewsError, ImportError):
    """An optional dependency is not installed."""

    code = "E007"

    def __init__(self, package: str, extra: str) -> None:
        self.package, self.extra = package, extra
        super().__init__(package, extra)

    def __str__(self) -> str:
        return f"{self.package} is not installed; run: pip install 'arabnews-nlp[{self.extra}]'"


class MissingModelError(ArabNewsError, FileNotFoundError):
    """A model that an optional backend needs is not on disk (nothing is ever downloaded)."""

    code = "E008"


class ModelFormatError(ArabNewsError, ValueError):
    """A file of the package, model or table, is missing, truncated, damaged, or of another format version."""

    code = "E009"


class RecordError(ArabNewsError, ValueError):
    """One record of a batch could not be read or processed; ``location`` says which one, and ``id`` and ``fields`` are
    those of the record where they are known."""

    code = "E010"

    def __init__(
        self, location: str, reason: str, id: str | int | None = None, fields: Mapping[str, Any] | None = None
    ) -> None:
        self.location, self.reason, self.id = location, reason, id
        self.fields = {} if fields is None else dict(fields)
        super().__init__(location, reason)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.location, self.reason, self.id, self.fields)

    def __str__(self) -> str:
        return f"{self.location}: {self.reason}"


class StoppedError(ArabNewsError, RuntimeError):
    """Work stopped before its end, because a worker process died or a disk is full; what is finished is kept."""

    code = "E011"


def plain_text(value: object, argument: str = "text") -> str:
    """A text as a plain ``str``, which the compiled core wants; a subclass of ``str`` is a text like any other.

    :raises ArgumentTypeError: it is no text.
    """
    if type(value) is str:
        return value
    if not isinstance(value, str):
        raise ArgumentTypeError(argument, value, "str")
    return str.__str__(value)


def check_count(argument: str, value: object, least: int = 1) -> None:
    """A count is a whole number, from ``least`` up.

    :raises ArgumentValueError: it is none.
    """
    if not isinstance(value, int) or value < least:
        raise ArgumentValueError(argument, value, f"a whole number from {least} up")


def check_many(argument: str, value: object, expected: str) -> None:
    """Something can be gone through, and is not one text in the place of many.

    :raises ArgumentTypeError: it cannot.
    """
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise ArgumentTypeError(argument, value, expected)


def check_span(start: object, end: object, length: int) -> None:
    """A span is inside a text of this length.

    :raises ArgumentTypeError: a start or end that is no whole number.
    :raises OffsetError: it is not inside.
    """
    for argument, value in (("start", start), ("end", end)):
        if not isinstance(value, int):
            raise ArgumentTypeError(argument, value, "a whole number")
    if not 0 <= start <= end <= length:  # type: ignore[operator]
        raise OffsetError(start, end, length)  # type: ignore[arg-type]


def short(value: object, limit: int = 60) -> str:
    """The value as it is shown in a message: its repr, cut, safe to print; its type where it has none."""
    if isinstance(value, int) and value.bit_length() > 4 * limit:
        return f"a number of {value.bit_length()} bits"
    if isinstance(value, (str, bytes)):
        value = value[: limit + 1]
    try:
        shown = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    except Exception:
        shown = f"<{type(value).__name__}>"
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
