"""scikit-learn: normalization as a transformer, for use before a vectorizer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

from arabnews_nlp.errors import ArgumentTypeError, MissingExtraError
from arabnews_nlp.normalization import Normalizer

try:
    from sklearn.base import BaseEstimator, TransformerMixin
except ImportError as error:
    raise MissingExtraError("scikit-learn", "sklearn") from error

__all__ = ["ArabicNewsNormalizer"]


class ArabicNewsNormalizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Normalizes texts; learns nothing, so it need not be fitted.

    :param profile: a built-in profile; ``search`` where neither parameter is given.
    :param steps: step names in order, instead of a profile.

    >>> ArabicNewsNormalizer().transform(["أَحمد"])
    ['احمد']
    """

    def __init__(self, profile: str | None = None, steps: Sequence[str] | None = None) -> None:
        self.profile = profile
        self.steps = steps

    def fit(self, texts: Iterable[str], y: Any = None) -> Self:
        """Check the parameters.

        :raises UnknownNameError: a profile or step that does not exist.
        """
        self._normalizer()
        return self

    def transform(self, texts: Iterable[str]) -> list[str]:
        """The normalized texts.

        :raises ArgumentTypeError: one string in place of many, or something in the texts that is not a string.
        """
        if isinstance(texts, str):
            raise ArgumentTypeError("texts", texts, "an iterable of strings")
        normalizer = self._normalizer()
        return [normalizer.normalize(text) for text in texts]

    def _normalizer(self) -> Normalizer:
        return Normalizer(self.profile, steps=self.steps)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        tags.no_validation = True
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags
