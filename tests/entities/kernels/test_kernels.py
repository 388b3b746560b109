"""The arithmetic of the tagger: the same bits with AVX-512 VNNI, with AVX2, without, and without any vector
instructions; and what it is meant to compute."""

import ctypes
import platform
import shutil
import subprocess
from pathlib import Path

import numpy
import pytest

import arabnews_nlp

CORE = Path(arabnews_nlp.__file__).parent / "entities" / "kernels"
SOURCE = """
#include "sru_crf.h"
#define BOTH(kind) \\
    void project_##kind##_(int8_t *w, int *offsets, float *steps, float *bias, int8_t *x, float *scale, int lanes, \\
                           int size, int columns, int16_t *out) { \\
        int16_t *place[16]; \\
        for (int k = 0; k < lanes; k++) place[k] = out + k * columns; \\
        project_##kind(w, offsets, steps, bias, x, scale, lanes, size, columns, place); \\
    } \\
    void states_##kind##_(int16_t *peepholes, int hidden, int backward, int count, int16_t *rows, int16_t *context, \\
                          int16_t *states) { \\
        const int16_t *token[4096], *set[4096]; \\
        for (int k = 0; k < count; k++) { \\
            token[k] = rows + 4 * GATES * hidden * k; \\
            set[k] = context + 4 * GATES * hidden * k; \\
        } \\
        run_direction_##kind(peepholes, hidden, backward, count, token, set, states); \\
    } \\
    void activations_##kind##_(int logistic, int16_t *x, int size) { \\
        for (int i = 0; i < size; i += SIXTEEN) { \\
            sixteen_##kind some = load_##kind(x + i); \\
            store_##kind(x + i, logistic ? logistic_##kind(some) : hard_tanh_##kind(some)); \\
        } \\
    } \\
    void scores_##kind##_(int16_t *w, float scale, float *bias, int16_t *states, int hidden, int count, \\
                          float *score) { \\
        score_states_##kind(w, scale, bias, states, hidden, count, score); \\
    } \\
    int path_##kind##_(float *chain, float *score, int count, int labels, unsigned char *best) { \\
        float path[4096 * 2 * SLOTS]; \\
        transitions of, exps; \\
        read_transitions(chain, 2 * labels + 1, &of, &exps); \\
        return viterbi_##kind(&of, score, count, labels, path, best); \\
    } \\
    void marginals_##kind##_(float *chain, float *score, int count, int labels, unsigned char *best, \\
                             float *marginal) { \\
        float sums[4096 * 2 * SLOTS]; \\
        transitions of, exps; \\
        read_transitions(chain, 2 * labels + 1, &of, &exps); \\
        marginals_##kind(&exps, score, count, labels, best, sums, marginal); \\
    } \\
    void sums_##kind##_(float *table, int *row, int count, int size, int16_t *out) { \\
        sum_rows_##kind(table, row, count, size, out); \\
    } \\
    float bytes_##kind##_(float *values, int size, int8_t *out) { return as_bytes_##kind(values, size, out); }
BOTH(plain)
#ifdef WITH_AVX2
#pragma GCC push_options
#pragma GCC target("avx2")
BOTH(avx2)
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx2,avx512f,avx512bw,avx512vl,avx512vnni")
BOTH(vnni)
#pragma GCC pop_options
#endif
void pack_inputs_(int8_t *w, float *scales, int size, int hidden, int8_t *packed, int *offsets, float *steps) {
    pack_inputs(w, scales, size, hidden, packed, offsets, steps);
}
void pack_peepholes_(float *w, int hidden, int16_t *packed) { pack_peepholes(w, hidden, packed); }
float pack_output_(float *w, int rows, int labels, int16_t *packed) { return pack_output(w, rows, labels, packed); }
"""
pytestmark = pytest.mark.sources
PROC = Path("/proc/cpuinfo")
CPU = PROC.read_text("utf-8") if platform.machine() == "x86_64" and PROC.exists() else ""
AVX2 = "avx2" in CPU
VNNI = all(feature in CPU for feature in ("avx512_vnni", "avx512vl", "avx512bw"))
KINDS = ["plain", "any", *(["avx2"] if AVX2 else []), *(["vnni"] if VNNI else [])]
RNG = numpy.random.default_rng(5)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    if shutil.which("cc") is None:
        pytest.skip("no C compiler")
    folder = tmp_path_factory.mktemp("kernels")
    (folder / "both.c").write_text(SOURCE, "utf-8")
    flags = ["-O2", "-ffp-contract=off", "-w", "-shared", "-fPIC", f"-I{CORE}", *(["-DWITH_AVX2"] if AVX2 else [])]
    subprocess.run(["cc", *flags, "both.c", "-o", "both.so", "-lm"], cwd=folder, check=True)
    subprocess.run(
        ["cc", *flags, "-U__SSE2__", "-U__ARM_NEON", "both.c", "-o", "any.so", "-lm"], cwd=folder, check=True
    )
    return Compiled(ctypes.CDLL(str(folder / "both.so")), ctypes.CDLL(str(folder / "any.so")))


class Compiled:
    """Functions by name, those for any machine from a library of their own."""

    def __init__(self, both, elsewhere):
        self.both, self.elsewhere = both, elsewhere

    def __getattr__(self, name):
        if name.endswith("_any_"):
            return getattr(self.elsewhere, name.replace("_any_", "_plain_"))
        return getattr(self.both, name)


def at(array):
    return array.ctypes.data_as(ctypes.c_void_p)


def floats(*shape):
    return RNG.normal(size=shape).astype("f4")


def same(results):
    for other in results[1:]:
        assert [part.tobytes() for part in other] == [part.tobytes() for part in results[0]]
    return results[0]


GATE_SCALE, GATES = 4096, 3
IN_BLOCK = [(j % 4) + 8 * (j // 4 % 2) + 4 * (j // 8 % 2) + j // 16 * 16 for j in range(32)]
"""Outputs of a block in the order of its sums."""


def packed_order(hidden):
    """The outputs of a file (way, whose, gate, state) in the order of packed ones: by way, then by 16 states."""
    outputs = numpy.arange(4 * GATES * hidden).reshape(2, 2 * GATES, hidden // 16, 16)
    return outputs.transpose(0, 2, 1, 3).ravel()


@pytest.mark.parametrize("lanes", [1, 2, 5, 12])
@pytest.mark.parametrize("size", [2, 6, 96, 512])
def test_projections(compiled, lanes, size):
    hidden = 16
    outputs, padded = 4 * GATES * hidden, (size + 3) // 4 * 4
    matrix, scales = RNG.integers(-128, 128, (outputs, size)).astype("i1"), numpy.abs(floats(outputs)) / 50 / size
    bias, scale = floats(outputs), numpy.abs(floats(lanes))
    inputs = numpy.zeros((lanes, padded), "i1")
    inputs[:, :size] = RNG.integers(-127, 128, (lanes, size))
    packed = numpy.zeros((outputs, padded), "i1")
    offsets, steps = numpy.zeros(outputs, "i4"), numpy.zeros(outputs, "f4")
    compiled.pack_inputs_(at(matrix), at(scales), size, hidden, at(packed), at(offsets), at(steps))
    order = packed_order(hidden)
    in_sums = (GATE_SCALE * bias[order]).astype("f4").reshape(-1, 32)[:, IN_BLOCK].copy()
    results = []
    for kind in KINDS:
        out = numpy.zeros((lanes, outputs), "i2")
        getattr(compiled, f"project_{kind}_")(
            *map(at, (packed, offsets, steps, in_sums, inputs, scale)), lanes, padded, outputs, at(out)
        )
        results.append([out])
    [out] = same(results)
    products = inputs[:, :size].astype("f8") @ (scales[:, None].astype("f8") * matrix).T
    expected = bias + scale[:, None] / 127 * products
    assert numpy.abs(out / GATE_SCALE - numpy.clip(expected[:, order], -8, 8)).max() < 1e-3


@pytest.mark.parametrize("logistic", [0, 1])
def test_activations(compiled, logistic):
    x = numpy.arange(-32768, 32768)
    results = []
    for kind in KINDS:
        out = x.astype("i2")
        getattr(compiled, f"activations_{kind}_")(logistic, at(out), len(out))
        results.append([out])
    [out] = same(results)
    exact = numpy.clip(x / GATE_SCALE / 4 + 0.5, 0, 1) if logistic else numpy.clip(x / GATE_SCALE, -1, 1)
    assert numpy.abs(out / 32768 - exact).max() < 4e-5


def states_of(entering, before, peepholes):
    """States of one sequence, in double precision, from what each token gives its own gates and those of the next."""
    cell, states = numpy.zeros(entering.shape[-1]), []
    for k, own in enumerate(entering):
        new, keep, let = own + (before[k - 1] if k else 0)
        keep = numpy.clip((keep + peepholes[0] * cell) / 4 + 0.5, 0, 1)
        cell = keep * cell + (1 - keep) * numpy.clip(new, -1, 1)
        states.append(cell * numpy.clip((let + peepholes[1] * cell) / 4 + 0.5, 0, 1))
    return numpy.array(states)


@pytest.mark.parametrize("hidden", [16, 80, 512])
@pytest.mark.parametrize("backward", [0, 1])
@pytest.mark.parametrize("count", [1, 2, 30])
def test_a_direction_of_the_network(compiled, hidden, backward, count):
    known, peepholes = floats(count, 2, 2, GATES, hidden), floats(2, 2, hidden)
    packed = numpy.zeros(peepholes.shape, "i2")
    compiled.pack_peepholes_(at(peepholes), hidden, at(packed))
    scaled = GATE_SCALE * known.reshape(count, -1)[:, packed_order(hidden)]
    rows = numpy.ascontiguousarray(numpy.rint(scaled / 2), "i2")
    results = []
    for kind in KINDS:
        states = numpy.zeros((count, 2, hidden), "i2")
        getattr(compiled, f"states_{kind}_")(at(packed), hidden, backward, count, at(rows), at(rows), at(states))
        results.append([states])
    [states] = same(results)
    assert not states[:, 1 - backward].any()
    places = numpy.arange(count)[:: -1 if backward else 1]
    expected = states_of(known[places, backward, 0], known[places, backward, 1], peepholes[backward])
    assert numpy.abs(states[places, backward] / 32768 - expected).max() < 5e-3


def slots(labels):
    """Where the scores of the tags are: of O and of those that begin a name, eight further on of those inside one."""
    return [0, *(k + 8 * inside for k in range(1, labels + 1) for inside in (0, 1))]


@pytest.mark.parametrize("count", [1, 4, 6, 13])
@pytest.mark.parametrize("labels", [0, 5, 7])
def test_scores_of_states(compiled, count, labels):
    hidden = 32
    matrix, bias = floats(2 * hidden, 16), floats(16)
    states = RNG.integers(-32768, 32768, (count, 2 * hidden)).astype("i2")
    packed = numpy.zeros(matrix.shape, "i2")
    compiled.pack_output_.restype = ctypes.c_float
    scale = compiled.pack_output_(at(matrix), 2 * hidden, labels, at(packed))
    results = []
    for kind in KINDS:
        score = numpy.zeros((count, 16), "f4")
        call = getattr(compiled, f"scores_{kind}_")
        call.argtypes = [ctypes.c_void_p, ctypes.c_float, *[ctypes.c_void_p] * 2, *[ctypes.c_int] * 2, ctypes.c_void_p]
        call(at(packed), scale, at(bias), at(states), hidden, count, at(score))
        results.append([score])
    [score] = same(results)
    expected = states / 32768 @ matrix[:, : 2 * labels + 1].astype("f8")
    assert numpy.abs((score - bias)[:, slots(labels)] - expected).max() < 5e-3


@pytest.mark.parametrize("labels", [0, 1, 5, 7])
@pytest.mark.parametrize("count", [1, 2, 40])
def test_paths_and_their_chances(compiled, labels, count):
    tags = 2 * labels + 1
    after = floats(tags + 1, tags)
    for inside in range(2, tags, 2):  # follows the beginning of its own label and itself
        after[[k for k in range(tags + 1) if k not in (inside - 1, inside)], inside] = -1e4
    score = numpy.full((count, 16), -1e30, "f4")
    score[:, slots(labels)] = 2 * floats(count, tags)
    results = []
    for kind in KINDS:
        best, marginal, work = numpy.zeros(count, "u1"), numpy.zeros(count, "f4"), score.copy()
        found = getattr(compiled, f"path_{kind}_")(at(after), at(work), count, labels, at(best))
        assert found == best.any()
        if found:
            getattr(compiled, f"marginals_{kind}_")(at(after), at(work), count, labels, at(best), at(marginal))
        results.append([best, marginal])
    best, marginal = same(results)
    emitted, moves = score[:, slots(labels)].astype("f8"), after.astype("f8")
    forward, most = [emitted[0] + moves[tags]], [emitted[0] + moves[tags]]
    for row in emitted[1:]:
        sums = forward[-1][:, None] + moves[:tags]
        forward.append(numpy.log(numpy.exp(sums - sums.max(0)).sum(0)) + sums.max(0) + row)
        most.append((most[-1][:, None] + moves[:tags]).max(0) + row)
    total = numpy.log(numpy.exp(forward[-1] - forward[-1].max()).sum()) + forward[-1].max()
    of_path = moves[tags, best[0]] + emitted[range(count), best].sum() + moves[best[:-1], best[1:]].sum()
    assert of_path == pytest.approx(most[-1].max(), abs=1e-3)
    backward = [numpy.zeros(tags)]
    for row in emitted[:0:-1]:
        sums = moves[:tags] + (row + backward[0])[None, :]
        backward.insert(0, numpy.log(numpy.exp(sums - sums.max(1)[:, None]).sum(1)) + sums.max(1))
    exact = [numpy.exp(a[tag] + b[tag] - total) for a, b, tag in zip(forward, backward, best, strict=True)]
    assert numpy.abs(marginal - exact)[best > 0].max(initial=0) < 1e-4


@pytest.mark.parametrize("size", [2, 8, 96, 110])
def test_embeddings_as_bytes(compiled, size):
    values = floats(size)
    results = []
    for kind in KINDS:
        out = numpy.full((size + 3) // 4 * 4, 99, "i1")
        call = getattr(compiled, f"bytes_{kind}_")
        call.restype = ctypes.c_float
        greatest = call(at(values), size, at(out))
        results.append([out, numpy.array(greatest)])
    out, greatest = same(results)
    assert greatest == pytest.approx(numpy.abs(values).max())
    assert numpy.abs(out[:size] / 127 * greatest - values).max() < 0.51 / 127 * greatest
    assert not out[size:].any()


@pytest.mark.parametrize("count", [0, 1, 7])
def test_sums_of_rows(compiled, count):
    table = 8000 * floats(9, 128)
    rows = numpy.sort(RNG.permutation(9)[:count]).astype("i4")
    results = []
    for kind in KINDS:
        out = numpy.empty(128, "i2")
        getattr(compiled, f"sums_{kind}_")(at(table), at(rows), count, 128, at(out))
        results.append([out])
    [out] = same(results)
    expected = numpy.clip(table[rows].astype("f8").sum(0), -32768, 32767)
    assert abs(out - expected).max() <= 0.51
