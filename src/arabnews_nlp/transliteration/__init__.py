"""Transliteration: lossless character schemes."""

from arabnews_nlp.transliteration.schemes import Scheme, schemes, transliterate

__all__ = ["Scheme", "schemes", "transliterate"]
