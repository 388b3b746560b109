/* Eight 16-bit numbers and sixteen bytes where there is no AVX2: with SSE2, with NEON, or on any machine. All give the same
   bits, those of the instructions for more in sru_crf_functions.h. */
#ifndef ARABNEWS_INT16X8_H
#define ARABNEWS_INT16X8_H

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>
#define WITH_NEON
#endif

/* The sum, or what is nearest to it. */
INLINE int16x8 eight_sums(int16x8 a, int16x8 b) {
#if defined(__SSE2__)
    return (int16x8)_mm_adds_epi16((__m128i)a, (__m128i)b);
#elif defined(WITH_NEON)
    return (int16x8)vqaddq_s16((int16x8_t)a, (int16x8_t)b);
#else
    uint16x8 sum = (uint16x8)a + (uint16x8)b;
    int16x8 over = ((a ^ (int16x8)sum) & (b ^ (int16x8)sum)) >> 15, most = (a >> 15) ^ 32767;
    return (int16x8)((sum & ~(uint16x8)over) | ((uint16x8)most & (uint16x8)over));
#endif
}

/* The product in parts of 32768, rounded; not of -32768 with itself. */
INLINE int16x8 eight_products(int16x8 a, int16x8 b) {
#if defined(__SSE2__)
    __m128i high = _mm_mulhi_epi16((__m128i)a, (__m128i)b), low = _mm_mullo_epi16((__m128i)a, (__m128i)b);
    low = _mm_srli_epi16(_mm_add_epi16(_mm_srli_epi16(low, 14), _mm_set1_epi16(1)), 1);
    return (int16x8)_mm_add_epi16(_mm_add_epi16(high, high), low);
#elif defined(WITH_NEON)
    return (int16x8)vqrdmulhq_s16((int16x8_t)a, (int16x8_t)b);
#else
    for (int j = 0; j < EIGHT; j++) a[j] = (int16_t)(((a[j] * b[j] >> 14) + 1) >> 1);
    return a;
#endif
}

/* Two times four sums as 16-bit numbers, or what is nearest to them. */
INLINE int16x8 eight_narrowed(int32x4 a, int32x4 b) {
#if defined(__SSE2__)
    return (int16x8)_mm_packs_epi32((__m128i)a, (__m128i)b);
#elif defined(WITH_NEON)
    return (int16x8)vcombine_s16(vqmovn_s32((int32x4_t)a), vqmovn_s32((int32x4_t)b));
#else
    int16x8 r;
    for (int j = 0; j < EIGHT; j++) {
        int32_t x = j < 4 ? a[j] : b[j - 4];
        r[j] = (int16_t)(x > 32767 ? 32767 : x < -32768 ? -32768 : x);
    }
    return r;
#endif
}

/* A pair of inputs, and the sums of its products with four pairs of weights. */
#if defined(__SSE2__)
typedef __m128i input_pair;
INLINE input_pair pair_of(const int16_t *inputs) {
    int32_t pair;
    memcpy(&pair, inputs, sizeof pair);
    return _mm_set1_epi32(pair);
}
INLINE int32x4 pair_sums(int16x8 weights, input_pair x) { return (int32x4)_mm_madd_epi16((__m128i)weights, x); }
#elif defined(WITH_NEON)
typedef int16x8_t input_pair;
INLINE input_pair pair_of(const int16_t *inputs) {
    int32_t pair;
    memcpy(&pair, inputs, sizeof pair);
    return vreinterpretq_s16_s32(vdupq_n_s32(pair));
}
INLINE int32x4 pair_sums(int16x8 weights, input_pair x) {
    int16x8_t w = (int16x8_t)weights;
    return (int32x4)vpaddq_s32(vmull_s16(vget_low_s16(w), vget_low_s16(x)), vmull_high_s16(w, x));
}
#else
typedef struct { int32_t first, second; } input_pair;
INLINE input_pair pair_of(const int16_t *inputs) { return (input_pair){inputs[0], inputs[1]}; }
INLINE int32x4 pair_sums(int16x8 weights, input_pair x) {
    int32x4 r;
    for (int j = 0; j < 4; j++) r[j] = weights[2 * j] * x.first + weights[2 * j + 1] * x.second;
    return r;
}
#endif

/* The sums of the products of four inputs with the four weights of each of four outputs. */
INLINE int32x4 four_sums(const int8_t *weights, const int8_t *inputs) {
#if defined(__SSE2__)
    int32_t four;
    memcpy(&four, inputs, sizeof four);
    __m128i w = _mm_loadu_si128((const __m128i *)weights), x = _mm_set1_epi32(four), none = _mm_setzero_si128();
    __m128i w_sign = _mm_cmpgt_epi8(none, w), x_wide = _mm_unpacklo_epi8(x, _mm_cmpgt_epi8(none, x));
    __m128 low = _mm_castsi128_ps(_mm_madd_epi16(_mm_unpacklo_epi8(w, w_sign), x_wide));
    __m128 high = _mm_castsi128_ps(_mm_madd_epi16(_mm_unpackhi_epi8(w, w_sign), x_wide));
    return (int32x4)_mm_add_epi32(_mm_castps_si128(_mm_shuffle_ps(low, high, 0x88)),
                                  _mm_castps_si128(_mm_shuffle_ps(low, high, 0xDD)));
#elif defined(WITH_NEON)
    int32_t four;
    memcpy(&four, inputs, sizeof four);
    int8x16_t w = vld1q_s8(weights);
    int8x8_t x = vreinterpret_s8_s32(vdup_n_s32(four));
    int32x4_t low = vpaddlq_s16(vmull_s8(vget_low_s8(w), x)), high = vpaddlq_s16(vmull_s8(vget_high_s8(w), x));
    return (int32x4)vpaddq_s32(low, high);
#else
    int32x4 r;
    for (int j = 0; j < 4; j++) {
        r[j] = 0;
        for (int i = 0; i < 4; i++) r[j] += weights[4 * j + i] * inputs[i];
    }
    return r;
#endif
}
#endif
