/* Arithmetic of the entity tagger: products of bytes and of 16-bit integers, simple recurrent units over the tokens of a
   sequence, and a linear-chain CRF.

   The recurrence is computed with 16-bit integers throughout. What enters a gate is in units of 1 / GATE_SCALE; cells, states
   and activations are in parts of 32768. Sums that are too great end at the greatest number. The weights of embeddings are
   bytes, in blocks of BLOCK outputs: for each four inputs, the four weights of each output. Sums of products of integers are
   exact, whatever their order.

   The functions are in sru_crf_functions.h, which is compiled once for AVX2 and once for AVX-512 VNNI (on x86-64 under
   Linux), and once for any machine; which of them runs is decided when it runs. No fused multiplication is used, so that
   every machine gives the same bits. */
#ifndef ARABNEWS_SRU_CRF_H
#define ARABNEWS_SRU_CRF_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#define LINE 64           /* bytes of a line of the caches */
#define EIGHT 8
#define SIXTEEN 16
#define GATES 3           /* new value, keep, let out */
#define BLOCK 32          /* outputs whose products are summed at once */
#define SLOTS 16          /* room for the scores of the tags of a token */
#define MOST_LABELS 7     /* kinds of names */
#define USUAL_LABELS 5    /* for which there is code without loops */
#define MOST_HIDDEN 512
#define MOST_TOGETHER 8   /* lanes whose products are summed at once */
#define MOST_SIZE 512     /* values of an embedding */
#define GATE_SCALE 4096        /* of what enters a gate, which reaches to 8 */
#define STATE_SCALE 32768.0
#define EMBEDDING_SCALE 127.0f
#define MOST_PRODUCTS 65000   /* sum of packed weights, so that no sum of products overflows */
#define NEVER (-1e30f)    /* score of what cannot be */

typedef int8_t int8x8 __attribute__((vector_size(8), aligned(1), may_alias));
typedef float vec8 __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t int32x8 __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t int32x4 __attribute__((vector_size(16), aligned(4), may_alias));
typedef int16_t int16x8 __attribute__((vector_size(16), aligned(2), may_alias));
typedef uint16_t uint16x8 __attribute__((vector_size(16), aligned(2), may_alias));
typedef union { vec8 real; int32x8 bits; } either8;

/* Outputs of a model file are in the order way, whose, gate, state: the forward way first; the part that a token has in its
   own gates, then that in the gates of the token after it on that way. Packed ones are in the order way, sixteen states,
   whose, gate, state. This is the output of the file that a packed one is. */
static int file_output(int output, int hidden) {
    int way = output / (2 * GATES * hidden), rest = output % (2 * GATES * hidden);
    int part = rest % (2 * GATES * SIXTEEN) / SIXTEEN, state = rest / (2 * GATES * SIXTEEN) * SIXTEEN + rest % SIXTEEN;
    return (way * 2 * GATES + part) * hidden + state;
}

/* Where an output of a block is among its sums, whose halves are narrowed to sixteen numbers in order. */
static int place_in_block(int output) {
    int rest = output % SIXTEEN;
    return output / SIXTEEN * SIXTEEN + rest / 4 % 2 * EIGHT + rest / EIGHT * 4 + rest % 4;
}

static int16_t nearest(double value) {
    return (int16_t)(value > 32767 ? 32767 : value > -32768 ? rint(value) : -32768);
}

/* Inputs in fours. */
static int padded(int size) { return (size + 3) & ~3; }

/* Weights of the 4 * GATES * hidden outputs for embeddings of `size` values, from the rows of the model file, one for each
   output with a scale of its own: in blocks of BLOCK outputs, for each four inputs the four weights of each output. In the
   order of sums: `offsets`, what sums of products with inputs that are 128 too great are too great, below zero; and `steps`,
   what one of a sum stands for where an input is a part of 127. */
static void pack_inputs(const int8_t *weights, const float *scales, int size, int hidden, int8_t *packed, int32_t *offsets,
                        float *steps) {
    for (int j = 0; j < 4 * GATES * hidden; j++) {
        int row = file_output(j, hidden), block = j / BLOCK, place = place_in_block(j % BLOCK), sum = 0;
        for (int i = 0; i < padded(size); i++) {
            int8_t weight = i < size ? weights[(long)row * size + i] : 0;
            packed[(((long)block * padded(size) / 4 + i / 4) * BLOCK + place) * 4 + i % 4] = weight;
            sum += weight;
        }
        offsets[block * BLOCK + place] = -128 * sum;
        steps[block * BLOCK + place] = GATE_SCALE * scales[row] / 127;
    }
}

/* What a cell adds to the gates keep and let out, from the order way, gate, state of the model file; in packed order each
   sixteen states have those of both gates. */
static void pack_peepholes(const float *weights, int hidden, int16_t *packed) {
    for (int way = 0; way < 2; way++)
        for (int gate = 0; gate < 2; gate++)
            for (int k = 0; k < hidden; k++)
                packed[(way * hidden + k / SIXTEEN * SIXTEEN) * 2 + gate * SIXTEEN + k % SIXTEEN] =
                    nearest(fmax(-32767, GATE_SCALE * (double)weights[(way * 2 + gate) * hidden + k]));
}

/* Tags have numbers as in a model file: O, then for each label the one that begins a name and the one inside it. Their scores
   are in slots: of O and of those that begin a name, by label, then EIGHT further on of those inside one. */
static int slot_of_tag(int tag) { return tag % 2 ? (tag + 1) / 2 : tag ? EIGHT + tag / 2 : 0; }
static int tag_of_slot(int slot) { return slot >= EIGHT ? 2 * (slot - EIGHT) : slot ? 2 * slot - 1 : 0; }

/* Whether there is a tag for a slot. */
static int is_slot(int slot, int labels) { return slot < EIGHT ? slot <= labels : slot > EIGHT && slot <= EIGHT + labels; }

/* Scores of one tag after another, NEVER where there is no tag. Outer tags are O and those that begin a name; inner ones go on
   with it, and so only follow those of their own label. */
typedef struct {
    float outer_outer[EIGHT][EIGHT];    /* outer before, outer after */
    float inner_outer[EIGHT][EIGHT];    /* label of the inner one before, outer after */
    float before_outer[EIGHT][SLOTS];   /* both the other way round: outer after, slot before */
    float outer_inner[EIGHT];           /* from the beginning of a name of each label */
    float inner_inner[EIGHT];
    float start[EIGHT];
} transitions;

/* Where the score of a tag after another one, or after none, is; NULL where it may not follow. */
static float *transition(transitions *of, int before, int after, int tags) {
    int slot = slot_of_tag(after), from = slot_of_tag(before);
    if (before == tags) return slot < EIGHT ? of->start + slot : 0;
    if (slot < EIGHT) return from < EIGHT ? of->outer_outer[from] + slot : of->inner_outer[from - EIGHT] + slot;
    return from == slot ? of->inner_inner + slot - EIGHT : from == slot - EIGHT ? of->outer_inner + from : 0;
}

/* The transitions of a model file, where rows are the tags before and at last the start, and their exponentials. */
static void read_transitions(const float *chain, int tags, transitions *scores, transitions *exps) {
    float *all = (float *)scores;
    for (size_t k = 0; k < sizeof(transitions) / sizeof(float); k++) all[k] = NEVER;
    memset(exps, 0, sizeof(transitions));
    for (int before = 0; before <= tags; before++)
        for (int after = 0; after < tags; after++) {
            float *score = transition(scores, before, after, tags);
            if (!score) continue;
            *score = chain[before * tags + after];
            *transition(exps, before, after, tags) = (float)exp(*score);
            if (before == tags || slot_of_tag(after) >= EIGHT) continue;
            scores->before_outer[slot_of_tag(after)][slot_of_tag(before)] = *score;
            exps->before_outer[slot_of_tag(after)][slot_of_tag(before)] = (float)exp(*score);
        }
}

/* Weights of the scores of the tags, for each of `rows` states a row of SLOTS, in the file by tags and packed by slots;
   returns the score that one of a sum of products stands for. */
static float pack_output(const float *weights, int rows, int labels, int16_t *packed) {
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
            packed[(i / 2 * SLOTS + j) * 2 + i % 2] =
                is_slot(j, labels) ? nearest(scale * weights[i * SLOTS + tag_of_slot(j)]) : 0;
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

/* What is lent to the first token of a sequence. */
static const int16_t nothing[2 * GATES * MOST_HIDDEN];

/* Some lanes side by side, with what belongs to them in registers; and the labels, each of which the compiler knows by number.
   Code for any machine stays in loops. */
#define EACH(lanes) UNROLLED for (int k = 0; k < (lanes); k++)
#define EACH_LABEL(labels) UNROLLED for (int label = 1; label <= (labels); label++)

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
#include "sru_crf_functions.h"
#undef TOGETHER
#undef KERNEL
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx2,avx512f,avx512bw,avx512vl,avx512vnni")
#define KERNEL(name) name##_vnni
#define KERNEL_VNNI
#define TOGETHER 4
#include "sru_crf_functions.h"
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
#include "sru_crf_functions.h"
#undef TOGETHER
#undef KERNEL

static void add_rows(const int8_t *table, const int32_t *row, const float *scale, int count, int size, float *sum) {
    CHOSEN(add_rows, table, row, scale, count, size, sum);
}

static float as_bytes(const float *values, int size, int8_t *out) { return CHOSEN(as_bytes, values, size, out); }

static void sum_rows(const float *table, const int32_t *row, int count, int size, int16_t *out) {
    CHOSEN(sum_rows, table, row, count, size, out);
}

static void project(const int8_t *weights, const int32_t *offsets, const float *steps, const float *bias, const int8_t *inputs,
                    const float *scale, int lanes, int size, int columns, int16_t *const *out) {
    CHOSEN(project, weights, offsets, steps, bias, inputs, scale, lanes, size, columns, out);
}

static void run_direction(const int16_t *peepholes, int hidden, int backward, int count, const int16_t *const *token,
                          const int16_t *const *context, int16_t *states) {
    CHOSEN(run_direction, peepholes, hidden, backward, count, token, context, states);
}

static void score_states(const int16_t *weights, float scale, const float *bias, const int16_t *states, int hidden, int count,
                         float *score) {
    CHOSEN(score_states, weights, scale, bias, states, hidden, count, score);
}

static int viterbi(const transitions *of, const float *score, int count, int labels, float *path, unsigned char *best) {
    return CHOSEN(viterbi, of, score, count, labels, path, best);
}

static void marginals(const transitions *exps, float *score, int count, int labels, const unsigned char *best, float *sums,
                      float *marginal) {
    CHOSEN(marginals, exps, score, count, labels, best, sums, marginal);
}
#endif
