"""What candidates get right on gold data, where there is any beside the repository; the data is no part of it."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

Candidate = Callable[[str], object]
Score = dict[str, Any]
"""``score`` in [0, 1], or ``hits`` case by case where time may run out, and ``n``, the cases."""


def pud_sentences(candidate: Candidate, data: Path, budget: float) -> Score | None:
    """F1 of exact sentence spans on UD Arabic-PUD, edges trimmed of blanks."""
    records = [json.loads(line) for line in (data / "sentences/pud-dev.jsonl").read_text("utf-8").splitlines()]
    return _sentence_f1(candidate, [(record["text"], record["sentences"]) for record in records])


def news_sentences(candidate: Candidate, data: Path, budget: float) -> Score | None:
    """F1 of exact sentence spans on the annotated news texts; predictions outside all gold sentences are neutral."""
    return _sentence_f1(candidate, [(text, gold["sentences"]) for text, gold in _news(data)])


def news_numbers(candidate: Candidate, data: Path, budget: float) -> Score | None:
    """F1 of exact spans with their labels on the annotated news texts."""
    return _labelled_f1(candidate, data, "numbers", lambda label: "CARDINAL" if label == "FRACTION" else label)


def news_entities(candidate: Candidate, data: Path, budget: float) -> Score | None:
    """F1 of exact spans with their labels on the annotated news texts."""
    return _labelled_f1(candidate, data, "entities", lambda label: label)


def news_links(candidate: Candidate, data: Path, budget: float) -> Score | None:
    """F1 of the pairs of a Latin and an Arabic mention that stand in one cluster, exact spans."""
    right = found = wanted = 0
    for text, gold in _news(data):
        expected = _links(text, [[(m["start"], m["end"]) for m in c["mentions"]] for c in gold["xscript"]])
        names: Any = candidate(text)
        predicted = _links(text, [[(m.start, m.end) for m in name.mentions] for name in names])
        right, found, wanted = right + len(predicted & expected), found + len(predicted), wanted + len(expected)
    return _f1(right, found, wanted)


def number_words(candidate: Candidate, data: Path, budget: float) -> Score | None:
    """Share of the number words of the Duckling and NeMo suites whose value is read right."""
    hits = []
    for line in (data / "numbers/cases-dev.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        value = re.search(r"-?\d+(?:\.\d+)?", case["expect"]) if isinstance(case["expect"], str) else None
        if case["layer"] not in ("Numeral", "NumeralEG", "itn_cardinal") or value is None or case["text"].isascii():
            continue
        try:
            hits.append(abs(Decimal(str(candidate(case["text"]))) - Decimal(value[0])) < Decimal("1e-9"))
        except InvalidOperation:
            hits.append(False)
    return {"hits": hits}


def best_of_50(candidate: Candidate, data: Path, budget: float, names: int = 400) -> Score | None:
    """Share of Arabic names whose own Latin name alone scores best among fifty; as many as the budget allows."""
    lines = (data / "translit/ar2en-eval.txt").read_text("utf-8").splitlines()
    pairs = sorted({tuple(line.split("\t")[:2]) for line in lines if "\t" in line})
    spellings: dict[str, set[str]] = {}
    for arabic, latin in pairs:
        spellings.setdefault(arabic, set()).add(latin.lower())
    latins = sorted({latin.lower() for _, latin in pairs})
    rng = random.Random(50)
    hits: list[bool] = []
    begun = time.perf_counter()
    for arabic, latin in rng.sample(pairs, min(names, len(pairs))):
        others = [name for name in rng.sample(latins, 80) if name not in spellings[arabic]][:49]
        scores: Any = candidate("\n".join(f"{name}\t{arabic}" for name in (latin.lower(), *others)))
        hits.append(scores[0] > max(scores[1:]))
        if time.perf_counter() - begun > budget:
            break
    return {"hits": hits}


MEASURES: dict[str, Callable[[Candidate, Path, float], Score | None]] = {
    "PUD sentences, F1": pud_sentences,
    "news sentences, F1": news_sentences,
    "news numbers, F1": news_numbers,
    "news name links, F1": news_links,
    "news entities, F1": news_entities,
    "number words read, share": number_words,
    "best of 50 names, share": best_of_50,
}
"""Measures by name; each returns None for a candidate that does not say what is asked."""


def _news(data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The annotated news texts but the seed article, with their annotations."""
    for path in sorted((data / "gold/gold").glob("*.json")):
        if not path.name.startswith("s00"):
            gold = json.loads(path.read_text("utf-8"))
            yield (data / "gold" / gold["text_file"]).read_bytes().decode(), gold


def _f1(right: int, found: int, wanted: int) -> Score:
    return {"score": 2 * right / (found + wanted) if right else 0.0, "n": wanted}


def _sentence_f1(candidate: Candidate, records: Iterable[tuple[str, list[list[int]]]]) -> Score:
    right = found = wanted = 0
    for text, sentences in records:
        gold = {_trimmed(text, *span) for span in sentences}
        predicted = {_trimmed(text, *span) for span in _spans(text, candidate(text))}
        predicted = {(a, b) for a, b in predicted if any(a < d and c < b for c, d in gold)}
        right, found, wanted = right + len(predicted & gold), found + len(predicted), wanted + len(gold)
    return _f1(right, found, wanted)


def _labelled_f1(candidate: Candidate, data: Path, layer: str, label: Callable[[str], str]) -> Score | None:
    right = found = wanted = 0
    for text, gold in _news(data):
        output: Any = candidate(text)
        if not all(hasattr(item, "label") and hasattr(item, "start") for item in output):
            return None
        expected = {(item["start"], item["end"], item["type"]) for item in gold[layer]}
        debatable = gold.get("optional", {}).get(layer, [])
        predicted = {(item.start, item.end, label(item.label)) for item in output}
        predicted = {
            (a, b, kind)
            for a, b, kind in predicted
            if any(a < d and c < b for c, d, _ in expected) or not any(a < d and c < b for c, d in debatable)
        }
        right, found, wanted = right + len(predicted & expected), found + len(predicted), wanted + len(expected)
    return _f1(right, found, wanted)


def _links(text: str, clusters: list[list[tuple[int, int]]]) -> set[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of a mention in Latin letters only and one in Arabic letters only."""
    latin, arabic = re.compile("[A-Za-z]"), re.compile("[ء-ي]")
    links = set()
    for cluster in clusters:
        scripts = [(span, bool(latin.search(text, *span)), bool(arabic.search(text, *span))) for span in cluster]
        links |= {
            (span, other)
            for span, has_latin, has_arabic in scripts
            for other, other_latin, other_arabic in scripts
            if has_latin and not has_arabic and other_arabic and not other_latin
        }
    return links


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _spans(text: str, output: object) -> Iterator[tuple[int, int]]:
    """Spans of whatever a candidate returned: spans, pairs, strings, or one string with a sentence a line."""
    pieces: Iterable[object] = output.splitlines() if isinstance(output, str) else output  # type: ignore[assignment]
    reached = 0
    for piece in pieces:
        if isinstance(piece, tuple):
            yield piece
            continue
        start = getattr(piece, "start_char", getattr(piece, "start", None))
        if isinstance(start, int):
            yield start, getattr(piece, "end_char", None) or piece.end  # type: ignore[attr-defined]
            continue
        words = str(getattr(piece, "text", piece)).strip()
        at = text.find(words, reached)
        if words and at >= 0:
            reached = at + len(words)
            yield at, reached
