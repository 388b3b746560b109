"""A plain-text summary of a document for the terminal."""

from __future__ import annotations

from collections import Counter

from arabnews_nlp.document.doc import Doc, check_doc
from arabnews_nlp.document.layers import LAYERS
from arabnews_nlp.errors import UnknownNameError, check_count
from arabnews_nlp.render.bidi import BIDI
from arabnews_nlp.render.values import shown_value

__all__ = ["summarize"]


def summarize(doc: Doc, rows: int = 12, *, bidi: str = "original") -> str:
    """Counts per layer, the name clusters, and the numbers with their values.

    :param rows: names and numbers that are listed at most.
    :param bidi: ``isolate`` puts what is quoted of the text between FSI and PDI, so that a display that follows Unicode
        keeps each line in order.
    :raises ArgumentValueError: ``rows`` is no number of rows.
    :raises UnknownNameError: another way to treat direction.
    """
    check_doc(doc)
    check_count("rows", rows, least=0)
    if bidi not in BIDI:
        raise UnknownNameError("bidi", bidi, BIDI)
    quoted = "\u2068{}\u2069".format if bidi == "isolate" else str
    lines = [f"{len(doc.text)} code points"]
    lines += [f"{len(getattr(doc, layer.name)):6d} {layer.name}" for layer in LAYERS if layer.many]
    labels = Counter(entity.label for entity in doc.entities)
    lines.append("entities: " + ", ".join(f"{label} {count}" for label, count in labels.most_common()))
    lines.append("\nnames in both scripts or several spellings")
    for name in doc.names[:rows]:
        forms = Counter(m.text for m in name.mentions)
        lines.append(
            f"  {quoted(name.canonical)}: " + ", ".join(f"{quoted(form)} ×{n}" for form, n in forms.most_common(6))
        )
    lines.append("\nnumbers with values")
    for (text, label, value), count in Counter((q.text, q.label, shown_value(q)) for q in doc.numbers).most_common(
        rows
    ):
        lines.append(f"  {label:9s} {value:22s} {quoted(text)}" + (f"  ×{count}" if count > 1 else ""))
    return "\n".join(lines)
