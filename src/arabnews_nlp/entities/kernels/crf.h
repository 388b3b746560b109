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

/* A number for each tag: O and those that begin a name, and those inside one. */
typedef struct { vec8 outer, inner; } KERNEL(slots);

INLINE KERNEL(slots) KERNEL(slots_at)(const float *from) {
    return (KERNEL(slots)){*(const vec8 *)from, *(const vec8 *)(from + EIGHT)};
}
INLINE void KERNEL(put_slots)(float *to, KERNEL(slots) a) {
    *(vec8 *)to = a.outer;
    *(vec8 *)(to + EIGHT) = a.inner;
}
INLINE vec8 KERNEL(row)(const float (*of)[EIGHT], int tag) { return *(const vec8 *)of[tag]; }

/* For each tag the score of the best path that it follows: the greatest sum of a path's score and a transition. Paths that
   end outside and inside a name apart, so that they do not wait for each other. */
INLINE KERNEL(slots) KERNEL(best_before)(KERNEL(slots) path, const transitions *of, const int labels) {
    vec8 outer = KERNEL(one)(path.outer, 0) + KERNEL(row)(of->outer_outer, 0), inner = KERNEL(all)(NEVER);
    EACH_LABEL(labels) {
        outer = KERNEL(most)(KERNEL(one)(path.outer, label) + KERNEL(row)(of->outer_outer, label), outer);
        inner = KERNEL(most)(KERNEL(one)(path.inner, label) + KERNEL(row)(of->inner_outer, label), inner);
    }
    vec8 begun = path.outer + *(const vec8 *)of->outer_inner, inside = path.inner + *(const vec8 *)of->inner_inner;
    return (KERNEL(slots)){KERNEL(most)(outer, inner), KERNEL(most)(begun, inside)};
}

/* The slot before one on the best path: the first whose score and transition make the score of the best path to it. Before
   most is O, which is not waited for. */
INLINE int KERNEL(slot_before)(const transitions *of, const float *path, int slot, float greatest, const int labels) {
    if (slot >= EIGHT) return path[slot - EIGHT] + of->outer_inner[slot - EIGHT] == greatest ? slot - EIGHT : slot;
    if (path[0] + of->before_outer[slot][0] == greatest) return 0;
    vec8 sum = KERNEL(all)(greatest);
    unsigned bits = KERNEL(equal)(*(const vec8 *)path + *(const vec8 *)of->before_outer[slot], sum)
                  | KERNEL(equal)(*(const vec8 *)(path + EIGHT) + *(const vec8 *)(of->before_outer[slot] + EIGHT), sum) << EIGHT;
    bits &= ((2u << labels) - 1) * 0x101 - 0x100;
    return bits ? __builtin_ctz(bits) : 0;
}

/* The best path of tags (Viterbi). `path` is room for count rows of 2 * SLOTS. Returns whether any tag of it is not O. */
INLINE int KERNEL(best_path)(const transitions *of, const float *score, int count, const int labels, float *path,
                             unsigned char *best) {
    KERNEL(slots) now = KERNEL(slots_at)(score), then;
    now.outer += *(const vec8 *)of->start;
    now.inner = KERNEL(all)(NEVER);
    KERNEL(put_slots)(path, now);
    for (int t = 1; t < count; t++) {
        float *row = path + (long)t * 2 * SLOTS;
        then = KERNEL(best_before)(now, of, labels);
        KERNEL(put_slots)(row + SLOTS, then);
        now = KERNEL(slots_at)(score + (long)t * SLOTS);
        now.outer += then.outer;
        now.inner += then.inner;
        KERNEL(put_slots)(row, now);
    }
    const float *row = path + (long)(count - 1) * 2 * SLOTS;
    int slot = 0, any = 0;
    for (int j = 1; j < SLOTS; j++)
        if (is_slot(j, labels) && row[j] > row[slot]) slot = j;
    for (int t = count - 1;; t--, row -= 2 * SLOTS) {
        best[t] = (unsigned char)tag_of_slot(slot);
        any |= slot;
        if (!t) return any != 0;
        slot = KERNEL(slot_before)(of, row - 2 * SLOTS, slot, row[SLOTS + slot], labels);
    }
}
static int KERNEL(viterbi)(const transitions *of, const float *score, int count, int labels, float *path, unsigned char *best) {
#ifdef KERNEL_AVX2
    if (labels == USUAL_LABELS) return KERNEL(best_path)(of, score, count, USUAL_LABELS, path, best);
#endif
    return KERNEL(best_path)(of, score, count, labels, path, best);
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

/* Sums over the tags before, and over those after; what ends or begins outside and inside a name apart. */
INLINE KERNEL(slots) KERNEL(followed)(KERNEL(slots) a, const transitions *exps, const int labels) {
    vec8 outer = KERNEL(one)(a.outer, 0) * KERNEL(row)(exps->outer_outer, 0), inner = KERNEL(all)(0);
    EACH_LABEL(labels) {
        outer += KERNEL(one)(a.outer, label) * KERNEL(row)(exps->outer_outer, label);
        inner += KERNEL(one)(a.inner, label) * KERNEL(row)(exps->inner_outer, label);
    }
    return (KERNEL(slots)){outer + inner,
                           a.outer * *(const vec8 *)exps->outer_inner + a.inner * *(const vec8 *)exps->inner_inner};
}
INLINE KERNEL(slots) KERNEL(preceded)(KERNEL(slots) b, const transitions *exps, const int labels) {
    KERNEL(slots) sum = {b.inner * *(const vec8 *)exps->outer_inner, b.inner * *(const vec8 *)exps->inner_inner};
    vec8 x = KERNEL(one)(b.outer, 0);
    KERNEL(slots) more = {x * *(const vec8 *)exps->before_outer[0], x * *(const vec8 *)(exps->before_outer[0] + EIGHT)};
    EACH_LABEL(labels) {
        KERNEL(slots) *half = label % 2 ? &sum : &more;
        x = KERNEL(one)(b.outer, label);
        half->outer += x * *(const vec8 *)exps->before_outer[label];
        half->inner += x * *(const vec8 *)(exps->before_outer[label] + EIGHT);
    }
    return (KERNEL(slots)){sum.outer + more.outer, sum.inner + more.inner};
}

/* Sums go from token to token, each divided by the total of the one before, which does not have to be waited for. */
INLINE void KERNEL(multiply)(KERNEL(slots) *a, KERNEL(slots) b, float part) {
    a->outer *= b.outer * KERNEL(all)(part);
    a->inner *= b.inner * KERNEL(all)(part);
}
INLINE float KERNEL(part)(KERNEL(slots) a) { return 1 / (KERNEL(sum)(a.outer + a.inner) + 1e-30f); }

/* Marginal probability of the chosen tag of each token where that is not O, by forward and backward sums; some tag is not.
   `exps` holds the exponentials of the transitions of viterbi; `score` is overwritten, and `sums` is room for count rows of
   2 * SLOTS. The forward and the backward sums are made side by side, as neither waits for the other. */
INLINE void KERNEL(chances)(const transitions *exps, float *score, int count, const int labels, const unsigned char *best,
                            float *sums, float *marginal) {
    int first = 0, last = count - 1;
    while (!best[first]) first++;
    while (!best[last]) last--;
    for (int t = 0; t < count; t++) {
        KERNEL(slots) row = KERNEL(slots_at)(score + (long)t * SLOTS);
        vec8 greatest = KERNEL(all)(KERNEL(greatest)(KERNEL(most)(row.outer, row.inner)));
        row.outer = KERNEL(exponential)(row.outer - greatest);
        row.inner = KERNEL(exponential)(row.inner - greatest);
        KERNEL(put_slots)(score + (long)t * SLOTS, row);
    }
    float part = 1, back_part = 1;
    KERNEL(slots) a = {*(const vec8 *)exps->start, KERNEL(all)(0)}, b = {KERNEL(all)(1), KERNEL(all)(1)};
    for (int t = 0, u = count - 1; t <= last || u >= first; t++, u--) {
        if (t <= last) {
            if (t) a = KERNEL(followed)(a, exps, labels);
            KERNEL(multiply)(&a, KERNEL(slots_at)(score + (long)t * SLOTS), part);
            KERNEL(put_slots)(sums + (long)t * 2 * SLOTS, a);
            part = KERNEL(part)(a);
        }
        if (u >= first) {
            KERNEL(put_slots)(sums + (long)u * 2 * SLOTS + SLOTS, b);
            KERNEL(slots) row = KERNEL(slots_at)(score + (long)u * SLOTS);
            KERNEL(multiply)(&row, b, back_part);
            b = KERNEL(preceded)(row, exps, labels);
            back_part = KERNEL(part)(b);
        }
    }
    for (int t = first; t <= last; t++) {
        if (!best[t]) continue;
        const float *alpha = sums + (long)t * 2 * SLOTS, *beta = alpha + SLOTS;
        float total = KERNEL(sum)(*(const vec8 *)alpha * *(const vec8 *)beta
                                  + *(const vec8 *)(alpha + EIGHT) * *(const vec8 *)(beta + EIGHT));
        int slot = slot_of_tag(best[t]);
        marginal[t] = alpha[slot] * beta[slot] / (total + 1e-30f);
    }
}
static void KERNEL(marginals)(const transitions *exps, float *score, int count, int labels, const unsigned char *best,
                              float *sums, float *marginal) {
#ifdef KERNEL_AVX2
    if (labels == USUAL_LABELS) {
        KERNEL(chances)(exps, score, count, USUAL_LABELS, best, sums, marginal);
        return;
    }
#endif
    KERNEL(chances)(exps, score, count, labels, best, sums, marginal);
}
