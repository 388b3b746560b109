"""Label Studio: a task with our annotations as predictions that an annotator can correct.

Source: Label Studio's *Import pre-annotated data* guide; its text offsets are code points.
"""

from __future__ import annotations

from typing import Any

from arabnews_nlp.document.doc import Doc, check_doc
from arabnews_nlp.export.standoff import NAME, labelled_spans

__all__ = ["LABELING_CONFIG", "to_label_studio"]

_LABELS = (
    *("PER", "ORG", "LOC", "PRODUCT", "EVENT"),
    *("CARDINAL", "ORDINAL", "FRACTION", "PERCENT", "MONEY", "QUANTITY", "DATE", "TIME", "DURATION"),
    NAME,
)

LABELING_CONFIG = (
    '<View style="direction: rtl">\n  <Labels name="label" toName="text">\n'
    + "".join(f'    <Label value="{label}"/>\n' for label in _LABELS)
    + '  </Labels>\n  <Text name="text" value="$text" granularity="symbol"/>\n</View>\n'
)
"""Labeling interface of a project that takes these tasks."""


def to_label_studio(doc: Doc) -> dict[str, Any]:
    """The document as a task for import: ``data.text``, and one prediction with a region for each annotation.

    ``data`` has the document's id and metadata too, where there are any.

    What is known of a region (canonical, value, unit …) is in ``meta``; the mentions of one name are chained by
    relations.
    """
    check_doc(doc)
    regions: list[dict[str, Any]] = []
    relations: list[dict[str, Any]] = []
    latest: dict[int, str] = {}
    for number, (span, label, properties, cluster) in enumerate(labelled_spans(doc), start=1):
        own = f"r{number}"
        score = properties.pop("score", None)
        region: dict[str, Any] = {
            "id": own,
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {"start": span.start, "end": span.end, "text": span.text, "labels": [label]},
        }
        if score is not None:
            region["score"] = float(score)
        if properties:
            region["meta"] = {"text": [f"{key}={value}" for key, value in properties.items()]}
        regions.append(region)
        if cluster is not None:
            if cluster in latest:
                relations.append({"type": "relation", "from_id": latest[cluster], "to_id": own, "direction": "bi"})
            latest[cluster] = own
    prediction: dict[str, Any] = {"result": [*regions, *relations]}
    if doc.provenance is not None:
        prediction["model_version"] = doc.provenance
    known: dict[str, Any] = {"id": doc.id, "meta": {**doc.meta}}
    data = {"text": doc.text, **{name: value for name, value in known.items() if value not in (None, {})}}
    return {"data": data, "predictions": [prediction]}
