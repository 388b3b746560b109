"""What goes from unit to unit in both directions: LSTMs in the teachers, simple recurrent units in the tagger."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional


class LongShortTermMemory(nn.Module):
    """A bidirectional LSTM."""

    def __init__(self, size: int, hidden: int) -> None:
        super().__init__()
        self.hidden = hidden
        self.lstm = nn.LSTM(size, hidden, batch_first=True, bidirectional=True)

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        """``(rows, units, 2 * hidden)`` of ``(rows, units, size)``, where ``there`` says which units a row has."""
        packed = nn.utils.rnn.pack_padded_sequence(x, there.sum(1).cpu(), batch_first=True, enforce_sorted=False)
        return nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)[0]


class SimpleRecurrentUnits(nn.Module):
    """Simple recurrent units (Lei et al. 2018) in both directions, whose gates see two units (Bradbury et al. 2017).

    No state is multiplied by a matrix: a cell goes on by itself, and what enters the gates is a sum of what a unit and
    the one before it give, which can be kept between texts. The activations are straight lines with ends. With the new
    value ``z``, the gates ``f`` and ``o``, and the cell ``c'`` of the unit before::

        f = logistic(f + peephole_f * c')
        c = f * c' + (1 - f) * tanh(z)
        state = c * logistic(o + peephole_o * c)
    """

    def __init__(self, size: int, hidden: int) -> None:
        super().__init__()
        self.hidden = hidden
        self.inputs = nn.Linear(size, 12 * hidden)
        """Outputs by direction, whose gates (of the unit itself, of the next one that way), gate, and state."""
        self.peepholes = nn.Parameter(torch.zeros(2, 2, hidden))
        own = self.inputs.weight.data.view(2, 2, 3, hidden, size)
        nn.init.normal_(own[:, 0], std=1.0 / size**0.5)
        nn.init.normal_(own[:, 1], std=0.6 / size**0.5)
        nn.init.zeros_(self.inputs.bias)

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        """``(rows, units, 2 * hidden)`` of ``(rows, units, size)``, where ``there`` says which units a row has."""
        given = (self.inputs(x) * there[..., None]).unflatten(-1, (2, 2, 3, self.hidden))
        forward = self._states(given[:, :, 0], there, 0)
        backward = self._states(given[:, :, 1].flip(1), there.flip(1), 1)
        return torch.cat([forward, backward.flip(1)], -1)

    def _states(self, given: Tensor, there: Tensor, way: int) -> Tensor:
        """The states of one direction, ``(rows, units, hidden)``, with the units in its order."""
        lent = functional.pad(given[:, :-1, 1], (0, 0, 0, 0, 1, 0))
        new, keep, let = (given[:, :, 0] + lent).unbind(2)
        new, live = functional.hardtanh(new), there[..., None].to(new.dtype)
        cell, cells = torch.zeros_like(new[:, 0]), []
        for t in range(new.shape[1]):
            kept = hard_logistic(keep[:, t] + self.peepholes[way, 0] * cell)
            cell = (new[:, t] + kept * (cell - new[:, t])) * live[:, t]
            cells.append(cell)
        all_cells = torch.stack(cells, 1)
        return all_cells * hard_logistic(let + self.peepholes[way, 1] * all_cells)


def hard_logistic(x: Tensor) -> Tensor:
    """From 0 to 1 between -2 and 2."""
    return (x / 4 + 0.5).clamp(0, 1)
