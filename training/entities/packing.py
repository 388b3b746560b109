"""The trained network as the parts of a model file: int8 rows with a scale each, matrices in blocks of outputs."""

from __future__ import annotations

import struct

import numpy

from arabnews_nlp.entities.tagger import KIND

from .network import Network

_BLOCK = 64
_SLOTS = 16


def quantized(table: numpy.ndarray) -> tuple[bytes, bytes]:
    """Rows as int8, and the float32 that each is to be multiplied by."""
    scales = numpy.maximum(numpy.abs(table).max(axis=1), 1e-12) / 127
    return numpy.rint(table / scales[:, None]).astype(numpy.int8).tobytes(), scales.astype("<f4").tobytes()


def blocked(matrix: numpy.ndarray) -> bytes:
    """A matrix of inputs by outputs in blocks of outputs."""
    inputs, outputs = matrix.shape
    blocks = matrix.reshape(inputs, outputs // _BLOCK, _BLOCK).transpose(1, 0, 2)
    return numpy.ascontiguousarray(blocks, dtype="<f4").tobytes()


def pack(network: Network, keys: bytes, gazetteer: bytes) -> bytes:
    """The bytes of the model file."""
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    size, hidden = state["words.weight"].shape[1], network.lstm.hidden_size
    words, word_scales = quantized(state["words.weight"])
    letters, letter_scales = quantized(state["grams.weight"])
    inputs = numpy.concatenate([state["lstm.weight_ih_l0"], state["lstm.weight_ih_l0_reverse"]]).T
    bias = numpy.concatenate(
        [
            state["lstm.bias_ih_l0"] + state["lstm.bias_hh_l0"],
            state["lstm.bias_ih_l0_reverse"] + state["lstm.bias_hh_l0_reverse"],
        ]
    )
    tags = state["output.bias"].shape[0]
    output = numpy.zeros((2 * hidden, _SLOTS), "<f4")
    output[:, :tags] = state["output.weight"].T
    output_bias = numpy.zeros(_SLOTS, "<f4")
    output_bias[:tags] = state["output.bias"]
    chain = (state["transitions"] + state["illegal"]).astype("<f4")
    return KIND.pack(
        {
            "sizes": struct.pack("<2I", size, hidden),
            "vocabulary": keys,
            "gazetteer": gazetteer,
            "words": words,
            "word_scales": word_scales,
            "letters": letters,
            "letter_scales": letter_scales,
            "features": numpy.ascontiguousarray(state["features.weight"].T, dtype="<f4").tobytes(),
            "inputs": blocked(inputs),
            "bias": bias.astype("<f4").tobytes(),
            "forward": blocked(state["lstm.weight_hh_l0"].T),
            "backward": blocked(state["lstm.weight_hh_l0_reverse"].T),
            "output": output.tobytes(),
            "output_bias": output_bias.tobytes(),
            "chain": chain.tobytes(),
        }
    )
