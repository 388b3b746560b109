"""Runs a sequence of steps: fuses character steps into tables, composes alignments, settles to a fixed point."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TypeAlias, TypeVar

from arabnews_nlp._core.char_table import CharTable
from arabnews_nlp._core.edits import apply_edits, distinct_characters
from arabnews_nlp.document.alignment import Alignment
from arabnews_nlp.errors import plain_text
from arabnews_nlp.normalization.steps import Step, step

__all__ = ["Engine", "engine"]

ROUNDS = 8
"""Most rounds that a profile with edit steps may take to settle; two are the rule."""

Pass: TypeAlias = CharTable | Step
A = TypeVar("A", Alignment, None)


class Engine:
    """The compiled form of a list of steps.

    A list of character steps alone is one table look-up per character, closed under itself at build time and thus
    idempotent. With edit steps among them the passes are repeated until nothing changes (a decoded entity may bring
    a mark that an earlier step removes), at most :data:`ROUNDS` times, each round linear.
    """

    __slots__ = ("_table", "apply", "passes", "steps")

    apply: Callable[[str], str]
    """The normalized text alone: the table's own compiled method where one table is all there is."""

    def __init__(self, steps: Sequence[str]) -> None:
        self.steps = tuple(steps)
        self.passes = tuple(_passes([step(name) for name in steps]))
        only = self.passes[0] if len(self.passes) == 1 else None
        self._table = only if isinstance(only, CharTable) else None
        self.apply = self._settled if self._table is None else self._table.apply

    def _settled(self, text: str) -> str:
        text = plain_text(text)
        return self._run(text, None)[0]

    def aligned(self, text: str) -> tuple[str, Alignment]:
        """The normalized text with its alignment; the text is that of :attr:`apply`."""
        return self._run(text, Alignment.identity(len(text))) if self._table is None else self._table.align(text)

    def _run(self, text: str, alignment: A) -> tuple[str, A]:
        """The settled text, and an alignment followed by its changes.

        A pass is left out where the characters of the text, which are few, tell that it has nothing to do.
        """
        characters = distinct_characters(text)
        for _ in range(ROUNDS):
            before = text
            for each in self.passes:
                if isinstance(each, CharTable):
                    mapped = each.apply(characters)
                    if mapped is characters:
                        continue
                    characters = mapped
                    if alignment is None:
                        text = each.apply(text)
                        continue
                    text, change = each.align(text)
                elif each.concerns(characters):
                    assert each.edits is not None
                    edited, change = apply_edits(text, each.edits(text))
                    if edited is not text:
                        text, characters = edited, distinct_characters(edited)
                else:
                    continue
                if alignment is not None:
                    alignment = alignment.then(change)
            if text == before:
                break
        return text, alignment


def _passes(steps: Sequence[Step]) -> list[Pass]:
    passes: list[Pass] = []
    run: list[Mapping[int, str]] = []
    for each in steps:
        if each.characters is not None:
            run.append(each.characters())
            continue
        if run:
            passes.append(CharTable(fuse(run)))
            run = []
        passes.append(each)
    if run:
        passes.append(CharTable(fuse(run)))
    return passes


def fuse(maps: Sequence[Mapping[int, str]]) -> dict[int, str]:
    """One character map that does what the maps do one after another, and does nothing more the second time."""

    @cache
    def once(text: str) -> str:
        for each in maps:
            text = each.get(ord(text), text) if len(text) == 1 else "".join([each.get(ord(c), c) for c in text])
        return text

    fused = {}
    for code in {code for each in maps for code in each}:
        result = once(chr(code))
        again = once(result)
        while again != result:
            result, again = again, once(again)
        if result != chr(code):
            fused[code] = result
    return fused


@cache
def step_table(name: str) -> CharTable:
    """The character map of one step, closed under itself; empty for an edit step."""
    characters = step(name).characters
    return CharTable({} if characters is None else fuse([characters()]))


@lru_cache(maxsize=256)
def engine(steps: tuple[str, ...]) -> Engine:
    """The engine of these steps, built once."""
    return Engine(steps)
