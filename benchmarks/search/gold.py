"""Questions from annotated documents: what is relevant is what people marked there."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import arabnews_nlp as an
from benchmarks.search.relevance import Question, shown_amount

__all__ = ["gold_documents"]


def gold_documents(folder: Path) -> tuple[list[str], list[Question]]:
    """The texts of annotated documents, and what can be asked about them: each name that some document has in both
    scripts, and each value of a number from a thousand up.

    :param folder: with ``gold/*.json`` and ``raw/*.txt``.
    """
    documents: list[dict[str, Any]] = []
    texts: list[str] = []
    for path in sorted(folder.glob("gold/*.json")):
        documents.append(json.loads(path.read_text("utf-8")))
        texts.append(folder.joinpath(documents[-1]["text_file"]).read_bytes().decode("utf-8"))
    return texts, [*_names(documents), *_values(documents)]


def _names(documents: list[dict[str, Any]]) -> list[Question]:
    """Clusters of mentions; those of different documents are one where they share a form."""
    clusters: list[Counter[str]] = []
    for document in documents:
        for cluster in document["xscript"]:
            forms = Counter(mention["text"] for mention in cluster["mentions"])
            keys = set(map(an.normalize, forms))
            for other in [c for c in clusters if keys & set(map(an.normalize, c))]:
                clusters.remove(other)
                forms += other
                keys |= set(map(an.normalize, other))
            clusters.append(forms)
    questions = []
    for forms in clusters:
        latin, arabic = ([f for f, _ in forms.most_common() if f.isascii() is is_latin] for is_latin in (True, False))
        if latin and arabic:
            holders = [_holding(documents, set(map(an.normalize, group))) for group in (latin, arabic)]
            questions.append(Question("name", (latin[0], arabic[0]), (holders[0], holders[1])))
    return questions


def _holding(documents: list[dict[str, Any]], forms: set[str]) -> frozenset[int]:
    """Documents in which one of the forms is marked, as an entity or as a mention."""
    found = set()
    for number, document in enumerate(documents):
        marked = [*document["entities"], *(m for cluster in document["xscript"] for m in cluster["mentions"])]
        if any(an.normalize(span["text"]) in forms for span in marked):
            found.add(number)
    return frozenset(found)


def _values(documents: list[dict[str, Any]]) -> list[Question]:
    held: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    texts: dict[tuple[str, str], str] = {}
    for number, document in enumerate(documents):
        for quantity in document["numbers"]:
            value = quantity["value"]
            if quantity["type"] in ("CARDINAL", "MONEY") and isinstance(value, int | float) and value >= 1000:
                key = "amount", shown_amount(Decimal(str(value)))
            elif quantity["type"] == "DATE" and len(str(value)) == 10 and str(value)[:2] in ("19", "20"):
                key = "date", str(value)
            else:
                continue
            held[key].add(number)
            texts.setdefault(key, quantity["text"])
    return [
        Question(what, (asked, texts[what, asked]), (frozenset(d), frozenset(d))) for (what, asked), d in held.items()
    ]
