"""Packed n-grams made smaller: grams whose loss changes the model least (relative entropy, Stolcke 1998) go."""

from __future__ import annotations

import struct

import numpy as np

from .ngrams import START, STOP, quantize

_HEAD = struct.Struct("<4I")
_LEVELS = 2048


class Trie:
    """The n-grams of a section, one node each, parents first; siblings are neighbours, sorted by their last token."""

    def __init__(self, data: bytes) -> None:
        self.order, self.tokens, nodes, letters = _HEAD.unpack_from(data)
        at = _HEAD.size + 2 * self.tokens + 2 * letters
        self.graphones = data[_HEAD.size : at]
        self.letters = letters
        levels = np.frombuffer(data, "<f4", 512, at).astype(float)
        at += _LEVELS
        self.token = np.frombuffer(data, "<u2", nodes, at).astype(int)
        at += 2 * nodes
        self.log_prob = levels[:256][np.frombuffer(data, "u1", nodes, at)]
        at += nodes
        self.backoff = levels[256:][np.frombuffer(data, "u1", nodes, at)]
        at += nodes
        degree = np.frombuffer(data, "<u2", nodes, at).astype(int)
        self.parent = np.concatenate([[-1], np.repeat(np.arange(nodes), degree)])
        self.depth = np.zeros(nodes, int)
        self.child: list[dict[int, int]] = [{} for _ in range(nodes)]
        self.suffix = np.zeros(nodes, int)
        for node in range(1, nodes):
            parent = int(self.parent[node])
            self.depth[node] = self.depth[parent] + 1
            self.child[parent][int(self.token[node])] = node
            if parent:
                self.suffix[node] = self._longest(int(self.suffix[parent]), int(self.token[node]))

    def _longest(self, state: int, token: int) -> int:
        """The longest gram of a state's suffixes and a token."""
        while state and token not in self.child[state]:
            state = int(self.suffix[state])
        return self.child[state].get(token, 0)

    def _lower(self, context: int, token: int) -> float:
        """Log probability of a token after a context without its first token."""
        total, state = 0.0, int(self.suffix[context])
        while state and token not in self.child[state]:
            total += float(self.backoff[state])
            state = int(self.suffix[state])
        return total + float(self.log_prob[self.child[state][token]])

    def _chances(self) -> np.ndarray:
        """Log probability of meeting each gram: of its tokens one after the other."""
        chance = np.zeros(len(self.token))
        for node in range(1, len(self.token)):
            own = self.log_prob[node]
            if self.parent[node] == 0 and self.token[node] == START:
                own = self.log_prob[self.child[0][STOP]]
            chance[node] = chance[self.parent[node]] + own
        return chance

    def prune(self, threshold: float) -> None:
        """Drops the grams without longer ones that change the perplexity by less than a share of it."""
        chance = self._chances()
        for depth in range(self.order, 1, -1):
            for context in np.flatnonzero(self.depth == depth - 1):
                self._prune_below(int(context), float(np.exp(chance[context])), threshold)
        for context in range(1, len(self.token)):
            if self.child[context]:
                left, low = self._left(context)
                self.backoff[context] = np.log(left / low)
            else:
                self.backoff[context] = 0.0

    def _left(self, context: int) -> tuple[float, float]:
        """Probability that the grams of a context leave, and what their lower grams leave."""
        high = sum(float(np.exp(self.log_prob[node])) for node in self.child[context].values())
        low = sum(float(np.exp(self._lower(context, token))) for token in self.child[context])
        return max(1 - high, 1e-6), max(1 - low, 1e-6)

    def _prune_below(self, context: int, chance: float, threshold: float) -> None:
        grams = self.child[context]
        if not any(not self.child[node] for node in grams.values()):
            return
        left, low = self._left(context)
        dropped = []
        for token, node in grams.items():
            if self.child[node]:
                continue
            log_p, log_q = float(self.log_prob[node]), self._lower(context, token)
            p, q = np.exp(log_p), np.exp(log_q)
            after = np.log((left + p) / min(low + q, 1.0))
            change = p * (log_q + after - log_p) + left * (after - np.log(left / low))
            if np.expm1(-chance * change) < threshold:
                dropped.append(token)
        for token in dropped:
            del grams[token]

    def pack(self) -> bytes:
        """The section of the grams that are left."""
        order, degree = [0], []
        for node in order:
            below = [self.child[node][token] for token in sorted(self.child[node])]
            degree.append(len(below))
            order.extend(below)
        kept = np.array(order)
        probs, prob_codes = quantize(self.log_prob[kept])
        weights, weight_codes = quantize(self.backoff[kept], zero=True)
        return b"".join(
            [
                _HEAD.pack(self.order, self.tokens, len(order), self.letters),
                self.graphones,
                probs.astype("<f4").tobytes(),
                weights.astype("<f4").tobytes(),
                self.token[kept].astype("<u2").tobytes(),
                prob_codes.tobytes(),
                weight_codes.tobytes(),
                np.array(degree, "<u2").tobytes(),
            ]
        )


def pruned(section: bytes, threshold: float) -> bytes:
    """A graphone section without its least telling grams."""
    trie = Trie(section)
    trie.prune(threshold)
    return trie.pack()
