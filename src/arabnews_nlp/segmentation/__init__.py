"""Sentences and tokens."""

from arabnews_nlp.segmentation.sentences import split_sentences
from arabnews_nlp.segmentation.stages import SentencesStage, TokensStage
from arabnews_nlp.segmentation.tokens import tokenize

__all__ = ["SentencesStage", "TokensStage", "split_sentences", "tokenize"]
