"""The weights that bring joint model and transducer together, chosen on held-out names."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from arabnews_nlp.names.model import NameModel
from arabnews_nlp.names.transliterator import raw_scores

from .pairs import Pair

Weights = tuple[float, float, float, float]
_SHARES = [0.1 * k for k in range(0, 13)]
_LOOKS = [0.05 * k for k in range(0, 9)]
_SHARPNESS = [0.3 + 0.05 * k for k in range(0, 25)]


def choose(model: NameModel, held: Sequence[Pair], to_arabic: bool) -> tuple[Weights, dict[str, float]]:
    """The share of the joint model that ranks best, the sharpness that predicts best, the coverage; and the figures."""
    rows = []
    for arabic, latin in held:
        source, gold = (latin, arabic) if to_arabic else (arabic, latin)
        rows.append((gold, raw_scores(model, source, to_arabic)))

    def ranks(share: float, look: float) -> list[int]:
        found = []
        for gold, scored in rows:
            order = [row[0] for row in sorted(scored, key=lambda r: -(r[1] + share * r[2] + look * r[3]))]
            found.append(order.index(gold) if gold in order else 999)
        return found

    def merit(choice: tuple[float, float]) -> float:
        """Reciprocal rank of the right answer, and whether it is among the first five."""
        return sum(1 / (1 + rank) + (rank < 5) for rank in ranks(*choice))

    share, look = max(((s, k) for s in _SHARES for k in ([0.0] if to_arabic else _LOOKS)), key=merit)
    place = ranks(share, look)
    cover = sum(r < 99 for r in place) / len(place)

    def loss(sharp: float) -> float:
        total = 0.0
        for gold, scored in rows:
            mixed = {text: sharp * (net + share * joint + look * letters) for text, net, joint, letters in scored}
            if gold in mixed:
                top = max(mixed.values())
                total -= mixed[gold] - top - log(sum(exp(score - top) for score in mixed.values()))
        return total

    sharp = min(_SHARPNESS, key=loss)
    return (share, look, sharp, cover), {
        "top-1": sum(r == 0 for r in place) / len(place),
        "top-5": sum(r < 5 for r in place) / len(place),
        "covered": cover,
    }
