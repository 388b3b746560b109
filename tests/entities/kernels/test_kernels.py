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
#include "lstm_crf.h"
#define BOTH(kind) \\
    void project_##kind##_(int16_t *w, int16_t *x, int lanes, int rows, int columns, float *scale, float *bias, \\
                           int16_t *out) { \\
        int16_t *place[LANES]; \\
        for (int k = 0; k < lanes; k++) place[k] = out + k * columns; \\
        project_##kind(w, x, lanes, rows, columns, scale, bias, place); \\
    } \\
    void lstm_##kind##_(int16_t *w, int shift, int hidden, int backward, int sequences, int *begin, int *count, \\
                        int units, int16_t *rows, int16_t *context, int16_t *states) { \\
        static batch_state lanes; \\
        const int16_t *unit[4096], *set[4096]; \\
        for (int k = 0; k < units; k++) { \\
            unit[k] = rows + 8 * hidden * k; \\
            set[k] = context + 8 * hidden * k; \\
        } \\
        direction way = {w, shift}; \\
        batch texts = {sequences, begin, count, unit, set, states}; \\
        run_direction_##kind(&way, hidden, backward, &texts, &lanes); \\
    } \\
    void evaluate_##kind##_(int logistic, int16_t *x, int size) { \\
        for (int i = 0; i < size; i += 2 * SIXTEEN) { \\
            sixteen_##kind some[2] = {load_##kind(x + i), load_##kind(x + i + SIXTEEN)}; \\
            evaluate_##kind(logistic ? &logistic_curve : &tanh_curve, some, 2); \\
            store_##kind(x + i, some[0]); \\
            store_##kind(x + i + SIXTEEN, some[1]); \\
        } \\
    } \\
    void scores_##kind##_(int16_t *w, float scale, float *bias, int16_t *states, int hidden, int count, \\
                          float *score) { \\
        score_states_##kind(w, scale, bias, states, hidden, count, score); \\
    } \\
    int path_##kind##_(float *transitions, float *score, int count, int tags, unsigned char *best) { \\
        float path[4096 * 2 * SLOTS]; \\
        return viterbi_##kind(transitions, score, count, tags, path, best); \\
    } \\
    void marginals_##kind##_(float *exp_transitions, float *score, int count, int tags, unsigned char *best, \\
                             float *marginal) { \\
        float sums[4096 * 2 * SLOTS]; \\
        marginals_##kind(exp_transitions, score, count, tags, best, sums, marginal); \\
    } \\
    void sums_##kind##_(float *table, int *row, int count, int size, int16_t *out) { \\
        sum_rows_##kind(table, row, count, size, out); \\
    } \\
    float integers_##kind##_(float *values, int size, int16_t *out) { return as_integers_##kind(values, size, out); }
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
float pack_inputs_(float *w, int rows, int columns, int hidden, int16_t *packed) {
    return pack_inputs(w, rows, columns, hidden, packed);
}
int pack_recurrent_(float *w, int hidden, int16_t *packed) { return pack_recurrent(w, hidden, packed); }
float pack_output_(float *w, int rows, int16_t *packed) { return pack_output(w, rows, packed); }
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


def in_file(matrix):
    """A matrix as model files have it: by 64 outputs, and for these by inputs."""
    return numpy.ascontiguousarray(matrix.reshape(len(matrix), -1, 64).transpose(1, 0, 2))


def packed_order(hidden):
    """Outputs of a direction, gate by gate, in the order of packed ones: by 16 states, and for these by gates."""
    return numpy.arange(4 * hidden).reshape(4, hidden // 16, 16).transpose(1, 0, 2).ravel()


GATE_SCALE = 1820
HALVES = numpy.array([0.5, 0.5, 1, 0.5])
IN_BLOCK = [(j % 4) + 8 * (j // 4 % 2) + 4 * (j // 8 % 2) + j // 16 * 16 for j in range(32)]
"""Outputs of a block in the order of its sums."""


@pytest.mark.parametrize("lanes", [1, 2, 5, 12])
def test_projections(compiled, lanes):
    rows, hidden = 6, 16
    columns = 8 * hidden
    matrix, bias = floats(rows, columns), floats(columns)
    inputs = RNG.integers(-16384, 16385, (lanes, rows)).astype("i2")
    packed = numpy.zeros((rows, columns), "i2")
    compiled.pack_inputs_.restype = ctypes.c_float
    scale = numpy.full(lanes, compiled.pack_inputs_(at(in_file(matrix)), rows, columns, hidden, at(packed)), "f4")
    order = numpy.concatenate([packed_order(hidden) + 4 * hidden * way for way in (0, 1)])
    halves = HALVES[numpy.arange(columns) % 64 // 16]
    steps = (GATE_SCALE * halves * bias[order]).astype("f4")
    in_sums = steps.reshape(-1, 32)[:, IN_BLOCK].copy()
    results = []
    for kind in KINDS:
        out = numpy.zeros((lanes, columns), "i2")
        getattr(compiled, f"project_{kind}_")(
            at(packed), at(inputs), lanes, rows, columns, at(scale), at(in_sums), at(out)
        )
        results.append([out])
    [out] = same(results)
    expected = bias + inputs / 16384 @ matrix.astype("f8")
    assert numpy.abs(out / GATE_SCALE - halves * expected[:, order]).max() < 1e-3


@pytest.mark.parametrize("logistic", [0, 1])
def test_curves(compiled, logistic):
    x = numpy.arange(-32768, 32768)
    results = []
    for kind in KINDS:
        out = x.astype("i2")
        getattr(compiled, f"evaluate_{kind}_")(logistic, at(out), len(out))
        results.append([out])
    [out] = same(results)
    exact = numpy.tanh(x / 4 / GATE_SCALE)
    assert numpy.abs(out / 32768 - (exact + 1) / 2 if logistic else out / 32768 - exact).max() < 1.6e-4


def lstm(matrix, rows, hidden):
    """States of one sequence, in double precision; the matrix and the rows have the gates one after another."""
    state, cell, states = numpy.zeros(hidden), numpy.zeros(hidden), []
    for row in rows:
        put, keep, new, let = (row + state @ matrix).reshape(4, hidden) * HALVES[:, None]
        cell = cell * (1 + numpy.tanh(keep)) / 2 + numpy.tanh(new) * (1 + numpy.tanh(put)) / 2
        state = numpy.tanh(cell) * (1 + numpy.tanh(let)) / 2
        states.append(state)
    return numpy.array(states)


@pytest.mark.slow
@pytest.mark.parametrize("hidden", [16, 80, 512])
@pytest.mark.parametrize("backward", [0, 1])
def test_a_direction_of_the_network(compiled, hidden, backward):
    counts = numpy.array(sorted(RNG.integers(1, 12, 30), reverse=True), "i4")
    begins = numpy.concatenate([[0], numpy.cumsum(counts)[:-1]]).astype("i4")
    units = int(counts.sum())
    matrix = floats(hidden, 4 * hidden) / hidden**0.5
    packed = numpy.zeros(matrix.shape, "i2")
    shift = compiled.pack_recurrent_(at(in_file(matrix)), hidden, at(packed))
    known = floats(units, 2, 4 * hidden)
    scaled = GATE_SCALE * known[:, :, packed_order(hidden)] * HALVES[numpy.arange(4 * hidden) % 64 // 16]
    rows = numpy.ascontiguousarray(numpy.rint(scaled / 2), "i2")
    results = []
    for kind in KINDS:
        states = numpy.zeros((units, 2, hidden), "i2")
        getattr(compiled, f"lstm_{kind}_")(
            at(packed),
            shift,
            hidden,
            backward,
            len(counts),
            at(begins),
            at(counts),
            units,
            at(rows),
            at(rows),
            at(states),
        )
        results.append([states])
    [states] = same(results)
    assert not states[:, 1 - backward].any()
    for begin, count in zip(begins, counts, strict=True):
        places = numpy.arange(begin, begin + count)[:: -1 if backward else 1]
        expected = lstm(matrix, known[places, backward], hidden)
        assert numpy.abs(states[places, backward] / 32768 - expected).max() < 5e-3


@pytest.mark.parametrize("count", [1, 4, 6, 13])
def test_scores_of_states(compiled, count):
    hidden = 32
    matrix, bias = floats(2 * hidden, 16), floats(16)
    states = RNG.integers(-32768, 32768, (count, 2 * hidden)).astype("i2")
    packed = numpy.zeros(matrix.shape, "i2")
    compiled.pack_output_.restype = ctypes.c_float
    scale = compiled.pack_output_(at(matrix), 2 * hidden, at(packed))
    results = []
    for kind in KINDS:
        score = numpy.zeros((count, 16), "f4")
        call = getattr(compiled, f"scores_{kind}_")
        call.argtypes = [ctypes.c_void_p, ctypes.c_float, *[ctypes.c_void_p] * 2, *[ctypes.c_int] * 2, ctypes.c_void_p]
        call(at(packed), scale, at(bias), at(states), hidden, count, at(score))
        results.append([score])
    [score] = same(results)
    assert numpy.abs(score - bias - states / 32768 @ matrix.astype("f8")).max() < 5e-3


@pytest.mark.parametrize("tags", [1, 3, 11, 16])
@pytest.mark.parametrize("count", [1, 2, 40])
def test_paths_and_their_chances(compiled, tags, count):
    transitions = numpy.full((33, 16), -1e30, "f4")
    after = floats(tags + 1, tags)
    if tags > 1:
        after[0, tags // 2] = -1e4  # as for a tag that cannot follow
    transitions[16 : 17 + tags, :tags] = after
    transitions[:tags, :tags] = after[:tags].T
    exp_transitions = numpy.where(transitions > -1e29, numpy.exp(transitions), 0).astype("f4")
    score = numpy.full((count, 16), -1e30, "f4")
    score[:, :tags] = 2 * floats(count, tags)
    results = []
    for kind in KINDS:
        best, marginal, work = numpy.zeros(count, "u1"), numpy.zeros(count, "f4"), score.copy()
        found = getattr(compiled, f"path_{kind}_")(at(transitions), at(work), count, tags, at(best))
        assert found == best.any()
        if found:
            getattr(compiled, f"marginals_{kind}_")(at(exp_transitions), at(work), count, tags, at(best), at(marginal))
        results.append([best, marginal])
    best, marginal = same(results)
    emitted, moves = score[:, :tags].astype("f8"), after.astype("f8")
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
def test_embeddings_as_integers(compiled, size):
    values = floats(size)
    results = []
    for kind in KINDS:
        out = numpy.zeros(size, "i2")
        call = getattr(compiled, f"integers_{kind}_")
        call.restype = ctypes.c_float
        greatest = call(at(values), size, at(out))
        results.append([out, numpy.array(greatest)])
    out, greatest = same(results)
    assert greatest == pytest.approx(numpy.abs(values).max())
    assert numpy.abs(out / 16384 * greatest - values).max() < 1e-4 * greatest


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
