/* Scores of the tags, the best path, and the chances of its tags, of sru_crf_functions.h. */

/* Scores of the tags of `count` tokens: bias + scale * (states · weights). */
static void KERNEL(score_states)(const int16_t *weights, float scale, const float *bias, const int16_t *states, int hidden,
                                 int count, float *score) {
    for (int first = 0; first < count; first += 2 * TOGETHER) {
        const int16_t *some[2 * TOGETHER];
        EACH(2 * TOGETHER) some[k] = states + (long)(first + k < count ? first + k : first) * 2 * hidden;
        KERNEL(sums) sum = KERNEL(products)(weights, some, 2 * TOGETHER, SLOTS / EIGHT, 2 * hidden);
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
#ifdef KERNEL_AVX2
    if (tags == USUAL_TAGS) return KERNEL(best_path)(transitions, score, count, USUAL_TAGS, path, best);
#endif
    return KERNEL(best_path)(transitions, score, count, tags, path, best);
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

/* Sums go from token to token, each divided by the total of the one before, which does not have to be waited for. */
INLINE void KERNEL(multiply)(KERNEL(slots) *a, KERNEL(slots) b, float part) {
    a->low *= b.low * KERNEL(all)(part);
    a->high *= b.high * KERNEL(all)(part);
}
INLINE float KERNEL(part)(KERNEL(slots) a) { return 1 / (KERNEL(sum)(a.low + a.high) + 1e-30f); }

/* Marginal probability of the chosen tag of each token where that is not 0, by forward and backward sums; some tag is not.
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
#ifdef KERNEL_AVX2
    if (tags == USUAL_TAGS) {
        KERNEL(chances)(exp_transitions, score, count, USUAL_TAGS, best, sums, marginal);
        return;
    }
#endif
    KERNEL(chances)(exp_transitions, score, count, tags, best, sums, marginal);
}
