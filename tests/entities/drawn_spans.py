"""Texts with spans of their words, drawn at random."""

from arabnews_nlp.entities._spans import LABELS, Spans

WORDS = ("علي", "حسن", "القاهرة", "شركة", "أبو", "ابو", "Acme", "acme")


def drawn(rng, count=12, words=WORDS, blanks=(" ",)):
    """A text and spans of its words in order, without overlap."""
    words = rng.choices(words, k=3 * count)
    blanks = rng.choices(blanks, k=3 * count)
    starts = [sum(map(len, words[:at])) + sum(map(len, blanks[:at])) for at in range(len(words))]
    text, rows, at = "".join(word + blank for word, blank in zip(words, blanks, strict=True)), [], 0
    while at < len(words):
        last = min(len(words), at + rng.choice((1, 1, 2, 3)))
        if rng.random() < 0.6:
            start, end = starts[at], starts[last - 1] + len(words[last - 1])
            rows.append((start, end, rng.choice(LABELS[:3]), rng.choice((0.5, 0.79, 0.81, 0.95)), None))
        at = last
    return text, [(*row[:4], "X") if rng.random() < 0.2 else row for row in rows]


def spans_of(rows):
    spans = Spans()
    for row in rows:
        spans.add(*row)
    return spans
