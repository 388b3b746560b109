"""W3C Web Annotation: a page of annotations in JSON-LD.

Sources: the W3C recommendations *Web Annotation Data Model* and *Web Annotation Vocabulary* (2017). Positions are code
points, as the data model counts them; each span is also quoted, with a few code points around it.
"""

from __future__ import annotations

from typing import Any

from arabnews_nlp.document.doc import Doc, check_doc
from arabnews_nlp.document.records import Span
from arabnews_nlp.errors import plain_text
from arabnews_nlp.export.standoff import labelled_spans

__all__ = ["CONTEXT", "to_web_annotations"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""The JSON-LD context of the vocabulary."""

_AROUND = 32


def to_web_annotations(doc: Doc, source: str) -> dict[str, Any]:
    """An ``AnnotationPage`` with sentences, entities, numbers and mentions of names.

    A label is a body with the purpose ``tagging``, the canonical form of a name one with the purpose ``identifying``;
    what else is known of a span is a body with the purpose ``describing`` (``value=30``).

    :param source: IRI of the text that the annotations are about.
    """
    check_doc(doc)
    source = plain_text(source, "source")
    items = [_annotation(sentence, source, [_body("SENTENCE", "tagging")]) for sentence in doc.sentences]
    for span, label, properties, _ in labelled_spans(doc):
        bodies = [_body(label, "tagging")]
        for key, value in properties.items():
            if key == "canonical":
                bodies.append(_body(value, "identifying"))
            else:
                bodies.append(_body(f"{key}={value}", "describing"))
        items.append(_annotation(span, source, bodies))
    for number, item in enumerate(items, start=1):
        item["id"] = f"{source}#annotation-{number}"
    return {"@context": CONTEXT, "id": f"{source}#annotations", "type": "AnnotationPage", "items": items}


def _body(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "purpose": purpose}


def _annotation(span: Span, source: str, bodies: list[dict[str, str]]) -> dict[str, Any]:
    text = span.source
    return {
        "id": "",
        "type": "Annotation",
        "body": bodies,
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": span.text,
                    "prefix": text[max(0, span.start - _AROUND) : span.start],
                    "suffix": text[span.end : span.end + _AROUND],
                },
            ],
        },
    }
