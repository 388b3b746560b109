"""Texts with spans of their words, drawn at random."""

from arabnews_nlp.entities._spans import LABELS, Mentions, Spans

WORDS = ("علي", "حسن", "القاهرة", "شركة", "أبو", "ابو", "Acme", "acme")


def drawn(rng, count=12):
    """A text and spans of its words in order, without overlap."""
    words = rng.choices(WORDS, k=3 * count)
    text, rows, at = " ".join(words), [], 0
    while at < len(words):
        last = min(len(words), at + rng.choice((1, 1, 2, 3)))
        if rng.random() < 0.6:
            start = len(" ".join(words[:at])) + (at > 0)
            end = len(" ".join(words[:last]))
            rows.append((start, end, rng.choice(LABELS[:3]), rng.choice((0.5, 0.79, 0.81, 0.95)), None))
        at = last
    return text, [(*row[:4], "X") if rng.random() < 0.2 else row for row in rows]


def spans_of(rows):
    spans = Spans()
    for row in rows:
        spans.add(*row)
    return spans


def rows_of(spans, text, names=()):
    return [tuple(row) for _, *row in spans.records(text, Mentions(names))]
