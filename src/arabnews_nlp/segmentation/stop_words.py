"""Stop words: words of the closed classes, which say little of what a text is about."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from arabnews_nlp._files.tables import read_table
from arabnews_nlp.errors import UnknownNameError, check_many
from arabnews_nlp.normalization.normalizer import normalize

__all__ = ["stop_words"]


@cache
def _by_class() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word, kind in read_table(__package__, "stop_words.tsv"):
        found.setdefault(kind, []).append(word)
    return found


def stop_words(classes: Iterable[str] | None = None, profile: str = "none") -> frozenset[str]:
    """Words of the closed classes of Modern Standard Arabic, from ``segmentation/data/stop_words.tsv``.

    :param classes: preposition, conjunction, pronoun, demonstrative, relative, interrogative, negation, particle,
        auxiliary, quantifier, adverb; all of them where nothing is given. A word stands in one class.
    :param profile: normalization profile of the words, that of the text they are compared with.
    :raises UnknownNameError: a class or profile that there is not.

    >>> "على" in stop_words(), "علي" in stop_words(profile="search"), "الذي" in stop_words(["relative"])
    (True, True, True)
    """
    known = _by_class()
    if classes is not None:
        check_many("classes", classes, "names of classes of words")
    chosen = known if classes is None else list(classes)
    for kind in chosen:
        if not isinstance(kind, str) or kind not in known:
            raise UnknownNameError("class of words", kind, known)
    return frozenset(normalize(word, profile) for kind in chosen for word in known[kind])
