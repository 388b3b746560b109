"""A self-contained page that shows a document with its layers; right to left, no scripts, nothing loaded."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

from arabnews_nlp.doc import Doc, Entity, Quantity

__all__ = ["shown_value", "to_html"]


def to_html(doc: Doc, title: str = "arabnews") -> str:
    """The document as an HTML page.

    Entities are underlined in the colour and pattern of their type, numbers thinly, with the value as a tooltip;
    every mention of one name, in either script, carries the same raised number. Line breaks of the text are kept.
    """
    clusters = {
        (m.start, m.end): (number, name.canonical)
        for number, name in enumerate(doc.names, start=1)
        for m in name.mentions
    }
    body: list[str] = []
    last = 0
    for start, end, mark in _marks(doc, clusters):
        body.append(_plain(doc.text[last:start]))
        body.append(mark)
        last = end
    body.append(_plain(doc.text[last:]))
    return (
        (
            '<!DOCTYPE html>\n<html dir="rtl" lang="ar"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(title)}</title><style>{_css()}</style></head><body>\n"
            f'<h1><bdi>{escape(title)}</bdi></h1>\n<p dir="rtl" lang="ar">{"".join(body)}</p>\n'
            f"{_cluster_table(doc)}</body></html>\n"
        )
        .encode("utf-8", "replace")
        .decode()
    )


@cache
def _css() -> str:
    return files(__package__).joinpath("page.css").read_text("utf-8")


def _plain(text: str) -> str:
    return escape(text).replace("\r\n", "\n").replace("\n", '</p>\n<p dir="rtl" lang="ar">')


def _marks(doc: Doc, clusters: dict[tuple[int, int], tuple[int, str]]) -> list[tuple[int, int, str]]:
    """Marks without overlap: at each place the longest of the entity, number or name that begins there."""
    spans: list[tuple[int, int, Entity | Quantity | None]] = [(e.start, e.end, e) for e in doc.entities]
    spans += [(q.start, q.end, q) for q in doc.numbers]
    spans += [(start, end, None) for start, end in clusters]
    marks, last = [], 0
    for start, end, what in sorted(spans, key=lambda s: (s[0], -s[1], s[2] is None)):
        if start >= last:
            marks.append((start, end, _mark(doc.text[start:end], what, clusters.get((start, end)))))
            last = end
    return marks


def _mark(text: str, what: Entity | Quantity | None, cluster: tuple[int, str] | None) -> str:
    shown = f"<bdi>{escape(text)}</bdi>"
    label, css, tip = "", "name", ""
    if isinstance(what, Entity):
        label, css = what.label, what.label
        tip = what.canonical or ""
    elif isinstance(what, Quantity):
        label, css, tip = what.label, "number", shown_value(what)
    if cluster is not None:
        tip = tip or cluster[1]
    small = f"<small>{escape(label)}</small>" if label else ""
    raised = f"<sup>{cluster[0]}</sup>" if cluster is not None else ""
    title = f' title="{escape(tip)}"' if tip else ""
    return f'<mark class="{escape(css)}"{title}>{shown}{small}{raised}</mark>'


def shown_value(quantity: Quantity) -> str:
    """The value of a quantity as readers see it: TIMEX3, number and unit, or a range."""
    if quantity.timex is not None:
        return quantity.timex
    if isinstance(quantity.value, tuple):
        shown = " – ".join("…" if v is None else f"{v:f}" for v in quantity.value)
    else:
        shown = "" if quantity.value is None else f"{quantity.value:f}"
    return f"{shown} {quantity.unit or ''}".strip()


def _cluster_table(doc: Doc) -> str:
    if not doc.names:
        return ""
    rows = []
    for number, name in enumerate(doc.names, start=1):
        forms = dict.fromkeys(m.text for m in name.mentions)
        cells = "، ".join(f"<bdi>{escape(form)}</bdi>" for form in forms)
        rows.append(f"<tr><td>{number}</td><td>{cells}</td><td>{len(name.mentions)}</td></tr>")
    return f"<table><tbody>{''.join(rows)}</tbody></table>\n"
