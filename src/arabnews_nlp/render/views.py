"""Views of a document as text."""

from __future__ import annotations

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.errors import UnknownNameError
from arabnews_nlp.render.bidi import BIDI, isolated_view
from arabnews_nlp.render.names import Rendered, render_names

__all__ = ["render"]


def render(doc: Doc, names: str, bidi: str) -> Rendered:
    """The view that :meth:`arabnews_nlp.Doc.render` returns."""
    if bidi not in BIDI:
        raise UnknownNameError("bidi", bidi, BIDI)
    view = render_names(doc, names)
    return isolated_view(view, doc) if bidi == "isolate" else view
