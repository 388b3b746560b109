"""Names of the user's own: a gazetteer that the pipeline reads beside its model."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, Self, TypeAlias

from arabnews_nlp._core.characters import set_characters
from arabnews_nlp._core.pretokens import PreTokens, fold
from arabnews_nlp.entities.found import Found
from arabnews_nlp.entities.tagger import LABELS
from arabnews_nlp.errors import (
    ArgumentTypeError,
    ArgumentValueError,
    ConfigError,
    UnknownNameError,
    check_many,
    plain_text,
)

__all__ = ["Gazetteer", "Names"]

_PROCLITICS = frozenset(set_characters("conjunction", "preposition"))
_WORDS = frozenset((2, 3, 4, 7))
"""PreToken kinds that words are made of: Arabic, Latin, digits, other letters."""
MOST_WORDS = 50
"""Words that a name may have: time grows with the longest name whose beginning a text repeats."""

Row: TypeAlias = "tuple[str, str] | tuple[str, str, str | None]"
Names: TypeAlias = "Gazetteer | str | os.PathLike[str] | Mapping[str, str | tuple[str, str | None]] | Iterable[Row]"
"""A gazetteer, the path of its file, a mapping of names to types, or rows."""


class Gazetteer:
    """Names with their types, found as whole words under folding, the longest first, clitics before them allowed.

    >>> list(Gazetteer([("مركز الفلك", "ORG", "Astronomy Centre")]).find("زار مركز الفلك"))
    [Found(start=4, end=14, label='ORG', score=1.0, canonical='Astronomy Centre')]

    :param rows: name, type and canonical form (left out or ``None`` where the name is its own).
    :raises UnknownNameError: a type that is none of ours.
    :raises ArgumentTypeError: what is no row.
    :raises ArgumentValueError: a name without words, or with more than fifty.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._names: dict[str, Any] = {}
        """For each first word the next ones, and under an empty word the type and the canonical form."""
        check_many("rows", rows, "rows of name, type and canonical form")
        for row in rows:
            self._add(row)

    def _add(self, row: Any) -> None:
        parts: tuple[Any, ...] = (*row, None)[:3] if isinstance(row, (tuple, list)) and len(row) in (2, 3) else ()
        if not (parts and isinstance(parts[0], str) and isinstance(parts[1], str) and isinstance(parts[2], str | None)):
            raise ArgumentTypeError("rows", row, "rows of name, type and canonical form")
        name, label, canonical = parts
        if label not in LABELS:
            raise UnknownNameError("entity type", label, LABELS)
        words = [form for _, _, form in _words(name)]
        if not 0 < len(words) <= MOST_WORDS:
            raise ArgumentValueError("name", name, f"1 to {MOST_WORDS} words")
        node = self._names
        for word in words:
            node = node.setdefault(word, {})
        node[""] = label, canonical

    @classmethod
    def of(cls, names: Names) -> Gazetteer:
        """A gazetteer from itself, the path of its file, a mapping of names to types (or to type and canonical form),
        or rows.

        :raises ConfigError: a file that cannot be read; see :meth:`from_file`.
        """
        if isinstance(names, Gazetteer):
            return names
        if isinstance(names, (str, os.PathLike)):
            return cls.from_file(names)
        if isinstance(names, Mapping):
            return cls([(name, *((to,) if isinstance(to, str) else _pair(to))) for name, to in names.items()])
        if isinstance(names, bytes) or not isinstance(names, Iterable):
            raise ArgumentTypeError("gazetteer", names, "a Gazetteer, a path, a mapping of names to types, or rows")
        return cls(names)

    @classmethod
    def from_file(cls, path: str | os.PathLike[str]) -> Self:
        """Names of a UTF-8 file with ``name<TAB>type<TAB>canonical`` lines; the last column may be left out.

        :raises ConfigError: a file that cannot be read, or a line of another form; the message names the line.
        """
        result = cls(())
        shown = os.fspath(path)
        try:
            with open(path, encoding="utf-8-sig") as file:
                for number, line in enumerate(file, 1):
                    if not line.strip():
                        continue
                    name, label, canonical, *rest = [*line.rstrip("\n").split("\t"), "", ""][:4]
                    try:
                        if any(rest):
                            raise ArgumentValueError("line", line, "three columns")
                        result._add((name, label, canonical or None))
                    except (ArgumentValueError, UnknownNameError) as error:
                        form = f"name<TAB>type<TAB>canonical with a type of {', '.join(LABELS)}"
                        raise ConfigError(f"{shown}, line {number}: not {form}; {error}") from error
        except (OSError, UnicodeError, ValueError) as error:
            if isinstance(error, ConfigError):
                raise
            raise ConfigError(f"{shown!r}: {error}") from error
        return result

    def find(self, text: str) -> list[Found]:
        """Every name in order, without overlap."""
        text = plain_text(text)
        words = _words(text)
        found, i = [], 0
        while i < len(words):
            hit = self._at(text, words, i)
            if hit is None:
                i += 1
            else:
                entity, i = hit
                found.append(entity)
        return found

    def _at(self, text: str, words: list[tuple[int, int, str]], i: int) -> tuple[Found, int] | None:
        start, end, form = words[i]
        starts = [(start, form)]
        if end - start == len(form):
            starts += [(start + n, form[n:]) for n in (1, 2) if set(form[:n]) <= _PROCLITICS and len(form) > n + 1]
        best: tuple[Found, int] | None = None
        for begin, first in starts:
            node, last = self._names.get(first), i
            while node is not None:
                known = node.get("")
                if known is not None and (best is None or last >= best[1]):
                    best = Found(begin, words[last][1], known[0], 1.0, known[1]), last + 1
                last += 1
                if last == len(words) or text[words[last - 1][1] : words[last][0]].strip(" -._&"):
                    break
                node = node.get(words[last][2])
        return best


def _pair(value: object) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (value,)


def _words(text: str) -> list[tuple[int, int, str]]:
    pretokens = PreTokens(text)
    spans = (pretokens[i] for i in range(len(pretokens)))
    return [(start, end, fold(pretokens.text[start:end])) for start, end, kind in spans if kind in _WORDS]
