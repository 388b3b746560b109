"""The normalizer: a profile or a list of steps, ready to run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Self

from arabnews_nlp.document.normalized import Normalized
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, UnknownNameError, check_many, plain_text
from arabnews_nlp.normalization.engine import engine
from arabnews_nlp.normalization.profiles import profile as built_in
from arabnews_nlp.normalization.profiles import read_profiles
from arabnews_nlp.normalization.steps import STEPS, step

__all__ = ["Normalizer", "normalize"]


class Normalizer:
    """Normalizes texts by a profile, or by steps of your own.

    :param profile: name of a built-in profile (see :func:`~arabnews_nlp.normalization.profiles.profiles`); ``search``
        where nothing is given.
    :param steps: names of steps in order, instead of a profile.
    :param switches: a step name with True or False adds that step to a profile (at the end) or takes it out.
    :raises UnknownNameError: a profile or step that does not exist.

    >>> Normalizer("search", ta_marbuta=False).normalize("مدرسةٌ")
    'مدرسة'
    >>> Normalizer(steps=["tatweel"]).normalize("عـــربي")
    'عربي'
    """

    __slots__ = ("_engine", "normalize", "steps")

    steps: tuple[str, ...]
    """Names of the steps, in order."""

    def __init__(self, profile: str | None = None, *, steps: Iterable[str] | None = None, **switches: bool) -> None:
        if profile is not None and steps is not None:
            raise ArgumentValueError("steps", steps, "absent where a profile is given")
        if steps is not None:
            check_many("steps", steps, "a sequence of step names")
        chosen = list(built_in(profile or "search").steps) if steps is None else [step(s).name for s in steps]
        for name, wanted in switches.items():
            if name not in STEPS:
                raise UnknownNameError("step", name, STEPS)
            if wanted and name not in chosen:
                chosen.append(name)
            elif not wanted and name in chosen:
                chosen.remove(name)
        self.steps = tuple(chosen)
        self._engine = engine(self.steps)
        self.normalize = self._engine.apply

    def __call__(self, text: str) -> Normalized:
        """Normalize a text and keep the way back."""
        text = plain_text(text)
        result, alignment = self._engine.aligned(text)
        return Normalized(text, result, alignment, self.steps)

    def __repr__(self) -> str:
        return f"Normalizer(steps={list(self.steps)})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Normalizer) and self.steps == other.steps

    def __hash__(self) -> int:
        return hash(self.steps)

    def __reduce__(self) -> tuple[object, tuple[tuple[str, ...]]]:
        return _restore, (self.steps,)

    @classmethod
    def from_toml(cls, path: str | os.PathLike[str], profile: str) -> Self:
        """A normalizer from a profile in a TOML file of your own.

        :raises ArgumentTypeError: the path or the name of the profile is none.
        :raises ConfigError: the file cannot be read as profiles.
        :raises UnknownNameError: the profile is not in the file, or names a step that does not exist.
        """
        if not isinstance(path, (str, os.PathLike)):
            raise ArgumentTypeError("path", path, "the path of a file")
        if not isinstance(profile, str):
            raise ArgumentTypeError("profile", profile, "the name of a profile")
        found: Mapping[str, object] = (tables := read_profiles(path))
        if profile not in found:
            raise UnknownNameError("profile", profile, found)
        return cls(steps=tables[profile].steps)


def _restore(steps: tuple[str, ...]) -> Normalizer:
    return Normalizer(steps=steps)


def normalize(text: str, profile: str = "search") -> str:
    """The text under a profile, without the way back.

    >>> normalize("أَعلنتْ شركةُ  «OpenAI»")
    'اعلنت شركه "openai"'

    :raises UnknownNameError: a profile that does not exist.
    """
    return engine(built_in(profile).steps).apply(text)
