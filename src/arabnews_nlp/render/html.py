"""A self-contained view of a document with its layers, right to left: a page, or a fragment for notebooks.

Nothing is loaded, and the layers can be switched without a script.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from html import escape

from arabnews_nlp._files.data import read_data_text
from arabnews_nlp.document.doc import Doc, check_doc
from arabnews_nlp.document.records import Entity, Quantity
from arabnews_nlp.errors import UnknownNameError, plain_text
from arabnews_nlp.render.direction import isolated
from arabnews_nlp.render.layers import (
    ARABIC_LABELS,
    changed_words,
    marks,
    run_stops,
    same_entities,
    sentence_bounds,
)
from arabnews_nlp.render.markdown import headings, markdown_marks
from arabnews_nlp.render.marks import paragraphs
from arabnews_nlp.render.tables import change_table, entity_table, name_table
from arabnews_nlp.render.title import document_name, headline

__all__ = ["to_fragment", "to_html"]

_FRAGMENT = 50_000
_LONG = 2_000
"""Code points of an article from which on the tables below it are out of sight."""
_DARK_THEMES = ('[data-jp-theme-light="false"]', ".vscode-dark", '[theme="dark"]', '[data-theme="dark"]')
"""How JupyterLab, Visual Studio Code, Colab and marimo or Sphinx say that a page is dark."""
_UNSHOWABLE = re.compile("[\x00\ud800-\udfff]")


def to_html(doc: Doc, title: str | None = None, *, changes: bool = True, script: bool = True) -> str:
    """The document as an HTML page; without its tags, the paragraphs of ``<article>`` are the lines of the text.

    Entities are underlined in the colour and pattern of their type, numbers thinly; every mention of one name, in
    either script, carries the same raised number and tint. Marks say what they mean as a tooltip and by keyboard.
    NUL and lone surrogates, which HTML cannot hold, are shown as U+FFFD.

    :param title: the document's name; if not given, the title among its metadata, its headline, or its id.
    :param changes: show what normalization changed. This runs its steps once more, one by one, which takes longer than
        the rest of the page.
    :param script: let a small script light up all mentions of a name under the pointer or focus.
    """
    check_doc(doc)
    title = document_name(doc) if title is None else plain_text(title, "title")
    view = _view(doc, len(doc.text), True, changes) + (_change_table(doc) if changes else "")
    dark = f"@media (prefers-color-scheme: dark) {{ .arabnews {{\n{_file('dark.css')}}} }}\n"
    style, code = _file("view.css") + dark + _file("page.css"), _file("page.js")
    unseen = ' class="unseen"' if title == headline(doc.text) else ""
    allowed = f"default-src 'none'; style-src '{_hash(style)}'" + (f"; script-src '{_hash(code)}'" if script else "")
    return _showable(
        '<!DOCTYPE html>\n<html dir="rtl" lang="ar"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{allowed}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style></head>\n"
        f'<body><main class="arabnews" dir="rtl" lang="ar">\n<h1{unseen}>{isolated(title)}</h1>\n{view}</main>\n'
        f"{f'<script>{code}</script>' if script else ''}</body></html>\n"
    )


def _change_table(doc: Doc) -> str:
    """What normalization changed; nothing for steps of another version, which this one cannot run once more."""
    if doc.normalized is None:
        return ""
    try:
        explanation = doc.normalized.explain()
    except UnknownNameError:
        return ""
    return change_table(explanation)


def to_fragment(doc: Doc) -> str:
    """The document as a part of a page, for notebooks; its style touches nothing else, and it holds no script.

    It is light or dark as the notebook is. Of a text of more than 50,000 code points the beginning is shown, and how
    much is left out.
    """
    check_doc(doc)
    end = len(doc.text)
    if end > _FRAGMENT:
        end = doc.text.rfind("\n", 0, _FRAGMENT) + 1 or _FRAGMENT
    rest = f'<p class="rest">… +{len(doc.text) - end:,}</p>\n' if end < len(doc.text) else ""
    view = _view(doc, end, False, False)
    dark = f"{', '.join(f'{theme} .arabnews' for theme in _DARK_THEMES)} {{\n{_file('dark.css')}}}\n"
    return _showable(
        f'<div class="arabnews" dir="rtl" lang="ar"><style>{_file("view.css")}{dark}</style>\n{view}{rest}</div>\n'
    )


def _view(doc: Doc, end: int, anchors: bool, changes: bool) -> str:
    """Switches, text and names of the document up to ``end``."""
    text = doc.text[:end]
    shown = [*marks(doc, end, anchors), *markdown_marks(text)]
    words = [*changed_words(doc)] if changes else []
    body = "".join(paragraphs(text, shown + words, sentence_bounds(doc, end), run_stops(doc), headings(text)))
    notes = "".join(f"<li>{isolated(warning)}</li>" for warning in doc.warnings)
    warnings = f'<ul class="warnings">{notes}</ul>\n' if notes else ""
    tables = name_table(doc, anchors) + entity_table(doc, anchors)
    lists = _lists(doc) if anchors and end > _LONG and tables else ""
    return f"{_switches(doc, len(words))}{warnings}{lists}<article>{body}</article>\n{tables}"


def _lists(doc: Doc) -> str:
    """Links over a long article to the tables below it."""
    rows = (("names", "الأسماء", len(doc.names)), ("entities", "الكيانات", len(same_entities(doc))))
    links = (
        f'<a href="#{place}">{arabic} <bdi lang="en">{place}</bdi></a> <small>{count}</small>'
        for place, arabic, count in rows
        if count
    )
    return f'<nav class="lists" aria-label="القوائم lists">{" · ".join(links)}</nav>\n'


def _switches(doc: Doc, changed: int) -> str:
    """A switch for each layer that is there, with its legend."""
    valued = len(doc.numbers) + sum(entity.canonical not in (None, entity.text) for entity in doc.entities)
    entities, numbers = (_legend(kind, layer) for kind, layer in (("e", doc.entities), ("q", doc.numbers)))
    name = '<li><mark class="n" data-n="1">اسم</mark> <mark class="n" data-n="1">Name</mark></li>'
    word = '<li><span class="c">كلمة</span></li>'
    rows = [
        _switch("s", "الجمل", "sentences", len(doc.sentences), '<li><span class="s" data-s="1"></span> … </li>'),
        _switch("e", "الكيانات", "entities", len(doc.entities), entities),
        _switch("q", "الأعداد", "numbers", len(doc.numbers), numbers),
        _switch("n", "الأسماء", "names", len(doc.names), name),
        _switch("c", "التطبيع", "normalization", changed, word, on=False),
        _switch("v", "القيم", "values", valued, "", on=False),
        _switch("l", "الوسوم", "labels", len(doc.entities) + len(doc.numbers), ""),
    ]
    return f'<form class="switches" autocomplete="off" aria-label="الطبقات layers">\n{"".join(rows)}</form>\n'


def _switch(layer: str, arabic: str, english: str, count: int, legend: str, on: bool = True) -> str:
    if not count:
        return ""
    number = f" <small>{count}</small>" if legend else ""
    return (
        f'<div><label><input type="checkbox" class="show-{layer}"{" checked" if on else ""}> {arabic} '
        f'<bdi lang="en">{english}</bdi>{number}</label>{f"<ul>{legend}</ul>" if legend else ""}</div>\n'
    )


def _legend(kind: str, layer: Sequence[Entity | Quantity]) -> str:
    return "".join(
        f'<li><mark class="{kind}" data-k="{escape(label)}"><bdi>{escape(ARABIC_LABELS.get(label, label))}</bdi>'
        f"</mark> <small>{count}</small></li>"
        for label, count in Counter(item.label for item in layer).most_common()
    )


@cache
def _file(name: str) -> str:
    return read_data_text(__package__, name)


def _hash(content: str) -> str:
    """Source expression of a content security policy that allows this inline text alone."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _showable(page: str) -> str:
    return _UNSHOWABLE.sub("\ufffd", page)
