"""Tables beside the text: the name clusters, and what normalization changed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from html import escape
from itertools import groupby

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.records import Name
from arabnews_nlp.normalization.explanation import Change, Explanation
from arabnews_nlp.render.layers import ARABIC_LABELS, same_entities

__all__ = ["change_table", "entity_table", "name_table"]

_SHOWN = 12
"""Changes of one step that are written out, the most frequent first."""

_SIGNS = {" ": "␣", "\n": "⏎", "\t": "⇥"}


def name_table(doc: Doc, anchors: bool = False) -> str:
    """Each cluster with its spellings in both scripts.

    :param anchors: link each number to the first mention in the text.
    """
    rows = []
    for number, name in enumerate(doc.names, start=1):
        badge = f'data-c="{number}" data-n="{number}"><bdi>{escape(name.canonical)}</bdi>'
        first = f'<a href="#name-{number}" {badge}</a>' if anchors else f"<span {badge}</span>"
        cells = "".join(f"<td>{_spellings(name, script)}</td>" for script in ("arabic", "latin"))
        rows.append(f'<tr><th scope="row">{first}</th>{cells}<td>{len(name.mentions)}</td></tr>\n')
    if not rows:
        return ""
    return (
        f'<section class="names"{_place("names", anchors)}><table><caption>الأسماء <bdi>names</bdi></caption>\n'
        "<thead><tr>"
        '<th scope="col">الاسم</th><th scope="col">بالعربية</th><th scope="col">باللاتينية</th>'
        f'<th scope="col">المرات</th></tr></thead>\n<tbody>{"".join(rows)}</tbody></table></section>\n'
    )


def entity_table(doc: Doc, anchors: bool = False) -> str:
    """What the text mentions of each type of entity, by the form that stands for it, with the number of mentions.

    :param anchors: link each to its first mention in the text.
    """
    found: dict[str, list[str]] = {}
    for form, items in same_entities(doc):
        shown = f"<bdi>{escape(form)}</bdi>"
        if anchors:
            shown = f'<a href="#entity-{items[0].start}">{shown}</a>'
        found.setdefault(items[0].label, []).append(f"<li>{shown} <small>({len(items)})</small></li>")
    if not found:
        return ""
    rows = (
        f'<tr><th scope="row">{escape(ARABIC_LABELS.get(label, label))} <bdi><small>{escape(label)}</small></bdi></th>'
        f"<td><ul>{''.join(things)}</ul></td></tr>\n"
        for label, things in found.items()
    )
    return (
        f'<section class="entities"{_place("entities", anchors)}><table>'
        "<caption>الكيانات <bdi>entities</bdi></caption>\n"
        f'<thead><tr><th scope="col">النوع</th><th scope="col">ما ذُكر</th></tr></thead>\n<tbody>{"".join(rows)}</tbody>'
        "</table></section>\n"
    )


def _place(name: str, anchors: bool) -> str:
    return f' id="{name}"' if anchors else ""


def change_table(told: Explanation) -> str:
    """Each step of normalization that changed something: why, how often, what became what."""
    rows = []
    for step, group in groupby(told.changes, key=lambda change: change.step):
        changes = sorted(group, key=lambda change: -change.count)
        forms = "".join(_form(change) for change in changes[:_SHOWN])
        if len(changes) > _SHOWN:
            forms += f"<li><bdi>+{len(changes) - _SHOWN}</bdi></li>"
        rows.append(
            f'<tr><th scope="row"><bdi>{escape(step)}</bdi></th>'
            f'<td><bdi dir="ltr">{escape(changes[0].kind)}: {escape(changes[0].reason)}</bdi></td>'
            f"<td>{sum(change.count for change in changes)}</td><td><ul>{forms}</ul></td></tr>\n"
        )
    if not rows:
        return ""
    return (
        '<section class="changes"><table><caption>التطبيع <bdi>normalization</bdi></caption>\n<thead><tr>'
        '<th scope="col">الخطوة</th><th scope="col">السبب</th><th scope="col">المرات</th>'
        f'<th scope="col">قبل ← بعد</th></tr></thead>\n<tbody>{"".join(rows)}</tbody></table></section>\n'
    )


def _spellings(name: Name, script: str) -> str:
    counts = Counter(mention.text for mention in name.mentions if mention.script == script)
    return "، ".join(f"<bdi>{escape(form)}</bdi> <small>({count})</small>" for form, count in counts.most_common())


def _form(change: Change) -> str:
    before, after = _visible(change.before), _visible(change.after)
    return f"<li><bdi>{before}</bdi> ← <bdi>{after}</bdi> <small>({change.count})</small></li>"


def _visible(text: str) -> str:
    """The text, escaped, with signs for what leaves no ink; long ones are cut."""
    if not text:
        return "∅"
    shown = escape("".join(map(_sign, text[:24])))
    return shown + "…" if len(text) > 24 else shown


def _sign(c: str) -> str:
    category = unicodedata.category(c)
    if c in _SIGNS:
        return _SIGNS[c]
    if category[0] in "CZ":
        return f"U+{ord(c):04X}"
    return "◌" + c if category[0] == "M" else c
