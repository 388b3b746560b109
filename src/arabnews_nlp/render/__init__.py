"""Writes documents for people and other programs: HTML, one script for the names, a plain summary."""

from arabnews_nlp.render.html import to_fragment, to_html
from arabnews_nlp.render.names import Rendered, render_names
from arabnews_nlp.render.summary import summarize
from arabnews_nlp.render.title import document_name

__all__ = ["Rendered", "document_name", "render_names", "summarize", "to_fragment", "to_html"]
