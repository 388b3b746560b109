/* The functions of lstm_crf.h, which includes this file once for each kind of machine: KERNEL(name) is the name of a
   function there, KERNEL_AVX2 says that AVX2 may be used, and KERNEL_VNNI that there is one instruction for a sum of products
   (with vectors no wider than those of AVX2, so that no processor lowers its clock). */

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
/* Two vectors of sums as 16-bit numbers, or what is nearest to them; quarters take turns. */
INLINE KERNEL(sixteen) KERNEL(narrow)(int32x8 a, int32x8 b, int shift) {
    __m128i count = _mm_cvtsi32_si128(shift);
    return _mm256_packs_epi32(_mm256_sra_epi32((__m256i)a, count), _mm256_sra_epi32((__m256i)b, count));
}
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
INLINE KERNEL(sixteen) KERNEL(narrow)(int32x8 a, int32x8 b, int shift) {
    const int32x4 *p = (const int32x4 *)&a, *q = (const int32x4 *)&b;
    return (KERNEL(sixteen)){eight_narrowed(p[0], q[0], shift), eight_narrowed(p[1], q[1], shift)};
}
#endif

/* The products of `vectors` vectors of weights of each pair of inputs with `lanes` inputs, added to the sums. */
typedef struct { int32x8 of[MOST_TOGETHER][GATES]; } KERNEL(sums);

INLINE KERNEL(sums) KERNEL(products)(const int16_t *weights, const int16_t *const *inputs, const int lanes,
                                     const int vectors, int rows, int32_t first) {
    KERNEL(sums) total;
    for (int lane = 0; lane < lanes; lane++)
        for (int part = 0; part < vectors; part++)
            total.of[lane][part] = (int32x8){first, first, first, first, first, first, first, first};
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

/* Eight 8-bit numbers. */
INLINE vec8 KERNEL(eight_floats)(const int8_t *from) {
#ifdef KERNEL_AVX2
    return (vec8)_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)from)));
#else
    return (vec8){from[0], from[1], from[2], from[3], from[4], from[5], from[6], from[7]};
#endif
}

/* sum += scale[k] * row[k] of a table, row by row; four vectors of sums stay in registers. */
static void KERNEL(add_rows)(const int8_t *table, const int32_t *row, const float *scale, int count, int size, float *sum) {
    int d = 0;
    for (; d + 4 * EIGHT <= size; d += 4 * EIGHT) {
        vec8 total[4];
        for (int part = 0; part < 4; part++) total[part] = *(const vec8 *)(sum + d + part * EIGHT);
        for (int k = 0; k < count; k++) {
            const int8_t *values = table + (long)row[k] * size + d;
            for (int part = 0; part < 4; part++)
                total[part] += KERNEL(all)(scale[k]) * KERNEL(eight_floats)(values + part * EIGHT);
        }
        for (int part = 0; part < 4; part++) *(vec8 *)(sum + d + part * EIGHT) = total[part];
    }
    for (; d < size; d++)
        for (int k = 0; k < count; k++) sum[d] += scale[k] * (float)table[(long)row[k] * size + d];
}

/* Values as integers, the greatest as EMBEDDING_SCALE; returns what the greatest was. */
static float KERNEL(as_integers)(const float *values, int size, int16_t *out) {
    vec8 most = KERNEL(all)(1e-6f);
    int d = 0;
    for (; d + EIGHT <= size; d += EIGHT) {
        vec8 v = *(const vec8 *)(values + d);
        most = KERNEL(most)(KERNEL(most)(v, -v), most);
    }
    float greatest = KERNEL(greatest)(most);
    for (; d < size; d++) greatest = fabsf(values[d]) > greatest ? fabsf(values[d]) : greatest;
    float scale = EMBEDDING_SCALE / greatest;
    for (d = 0; d + EIGHT <= size; d += EIGHT)
        *(int16x8 *)(out + d) =
            __builtin_convertvector(KERNEL(rounded)(*(const vec8 *)(values + d) * KERNEL(all)(scale)), int16x8);
    for (; d < size; d++) out[d] = (int16_t)KERNEL(rounded)(KERNEL(all)(values[d] * scale))[0];
    return greatest;
}

/* Steps, rounded; those that are too many end at the greatest number. */
INLINE int32x8 KERNEL(as_steps)(vec8 x) {
    x = KERNEL(most)(KERNEL(least)(x, KERNEL(all)(32767.0f)), KERNEL(all)(-32768.0f));
    return KERNEL(rounded)(x) - KERNEL(rounded)(KERNEL(all)(0));
}

/* The sum of some rows of a table as steps; `size` is a number of thirty-twos, four vectors of which stay in registers. */
static void KERNEL(sum_rows)(const float *table, const int32_t *row, int count, int size, int16_t *out) {
    for (int d = 0; d < size; d += 4 * EIGHT) {
        vec8 total[4] = {KERNEL(all)(0), KERNEL(all)(0), KERNEL(all)(0), KERNEL(all)(0)};
        for (int k = 0; k < count; k++) {
            const float *values = table + (long)row[k] * size + d;
            for (int part = 0; part < 4; part++) total[part] += *(const vec8 *)(values + part * EIGHT);
        }
        for (int part = 0; part < 4; part++)
            *(int16x8 *)(out + d + part * EIGHT) = __builtin_convertvector(KERNEL(as_steps)(total[part]), int16x8);
    }
}

/* out[lane] = bias + scale[lane] * (inputs of the lane · weights), in steps. */
static void KERNEL(project)(const int16_t *weights, const int16_t *inputs, int lanes, int rows, int columns,
                            const float *scale, const float *bias, int16_t *const *out) {
    for (int block = 0; block < columns; block += BLOCK, weights += (long)rows * BLOCK)
        for (int lane = 0; lane < lanes; lane += 2) {
            int both = lane + 1 < lanes;
            const int16_t *const pair[2] = {inputs + (long)lane * rows, inputs + (long)(lane + both) * rows};
            KERNEL(sums) sum = KERNEL(products)(weights, pair, 2, GATES, rows, 0);
            for (int k = 0; k <= both; k++)
                for (int part = 0; part < GATES; part += 2) {
                    int at = block + part * EIGHT;
                    int32x8 half[2];
                    for (int h = 0; h < 2; h++)
                        half[h] = KERNEL(as_steps)(*(const vec8 *)(bias + at + h * EIGHT) + KERNEL(all)(scale[lane + k])
                                                   * __builtin_convertvector(sum.of[k][part + h], vec8));
                    KERNEL(store)(out[lane + k] + at, KERNEL(narrow)(half[0], half[1], 0));
                }
        }
}

/* A curve of 8 / 32768 of each of sixteen numbers of some lanes, an even number of them: a cubic of their lower bits, whose
   coefficients are looked up by the upper four. The lanes go side by side, as each step of a cubic waits for the one before. */
#ifdef KERNEL_AVX2
/* Coefficients of two lanes by the upper bits of theirs. */
#ifdef KERNEL_VNNI
typedef struct { __m256i of[2]; } KERNEL(pieces);
INLINE KERNEL(pieces) KERNEL(pieces_of)(const __m256i *x) {
    return (KERNEL(pieces)){{_mm256_srli_epi16(x[0], 12), _mm256_srli_epi16(x[1], 12)}};
}
INLINE void KERNEL(coefficients)(const curve *of, int power, KERNEL(pieces) pieces, __m256i *out) {
    __m256i whole = _mm256_loadu_si256((const __m256i *)of->coefficient[power].whole);
    out[0] = _mm256_permutexvar_epi16(pieces.of[0], whole);
    out[1] = _mm256_permutexvar_epi16(pieces.of[1], whole);
}
#else
typedef __m256i KERNEL(pieces);
INLINE KERNEL(pieces) KERNEL(pieces_of)(const __m256i *x) {
    return _mm256_packus_epi16(_mm256_srli_epi16(x[0], 12), _mm256_srli_epi16(x[1], 12));
}
INLINE void KERNEL(coefficients)(const curve *of, int power, KERNEL(pieces) pieces, __m256i *out) {
    __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)of->coefficient[power].low));
    __m256i high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)of->coefficient[power].high));
    low = _mm256_shuffle_epi8(low, pieces);
    high = _mm256_shuffle_epi8(high, pieces);
    out[0] = _mm256_unpacklo_epi8(low, high);
    out[1] = _mm256_unpackhi_epi8(low, high);
}
#endif
INLINE void KERNEL(evaluate)(const curve *of, __m256i *x, const int lanes) {
    KERNEL(pieces) pieces[MOST_TOGETHER / 2];
    __m256i sum[MOST_TOGETHER], next[MOST_TOGETHER];
    EACH(lanes / 2) {
        pieces[k] = KERNEL(pieces_of)(x + 2 * k);
        KERNEL(coefficients)(of, 3, pieces[k], sum + 2 * k);
    }
    EACH(lanes) x[k] = _mm256_xor_si256(_mm256_slli_epi16(x[k], 4), _mm256_set1_epi16(-32768));
    for (int power = 2; power >= 0; power--) {
        EACH(lanes / 2) KERNEL(coefficients)(of, power, pieces[k], next + 2 * k);
        EACH(lanes) sum[k] = _mm256_add_epi16(_mm256_mulhrs_epi16(sum[k], x[k]), next[k]);
    }
    EACH(lanes) x[k] = sum[k];
}
#else
INLINE int16x8 KERNEL(evaluated)(const curve *of, int16x8 x) {
    int16x8 place = x >> 12 & 15, t = (int16x8)(((uint16x8)x << 4) ^ 32768), sum = {0};
    for (int power = 3; power >= 0; power--) {
        int16x8 next = eight_looked_up(of->coefficient[power].low, of->coefficient[power].high, place);
        sum = power == 3 ? next : eight_sums(eight_products(sum, t), next);
    }
    return sum;
}
INLINE void KERNEL(evaluate)(const curve *of, KERNEL(sixteen) *x, const int lanes) {
    EACH(lanes) x[k] = (KERNEL(sixteen)){KERNEL(evaluated)(of, x[k].low), KERNEL(evaluated)(of, x[k].high)};
}
#endif

/* Four times as much, as curves ask for it. */
INLINE KERNEL(sixteen) KERNEL(four_times)(KERNEL(sixteen) a) {
    a = KERNEL(add)(a, a);
    return KERNEL(add)(a, a);
}

/* What a lane reads and writes in a step. */
typedef struct {
    const int16_t *unit, *context, *before;
    int16_t *cell, *state;
} KERNEL(lane);

/* Two gates of sixteen states that begin at an output, of each lane: what is known of the unit, and the products of the states
   before. */
INLINE void KERNEL(enter)(const direction *way, int hidden, const KERNEL(lane) *lane, const int lanes, int output,
                          KERNEL(sixteen) *first, KERNEL(sixteen) *second) {
    const int16_t *before[MOST_TOGETHER];
    EACH(lanes) before[k] = lane[k].before;
    KERNEL(sums) sum =
        KERNEL(products)(way->weights + (long)hidden * output, before, lanes, GATES, hidden, 1 << way->shift >> 1);
    EACH(lanes) {
        first[k] = KERNEL(add)(KERNEL(load)(lane[k].unit + output), KERNEL(load)(lane[k].context + output));
        first[k] = KERNEL(four_times)(KERNEL(add)(first[k], KERNEL(narrow)(sum.of[k][0], sum.of[k][1], way->shift)));
        output += SIXTEEN;
        second[k] = KERNEL(add)(KERNEL(load)(lane[k].unit + output), KERNEL(load)(lane[k].context + output));
        second[k] = KERNEL(four_times)(KERNEL(add)(second[k], KERNEL(narrow)(sum.of[k][2], sum.of[k][3], way->shift)));
        output -= SIXTEEN;
    }
}

/* The cells and states of the units that some lanes are at. Sixteen states go at a time, so that the products of the next
   sixteen are under way while the curves of these are waited for. */
INLINE void KERNEL(advance)(const direction *way, int hidden, const KERNEL(lane) *lane, const int lanes) {
    for (int at = 0; at < hidden; at += SIXTEEN) {
        KERNEL(sixteen) in[MOST_TOGETHER], keep[MOST_TOGETHER], new[MOST_TOGETHER], out[MOST_TOGETHER];
        KERNEL(enter)(way, hidden, lane, lanes, GATES * at, in, keep);
        KERNEL(evaluate)(&logistic_curve, in, lanes);
        KERNEL(evaluate)(&logistic_curve, keep, lanes);
        EACH(lanes) keep[k] = KERNEL(times)(keep[k], KERNEL(load)(lane[k].cell + at));
        KERNEL(enter)(way, hidden, lane, lanes, GATES * at + BLOCK, new, out);
        KERNEL(evaluate)(&tanh_curve, new, lanes);
        EACH(lanes) {
            new[k] = KERNEL(times)(KERNEL(times)(in[k], new[k]), KERNEL(sixteen_of)(GATE_SCALE));
            new[k] = KERNEL(add)(keep[k], new[k]);
            KERNEL(store)(lane[k].cell + at, new[k]);
            new[k] = KERNEL(four_times)(new[k]);
        }
        KERNEL(evaluate)(&logistic_curve, out, lanes);
        KERNEL(evaluate)(&tanh_curve, new, lanes);
        EACH(lanes) KERNEL(store)(lane[k].state + at, KERNEL(times)(new[k], out[k]));
    }
}

/* One step of all lanes, some at a time; what is missing in the last ones is made up by a lane that nobody reads. */
static void KERNEL(step)(const direction *way, int hidden, int backward, const batch *texts, batch_state *in, int lanes) {
    int move = backward ? -1 : 1;
    long offset = backward ? (long)GATES * hidden : 0;
    int16_t *states = texts->states + (backward ? hidden : 0);
    for (int first = 0; first < lanes;) {
        KERNEL(lane) of[MOST_TOGETHER];
        int together = TOGETHER > 2 && lanes - first > 2 ? TOGETHER : 2;
        for (int k = 0; k < together; k++) {
            int lane = first + k < lanes ? first + k : lanes - 1, at = in->at[lane];
            of[k].unit = texts->unit[at] + offset;
            of[k].context = texts->context[at] + offset;
            of[k].before = in->state[lane];
            of[k].cell = first + k < lanes ? in->cell + (long)lane * hidden : in->spare;
            of[k].state = first + k < lanes ? states + (long)at * 2 * hidden : in->spare;
            if (in->left[lane] > 1) {
                fetch_lines(texts->unit[at + move] + offset, GATES * hidden * (int)sizeof(int16_t));
                fetch_lines(texts->context[at + move] + offset, GATES * hidden * (int)sizeof(int16_t));
            }
        }
        if (together == 2)
            KERNEL(advance)(way, hidden, of, 2);
        else
            KERNEL(advance)(way, hidden, of, TOGETHER);
        for (int k = 0; k < together && first + k < lanes; k++) in->state[first + k] = of[k].state;
        first += together;
    }
    for (int lane = 0; lane < lanes; lane++) {
        in->at[lane] += move;
        in->left[lane]--;
    }
}

/* Lanes whose sequence has ended give way to the last ones; returns how many lanes are left. */
static int KERNEL(without_ended)(batch_state *in, int hidden, int lanes) {
    for (int lane = lanes - 1; lane >= 0; lane--)
        if (!in->left[lane] && lane != --lanes) {
            memcpy(in->cell + (long)lane * hidden, in->cell + (long)lanes * hidden, sizeof(int16_t) * (size_t)hidden);
            in->state[lane] = in->state[lanes];
            in->at[lane] = in->at[lanes];
            in->left[lane] = in->left[lanes];
        }
    return lanes;
}

/* One direction over all sequences: the states of every unit. A lane takes the next sequence as soon as its own ends. */
static void KERNEL(run_direction)(const direction *way, int hidden, int backward, const batch *texts,
                                  batch_state *in) {
    int lanes = 0, next = 0;
    while (lanes || next < texts->sequences) {
        for (; lanes < LANES && next < texts->sequences; lanes++, next++) {
            in->at[lanes] = texts->begin[next] + (backward ? texts->count[next] - 1 : 0);
            in->left[lanes] = texts->count[next];
            in->state[lanes] = no_states;
            memset(in->cell + (long)lanes * hidden, 0, sizeof(int16_t) * (size_t)hidden);
        }
        KERNEL(step)(way, hidden, backward, texts, in, lanes);
        lanes = KERNEL(without_ended)(in, hidden, lanes);
    }
}

/* Scores of the tags of `count` units: bias + scale * (states · weights). */
static void KERNEL(score_states)(const int16_t *weights, float scale, const float *bias, const int16_t *states, int hidden,
                                 int count, float *score) {
    for (int first = 0; first < count; first += 2 * TOGETHER) {
        const int16_t *some[2 * TOGETHER];
        EACH(2 * TOGETHER) some[k] = states + (long)(first + k < count ? first + k : first) * 2 * hidden;
        KERNEL(sums) sum = KERNEL(products)(weights, some, 2 * TOGETHER, SLOTS / EIGHT, 2 * hidden, 0);
        EACH(2 * TOGETHER) {
            float *to = score + (long)(first + k) * SLOTS;
            if (first + k == count) break;
            for (int half = 0; half < SLOTS / EIGHT; half++)
                *(vec8 *)(to + half * EIGHT) =
                    *(const vec8 *)(bias + half * EIGHT) + KERNEL(all)(scale) * __builtin_convertvector(sum.of[k][half], vec8);
        }
    }
}

/* Sixteen numbers: one for each tag. */
typedef struct { vec8 low, high; } KERNEL(slots);

INLINE KERNEL(slots) KERNEL(slots_at)(const float *from) {
    return (KERNEL(slots)){*(const vec8 *)from, *(const vec8 *)(from + EIGHT)};
}
INLINE void KERNEL(put_slots)(float *to, KERNEL(slots) a) {
    *(vec8 *)to = a.low;
    *(vec8 *)(to + EIGHT) = a.high;
}
INLINE vec8 KERNEL(of_tag)(KERNEL(slots) a, int tag) { return KERNEL(one)(tag < EIGHT ? a.low : a.high, tag % EIGHT); }

/* For each tag the score of the best path that it follows: the greatest sum of a path's score and a transition. Odd and even
   tags apart, so that they do not wait for each other. */
INLINE KERNEL(slots) KERNEL(best_before)(KERNEL(slots) path, const float *after, const int tags) {
    KERNEL(slots) most[2];
    EACH_TAG(tags) {
        KERNEL(slots) *half = most + tag % 2;
        vec8 score = KERNEL(of_tag)(path, tag), low = score + *(const vec8 *)(after + tag * SLOTS), high = score + *(const vec8 *)(after + tag * SLOTS + EIGHT);
        half->low = tag < 2 ? low : KERNEL(most)(low, half->low);
        half->high = tag < 2 ? high : KERNEL(most)(high, half->high);
    }
    if (tags == 1) return most[0];
    return (KERNEL(slots)){KERNEL(most)(most[0].low, most[1].low), KERNEL(most)(most[0].high, most[1].high)};
}

/* The best path of tags (Viterbi). transitions holds the score of one tag after another: for each tag that follows, then for
   each that comes first, a row of SLOTS (and one more for the start), NEVER where there is no tag. `path` is room for
   count rows of 2 * SLOTS. Returns whether any tag of the path is not 0. */
INLINE int KERNEL(best_path)(const float *transitions, const float *score, int count, const int tags, float *path,
                             unsigned char *best) {
    const float *after = transitions + SLOTS * SLOTS, *start = after + SLOTS * tags;
    KERNEL(slots) now = KERNEL(slots_at)(score), then = KERNEL(slots_at)(start);
    now.low += then.low;
    now.high += then.high;
    KERNEL(put_slots)(path, now);
    for (int t = 1; t < count; t++) {
        float *row = path + (long)t * 2 * SLOTS;
        then = KERNEL(best_before)(now, after, tags);
        KERNEL(put_slots)(row + SLOTS, then);
        now = KERNEL(slots_at)(score + (long)t * SLOTS);
        now.low += then.low;
        now.high += then.high;
        KERNEL(put_slots)(row, now);
    }
    const float *last = path + (long)(count - 1) * 2 * SLOTS;
    int top = 0, any = 0;
    for (int j = 1; j < tags; j++)
        if (last[j] > last[top]) top = j;
    for (int t = count - 1; t >= 0; t--) {
        best[t] = (unsigned char)top;
        any |= top;
        if (!t) break;
        /* The first tag before that gives the greatest sum. It mostly is 0, which is not waited for. */
        const float *row = path + (long)(t - 1) * 2 * SLOTS, *before = transitions + SLOTS * top;
        float greatest = row[2 * SLOTS + SLOTS + top];
        if (row[0] + before[0] == greatest) {
            top = 0;
            continue;
        }
        vec8 sum = KERNEL(all)(greatest);
        unsigned bits = KERNEL(equal)(*(const vec8 *)row + *(const vec8 *)before, sum)
                      | KERNEL(equal)(*(const vec8 *)(row + EIGHT) + *(const vec8 *)(before + EIGHT), sum) << EIGHT;
        top = bits & ((1u << tags) - 1) ? __builtin_ctz(bits) : 0;
    }
    return any != 0;
}
static int KERNEL(viterbi)(const float *transitions, const float *score, int count, int tags, float *path,
                           unsigned char *best) {
    return tags == USUAL_TAGS ? KERNEL(best_path)(transitions, score, count, USUAL_TAGS, path, best)
                              : KERNEL(best_path)(transitions, score, count, tags, path, best);
}

/* The exponential function of numbers up to 0, eight at a time: 2^n e^r with r within half of log 2. */
INLINE vec8 KERNEL(exponential)(vec8 x) {
    x = KERNEL(most)(x, KERNEL(all)(-87.0f));
    vec8 shifted = x * KERNEL(all)(1.44269504f) + KERNEL(all)(12582912.0f), n = shifted - KERNEL(all)(12582912.0f);
    vec8 r = (x - n * KERNEL(all)(0.693359375f)) - n * KERNEL(all)(-2.12194440e-4f);
    vec8 e = 1.0f + r * (1.0f + r * (0.5f + r * (1.6666667e-1f + r * (4.1666668e-2f + r * (8.3333338e-3f + r * 1.3888889e-3f)))));
    either8 power = {shifted}, result = {e};
    result.bits += power.bits << 23;
    return result.real;
}

/* row · exp_transitions, the sums of the even and of the odd rows apart so that they do not wait for each other. */
INLINE KERNEL(slots) KERNEL(followed)(KERNEL(slots) row, const float *exp_transitions, const int tags) {
    KERNEL(slots) sum[2] = {{{0}, {0}}, {{0}, {0}}};
    EACH_TAG(tags) {
        vec8 x = KERNEL(of_tag)(row, tag);
        sum[tag % 2].low += x * *(const vec8 *)(exp_transitions + tag * SLOTS);
        sum[tag % 2].high += x * *(const vec8 *)(exp_transitions + tag * SLOTS + EIGHT);
    }
    return (KERNEL(slots)){sum[0].low + sum[1].low, sum[0].high + sum[1].high};
}

/* Sums go from unit to unit, each divided by the total of the one before, which does not have to be waited for. */
INLINE void KERNEL(multiply)(KERNEL(slots) *a, KERNEL(slots) b, float part) {
    a->low *= b.low * KERNEL(all)(part);
    a->high *= b.high * KERNEL(all)(part);
}
INLINE float KERNEL(part)(KERNEL(slots) a) { return 1 / (KERNEL(sum)(a.low + a.high) + 1e-30f); }

/* Marginal probability of the chosen tag of each unit where that is not 0, by forward and backward sums; some tag is not.
   `exp_transitions` holds the exponentials of the transitions of viterbi; `score` is overwritten, and `sums` is room for
   count rows of 2 * SLOTS. The forward and the backward sums are made side by side, as neither waits for the other. */
INLINE void KERNEL(chances)(const float *exp_transitions, float *score, int count, const int tags, const unsigned char *best,
                            float *sums, float *marginal) {
    const float *after = exp_transitions + SLOTS * SLOTS, *start = after + SLOTS * tags;
    int first = 0, last = count - 1;
    while (!best[first]) first++;
    while (!best[last]) last--;
    for (int t = 0; t < count; t++) {
        KERNEL(slots) row = KERNEL(slots_at)(score + (long)t * SLOTS);
        vec8 greatest = KERNEL(all)(KERNEL(greatest)(KERNEL(most)(row.low, row.high)));
        row.low = KERNEL(exponential)(row.low - greatest);
        row.high = KERNEL(exponential)(row.high - greatest);
        KERNEL(put_slots)(score + (long)t * SLOTS, row);
    }
    float part = 1, back_part = 1;
    KERNEL(slots) a = KERNEL(slots_at)(start), b;
    for (int j = 0; j < EIGHT; j++) {
        b.low[j] = j < tags;
        b.high[j] = j + EIGHT < tags;
    }
    for (int t = 0, u = count - 1; t <= last || u >= first; t++, u--) {
        if (t <= last) {
            if (t) a = KERNEL(followed)(a, after, tags);
            KERNEL(multiply)(&a, KERNEL(slots_at)(score + (long)t * SLOTS), part);
            KERNEL(put_slots)(sums + (long)t * 2 * SLOTS, a);
            part = KERNEL(part)(a);
        }
        if (u >= first) {
            KERNEL(put_slots)(sums + (long)u * 2 * SLOTS + SLOTS, b);
            KERNEL(slots) row = KERNEL(slots_at)(score + (long)u * SLOTS);
            KERNEL(multiply)(&row, b, back_part);
            b = KERNEL(followed)(row, exp_transitions, tags);
            back_part = KERNEL(part)(b);
        }
    }
    for (int t = first; t <= last; t++) {
        if (!best[t]) continue;
        const float *alpha = sums + (long)t * 2 * SLOTS, *beta = alpha + SLOTS;
        float total = KERNEL(sum)(*(const vec8 *)alpha * *(const vec8 *)beta
                                  + *(const vec8 *)(alpha + EIGHT) * *(const vec8 *)(beta + EIGHT));
        marginal[t] = alpha[best[t]] * beta[best[t]] / (total + 1e-30f);
    }
}
static void KERNEL(marginals)(const float *exp_transitions, float *score, int count, int tags, const unsigned char *best,
                              float *sums, float *marginal) {
    if (tags == USUAL_TAGS)
        KERNEL(chances)(exp_transitions, score, count, USUAL_TAGS, best, sums, marginal);
    else
        KERNEL(chances)(exp_transitions, score, count, tags, best, sums, marginal);
}
