"""A normalized text that knows where every part of it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import msgspec

from arabnews_nlp._core.graphemes import whole_characters
from arabnews_nlp.document.alignment import Alignment
from arabnews_nlp.errors import ConfigError, plain_text

if TYPE_CHECKING:
    from arabnews_nlp.normalization.explanation import Explanation

__all__ = ["Normalized"]


class Normalized(msgspec.Struct, frozen=True):
    """The result of normalization with the way back.

    >>> from arabnews_nlp.normalization import Normalizer
    >>> n = Normalizer("search")("قالَ  **OpenAI**")
    >>> n.text, n.to_original(4, 10), n.original[8:14]
    ('قال openai', (8, 14), 'OpenAI')
    """

    original: str
    """The text that was normalized, untouched."""
    text: str
    """The normalized text."""
    alignment: Alignment
    """Offsets of ``text`` to offsets of ``original`` and back."""
    steps: tuple[str, ...]
    """Names of the steps that were applied, in order."""

    def to_original(self, start: int, end: int, *, whole: bool = False) -> tuple[int, int]:
        """Original span of a span of the normalized text; tight beside deleted text.

        :param whole: widen the span to user-visible characters (UAX #29), so that no mark is cut off its letter: for
            highlighting.
        :raises OffsetError: the span is not inside the normalized text.
        """
        start, end = self.alignment.to_original(start, end)
        return whole_characters(self.original, start, end) if whole else (start, end)

    def to_normalized(self, start: int, end: int) -> tuple[int, int]:
        """Normalized span of a span of the original; empty where all of it was deleted.

        :raises OffsetError: the span is not inside the original text.
        """
        return self.alignment.to_normalized(start, end)

    def explain(self) -> Explanation:
        """What was changed, by which step, why, where and how often; it can be replayed on another text."""
        from arabnews_nlp.normalization.explanation import explain

        return explain(self.original, self.steps)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: the text, the steps, and the edits as ``[start, end, width]`` of the original."""
        return {
            "text": self.text,
            "steps": list(self.steps),
            "edits": [[os, oe, ne - ns] for ns, ne, os, oe in self.alignment.edits],
        }

    @classmethod
    def from_dict(cls, original: str, data: dict[str, Any]) -> Self:
        """Rebuild from :meth:`to_dict` and the original text.

        :raises ConfigError: the parts do not fit together.
        """
        original = plain_text(original, "original")
        try:
            text, steps = data["text"], data["steps"]
            edits = [tuple(edit) for edit in data["edits"]]
        except (KeyError, TypeError) as error:
            raise ConfigError("a normalized text needs text, steps and edits (start, end, width)") from error
        alignment = Alignment.from_edits(len(original), edits)
        if not isinstance(text, str) or alignment.normalized_length != len(text):
            raise ConfigError(f"text must be a string of {alignment.normalized_length} code points, by the edits")
        if not isinstance(steps, (list, tuple)) or not all(isinstance(step, str) for step in steps):
            raise ConfigError("steps must be a list of strings")
        return cls(original, text, alignment, tuple(steps))
