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

INLINE float KERNEL(sum)(vec8 a) { return ((a[0] + a[1]) + (a[2] + a[3])) + ((a[4] + a[5]) + (a[6] + a[7])); }

INLINE float KERNEL(greatest)(vec8 a) {
    float most = a[0];
    for (int i = 1; i < EIGHT; i++) most = a[i] > most ? a[i] : most;
    return most;
}

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
typedef struct { int32x8 of[MOST_SUMS][MOST_SUMS]; } KERNEL(sums);

INLINE KERNEL(sums) KERNEL(products)(const int16_t *weights, const int16_t *const *inputs, const int lanes,
                                     const int vectors, int rows, int32_t first) {
    KERNEL(sums) total;
    for (int lane = 0; lane < lanes; lane++)
        for (int part = 0; part < vectors; part++)
            total.of[lane][part] = (int32x8){first, first, first, first, first, first, first, first};
#ifdef KERNEL_AVX2
#pragma GCC unroll 4
    for (int i = 0; i < rows; i += 2, weights += 2 * EIGHT * vectors) {
        __m256i x[MOST_SUMS];
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

/* A curve of 8 / 32768 of each of two times sixteen numbers. */
#ifdef KERNEL_AVX2
INLINE void KERNEL(evaluate)(const curve *of, __m256i *x, __m256i *y) {
    const __m256i middle = _mm256_set1_epi16(-32768);
    __m256i piece = _mm256_packus_epi16(_mm256_srli_epi16(*x, 12), _mm256_srli_epi16(*y, 12)), a, b;
    __m256i t = _mm256_xor_si256(_mm256_slli_epi16(*x, 4), middle), u = _mm256_xor_si256(_mm256_slli_epi16(*y, 4), middle);
    for (int k = 3; k >= 0; k--) {
        __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)of->coefficient[k].low));
        __m256i high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)of->coefficient[k].high));
        low = _mm256_shuffle_epi8(low, piece);
        high = _mm256_shuffle_epi8(high, piece);
        __m256i p = _mm256_unpacklo_epi8(low, high), q = _mm256_unpackhi_epi8(low, high);
        a = k == 3 ? p : _mm256_add_epi16(_mm256_mulhrs_epi16(a, t), p);
        b = k == 3 ? q : _mm256_add_epi16(_mm256_mulhrs_epi16(b, u), q);
    }
    *x = a;
    *y = b;
}
#else
INLINE int16x8 KERNEL(evaluated)(const curve *of, int16x8 x) {
    int16x8 place = x >> 12 & 15, t = (int16x8)(((uint16x8)x << 4) ^ 32768), sum = {0};
    for (int k = 3; k >= 0; k--) {
        int16x8 next = eight_looked_up(of->coefficient[k].low, of->coefficient[k].high, place);
        sum = k == 3 ? next : eight_sums(eight_products(sum, t), next);
    }
    return sum;
}
INLINE void KERNEL(evaluate)(const curve *of, KERNEL(sixteen) *x, KERNEL(sixteen) *y) {
    *x = (KERNEL(sixteen)){KERNEL(evaluated)(of, x->low), KERNEL(evaluated)(of, x->high)};
    *y = (KERNEL(sixteen)){KERNEL(evaluated)(of, y->low), KERNEL(evaluated)(of, y->high)};
}
#endif

/* Four times as much, as curves ask for it. */
INLINE KERNEL(sixteen) KERNEL(four_times)(KERNEL(sixteen) a) {
    a = KERNEL(add)(a, a);
    return KERNEL(add)(a, a);
}

/* What enters the gates of two lanes: their projections and the products of the states before. */
INLINE void KERNEL(enter)(const direction *way, int hidden, const int16_t *const *state, const int16_t *const *unit,
                          const int16_t *const *context, int16_t *const *gates) {
    const int16_t *weights = way->weights;
    for (int block = 0; block < GATES * hidden; block += BLOCK, weights += (long)hidden * BLOCK) {
        KERNEL(sums) sum = KERNEL(products)(weights, state, 2, GATES, hidden, 1 << way->shift >> 1);
        for (int lane = 0; lane < 2; lane++)
            for (int half = 0; half < 2; half++) {
                int at = block + half * SIXTEEN;
                KERNEL(sixteen) known = KERNEL(add)(KERNEL(load)(unit[lane] + at), KERNEL(load)(context[lane] + at));
                known = KERNEL(add)(known, KERNEL(narrow)(sum.of[lane][2 * half], sum.of[lane][2 * half + 1], way->shift));
                KERNEL(store)(gates[lane] + at, KERNEL(four_times)(known));
            }
    }
}

/* The new cells of two lanes, and then their states. The loops are apart so that no round waits for long and several are
   under way at once; the output gate is left in `gates` meanwhile. */
INLINE void KERNEL(activate)(int hidden, int16_t *const *gates, int16_t *const *cell, int16_t *const *state) {
    for (int at = 0; at < hidden; at += SIXTEEN) {
        KERNEL(sixteen) in[2], keep[2], new[2], out[2];
        for (int lane = 0; lane < 2; lane++) {
            const int16_t *from = gates[lane] + GATES * at;
            in[lane] = KERNEL(load)(from);
            keep[lane] = KERNEL(load)(from + SIXTEEN);
            new[lane] = KERNEL(load)(from + 2 * SIXTEEN);
            out[lane] = KERNEL(load)(from + 3 * SIXTEEN);
        }
        KERNEL(evaluate)(&logistic_curve, &in[0], &in[1]);
        KERNEL(evaluate)(&tanh_curve, &new[0], &new[1]);
        KERNEL(evaluate)(&logistic_curve, &keep[0], &keep[1]);
        KERNEL(evaluate)(&logistic_curve, &out[0], &out[1]);
        for (int lane = 0; lane < 2; lane++) {
            KERNEL(sixteen) more = KERNEL(times)(KERNEL(times)(in[lane], new[lane]), KERNEL(sixteen_of)(GATE_SCALE));
            in[lane] = KERNEL(add)(KERNEL(times)(keep[lane], KERNEL(load)(cell[lane] + at)), more);
        }
        for (int lane = 0; lane < 2; lane++) {
            KERNEL(store)(cell[lane] + at, in[lane]);
            KERNEL(store)(gates[lane] + at, out[lane]);
        }
    }
    for (int at = 0; at < hidden; at += SIXTEEN) {
        KERNEL(sixteen) a = KERNEL(four_times)(KERNEL(load)(cell[0] + at));
        KERNEL(sixteen) b = KERNEL(four_times)(KERNEL(load)(cell[1] + at));
        KERNEL(evaluate)(&tanh_curve, &a, &b);
        KERNEL(store)(state[0] + at, KERNEL(times)(a, KERNEL(load)(gates[0] + at)));
        KERNEL(store)(state[1] + at, KERNEL(times)(b, KERNEL(load)(gates[1] + at)));
    }
}

/* One step of all lanes, two by two; a last one without another goes twice. */
static void KERNEL(step)(const direction *way, int hidden, int backward, const batch *texts, batch_state *in, int lanes) {
    int move = backward ? -1 : 1;
    long offset = backward ? (long)GATES * hidden : 0;
    int16_t *states = texts->states + (backward ? hidden : 0);
    for (int first = 0; first < lanes; first += 2) {
        const int16_t *unit[2], *context[2], *before[2];
        int16_t *gates[2];
        for (int k = 0; k < 2; k++) {
            int lane = first + k < lanes ? first + k : first, at = in->at[lane];
            unit[k] = texts->unit[at] + offset;
            context[k] = texts->context[at] + offset;
            before[k] = in->state[lane];
            gates[k] = in->gates + (long)lane * GATES * hidden;
            if (in->left[lane] > 1) fetch_lines(texts->unit[at + move] + offset, GATES * hidden * (int)sizeof(int16_t));
        }
        KERNEL(enter)(way, hidden, before, unit, context, gates);
    }
    for (int first = 0; first < lanes; first += 2) {
        int16_t *gates[2], *cell[2], *state[2];
        for (int k = 0; k < 2; k++) {
            int lane = first + k < lanes ? first + k : first;
            gates[k] = in->gates + (long)lane * GATES * hidden;
            cell[k] = in->cell + (long)lane * hidden;
            state[k] = states + (long)in->at[lane] * 2 * hidden;
        }
        KERNEL(activate)(hidden, gates, cell, state);
        for (int k = 0; k < 2 && first + k < lanes; k++) in->state[first + k] = state[k];
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

/* Scores of the tags of `count` units: bias + scale * (states · weights), four units at a time. */
static void KERNEL(score_states)(const int16_t *weights, float scale, const float *bias, const int16_t *states, int hidden,
                                 int count, float *score) {
    for (int first = 0; first < count; first += 4) {
        const int16_t *four[4];
        for (int k = 0; k < 4; k++) four[k] = states + (long)(first + k < count ? first + k : first) * 2 * hidden;
        KERNEL(sums) sum = KERNEL(products)(weights, four, 4, SLOTS / EIGHT, 2 * hidden, 0);
        for (int k = 0; k < 4 && first + k < count; k++)
            for (int half = 0; half < SLOTS / EIGHT; half++)
                *(vec8 *)(score + (long)(first + k) * SLOTS + half * EIGHT) =
                    *(const vec8 *)(bias + half * EIGHT)
                    + KERNEL(all)(scale) * __builtin_convertvector(sum.of[k][half], vec8);
    }
}

/* The best path of tags (Viterbi). transitions holds the score of one tag after another: for each tag
   that follows, then for
   each that comes first, a row of SLOTS (and one more for the start), NEVER where there is no tag. `path` is room for
   count rows of 2 * SLOTS. Returns whether any tag of the path is not 0. */
static int KERNEL(viterbi)(const float *transitions, const float *score, int count, int tags, float *path,
                             unsigned char *best) {
    const float *after = transitions + SLOTS * SLOTS, *start = after + SLOTS * tags;
    for (int half = 0; half < SLOTS; half += EIGHT)
        *(vec8 *)(path + half) = *(const vec8 *)(score + half) + *(const vec8 *)(start + half);
    for (int t = 1; t < count; t++) {
        const float *now = path + (long)(t - 1) * 2 * SLOTS;
        float *then = path + (long)t * 2 * SLOTS;
        vec8 a = KERNEL(all)(now[0]) + *(const vec8 *)after, b = KERNEL(all)(now[0]) + *(const vec8 *)(after + EIGHT);
        for (int i = 1; i < tags; i++) {
            vec8 x = KERNEL(all)(now[i]);
            a = KERNEL(most)(x + *(const vec8 *)(after + SLOTS * i), a);
            b = KERNEL(most)(x + *(const vec8 *)(after + SLOTS * i + EIGHT), b);
        }
        *(vec8 *)(then + SLOTS) = a;
        *(vec8 *)(then + SLOTS + EIGHT) = b;
        *(vec8 *)then = a + *(const vec8 *)(score + (long)t * SLOTS);
        *(vec8 *)(then + EIGHT) = b + *(const vec8 *)(score + (long)t * SLOTS + EIGHT);
    }
    const float *last = path + (long)(count - 1) * 2 * SLOTS;
    int top = 0, any = 0;
    for (int j = 1; j < tags; j++)
        if (last[j] > last[top]) top = j;
    for (int t = count - 1; t >= 0; t--) {
        best[t] = (unsigned char)top;
        any |= top;
        if (!t) break;
        /* The first tag before that gives the greatest sum. */
        const float *now = path + (long)(t - 1) * 2 * SLOTS, *before = transitions + SLOTS * top;
        vec8 sum = KERNEL(all)(now[2 * SLOTS + SLOTS + top]);
        unsigned bits = KERNEL(equal)(*(const vec8 *)now + *(const vec8 *)before, sum)
                      | KERNEL(equal)(*(const vec8 *)(now + EIGHT) + *(const vec8 *)(before + EIGHT), sum) << EIGHT;
        top = bits & ((1u << tags) - 1) ? __builtin_ctz(bits) : 0;
    }
    return any != 0;
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
typedef struct { vec8 low, high; } KERNEL(slots);

INLINE KERNEL(slots) KERNEL(followed)(const float *row, const float *exp_transitions, int tags) {
    KERNEL(slots) even = {{0}, {0}}, odd = {{0}, {0}};
    for (int i = 0; i < tags; i++, exp_transitions += SLOTS) {
        vec8 x = KERNEL(all)(row[i]);
        vec8 low = x * *(const vec8 *)exp_transitions, high = x * *(const vec8 *)(exp_transitions + EIGHT);
        if (i % 2) {
            odd.low += low;
            odd.high += high;
        } else {
            even.low += low;
            even.high += high;
        }
    }
    even.low += odd.low;
    even.high += odd.high;
    return even;
}

/* Marginal probability of the chosen tag of each unit where that is not 0, by forward and backward sums; some tag is not.
   `exp_transitions` holds the exponentials of the transitions of viterbi; `score` is overwritten, and `alpha` is room for
   count rows
   of SLOTS. Each sum is divided by the total of the one before, which does not have to be waited for. */
static void KERNEL(marginals)(const float *exp_transitions, float *score, int count, int tags, const unsigned char *best,
                                 float *alpha, float *marginal) {
    const float *after = exp_transitions + SLOTS * SLOTS, *start = after + SLOTS * tags;
    int first = 0, last = count - 1;
    while (!best[first]) first++;
    while (!best[last]) last--;
    float part = 1;
    for (int t = 0; t < count; t++) {
        float *row = score + (long)t * SLOTS, *sums = alpha + (long)t * SLOTS;
        vec8 u = *(const vec8 *)row, v = *(const vec8 *)(row + EIGHT);
        vec8 greatest = KERNEL(all)(KERNEL(greatest)(KERNEL(most)(u, v)));
        *(vec8 *)row = u = KERNEL(exponential)(u - greatest);
        *(vec8 *)(row + EIGHT) = v = KERNEL(exponential)(v - greatest);
        if (t > last) continue;
        KERNEL(slots) a = {*(const vec8 *)start, *(const vec8 *)(start + EIGHT)};
        if (t) a = KERNEL(followed)(sums - SLOTS, after, tags);
        *(vec8 *)sums = a.low *= u * KERNEL(all)(part);
        *(vec8 *)(sums + EIGHT) = a.high *= v * KERNEL(all)(part);
        part = 1 / (KERNEL(sum)(a.low + a.high) + 1e-30f);
    }
    float beta[SLOTS];
    for (int j = 0; j < SLOTS; j++) beta[j] = j < tags;
    part = 1;
    for (int t = count - 1; t >= first; t--) {
        float *row = score + (long)t * SLOTS;
        const float *sums = alpha + (long)t * SLOTS;
        vec8 u = *(const vec8 *)beta, v = *(const vec8 *)(beta + EIGHT);
        if (best[t]) {
            float total = KERNEL(sum)(*(const vec8 *)sums * u + *(const vec8 *)(sums + EIGHT) * v);
            marginal[t] = sums[best[t]] * beta[best[t]] / (total + 1e-30f);
        }
        *(vec8 *)row *= u * KERNEL(all)(part);
        *(vec8 *)(row + EIGHT) *= v * KERNEL(all)(part);
        KERNEL(slots) b = KERNEL(followed)(row, exp_transitions, tags);
        part = 1 / (KERNEL(sum)(b.low + b.high) + 1e-30f);
        *(vec8 *)beta = b.low;
        *(vec8 *)(beta + EIGHT) = b.high;
    }
}
