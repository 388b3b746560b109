"""The arithmetic of the tagger: the same bits with AVX2 and without, and what it is meant to compute."""

import ctypes
import platform
import shutil
import subprocess
from pathlib import Path

import numpy
import pytest

import arabnews_nlp

CORE = Path(arabnews_nlp.__file__).parent / "_core"
SOURCE = """
#include "recurrent.h"
#define BOTH(kind) \\
    void project_##kind##_(int16_t *w, int16_t *x, int lanes, int rows, int columns, float *scale, float *bias, \\
                           float *out) { \\
        float *place[LANES]; \\
        for (int k = 0; k < lanes; k++) place[k] = out + k * columns; \\
        project_##kind(w, x, lanes, rows, columns, scale, bias, place); \\
    } \\
    void lstm_##kind##_(int16_t *w, float scale, float *output, int hidden, int backward, int stretches, int *begin, \\
                        int *count, int units, float *rows, float *context, float *score) { \\
        static lanes_in_hand lanes; \\
        const float *unit[4096], *set[4096]; \\
        for (int k = 0; k < units; k++) { \\
            unit[k] = rows + 8 * hidden * k; \\
            set[k] = context + 8 * hidden * k; \\
        } \\
        direction way = {w, scale, output}; \\
        passage texts = {stretches, begin, count, unit, set, score}; \\
        run_direction_##kind(&way, hidden, backward, &texts, &lanes); \\
    } \\
    int path_##kind##_(float *chain, float *score, int count, int tags, unsigned char *best) { \\
        float path[4096 * 2 * SLOTS]; \\
        return best_path_##kind(chain, score, count, tags, path, best); \\
    } \\
    void chances_##kind##_(float *follows, float *score, int count, int tags, unsigned char *best, float *chance) { \\
        float alpha[4096 * SLOTS]; \\
        path_chances_##kind(follows, score, count, tags, best, alpha, chance); \\
    } \\
    float integers_##kind##_(float *values, int size, int16_t *out) { return as_integers_##kind(values, size, out); }
BOTH(plain)
#ifdef WITH_AVX2
BOTH(avx2)
#endif
"""
AVX2 = platform.machine() == "x86_64" and "avx2" in Path("/proc/cpuinfo").read_text("utf-8")
KINDS = ["plain", "avx2"] if AVX2 else ["plain"]
RNG = numpy.random.default_rng(5)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    if shutil.which("cc") is None:
        pytest.skip("no C compiler")
    folder = tmp_path_factory.mktemp("kernels")
    (folder / "both.c").write_text(SOURCE, "utf-8")
    flags = ["-O2", "-ffp-contract=off", "-w", "-shared", "-fPIC", f"-I{CORE}", *(["-DWITH_AVX2"] if AVX2 else [])]
    subprocess.run(["cc", *flags, "both.c", "-o", "both.so", "-lm"], cwd=folder, check=True)
    return ctypes.CDLL(str(folder / "both.so"))


def at(array):
    return array.ctypes.data_as(ctypes.c_void_p)


def floats(*shape):
    return RNG.normal(size=shape).astype("f4")


def same(results):
    for other in results[1:]:
        assert [part.tobytes() for part in other] == [part.tobytes() for part in results[0]]
    return results[0]


@pytest.mark.parametrize("lanes", [1, 2, 5, 12])
def test_projections(compiled, lanes):
    rows, columns, block = 6, 128, 32
    weights = RNG.integers(-3000, 3000, (columns // block, rows // 2, block, 2)).astype("i2")
    inputs = RNG.integers(-16384, 16385, (lanes, rows)).astype("i2")
    scale, bias = floats(lanes) * 1e-6, floats(columns)
    results = []
    for kind in KINDS:
        out = numpy.zeros((lanes, columns), "f4")
        getattr(compiled, f"project_{kind}_")(
            at(weights), at(inputs), lanes, rows, columns, at(scale), at(bias), at(out)
        )
        results.append([out])
    [out] = same(results)
    matrix = weights.transpose(1, 3, 0, 2).reshape(rows, columns).astype("i8")
    halves = numpy.where(numpy.arange(columns) % block // 8 == 2, 1, 0.5)
    assert numpy.allclose(out, bias + scale[:, None] * halves * (inputs.astype("i8") @ matrix), atol=1e-4)


def lstm(matrix, rows, context, output, hidden):
    """States and scores of one stretch, in double precision; the matrix and rows have the gates by eights of states."""
    state, cell, scores = numpy.zeros(hidden), numpy.zeros(hidden), []
    for row, other in zip(rows, context, strict=True):
        gates = (row + other + state @ matrix).reshape(hidden // 8, 4, 8)
        put, keep, new, let = (gates[:, part].ravel() for part in range(4))
        cell = cell * (1 + numpy.tanh(keep)) / 2 + numpy.tanh(new) * (1 + numpy.tanh(put)) / 2
        state = numpy.tanh(cell) * (1 + numpy.tanh(let)) / 2
        scores.append(state @ output)
    return numpy.array(scores)


@pytest.mark.parametrize("hidden", [16, 80, 512])
@pytest.mark.parametrize("backward", [0, 1])
def test_a_direction_of_the_network(compiled, hidden, backward):
    counts = numpy.array(sorted(RNG.integers(1, 12, 30), reverse=True), "i4")
    begins = numpy.concatenate([[0], numpy.cumsum(counts)[:-1]]).astype("i4")
    units, scale = int(counts.sum()), numpy.float32(2.0**-14 / 8192)
    weights = RNG.integers(-3000, 3000, (hidden // 8, hidden // 2, 32, 2)).astype("i2")
    rows, context, output = floats(units, 8 * hidden), floats(units, 8 * hidden), floats(hidden, 16)
    results = []
    for kind in KINDS:
        score = numpy.zeros((units, 16), "f4")
        call = getattr(compiled, f"lstm_{kind}_")
        call.argtypes = [
            ctypes.c_void_p,
            ctypes.c_float,
            ctypes.c_void_p,
            *[ctypes.c_int] * 3,
            *[ctypes.c_void_p] * 2,
            ctypes.c_int,
            *[ctypes.c_void_p] * 3,
        ]
        call(
            at(weights),
            scale,
            at(output),
            hidden,
            backward,
            len(counts),
            at(begins),
            at(counts),
            units,
            at(rows),
            at(context),
            at(score),
        )
        results.append([score])
    [score] = same(results)
    matrix = weights.transpose(1, 3, 0, 2).reshape(hidden, 4 * hidden) * (float(scale) * 16384)
    matrix = matrix * numpy.where(numpy.arange(4 * hidden) % 32 // 8 == 2, 1, 0.5)
    half = slice(4 * hidden * backward, 4 * hidden * (backward + 1))
    for begin, count in zip(begins, counts, strict=True):
        places = numpy.arange(begin, begin + count)[:: -1 if backward else 1]
        expected = lstm(matrix, rows[places, half], context[places, half], output, hidden)
        assert numpy.abs(score[places] - expected).max() < 2e-3 * hidden**0.5


@pytest.mark.parametrize("tags", [1, 3, 11, 16])
@pytest.mark.parametrize("count", [1, 2, 40])
def test_paths_and_their_chances(compiled, tags, count):
    chain = numpy.full((33, 16), -1e30, "f4")
    after = floats(tags + 1, tags)
    if tags > 1:
        after[0, tags // 2] = -1e4  # as for a tag that cannot follow
    chain[16 : 17 + tags, :tags] = after
    chain[:tags, :tags] = after[:tags].T
    follows = numpy.where(chain > -1e29, numpy.exp(chain), 0).astype("f4")
    score = numpy.full((count, 16), -1e30, "f4")
    score[:, :tags] = 2 * floats(count, tags)
    results = []
    for kind in KINDS:
        best, chance, work = numpy.zeros(count, "u1"), numpy.zeros(count, "f4"), score.copy()
        found = getattr(compiled, f"path_{kind}_")(at(chain), at(work), count, tags, at(best))
        getattr(compiled, f"chances_{kind}_")(at(follows), at(work), count, tags, at(best), at(chance))
        assert found == best.any()
        results.append([best, chance])
    best, chance = same(results)
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
    assert numpy.abs(chance - exact).max() < 1e-4


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
