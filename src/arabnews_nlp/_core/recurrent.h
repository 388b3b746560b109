/* Kernels of the entity tagger: blocked matrix-vector products and one direction of an LSTM, in single precision.

   A matrix of `rows` inputs and `columns` outputs (a multiple of BLOCK) is stored in blocks of BLOCK outputs: for each
   block, for each input, BLOCK weights. On x86-64 under Linux the functions exist once for AVX2 and once for the
   base instruction set; the loader picks. */
#ifndef ARABNEWS_RECURRENT_H
#define ARABNEWS_RECURRENT_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#define BLOCK 64

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)
#define FOR_EACH_MACHINE __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define FOR_EACH_MACHINE
#endif

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wpsabi"  /* vectors are never passed but by inlined functions */
#endif

typedef float vec8 __attribute__((vector_size(32), aligned(4), may_alias));

/* out += input · weights */
FOR_EACH_MACHINE
static void multiply_add(const float *weights, const float *input, int rows, int columns, float *out) {
    for (int block = 0; block < columns; block += BLOCK) {
        vec8 *o = (vec8 *)(out + block);
        vec8 a0 = o[0], a1 = o[1], a2 = o[2], a3 = o[3], a4 = o[4], a5 = o[5], a6 = o[6], a7 = o[7];
        const vec8 *w = (const vec8 *)(weights + (size_t)block * rows);
        for (int i = 0; i < rows; i++, w += 8) {
            float x = input[i];
            vec8 v = {x, x, x, x, x, x, x, x};
            a0 += v * w[0]; a1 += v * w[1]; a2 += v * w[2]; a3 += v * w[3];
            a4 += v * w[4]; a5 += v * w[5]; a6 += v * w[6]; a7 += v * w[7];
        }
        o[0] = a0; o[1] = a1; o[2] = a2; o[3] = a3; o[4] = a4; o[5] = a5; o[6] = a6; o[7] = a7;
    }
}

/* tanh by a rational approximation (error below 1e-6 on the clamped range), eight at a time. */
static inline __attribute__((always_inline)) vec8 tanh_near(vec8 x) {
    float limit = 7.9f;
    for (int i = 0; i < 8; i++) x[i] = x[i] > limit ? limit : (x[i] < -limit ? -limit : x[i]);
    vec8 s = x * x;
    vec8 p = x * (4.89352455891786e-03f + s * (6.37261928875436e-04f + s * (1.48572235717979e-05f + s * (5.12229709037114e-08f
           + s * (-8.60467152213735e-11f + s * (2.00018790482477e-13f + s * -2.76076847742355e-16f))))));
    vec8 q = 4.89352518554385e-03f + s * (2.26843463243900e-03f + s * (1.18534705686654e-04f + s * 1.19825839466702e-06f));
    return p / q;
}

static inline __attribute__((always_inline)) vec8 sigmoid_near(vec8 x) { return 0.5f + 0.5f * tanh_near(0.5f * x); }

/* One direction over `count` steps. `gates` holds count rows of 4·hidden input projections (input, forget, cell, output),
   spaced `stride` floats apart, and is overwritten; the states are written to `out`, spaced `spacing` floats apart. */
FOR_EACH_MACHINE
static void run_lstm(const float *weights, float *gates, long stride, int count, int hidden, int backward, float *cell,
                     float *out, long spacing) {
    memset(cell, 0, sizeof(float) * (size_t)hidden);
    const float *state = 0;
    for (int step = 0; step < count; step++) {
        int t = backward ? count - 1 - step : step;
        float *g = gates + (long)t * stride;
        float *h = out + (long)t * spacing;
        if (state) multiply_add(weights, state, hidden, 4 * hidden, g);
        for (int k = 0; k < hidden; k += 8) {
            vec8 in = *(vec8 *)(g + k), keep = *(vec8 *)(g + hidden + k), new = *(vec8 *)(g + 2 * hidden + k);
            vec8 c = sigmoid_near(keep) * *(vec8 *)(cell + k) + sigmoid_near(in) * tanh_near(new);
            *(vec8 *)(cell + k) = c;
            *(vec8 *)(h + k) = sigmoid_near(*(vec8 *)(g + 3 * hidden + k)) * tanh_near(c);
        }
        state = h;
    }
}

/* Tag scores of `count` states of `width` values: states · weights + bias, weights as width rows of SLOTS columns. */
#define SLOTS 16
FOR_EACH_MACHINE
static void score_tags(const float *weights, const float *bias, const float *states, int count, int width, float *out) {
    for (int t = 0; t < count; t++, states += width, out += SLOTS) {
        vec8 a = *(const vec8 *)bias, b = *(const vec8 *)(bias + 8);
        const vec8 *w = (const vec8 *)weights;
        for (int i = 0; i < width; i++, w += 2) {
            float x = states[i];
            vec8 v = {x, x, x, x, x, x, x, x};
            a += v * w[0];
            b += v * w[1];
        }
        *(vec8 *)out = a;
        *(vec8 *)(out + 8) = b;
    }
}
#endif
