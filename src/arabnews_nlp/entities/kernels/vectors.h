/* Eight 32-bit and sixteen 16-bit numbers, and the sums of products of integers, of sru_crf_functions.h. */

INLINE vec8 KERNEL(all)(float x) { return (vec8){x, x, x, x, x, x, x, x}; }

/* a < b ? a : b and a > b ? a : b of each pair, and the places where two vectors agree, as bits. */
#ifdef KERNEL_AVX2
INLINE vec8 KERNEL(least)(vec8 a, vec8 b) { return (vec8)_mm256_min_ps((__m256)a, (__m256)b); }
INLINE vec8 KERNEL(most)(vec8 a, vec8 b) { return (vec8)_mm256_max_ps((__m256)a, (__m256)b); }
INLINE unsigned KERNEL(equal)(vec8 a, vec8 b) {
    return (unsigned)_mm256_movemask_ps(_mm256_cmp_ps((__m256)a, (__m256)b, _CMP_EQ_OQ));
}
#else
INLINE vec8 KERNEL(chosen)(int32x8 first, vec8 a, vec8 b) {
    return (vec8)((first & (int32x8)a) | (~first & (int32x8)b));
}
INLINE vec8 KERNEL(least)(vec8 a, vec8 b) { return KERNEL(chosen)(a < b, a, b); }
INLINE vec8 KERNEL(most)(vec8 a, vec8 b) { return KERNEL(chosen)(a > b, a, b); }
INLINE unsigned KERNEL(equal)(vec8 a, vec8 b) {
    unsigned bits = 0;
    for (int i = 0; i < EIGHT; i++) bits |= (unsigned)(a[i] == b[i]) << i;
    return bits;
}
#endif

/* The sum of eight numbers, neighbours first; the greatest of them; and eight times one of them. */
#ifdef KERNEL_AVX2
INLINE float KERNEL(sum)(vec8 a) {
    __m128 low = _mm256_castps256_ps128((__m256)a), high = _mm256_extractf128_ps((__m256)a, 1);
    __m128 fours = _mm_hadd_ps(_mm_hadd_ps(low, high), low);
    return _mm_cvtss_f32(_mm_add_ss(fours, _mm_movehdup_ps(fours)));
}
INLINE float KERNEL(greatest)(vec8 a) {
    __m128 most = _mm_max_ps(_mm256_castps256_ps128((__m256)a), _mm256_extractf128_ps((__m256)a, 1));
    most = _mm_max_ps(most, _mm_movehl_ps(most, most));
    return _mm_cvtss_f32(_mm_max_ss(most, _mm_movehdup_ps(most)));
}
INLINE vec8 KERNEL(one)(vec8 a, int i) { return (vec8)_mm256_permutevar8x32_ps((__m256)a, _mm256_set1_epi32(i)); }
#else
INLINE float KERNEL(sum)(vec8 a) { return ((a[0] + a[1]) + (a[2] + a[3])) + ((a[4] + a[5]) + (a[6] + a[7])); }
INLINE float KERNEL(greatest)(vec8 a) {
    float most = a[0];
    for (int i = 1; i < EIGHT; i++) most = a[i] > most ? a[i] : most;
    return most;
}
INLINE vec8 KERNEL(one)(vec8 a, int i) { return KERNEL(all)(a[i]); }
#endif

/* Adding 1.5 * 2^23 leaves the rounded value in the low bits. */
INLINE int32x8 KERNEL(rounded)(vec8 x) { return ((either8){x + KERNEL(all)(12582912.0f)}).bits; }

/* Sixteen 16-bit numbers. */
#ifdef KERNEL_AVX2
typedef __m256i KERNEL(sixteen);
INLINE KERNEL(sixteen) KERNEL(load)(const int16_t *from) { return _mm256_loadu_si256((const __m256i *)from); }
INLINE void KERNEL(store)(int16_t *to, KERNEL(sixteen) a) { _mm256_storeu_si256((__m256i *)to, a); }
/* The sum, or what is nearest to it. */
INLINE KERNEL(sixteen) KERNEL(add)(KERNEL(sixteen) a, KERNEL(sixteen) b) { return _mm256_adds_epi16(a, b); }
/* The product, in parts of 32768, rounded. */
INLINE KERNEL(sixteen) KERNEL(times)(KERNEL(sixteen) a, KERNEL(sixteen) b) { return _mm256_mulhrs_epi16(a, b); }
INLINE KERNEL(sixteen) KERNEL(sixteen_of)(int16_t x) { return _mm256_set1_epi16(x); }
/* What is below 0 as 0. */
INLINE KERNEL(sixteen) KERNEL(positive)(KERNEL(sixteen) a) { return _mm256_max_epi16(a, _mm256_setzero_si256()); }
/* 32767 less a number that is not below 0. */
INLINE KERNEL(sixteen) KERNEL(rest)(KERNEL(sixteen) a) { return _mm256_xor_si256(a, _mm256_set1_epi16(32767)); }
/* Two vectors of sums as 16-bit numbers, or what is nearest to them; quarters take turns. */
INLINE KERNEL(sixteen) KERNEL(narrow)(int32x8 a, int32x8 b) { return _mm256_packs_epi32((__m256i)a, (__m256i)b); }
#else
typedef struct { int16x8 low, high; } KERNEL(sixteen);
INLINE KERNEL(sixteen) KERNEL(load)(const int16_t *from) {
    return (KERNEL(sixteen)){*(const int16x8 *)from, *(const int16x8 *)(from + EIGHT)};
}
INLINE void KERNEL(store)(int16_t *to, KERNEL(sixteen) a) {
    *(int16x8 *)to = a.low;
    *(int16x8 *)(to + EIGHT) = a.high;
}
INLINE KERNEL(sixteen) KERNEL(add)(KERNEL(sixteen) a, KERNEL(sixteen) b) {
    return (KERNEL(sixteen)){eight_sums(a.low, b.low), eight_sums(a.high, b.high)};
}
INLINE KERNEL(sixteen) KERNEL(times)(KERNEL(sixteen) a, KERNEL(sixteen) b) {
    return (KERNEL(sixteen)){eight_products(a.low, b.low), eight_products(a.high, b.high)};
}
INLINE KERNEL(sixteen) KERNEL(sixteen_of)(int16_t x) {
    int16x8 a = {x, x, x, x, x, x, x, x};
    return (KERNEL(sixteen)){a, a};
}
INLINE KERNEL(sixteen) KERNEL(positive)(KERNEL(sixteen) a) {
    return (KERNEL(sixteen)){a.low & ~(a.low >> 15), a.high & ~(a.high >> 15)};
}
INLINE KERNEL(sixteen) KERNEL(rest)(KERNEL(sixteen) a) { return (KERNEL(sixteen)){a.low ^ 32767, a.high ^ 32767}; }
INLINE KERNEL(sixteen) KERNEL(narrow)(int32x8 a, int32x8 b) {
    const int32x4 *p = (const int32x4 *)&a, *q = (const int32x4 *)&b;
    return (KERNEL(sixteen)){eight_narrowed(p[0], q[0]), eight_narrowed(p[1], q[1])};
}
#endif

/* The products of `vectors` vectors of weights of each pair of inputs with `lanes` inputs, added to the sums. */
typedef struct { int32x8 of[MOST_TOGETHER][BLOCK / EIGHT]; } KERNEL(sums);

INLINE KERNEL(sums) KERNEL(products)(const int16_t *weights, const int16_t *const *inputs, const int lanes,
                                     const int vectors, int rows) {
    KERNEL(sums) total;
    for (int lane = 0; lane < lanes; lane++)
        for (int part = 0; part < vectors; part++) total.of[lane][part] = (int32x8){0};
#ifdef KERNEL_AVX2
#pragma GCC unroll 4
    for (int i = 0; i < rows; i += 2, weights += 2 * EIGHT * vectors) {
        __m256i x[MOST_TOGETHER];
        for (int lane = 0; lane < lanes; lane++) {
            int32_t pair;
            memcpy(&pair, inputs[lane] + i, sizeof pair);
            x[lane] = _mm256_set1_epi32(pair);
        }
        for (int part = 0; part < vectors; part++) {
            __m256i w = _mm256_loadu_si256((const __m256i *)(weights + part * 2 * EIGHT));
            for (int lane = 0; lane < lanes; lane++) {
#ifdef KERNEL_VNNI
                total.of[lane][part] = (int32x8)_mm256_dpwssd_epi32((__m256i)total.of[lane][part], w, x[lane]);
#else
                total.of[lane][part] += (int32x8)_mm256_madd_epi16(w, x[lane]);
                __asm__("" : "+x"(total.of[lane][part])); /* or else the compiler moves sums about, and to memory */
#endif
            }
        }
    }
#else
    for (int i = 0; i < rows; i += 2, weights += 2 * EIGHT * vectors)
        for (int lane = 0; lane < lanes; lane++) {
            input_pair x = pair_of(inputs[lane] + i);
            for (int part = 0; part < vectors; part++) {
                const int16x8 *w = (const int16x8 *)(weights + part * 2 * EIGHT);
                int32x4 *sum = (int32x4 *)&total.of[lane][part];
                sum[0] += pair_sums(w[0], x);
                sum[1] += pair_sums(w[1], x);
            }
        }
#endif
    return total;
}

/* The products of `vectors` vectors of eight outputs, four weights each, with four inputs of `lanes` at a time. Weights of the
   next four inputs are BLOCK outputs further on. One instruction takes inputs without a sign, so that 128 is added to them
   and `offsets` make up for it; the others take them as they are. */
#define AT_A_TIME (TOGETHER * EIGHT)    /* outputs for whose sums there are registers */
INLINE KERNEL(sums) KERNEL(byte_products)(const int8_t *weights, const int32_t *offsets, const int8_t *const *inputs,
                                          const int lanes, const int vectors, int size) {
    KERNEL(sums) total;
#if defined(KERNEL_VNNI)
    EACH(lanes)
        for (int part = 0; part < vectors; part++) total.of[k][part] = *(const int32x8 *)(offsets + part * EIGHT);
    for (int i = 0; i < size; i += 4, weights += 4 * BLOCK) {
        __m256i x[MOST_TOGETHER];
        EACH(lanes) {
            int32_t four;
            memcpy(&four, inputs[k] + i, sizeof four);
            x[k] = _mm256_set1_epi32(four ^ (int32_t)0x80808080);
        }
        for (int part = 0; part < vectors; part++) {
            __m256i w = _mm256_loadu_si256((const __m256i *)(weights + part * 4 * EIGHT));
            EACH(lanes) total.of[k][part] = (int32x8)_mm256_dpbusd_epi32((__m256i)total.of[k][part], x[k], w);
        }
    }
#elif defined(KERNEL_AVX2)
    /* Sums of pairs of products side by side, those of the first and of the last four outputs of a vector apart. */
    KERNEL(sums) pairs[2];
    EACH(lanes)
        for (int part = 0; part < vectors; part++) pairs[0].of[k][part] = pairs[1].of[k][part] = (int32x8){0};
    for (int i = 0; i < size; i += 4, weights += 4 * BLOCK)
        EACH(lanes) {
            int32_t four;
            memcpy(&four, inputs[k] + i, sizeof four);
            __m256i x = _mm256_cvtepi8_epi16(_mm_set1_epi32(four));
            for (int part = 0; part < vectors; part++)
                for (int half = 0; half < 2; half++) {
                    __m128i w = _mm_loadu_si128((const __m128i *)(weights + part * 4 * EIGHT + half * SIXTEEN));
                    pairs[half].of[k][part] += (int32x8)_mm256_madd_epi16(_mm256_cvtepi8_epi16(w), x);
                }
        }
    EACH(lanes)
        for (int part = 0; part < vectors; part++)
            total.of[k][part] = (int32x8)_mm256_permute4x64_epi64(
                _mm256_hadd_epi32((__m256i)pairs[0].of[k][part], (__m256i)pairs[1].of[k][part]), 0xD8);
#else
    EACH(lanes)
        for (int part = 0; part < vectors; part++) total.of[k][part] = (int32x8){0};
    for (int i = 0; i < size; i += 4, weights += 4 * BLOCK)
        EACH(lanes)
            for (int part = 0; part < vectors; part++)
                for (int half = 0; half < 2; half++) {
                    int32x4 *sum = (int32x4 *)&total.of[k][part] + half;
                    *sum += four_sums(weights + part * 4 * EIGHT + half * SIXTEEN, inputs[k] + i);
                }
#endif
    return total;
}
