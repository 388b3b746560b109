/* Kernels of the entity tagger: blocked matrix-vector products, and one direction of an LSTM over several stretches of
   units side by side, so that its weights are read once for all of them.

   A matrix of `rows` inputs and `columns` outputs (a multiple of BLOCK) is stored in blocks of BLOCK outputs: for each
   block, for each input, BLOCK weights. The weights and states that texts meet are 16-bit integers: for each block of
   NARROW outputs, for each pair of inputs, the pair of weights of each output; sums of their products are exact.

   On x86-64 under Linux the functions exist once for AVX2 and once for the base instruction set; the loader picks. No
   fused multiplication is used, so that every machine gives the same bits. */
#ifndef ARABNEWS_RECURRENT_H
#define ARABNEWS_RECURRENT_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#define BLOCK 64

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)
#include <immintrin.h>
#define ARABNEWS_AVX2
#define FOR_EACH_MACHINE __attribute__((target_clones("avx2", "default")))
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

/* tanh as a quotient, eight at a time: x(1 + a s + b s^2) / (1 + c s + d s^2) with s = x^2, fitted to the least greatest
   error on [-4.8, 4.8], where x is clamped; below 7e-5 everywhere. */
typedef struct { vec8 over, under; } quotient;

static inline __attribute__((always_inline)) quotient tanh_near(vec8 x) {
    float limit = 4.8f;
    for (int i = 0; i < 8; i++) x[i] = x[i] > limit ? limit : (x[i] < -limit ? -limit : x[i]);
    vec8 s = x * x;
    quotient r;
    r.over = x * (1.0f + s * (1.0364953e-01f + s * 7.0803442e-04f));
    r.under = 1.0f + s * (4.3681318e-01f + s * 1.3194326e-02f);
    return r;
}

/* Twice the logistic function as a quotient. */
static inline __attribute__((always_inline)) quotient logistic_near(vec8 x) {
    quotient r = tanh_near(0.5f * x);
    r.over += r.under;
    return r;
}

#define LANES 4
#define NARROW 16
#define STATE_SCALE 16384.0f

/* sums[lane] = states[lane] · weights for the first `lanes` lanes; states and sums are spaced `rows` and `columns` apart. */
static void multiply_lanes_plain(const int16_t *weights, const int16_t *states, int lanes, int rows, int columns,
                                 int32_t *sums) {
    for (int block = 0; block < columns; block += NARROW, weights += NARROW * rows)
        for (int lane = 0; lane < lanes; lane++) {
            const int16_t *w = weights, *x = states + (long)lane * rows;
            int32_t *out = sums + (long)lane * columns + block;
            memset(out, 0, NARROW * sizeof(int32_t));
            for (int i = 0; i < rows; i += 2, w += 2 * NARROW)
                for (int j = 0; j < NARROW; j++)
                    out[j] += (int32_t)x[i] * w[2 * j] + (int32_t)x[i + 1] * w[2 * j + 1];
        }
}

#ifdef ARABNEWS_AVX2
__attribute__((target("avx2"), always_inline)) static inline void
multiply_few(const int16_t *weights, const int16_t *states, const int lanes, int rows, int columns, int32_t *sums) {
    for (int block = 0; block < columns; block += NARROW) {
        __m256i low[LANES], high[LANES];
        for (int lane = 0; lane < lanes; lane++) low[lane] = high[lane] = _mm256_setzero_si256();
        for (int i = 0; i < rows; i += 2, weights += 2 * NARROW) {
            __m256i a = _mm256_loadu_si256((const __m256i *)weights);
            __m256i b = _mm256_loadu_si256((const __m256i *)(weights + NARROW));
            for (int lane = 0; lane < lanes; lane++) {
                int32_t pair;
                memcpy(&pair, states + (long)lane * rows + i, sizeof(pair));
                __m256i x = _mm256_set1_epi32(pair);
                low[lane] = _mm256_add_epi32(low[lane], _mm256_madd_epi16(a, x));
                high[lane] = _mm256_add_epi32(high[lane], _mm256_madd_epi16(b, x));
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            int32_t *out = sums + (long)lane * columns + block;
            _mm256_storeu_si256((__m256i *)out, low[lane]);
            _mm256_storeu_si256((__m256i *)(out + NARROW / 2), high[lane]);
        }
    }
}

__attribute__((target("avx2")))
static void multiply_lanes_avx2(const int16_t *weights, const int16_t *states, int lanes, int rows, int columns,
                                int32_t *sums) {
    switch (lanes) {
        case 1: multiply_few(weights, states, 1, rows, columns, sums); break;
        case 2: multiply_few(weights, states, 2, rows, columns, sums); break;
        case 3: multiply_few(weights, states, 3, rows, columns, sums); break;
        default: multiply_few(weights, states, LANES, rows, columns, sums);
    }
}
#endif

static void multiply_lanes(const int16_t *weights, const int16_t *states, int lanes, int rows, int columns, int32_t *sums) {
#ifdef ARABNEWS_AVX2
    if (__builtin_cpu_supports("avx2")) {
        multiply_lanes_avx2(weights, states, lanes, rows, columns, sums);
        return;
    }
#endif
    multiply_lanes_plain(weights, states, lanes, rows, columns, sums);
}

typedef int32_t int32x8 __attribute__((vector_size(32), aligned(4), may_alias));
typedef int16_t int16x8 __attribute__((vector_size(16), aligned(2), may_alias));

/* The activations of one step: gates (input, forget, cell, output) plus scaled sums; writes the state twice. */
FOR_EACH_MACHINE
static void lstm_step(const float *g, const int32_t *sums, float scale, int hidden, float *cell, float *h, int16_t *state) {
    for (int k = 0; k < hidden; k += 8) {
        vec8 gate[4];
        for (int part = 0; part < 4; part++)
            gate[part] = *(const vec8 *)(g + part * hidden + k)
                       + scale * __builtin_convertvector(*(const int32x8 *)(sums + part * hidden + k), vec8);
        /* One division for each of the two products: fractions are brought to one denominator. */
        quotient in = logistic_near(gate[0]), keep = logistic_near(gate[1]), new = tanh_near(gate[2]);
        vec8 c = (keep.over * *(vec8 *)(cell + k) * (in.under * new.under) + in.over * new.over * keep.under)
               / (2.0f * keep.under * in.under * new.under);
        quotient let = logistic_near(gate[3]), shown = tanh_near(c);
        vec8 s = let.over * shown.over / (2.0f * let.under * shown.under);
        *(vec8 *)(cell + k) = c;
        *(vec8 *)(h + k) = s;
        /* Adding 1.5 * 2^23 leaves the rounded value in the low bits. */
        union { vec8 real; int32x8 bits; } rounded = {s * STATE_SCALE + 12582912.0f};
        *(int16x8 *)(state + k) = __builtin_convertvector(rounded.bits, int16x8);
    }
}

/* One direction over `lanes` stretches, the longest first. gates[lane] holds counts[lane] rows of 4·hidden input
   projections, spaced `stride` floats apart; the states are written to out[lane], spaced `spacing` floats apart. A
   weight is `scale`·STATE_SCALE times its integer. `cell`, `state` and `sums` are room for LANES rows. */
static void run_lstm(const int16_t *weights, float scale, int lanes, float *const *gates, long stride, const int *counts,
                     int hidden, int backward, float *cell, int16_t *state, int32_t *sums, float *const *out,
                     long spacing) {
    memset(cell, 0, sizeof(float) * LANES * (size_t)hidden);
    memset(sums, 0, sizeof(int32_t) * LANES * 4 * (size_t)hidden);
    for (int step = 0; step < counts[0]; step++) {
        while (counts[lanes - 1] <= step) lanes--;
        if (step) multiply_lanes(weights, state, lanes, hidden, 4 * hidden, sums);
        for (int lane = 0; lane < lanes; lane++) {
            long t = backward ? counts[lane] - 1 - step : step;
            lstm_step(gates[lane] + t * stride, sums + (long)lane * 4 * hidden, scale, hidden, cell + (long)lane * hidden,
                      out[lane] + t * spacing, state + (long)lane * hidden);
        }
    }
}

/* Weights as integers, in pairs: blocked[block][input][BLOCK] to narrow[block][pair][NARROW][2].
   Returns the scale of a product with a state, small enough that no sum can overflow. */
static float pack_weights(const float *blocked, int rows, int columns, int16_t *narrow) {
    double most = 1, scale = 1;
    for (int j = 0; j < columns; j++) {
        double total = 0;
        for (int i = 0; i < rows; i++) total += fabs(blocked[((long)(j / BLOCK) * rows + i) * BLOCK + j % BLOCK]);
        if (total > most) most = total;
    }
    while (2 * scale * most * STATE_SCALE < 2147483647.0 && 2 * scale * most < 32767.0 * rows && scale < 4096) scale *= 2;
    for (int j = 0; j < columns; j++)
        for (int i = 0; i < rows; i++) {
            double value = rint(blocked[((long)(j / BLOCK) * rows + i) * BLOCK + j % BLOCK] * scale);
            value = value > 32767 ? 32767 : (value < -32767 ? -32767 : value);
            narrow[(((long)(j / NARROW) * (rows / 2) + i / 2) * NARROW + j % NARROW) * 2 + i % 2] = (int16_t)value;
        }
    return (float)(1 / (scale * STATE_SCALE));
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

/* The best path of tags (Viterbi). chain holds, for each tag and then for the start, the scores of the tag that follows, in
   rows of SLOTS with very low scores where there is no tag; `back` is room for count rows of SLOTS. Returns whether any tag
   of the path is not 0. */
FOR_EACH_MACHINE
static int best_path(const float *chain, const float *score, int count, int tags, int32_t *back, unsigned char *best) {
    float now[SLOTS];
    int top = 0, any = 0;
    for (int half = 0; half < SLOTS; half += 8)
        *(vec8 *)(now + half) = *(const vec8 *)(score + half) + *(const vec8 *)(chain + SLOTS * tags + half);
    for (int t = 1; t < count; t++) {
        float after[SLOTS];
        for (int half = 0; half < SLOTS; half += 8) {
            vec8 most = now[0] + *(const vec8 *)(chain + half);
            int32x8 from = {0};
            for (int i = 1; i < tags; i++) {
                vec8 value = now[i] + *(const vec8 *)(chain + SLOTS * i + half);
                int32x8 better = value > most;
                most = (vec8)((better & (int32x8)value) | (~better & (int32x8)most));
                from = (better & i) | (~better & from);
            }
            *(vec8 *)(after + half) = most + *(const vec8 *)(score + (long)t * SLOTS + half);
            *(int32x8 *)(back + (long)t * SLOTS + half) = from;
        }
        memcpy(now, after, sizeof now);
    }
    for (int j = 1; j < tags; j++)
        if (now[j] > now[top]) top = j;
    for (int t = count - 1; t >= 0; t--) {
        best[t] = (unsigned char)top;
        any |= top;
        if (t) top = back[(long)t * SLOTS + top];
    }
    return any != 0;
}

/* Marginal probability of the chosen tag of each unit, by forward and backward sums. `follows` is exp(chain) and
   `precedes` the same with its first rows transposed, both 0 where there is no tag; `score` and `alpha` are overwritten. */
FOR_EACH_MACHINE
static void path_chances(const float *follows, const float *precedes, float *score, float *alpha, int count, int tags,
                         const unsigned char *best, float *chance) {
    float beta[SLOTS];
    for (int t = 0; t < count; t++, score += SLOTS, alpha += SLOTS) {
        float most = score[0], total = 0;
        for (int j = 1; j < tags; j++) most = score[j] > most ? score[j] : most;
        for (int j = 0; j < SLOTS; j++) score[j] = j < tags ? expf(score[j] - most) : 0;
        for (int half = 0; half < SLOTS; half += 8) {
            vec8 sum = {0};
            if (t == 0) sum = *(const vec8 *)(follows + SLOTS * tags + half);
            else for (int i = 0; i < tags; i++) sum += alpha[i - SLOTS] * *(const vec8 *)(follows + SLOTS * i + half);
            *(vec8 *)(alpha + half) = sum * *(const vec8 *)(score + half);
        }
        for (int j = 0; j < tags; j++) total += alpha[j];
        total = 1 / (total + 1e-30f);
        for (int j = 0; j < SLOTS; j++) alpha[j] *= total;
    }
    for (int j = 0; j < SLOTS; j++) beta[j] = j < tags;
    for (int t = count - 1; t >= 0; t--) {
        float total = 0;
        score -= SLOTS;
        alpha -= SLOTS;
        for (int j = 0; j < tags; j++) total += alpha[j] * beta[j];
        chance[t] = alpha[best[t]] * beta[best[t]] / (total + 1e-30f);
        float before[SLOTS] = {0};
        for (int half = 0; half < SLOTS; half += 8) {
            vec8 sum = {0};
            for (int j = 0; j < tags; j++) sum += score[j] * beta[j] * *(const vec8 *)(precedes + SLOTS * j + half);
            *(vec8 *)(before + half) = sum;
        }
        total = 0;
        for (int i = 0; i < tags; i++) total += before[i];
        total = 1 / (total + 1e-30f);
        for (int i = 0; i < SLOTS; i++) beta[i] = before[i] * total;
    }
}
#endif
