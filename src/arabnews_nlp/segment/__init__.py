"""Sentences and tokens."""

from arabnews_nlp.segment.sentences import split_sentences
from arabnews_nlp.segment.stages import SentencesStage, TokensStage
from arabnews_nlp.segment.tokens import tokenize

__all__ = ["SentencesStage", "TokensStage", "split_sentences", "tokenize"]
