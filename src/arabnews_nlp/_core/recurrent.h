/* Arithmetic of the entity tagger: products of 16-bit integers, an LSTM over several stretches of units side by side, and
   a linear-chain CRF.

   Weights lie in blocks of BLOCK outputs, which are the four gates (input, forget, cell, output) of eight states: for each
   pair of inputs, the pair of weights of each output. Sums of products of integers are exact, whatever their order.

   The functions are in kernels.h, which is compiled once for AVX2 (on x86-64 under Linux) and once for any machine; which
   of the two runs is decided when it runs. No fused multiplication is used, so that every machine gives the same bits. */
#ifndef ARABNEWS_RECURRENT_H
#define ARABNEWS_RECURRENT_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#define LINE 64           /* bytes of a line of the caches */
#define EIGHT 8
#define GATES 4
#define BLOCK 32          /* EIGHT * GATES */
#define FILE_BLOCK 64     /* outputs of a block of weights in a model file */
#define LANES 12          /* stretches side by side */
#define SLOTS 16          /* room for the scores of the tags of a unit */
#define MOST_HIDDEN 512
#define MOST_SIZE 512     /* values of an embedding */
#define STATE_SCALE 16384.0f
#define NEVER (-1e30f)    /* score of what cannot be */

typedef float vec8 __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t int32x8 __attribute__((vector_size(32), aligned(4), may_alias));
typedef int16_t int16x8 __attribute__((vector_size(16), aligned(2), may_alias));
typedef union { vec8 real; int32x8 bits; } either8;

/* Recurrent weights of one direction; `scale` makes a sum of products a number; `output` has a row of SLOTS for each state. */
typedef struct {
    int16_t *weights;
    float scale;
    const float *output;
} direction;

/* Some stretches: where each begins and how many units it has, the longest first; for each unit its own projection and
   that of its context features, and room for its scores. */
typedef struct {
    int stretches;
    const int32_t *begin;
    const int32_t *count;
    const float *const *unit;
    const float *const *context;
    float *score;
} passage;

/* What the lanes have in hand: each has a stretch, and the unit it is at. States shown wait to be scored. */
typedef struct {
    int16_t state[2][LANES * MOST_HIDDEN];
    int32_t sum[LANES * GATES * MOST_HIDDEN];
    float cell[LANES * MOST_HIDDEN];
    float shown[(LANES + 3) * MOST_HIDDEN];
    float *score[LANES + 3];
    int waiting;
    int at[LANES];
    int left[LANES];
} lanes_in_hand;

/* Output of the packed order as an output of the model file, where the gates of one kind are together. */
static int file_output(int output, int hidden) {
    int way = output / (GATES * hidden), rest = output % (GATES * hidden);
    return way * GATES * hidden + rest % BLOCK / EIGHT * hidden + rest / BLOCK * EIGHT + rest % EIGHT;
}

/* Half for the gates whose activation is the logistic function, which is tanh of the half. */
static float gate_scale(int output) { return output % BLOCK / EIGHT == 2 ? 1.0f : 0.5f; }

/* Where the weight of an input for an output is in a matrix of the model file. */
static long file_place(int input, int output, int rows) {
    return ((long)(output / FILE_BLOCK) * rows + input) * FILE_BLOCK + output % FILE_BLOCK;
}

/* sum += factor * weights of one input for a block of the model file. */
static void add_weights(const float *restrict weights, float factor, float *restrict sum) {
    for (int j = 0; j < FILE_BLOCK; j++) sum[j] += factor * weights[j];
}

/* Weights of the model file as integers in blocks. Returns the scale of a product with a state, small enough that no sum
   can overflow. */
static float pack_weights(const float *weights, int rows, int columns, int hidden, int16_t *packed) {
    double most = 1, scale = 1;
    for (int j = 0; j < columns; j++) {
        double total = 0;
        for (int i = 0; i < rows; i++) total += fabs(weights[file_place(i, j, rows)]);
        if (total > most) most = total;
    }
    while (2 * scale * most * STATE_SCALE < 2147483647.0 && 2 * scale * most < 32767.0 * rows && scale < 4096) scale *= 2;
    for (int j = 0; j < columns; j++)
        for (int i = 0; i < rows; i++) {
            double value = rint(weights[file_place(i, file_output(j, hidden), rows)] * scale);
            value = value > 32767 ? 32767 : (value > -32767 ? value : -32767);
            packed[(((long)(j / BLOCK) * (rows / 2) + i / 2) * BLOCK + j % BLOCK) * 2 + i % 2] = (int16_t)value;
        }
    return (float)(1 / (scale * STATE_SCALE));
}

#define INLINE static inline __attribute__((always_inline))

/* Have whole lines on their way to the second cache, and bytes that may begin anywhere. */
INLINE void fetch_lines(const void *place, int bytes) {
    for (int at = 0; at < bytes; at += LINE) __builtin_prefetch((const char *)place + at, 0, 2);
}
INLINE void fetch(const void *place, int bytes) {
    fetch_lines(place, bytes);
    fetch_lines((const char *)place + bytes - 1, 1);
}

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wpsabi"  /* vectors are never passed but by inlined functions */
#include <immintrin.h>
#pragma GCC push_options
#pragma GCC target("avx2")
#define KERNEL(name) name##_avx2
#define KERNEL_AVX2
#include "kernels.h"
#undef KERNEL_AVX2
#undef KERNEL
#pragma GCC pop_options
#define CHOSEN(name, ...) (__builtin_cpu_supports("avx2") ? name##_avx2(__VA_ARGS__) : name##_plain(__VA_ARGS__))
#else
#define CHOSEN(name, ...) name##_plain(__VA_ARGS__)
#endif
#define KERNEL(name) name##_plain
#include "kernels.h"
#undef KERNEL

static void add_row(const int8_t *values, float scale, int size, float *sum) { CHOSEN(add_row, values, scale, size, sum); }

static float as_integers(const float *values, int size, int16_t *out) { return CHOSEN(as_integers, values, size, out); }

static void project(const int16_t *weights, const int16_t *inputs, int lanes, int rows, int columns, const float *scale,
                    const float *bias, float *const *out) {
    CHOSEN(project, weights, inputs, lanes, rows, columns, scale, bias, out);
}

static void run_direction(const direction *way, int hidden, int backward, const passage *texts, lanes_in_hand *lanes) {
    CHOSEN(run_direction, way, hidden, backward, texts, lanes);
}

static int best_path(const float *chain, const float *score, int count, int tags, float *path, unsigned char *best) {
    return CHOSEN(best_path, chain, score, count, tags, path, best);
}

static void path_chances(const float *chain, float *score, int count, int tags, const unsigned char *best, float *alpha,
                         float *chance) {
    CHOSEN(path_chances, chain, score, count, tags, best, alpha, chance);
}
#endif
