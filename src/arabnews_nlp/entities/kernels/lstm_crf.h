/* Arithmetic of the entity tagger: products of 16-bit integers, an LSTM over several sequences of tokens side by side, and
   a linear-chain CRF.

   The LSTM is computed with 16-bit integers throughout. What enters a gate, and the cells, is in units of 1 / GATE_SCALE;
   states and activations in parts of 32768. Sums that are too great end at the greatest number. Weights lie in blocks of
   BLOCK outputs: for each pair of inputs, the pair of weights of each output. Two blocks are the four gates (input,
   forget, cell, output) of sixteen states. Sums of products of integers are exact, whatever their order.

   The functions are in lstm_crf_functions.h, which is compiled once for AVX2 and once for AVX-512 VNNI (on x86-64 under
   Linux), and once for any machine; which of them runs is decided when it runs. No fused multiplication is used, so that every machine gives the same bits. */
#ifndef ARABNEWS_RECURRENT_H
#define ARABNEWS_RECURRENT_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#define LINE 64           /* bytes of a line of the caches */
#define EIGHT 8
#define SIXTEEN 16
#define GATES 4
#define BLOCK 32          /* two gates of sixteen states */
#define FILE_BLOCK 64     /* outputs of a block of weights in a model file */
#define LANES 12          /* sequences side by side */
#define SLOTS 16          /* room for the scores of the tags of a token */
#define USUAL_TAGS 11     /* of a token, for which there is code without loops */
#define MOST_HIDDEN 512
#define MOST_TOGETHER 8   /* lanes whose products are summed at once */
#define MOST_SIZE 512     /* values of an embedding */
#define GATE_SCALE 1820        /* of what enters a gate; the curves reach to 8192 / GATE_SCALE = 4.5 */
#define STATE_SCALE 32768.0
#define EMBEDDING_SCALE 16384.0f
#define MOST_PRODUCTS 65000   /* sum of packed weights, so that no sum of products with states overflows */
#define NEVER (-1e30f)    /* score of what cannot be */

typedef float vec8 __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t int32x8 __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t int32x4 __attribute__((vector_size(16), aligned(4), may_alias));
typedef int16_t int16x8 __attribute__((vector_size(16), aligned(2), may_alias));
typedef uint16_t uint16x8 __attribute__((vector_size(16), aligned(2), may_alias));
typedef union { vec8 real; int32x8 bits; } either8;

/* A function of x on [-8, 8) by cubics: for each sequence [k, k + 1), the bytes of four coefficients of 2(x - k) - 1, the
   constant first; sequences below 0 come last. */
typedef struct {
    struct { int16_t whole[SIXTEEN]; uint8_t low[SIXTEEN], high[SIXTEEN]; } coefficient[4];
} curve;

#define LOW(x) (uint8_t)((x) & 255)
#define HIGH(x) (uint8_t)((x) >> 8 & 255)
#define BYTES(of, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) \
    {of(a), of(b), of(c), of(d), of(e), of(f), of(g), of(h), of(i), of(j), of(k), of(l), of(m), of(n), of(o), of(p)}
#define SPLIT(...) {{__VA_ARGS__}, BYTES(LOW, __VA_ARGS__), BYTES(HIGH, __VA_ARGS__)}

/* tanh and (1 + tanh) / 2 of 1024 x / GATE_SCALE, least squares at the nodes of Chebyshev; both within 1.6e-4. */
static const curve tanh_curve = {{
    SPLIT(8979, 22539, 29058, 31516, 32357, 32634, 32724, 32754,
          -32754, -32724, -32634, -32357, -31516, -29058, -22539, -8979),
    SPLIT(8525, 4858, 1970, 691, 230, 75, 25, 8, 8, 25, 75, 230, 691, 1970, 4858, 8525),
    SPLIT(-628, -925, -496, -191, -66, -22, -7, -2, 2, 7, 22, 66, 191, 496, 925, 628),
    SPLIT(-170, 49, 70, 33, 12, 4, 1, 0, 0, 1, 4, 12, 33, 70, 49, -170),
}};
static const curve logistic_curve = {{
    SPLIT(20873, 27654, 30913, 32142, 32562, 32701, 32746, 32761, 7, 22, 67, 206, 626, 1855, 5114, 11895),
    SPLIT(4262, 2428, 985, 346, 115, 38, 12, 4, 4, 12, 38, 115, 346, 985, 2428, 4262),
    SPLIT(-314, -463, -248, -95, -33, -11, -4, -1, 1, 4, 11, 33, 95, 248, 463, 314),
    SPLIT(-85, 25, 35, 16, 6, 2, 1, 0, 0, 1, 2, 6, 16, 35, 25, -85),
}};

/* Recurrent weights of one direction; a sum of products is 2^shift times as great as the steps that it stands for. */
typedef struct {
    int16_t *weights;
    int shift;
} direction;

/* Some sequences: where each begins and how many tokens it has, the longest first; for each token its own projection and
   that of its context features, and room for its states: those of the forward direction, then those of the other. */
typedef struct {
    int sequences;
    const int32_t *begin;
    const int32_t *count;
    const int16_t *const *token;
    const int16_t *const *context;
    int16_t *states;
} batch;

/* What the lanes have in hand: each has a sequence, the token it is at, and the states of the token before. */
typedef struct {
    int16_t cell[LANES * MOST_HIDDEN];
    int16_t spare[MOST_HIDDEN];
    const int16_t *state[LANES];
    int at[LANES];
    int left[LANES];
} batch_state;

/* Output of the packed order as an output of the model file, where the gates of one kind are together. */
static int file_output(int output, int hidden) {
    int way = output / (GATES * hidden), rest = output % (GATES * hidden);
    return way * GATES * hidden + rest % (2 * BLOCK) / SIXTEEN * hidden + rest / (2 * BLOCK) * SIXTEEN + rest % SIXTEEN;
}

/* Half for the gates whose activation is the logistic function, which is (1 + tanh) / 2 of the half. */
static double gate_factor(int output) { return output % (2 * BLOCK) / SIXTEEN == 2 ? 1 : 0.5; }

/* Where an output of a block is among its sums, whose halves are narrowed to sixteen numbers in order. */
static int place_in_block(int output) {
    int rest = output % SIXTEEN;
    return output / SIXTEEN * SIXTEEN + rest / 4 % 2 * EIGHT + rest / EIGHT * 4 + rest % 4;
}

/* Where the weight of an input for an output is in a matrix of the model file. */
static long file_place(int input, int output, int rows) {
    return ((long)(output / FILE_BLOCK) * rows + input) * FILE_BLOCK + output % FILE_BLOCK;
}

/* sum += factor * weights of one input for a block of the model file. */
static void add_weights(const float *restrict weights, float factor, float *restrict sum) {
    for (int j = 0; j < FILE_BLOCK; j++) sum[j] += factor * weights[j];
}

static int16_t nearest(double value) {
    return (int16_t)(value > 32767 ? 32767 : value > -32768 ? rint(value) : -32768);
}

/* The greatest sum of the weights of an output, without their signs; no less than twice the greatest weight. */
static double greatest_sum(const float *weights, int rows, int columns, int hidden) {
    double most = 1e-6;
    for (int j = 0; j < columns; j++) {
        double total = 0;
        for (int i = 0; i < rows; i++) {
            double weight = gate_factor(j) * fabs(weights[file_place(i, file_output(j, hidden), rows)]);
            total += weight;
            most = fmax(most, 2 * weight);
        }
        most = fmax(most, total);
    }
    return most;
}

/* `scale` times the weights of the model file, halved where the gate asks for it, as integers in blocks. */
static void pack_weights(const float *weights, int rows, int columns, int hidden, double scale, int16_t *packed) {
    for (int j = 0; j < columns; j++)
        for (int i = 0; i < rows; i++)
            packed[(((long)(j / BLOCK) * (rows / 2) + i / 2) * BLOCK + place_in_block(j % BLOCK)) * 2 + i % 2] =
                nearest(scale * gate_factor(j) * weights[file_place(i, file_output(j, hidden), rows)]);
}

/* Weights for embeddings; returns the steps that one of a sum of products stands for. */
static float pack_inputs(const float *weights, int rows, int columns, int hidden, int16_t *packed) {
    double scale = MOST_PRODUCTS / greatest_sum(weights, rows, columns, hidden);
    pack_weights(weights, rows, columns, hidden, scale, packed);
    return (float)(GATE_SCALE / (scale * EMBEDDING_SCALE));
}

/* Weights for states; returns the shift that makes a sum of products steps, -1 for weights so great that there is none. */
static int pack_recurrent(const float *weights, int hidden, int16_t *packed) {
    int shift = 16;
    double most = greatest_sum(weights, hidden, GATES * hidden, hidden);
    while (ldexp(GATE_SCALE / STATE_SCALE, shift) * most > MOST_PRODUCTS)
        if (shift-- == 0) return -1;
    pack_weights(weights, hidden, GATES * hidden, hidden, ldexp(GATE_SCALE / STATE_SCALE, shift), packed);
    return shift;
}

/* Weights of the scores of the tags, for each of `rows` states a row of SLOTS; returns the score that one of a sum of
   products stands for. */
static float pack_output(const float *weights, int rows, int16_t *packed) {
    double most = 1e-6;
    for (int j = 0; j < SLOTS; j++) {
        double total = 0;
        for (int i = 0; i < rows; i++) {
            total += fabs(weights[i * SLOTS + j]);
            most = fmax(most, 2 * fabs(weights[i * SLOTS + j]));
        }
        most = fmax(most, total);
    }
    double scale = MOST_PRODUCTS / most;
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < SLOTS; j++)
            packed[(i / 2 * SLOTS + j) * 2 + i % 2] = nearest(scale * weights[i * SLOTS + j]);
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

/* Some lanes side by side, with what belongs to them in registers; and the tags, each of which the compiler knows by number.
   Code for any machine stays in loops. */
#define EACH(lanes) UNROLLED for (int k = 0; k < (lanes); k++)
#define EACH_TAG(tags) UNROLLED for (int tag = 0; tag < (tags); tag++)

#include "int16x8.h"

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wpsabi"  /* vectors are never passed but by inlined functions */
#include <immintrin.h>
#pragma GCC push_options
#pragma GCC target("avx2")
#define UNROLLED _Pragma("GCC unroll 16")
#define KERNEL(name) name##_avx2
#define KERNEL_AVX2
#define TOGETHER 2
#include "lstm_crf_functions.h"
#undef TOGETHER
#undef KERNEL
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx2,avx512f,avx512bw,avx512vl,avx512vnni")
#define KERNEL(name) name##_vnni
#define KERNEL_VNNI
#define TOGETHER 4
#include "lstm_crf_functions.h"
#undef TOGETHER
#undef KERNEL_VNNI
#undef KERNEL_AVX2
#undef KERNEL
#undef UNROLLED
#pragma GCC pop_options
#define HAS_VNNI \
    (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
#define CHOSEN(name, ...) \
    (HAS_VNNI ? name##_vnni(__VA_ARGS__) \
     : __builtin_cpu_supports("avx2") ? name##_avx2(__VA_ARGS__) : name##_plain(__VA_ARGS__))
#else
#define CHOSEN(name, ...) name##_plain(__VA_ARGS__)
#endif
#define UNROLLED
#define KERNEL(name) name##_plain
#define TOGETHER 2
#include "lstm_crf_functions.h"
#undef TOGETHER
#undef KERNEL

static void add_rows(const int8_t *table, const int32_t *row, const float *scale, int count, int size, float *sum) {
    CHOSEN(add_rows, table, row, scale, count, size, sum);
}

static float as_integers(const float *values, int size, int16_t *out) { return CHOSEN(as_integers, values, size, out); }

static void sum_rows(const float *table, const int32_t *row, int count, int size, int16_t *out) {
    CHOSEN(sum_rows, table, row, count, size, out);
}

static void project(const int16_t *weights, const int16_t *inputs, int lanes, int rows, int columns, const float *scale,
                    const float *bias, int16_t *const *out) {
    CHOSEN(project, weights, inputs, lanes, rows, columns, scale, bias, out);
}

static void run_direction(const direction *way, int hidden, int backward, const batch *texts, batch_state *lanes) {
    CHOSEN(run_direction, way, hidden, backward, texts, lanes);
}

static void score_states(const int16_t *weights, float scale, const float *bias, const int16_t *states, int hidden, int count,
                         float *score) {
    CHOSEN(score_states, weights, scale, bias, states, hidden, count, score);
}

static int viterbi(const float *transitions, const float *score, int count, int tags, float *path, unsigned char *best) {
    return CHOSEN(viterbi, transitions, score, count, tags, path, best);
}

static void marginals(const float *transitions, float *score, int count, int tags, const unsigned char *best, float *alpha,
                         float *marginal) {
    CHOSEN(marginals, transitions, score, count, tags, best, alpha, marginal);
}
#endif
