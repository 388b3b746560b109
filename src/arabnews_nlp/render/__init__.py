"""Writes documents for people and other programs: HTML, CoNLL, a plain summary."""

from arabnews_nlp.render.conll import to_conll
from arabnews_nlp.render.html import to_html
from arabnews_nlp.render.summary import summarize

__all__ = ["summarize", "to_conll", "to_html"]
