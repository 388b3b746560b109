"""What every candidate gets right, beside its speed: sentence F1, number words read, names matched."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from benchmarks.timing import Candidate


def sentence_f1(candidate: Candidate, path: Path) -> float:
    """F1 of exact sentence spans on JSON lines of ``{text, sentences: [[start, end]]}``, edges trimmed of blanks."""
    right = found = wanted = 0
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        predicted = {_trimmed(text, *span) for span in _spans(text, candidate(text))}
        gold = {_trimmed(text, *span) for span in record["sentences"]}
        right, found, wanted = right + len(predicted & gold), found + len(predicted), wanted + len(gold)
    return 2 * right / (found + wanted) if right else 0.0


def number_accuracy(candidate: Candidate, path: Path) -> float:
    """Share of number words read right, on JSON lines ``{text, layer, expect}`` of the Duckling and NeMo suites."""
    right = total = 0
    for line in path.read_text("utf-8").splitlines():
        case = json.loads(line)
        value = re.search(r"-?\d+(?:\.\d+)?", case["expect"]) if isinstance(case["expect"], str) else None
        if case["layer"] not in ("Numeral", "NumeralEG", "itn_cardinal") or value is None or case["text"].isascii():
            continue
        total += 1
        got = candidate(case["text"])
        try:
            right += got is not None and abs(Decimal(str(got)) - Decimal(value[0])) < Decimal("1e-9")
        except InvalidOperation:
            continue
    return right / total if total else 0.0


def match_at_50(candidate: Candidate, path: Path, names: int = 200) -> float:
    """Share of Arabic names whose own Latin name alone scores best among fifty, on ``arabic<TAB>latin`` lines."""
    pairs = sorted({tuple(line.split("\t")[:2]) for line in path.read_text("utf-8").splitlines() if "\t" in line})
    spellings: dict[str, set[str]] = {}
    for arabic, latin in pairs:
        spellings.setdefault(arabic, set()).add(latin.lower())
    latins = sorted({latin.lower() for _, latin in pairs})
    rng = random.Random(50)
    right = 0
    sample = rng.sample(pairs, min(names, len(pairs)))
    for arabic, latin in sample:
        others = [name for name in rng.sample(latins, 80) if name not in spellings[arabic]][:49]
        scores = candidate("\n".join(f"{name}\t{arabic}" for name in (latin.lower(), *others)))
        right += scores[0] > max(scores[1:])  # type: ignore[index]
    return right / len(sample)


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
