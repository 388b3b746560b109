"""brat standoff: the annotations of a text file, one a line.

Source: the brat standoff format, https://brat.nlplab.org/standoff.html. Offsets are code points into the text, which is
stored beside as ``NAME.txt``, unchanged.
"""

from __future__ import annotations

import re

from arabnews_nlp.document.doc import Doc, check_doc
from arabnews_nlp.document.records import Span
from arabnews_nlp.export.standoff import labelled_spans
from arabnews_nlp.export.words import one_word

__all__ = ["to_brat"]

_LINE_BREAKS = re.compile(r"[\r\n]+")
_PARTING = re.compile(r"[\t\v\f\x1c-\x1e\x85\u2028\u2029]")
"""Characters that some programs end a line or a column at; each becomes a blank, so that offsets stay."""


def to_brat(doc: Doc) -> str:
    """The content of ``NAME.ann`` for a ``NAME.txt`` that holds ``doc.text``.

    Entities, numbers and mentions of names are text-bound annotations (``T``), what is known of each stands in a note
    (``key=value``, parted by ``; ``), and the mentions of one name are an ``Equiv``. A span over a line break has two
    fragments.
    """
    check_doc(doc)
    lines: list[str] = []
    clusters: dict[int, list[str]] = {}
    for number, (span, label, properties, cluster) in enumerate(labelled_spans(doc), start=1):
        pieces = _fragments(span)
        places = ";".join(f"{start} {end}" for start, end in pieces)
        shown = " ".join(" ".join(_PARTING.split(doc.text[start:end])) for start, end in pieces)
        lines.append(f"T{number}\t{one_word(label)} {places}\t{shown}")
        if properties:
            note = "; ".join(f"{key}={' '.join(value.split())}" for key, value in properties.items())
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{note}")
        if cluster is not None:
            clusters.setdefault(cluster, []).append(f"T{number}")
    lines += [f"*\tEquiv {' '.join(mentions)}" for mentions in clusters.values()]
    return "".join(line + "\n" for line in lines)


def _fragments(span: Span) -> list[tuple[int, int]]:
    """The span without its line breaks."""
    result, start = [], span.start
    for found in _LINE_BREAKS.finditer(span.source, span.start, span.end):
        if start < found.start():
            result.append((start, found.start()))
        start = found.end()
    return [*result, (start, span.end)] if start < span.end else result
