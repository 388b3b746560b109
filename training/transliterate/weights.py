"""The weights that bring transducer, joint model and letters together, fitted on held-out names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import torch

from arabnews_nlp.names.models.model_file import NameModel
from arabnews_nlp.names.models.spellings import raw_scores

from .pairs import Pair

Weights = tuple[float, float, float, float]
Row = tuple[set[str], list[tuple[str, float, float, float]]]


def choose(model: NameModel, held: Sequence[Pair], to_arabic: bool) -> tuple[Weights, dict[str, float]]:
    """The shares of joint model and letters, the sharpness that goes with them, the coverage; and the figures.

    They make the right answers, where the candidates hold one, as likely as can be.
    """
    answers: dict[str, set[str]] = defaultdict(set)
    for arabic, latin in held:
        source, gold = (latin, arabic) if to_arabic else (arabic, latin)
        answers[source].add(gold)
    rows = [(gold, raw_scores(model, source, to_arabic)) for source, gold in sorted(answers.items())]
    sharp, joint, letters = fitted([row for row in rows if any(text in row[0] for text, *_ in row[1])])
    place = []
    for gold, scored in rows:
        order = sorted(scored, key=lambda r: -(sharp * r[1] + joint * r[2] + letters * r[3]))
        place.append(next((k for k, row in enumerate(order) if row[0] in gold), 999))
    cover = sum(p < 999 for p in place) / len(place)
    return (joint / sharp, letters / sharp, sharp, cover), {
        "top-1": sum(p == 0 for p in place) / len(place),
        "top-5": sum(p < 5 for p in place) / len(place),
        "covered": cover,
    }


def fitted(rows: Sequence[Row]) -> list[float]:
    """Weights of transducer, joint model and letters with the greatest likelihood of the right answers."""
    data = [
        (torch.tensor([r[1:] for r in scored]), torch.tensor([r[0] in gold for r in scored])) for gold, scored in rows
    ]
    weights = torch.tensor([0.65, 0.13, 0.13], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=40)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        total = torch.zeros(())
        for scores, right in data:
            total = total - torch.log_softmax(scores @ weights, 0)[right].logsumexp(0)
        mean = total / len(data)
        mean.backward()
        return mean

    optimizer.step(loss)
    return weights.tolist()
