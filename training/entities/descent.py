"""What the trainings have in common: how much of one is over, and a step down the gradient of a loss."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn


class Progress:
    """How much of a training is over that has so many seconds or so many epochs, whichever end first."""

    def __init__(self, seconds: float, epochs: int) -> None:
        self.began, self.seconds, self.epochs = time.perf_counter(), seconds, epochs

    @property
    def gone(self) -> float:
        """Seconds since it began."""
        return time.perf_counter() - self.began

    def share(self, epochs: float) -> float:
        """What is over after so many epochs; 1 or more is all of it."""
        return max(self.gone / self.seconds, epochs / self.epochs)


class Descent:
    """An optimizer that takes steps, and the losses they were taken from.

    :param clipped: parameters whose gradients are scaled down together to the norm ``norm``.
    """

    def __init__(self, optimizer: torch.optim.Optimizer, clipped: Iterable[nn.Parameter], norm: float) -> None:
        self.optimizer, self.clipped, self.norm = optimizer, list(clipped), norm
        self.steps = 0
        self._counted = 0
        self._total = torch.zeros((), device=self.clipped[0].device)

    def step(self, loss: Tensor, rates: Sequence[float]) -> None:
        """One step from a loss, with a rate for each group of parameters."""
        for group, rate in zip(self.optimizer.param_groups, rates, strict=True):
            group["lr"] = rate
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.clipped, self.norm)
        self.optimizer.step()
        self._total += loss.detach()
        self.steps += 1

    def mean_loss(self) -> float:
        """Mean loss of the steps since this was last asked for."""
        mean = self._total.item() / max(1, self.steps - self._counted)
        self._total.zero_()
        self._counted = self.steps
        return mean
