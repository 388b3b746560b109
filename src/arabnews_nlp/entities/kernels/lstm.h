/* The LSTM over sequences side by side, of lstm_crf_functions.h. */

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
    const int16_t *token, *context, *before;
    int16_t *cell, *state;
} KERNEL(lane);

/* A lane at a token, whose cells and states are to be written; the rows of the token that it goes on to are fetched. */
INLINE KERNEL(lane) KERNEL(lane_at)(const batch *texts, int hidden, int backward, int at, int left, int16_t *cell) {
    long size = (long)GATES * hidden, offset = backward ? size : 0;
    if (left > 1) {
        int next = at + (backward ? -1 : 1);
        fetch_lines(texts->token[next] + offset, (int)(size * (long)sizeof(int16_t)));
        fetch_lines(texts->context[next] + offset, (int)(size * (long)sizeof(int16_t)));
    }
    return (KERNEL(lane)){texts->token[at] + offset, texts->context[at] + offset, 0, cell,
                          texts->states + (2L * at + (backward ? 1 : 0)) * hidden};
}

/* What enters a gate of sixteen states: what is known of the token, and the products of the states before. */
INLINE KERNEL(sixteen) KERNEL(gate)(const KERNEL(lane) *lane, int output, KERNEL(sixteen) products) {
    KERNEL(sixteen) known = KERNEL(add)(KERNEL(load)(lane->token + output), KERNEL(load)(lane->context + output));
    return KERNEL(four_times)(KERNEL(add)(known, products));
}

/* Two gates of sixteen states that begin at an output, of each lane. */
INLINE void KERNEL(enter)(const direction *way, int hidden, const KERNEL(lane) *lane, const int lanes, int output,
                          KERNEL(sixteen) *first, KERNEL(sixteen) *second) {
    const int16_t *before[MOST_TOGETHER];
    EACH(lanes) before[k] = lane[k].before;
    KERNEL(sums) sum =
        KERNEL(products)(way->weights + (long)hidden * output, before, lanes, GATES, hidden, 1 << way->shift >> 1);
    EACH(lanes) {
        first[k] = KERNEL(gate)(lane + k, output, KERNEL(narrow)(sum.of[k][0], sum.of[k][1], way->shift));
        second[k] = KERNEL(gate)(lane + k, output + SIXTEEN, KERNEL(narrow)(sum.of[k][2], sum.of[k][3], way->shift));
    }
}

/* Input gate times new values, as parts of a cell. */
INLINE KERNEL(sixteen) KERNEL(taken_in)(KERNEL(sixteen) in, KERNEL(sixteen) new) {
    return KERNEL(times)(KERNEL(times)(in, new), KERNEL(sixteen_of)(GATE_SCALE));
}

/* The cells and states of the tokens that some lanes are at. Sixteen states go at a time, so that the products of the next
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
            new[k] = KERNEL(add)(keep[k], KERNEL(taken_in)(in[k], new[k]));
            KERNEL(store)(lane[k].cell + at, new[k]);
            new[k] = KERNEL(four_times)(new[k]);
        }
        KERNEL(evaluate)(&logistic_curve, out, lanes);
        KERNEL(evaluate)(&tanh_curve, new, lanes);
        EACH(lanes) KERNEL(store)(lane[k].state + at, KERNEL(times)(new[k], out[k]));
    }
}

/* The cells and states of the first token of a sequence, before which there is nothing to multiply or to keep. */
static void KERNEL(begin)(int hidden, const KERNEL(lane) *lane) {
    for (int at = 0; at < hidden; at += SIXTEEN) {
        KERNEL(sixteen) none = KERNEL(sixteen_of)(0), cell[2] = {none, none};
        KERNEL(sixteen) in_out[2] = {KERNEL(gate)(lane, GATES * at, none), KERNEL(gate)(lane, GATES * at + 3 * SIXTEEN, none)};
        KERNEL(sixteen) new[2] = {KERNEL(gate)(lane, GATES * at + 2 * SIXTEEN, none), none};
        KERNEL(evaluate)(&logistic_curve, in_out, 2);
        KERNEL(evaluate)(&tanh_curve, new, 2);
        new[0] = KERNEL(taken_in)(in_out[0], new[0]);
        KERNEL(store)(lane->cell + at, new[0]);
        cell[0] = KERNEL(four_times)(new[0]);
        KERNEL(evaluate)(&tanh_curve, cell, 2);
        KERNEL(store)(lane->state + at, KERNEL(times)(cell[0], in_out[1]));
    }
}

/* One step of all lanes, some at a time; what is missing in the last ones is made up by a lane that nobody reads. */
static void KERNEL(step)(const direction *way, int hidden, int backward, const batch *texts, batch_state *in, int lanes) {
    for (int first = 0, together; first < lanes; first += together) {
        KERNEL(lane) of[TOGETHER];
        together = lanes - first > 2 ? TOGETHER : 2;
        for (int k = 0; k < together; k++) {
            int lane = first + k < lanes ? first + k : lanes - 1;
            of[k] = KERNEL(lane_at)(texts, hidden, backward, in->at[lane], in->left[lane], in->cell + (long)lane * hidden);
            of[k].before = in->state[lane];
            if (first + k >= lanes) of[k].cell = of[k].state = in->spare;
        }
        if (together == 2)
            KERNEL(advance)(way, hidden, of, 2);
        else
            KERNEL(advance)(way, hidden, of, TOGETHER);
        for (int k = 0; k < together && first + k < lanes; k++) in->state[first + k] = of[k].state;
    }
    for (int lane = 0; lane < lanes; lane++) {
        in->at[lane] += backward ? -1 : 1;
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

/* One direction over all sequences: the states of every token. A lane takes the next sequence as soon as its own ends. */
static void KERNEL(run_direction)(const direction *way, int hidden, int backward, const batch *texts,
                                  batch_state *in) {
    int lanes = 0, next = 0;
    while (lanes || next < texts->sequences) {
        for (; lanes < LANES && next < texts->sequences; next++) {
            int count = texts->count[next], at = texts->begin[next] + (backward ? count - 1 : 0);
            KERNEL(lane) first = KERNEL(lane_at)(texts, hidden, backward, at, count, in->cell + (long)lanes * hidden);
            KERNEL(begin)(hidden, &first);
            in->state[lanes] = first.state;
            in->at[lanes] = at + (backward ? -1 : 1);
            in->left[lanes] = count - 1;
            lanes += count > 1;
        }
        KERNEL(step)(way, hidden, backward, texts, in, lanes);
        lanes = KERNEL(without_ended)(in, hidden, lanes);
    }
}
