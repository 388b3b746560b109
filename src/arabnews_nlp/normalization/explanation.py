"""Why a text looks different after normalization: each change with its step, place and number."""

from __future__ import annotations

import msgspec

from arabnews_nlp._core.edits import apply_edits
from arabnews_nlp.document.alignment import Alignment
from arabnews_nlp.normalization.steps import StepClass, step

__all__ = ["Change", "Explanation", "explain"]


class Change(msgspec.Struct, frozen=True):
    """One kind of change: a step that turned one string into another, with all its places."""

    step: str
    kind: StepClass
    reason: str
    before: str
    after: str
    spans: tuple[tuple[int, int], ...]
    """Where, as spans of the original text."""

    @property
    def count(self) -> int:
        """How often."""
        return len(self.spans)


class Explanation(msgspec.Struct, frozen=True):
    """All changes that a normalizer made to a text, in the order of its steps.

    >>> from arabnews_nlp.normalization import Normalizer
    >>> told = Normalizer(steps=["dediacritize", "alef"])("أَمَل").explain()
    >>> [(c.step, c.before, c.after, c.count) for c in told.changes]
    [('dediacritize', 'َ', '', 2), ('alef', 'أ', 'ا', 1)]
    >>> told.apply("أَكل")
    'اكل'
    """

    changes: tuple[Change, ...]

    @property
    def plan(self) -> tuple[str, ...]:
        """Names of the steps that changed something, in order; the smallest normalizer with this result."""
        return tuple(dict.fromkeys(change.step for change in self.changes))

    def apply(self, text: str) -> str:
        """Replay the plan on a text; on the text explained it gives the same result."""
        from arabnews_nlp.normalization.engine import engine

        return engine(self.plan).apply(text)

    def __str__(self) -> str:
        if not self.changes:
            return "nothing changed"
        return "\n".join(
            f"{c.count:6d} × {c.step:20s} {c.before!r} → {c.after!r}  ({c.kind}: {c.reason})" for c in self.changes
        )


def explain(original: str, steps: tuple[str, ...]) -> Explanation:
    """Apply the steps one at a time and note what each did, with spans of the original text."""
    from arabnews_nlp.normalization.engine import ROUNDS, step_table

    found: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    text, alignment = original, Alignment.identity(len(original))
    for _ in range(ROUNDS):
        before = text
        for name in steps:
            each = step(name)
            edits = list(step_table(name).edits(text) if each.edits is None else each.edits(text))
            for start, end, after in edits:
                found.setdefault((name, text[start:end], after), []).append(alignment.to_original(start, end))
            text, change = apply_edits(text, edits)
            alignment = alignment.then(change)
        if text == before:
            break
    order = {name: i for i, name in enumerate(steps)}
    return Explanation(
        tuple(
            Change(name, step(name).kind, step(name).description, before, after, tuple(spans))
            for (name, before, after), spans in sorted(found.items(), key=lambda item: order[item[0][0]])
        )
    )
