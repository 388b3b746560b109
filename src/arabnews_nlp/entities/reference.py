"""Names of the user's own: a gazetteer file that a pipeline reads beside its model."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import pairwise
from typing import Self

from arabnews_nlp._core.pretokens import PreTokens, fold
from arabnews_nlp.entities.found import Found
from arabnews_nlp.entities.tagger import LABELS
from arabnews_nlp.errors import ConfigError, UnknownNameError

__all__ = ["Reference"]

_PROCLITICS = frozenset("وفبكل")
_WORDS = frozenset((2, 3, 4, 7))
"""PreToken kinds that words are made of: Arabic, Latin, digits, other letters."""


class Reference:
    """Names with their types, found as whole words under folding, the longest first, clitics before them allowed.

    >>> list(Reference([("مركز الفلك", "ORG", "Astronomy Centre")]).find("زار مركز الفلك"))
    [Found(start=4, end=14, label='ORG', score=1.0, canonical='Astronomy Centre')]

    :param rows: name, type and canonical form (``None`` where the name is its own).
    :raises UnknownNameError: a type that is none of ours.
    """

    def __init__(self, rows: Iterable[tuple[str, str, str | None]]) -> None:
        self._names: dict[tuple[str, ...], tuple[str, str | None]] = {}
        self._longest = 1
        for name, label, canonical in rows:
            if label not in LABELS:
                raise UnknownNameError("entity type", label, LABELS)
            words = tuple(_words(name))
            if words:
                self._names[tuple(form for _, _, form in words)] = label, canonical
                self._longest = max(self._longest, len(words))

    @classmethod
    def from_file(cls, path: str | os.PathLike[str]) -> Self:
        """Names of a UTF-8 file with ``name<TAB>type<TAB>canonical`` lines; the last column may be left out.

        :raises ConfigError: a file that cannot be read, or a line of another form; the message names the line.
        """
        rows: list[tuple[str, str, str | None]] = []
        try:
            with open(path, encoding="utf-8") as file:
                for number, line in enumerate(file, 1):
                    if not line.strip():
                        continue
                    name, label, canonical, *rest = [*line.rstrip("\n").split("\t"), "", ""][:4]
                    if not _words(name) or label not in LABELS or any(rest):
                        form = f"name<TAB>type<TAB>canonical with a type of {', '.join(LABELS)}"
                        raise ConfigError(f"{os.fspath(path)}, line {number}: not {form}")
                    rows.append((name, label, canonical or None))
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{os.fspath(path)}: {error}") from error
        return cls(rows)

    def find(self, text: str) -> list[Found]:
        """Every name in order, without overlap."""
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
        for count in range(min(self._longest, len(words) - i), 0, -1):
            run = words[i : i + count]
            if any(text[a[1] : b[0]].strip(" -._&") for a, b in pairwise(run)):
                continue
            for begin, first in starts:
                known = self._names.get((first, *[w[2] for w in run[1:]]))
                if known is not None:
                    return Found(begin, run[-1][1], known[0], 1.0, known[1]), i + count
        return None


def _words(text: str) -> list[tuple[int, int, str]]:
    pretokens = PreTokens(text)
    spans = (pretokens[i] for i in range(len(pretokens)))
    return [(start, end, fold(text[start:end])) for start, end, kind in spans if kind in _WORDS]
