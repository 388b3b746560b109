/* The functions of recurrent.h, which includes this file once for each kind of machine: KERNEL(name) is the name of a
   function there, and KERNEL_AVX2 says that AVX2 may be used. */

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

/* Products of one block of weights with `lanes` vectors (1 or 2) of `rows` values; vectors and sums are `rows` and `apart`
   numbers apart. */
INLINE void KERNEL(products)(const int16_t *weights, const int16_t *inputs, const int lanes, int rows, int32_t *sum,
                             long apart) {
#ifdef KERNEL_AVX2
    __m256i total[2][GATES];
    for (int lane = 0; lane < lanes; lane++)
        for (int part = 0; part < GATES; part++) total[lane][part] = _mm256_setzero_si256();
#pragma GCC unroll 2
    for (int i = 0; i < rows; i += 2, weights += 2 * BLOCK) {
        __m256i x[2];
        for (int lane = 0; lane < lanes; lane++) {
            int32_t pair;
            memcpy(&pair, inputs + (long)lane * rows + i, sizeof pair);
            x[lane] = _mm256_set1_epi32(pair);
        }
        for (int part = 0; part < GATES; part++) {
            __m256i w = _mm256_loadu_si256((const __m256i *)(weights + part * 2 * EIGHT));
            for (int lane = 0; lane < lanes; lane++)
                total[lane][part] = _mm256_add_epi32(total[lane][part], _mm256_madd_epi16(w, x[lane]));
        }
    }
    for (int lane = 0; lane < lanes; lane++)
        for (int part = 0; part < GATES; part++)
            _mm256_storeu_si256((__m256i *)(sum + lane * apart + part * EIGHT), total[lane][part]);
#else
    for (int lane = 0; lane < lanes; lane++, inputs += rows, sum += apart) {
        const int16_t *w = weights;
        int32_t total[BLOCK] = {0};
        for (int i = 0; i < rows; i += 2, w += 2 * BLOCK)
            for (int j = 0; j < BLOCK; j++)
                total[j] += (int32_t)inputs[i] * w[2 * j] + (int32_t)inputs[i + 1] * w[2 * j + 1];
        memcpy(sum, total, sizeof total);
    }
#endif
}

/* sum += scale * values */
static void KERNEL(add_row)(const int8_t *restrict values, float scale, int size, float *restrict sum) {
    for (int d = 0; d < size; d++) sum[d] += scale * (float)values[d];
}

/* Values as integers, the greatest as STATE_SCALE; returns what the greatest was. */
static float KERNEL(as_integers)(const float *values, int size, int16_t *out) {
    vec8 most = KERNEL(all)(1e-6f);
    int d = 0;
    for (; d + EIGHT <= size; d += EIGHT) {
        vec8 v = *(const vec8 *)(values + d);
        most = KERNEL(most)(KERNEL(most)(v, -v), most);
    }
    float greatest = KERNEL(greatest)(most);
    for (; d < size; d++) greatest = fabsf(values[d]) > greatest ? fabsf(values[d]) : greatest;
    float scale = STATE_SCALE / greatest;
    for (d = 0; d + EIGHT <= size; d += EIGHT)
        *(int16x8 *)(out + d) =
            __builtin_convertvector(KERNEL(rounded)(*(const vec8 *)(values + d) * KERNEL(all)(scale)), int16x8);
    for (; d < size; d++) out[d] = (int16_t)KERNEL(rounded)(KERNEL(all)(values[d] * scale))[0];
    return greatest;
}

/* out[lane] = bias + scale[lane] * (inputs of the lane · weights), halved where the gate asks for it; so is the bias. */
static void KERNEL(project)(const int16_t *weights, const int16_t *inputs, int lanes, int rows, int columns,
                            const float *scale, const float *bias, float *const *out) {
    for (int block = 0; block < columns; block += BLOCK, weights += (long)rows * BLOCK)
        for (int lane = 0; lane < lanes; lane += 2) {
            int32_t sum[2][BLOCK];
            int many = lanes - lane > 1 ? 2 : 1;
            if (many == 2) KERNEL(products)(weights, inputs + (long)lane * rows, 2, rows, sum[0], BLOCK);
            else KERNEL(products)(weights, inputs + (long)lane * rows, 1, rows, sum[0], 0);
            for (int k = 0; k < many; k++)
                for (int part = 0; part < GATES; part++) {
                    int at = block + part * EIGHT;
                    *(vec8 *)(out[lane + k] + at) =
                        *(const vec8 *)(bias + at)
                        + KERNEL(all)(scale[lane + k] * gate_scale(at)) * __builtin_convertvector(*(const int32x8 *)(sum[k] + part * EIGHT), vec8);
                }
        }
}

/* tanh as a quotient, eight at a time: x(1 + a s + b s^2) / (1 + c s + d s^2) with s = x^2, fitted to the least greatest
   error on [-4.8, 4.8], where x is clamped; below 7e-5 everywhere. */
typedef struct { vec8 over, under; } KERNEL(quotient);

INLINE KERNEL(quotient) KERNEL(tanh_near)(vec8 x) {
    x = KERNEL(most)(KERNEL(all)(-4.8f), KERNEL(least)(KERNEL(all)(4.8f), x));
    vec8 s = x * x;
    KERNEL(quotient) r;
    r.over = x * (1.0f + s * (1.0364953e-01f + s * 7.0803442e-04f));
    r.under = 1.0f + s * (4.3681318e-01f + s * 1.3194326e-02f);
    return r;
}

/* Twice the logistic function of twice x. */
INLINE KERNEL(quotient) KERNEL(logistic_near)(vec8 x) {
    KERNEL(quotient) r = KERNEL(tanh_near)(x);
    r.over += r.under;
    return r;
}

/* Gates of eight states: scaled sums of products added to the projections. */
INLINE vec8 KERNEL(gate)(int part, const int32_t *sum, float scale, const float *unit, const float *context) {
    int at = part * EIGHT;
    return *(const vec8 *)(unit + at) + *(const vec8 *)(context + at)
         + KERNEL(all)(scale * gate_scale(at)) * __builtin_convertvector(*(const int32x8 *)(sum + at), vec8);
}

/* The new cells of a lane, and then its states. One division serves both products of either: fractions are brought to one
   denominator. Divisions have loops of their own, so that no round waits for long and several are under way at once. */
INLINE void KERNEL(activate)(const int32_t *sum, float scale, int hidden, const float *unit, const float *context,
                             float *cell, float *shown, int16_t *state) {
    vec8 over[MOST_HIDDEN / EIGHT], under[MOST_HIDDEN / EIGHT];
    int eights = hidden / EIGHT;
    for (int k = 0, at = 0; k < eights; k++, at += BLOCK) {
        KERNEL(quotient) in = KERNEL(logistic_near)(KERNEL(gate)(0, sum + at, scale, unit + at, context + at));
        KERNEL(quotient) keep = KERNEL(logistic_near)(KERNEL(gate)(1, sum + at, scale, unit + at, context + at));
        KERNEL(quotient) new = KERNEL(tanh_near)(KERNEL(gate)(2, sum + at, scale, unit + at, context + at));
        over[k] = keep.over * *(vec8 *)(cell + k * EIGHT) * (in.under * new.under) + in.over * new.over * keep.under;
        under[k] = (keep.under + keep.under) * in.under * new.under;
    }
    for (int k = 0; k < eights; k++) *(vec8 *)(cell + k * EIGHT) = over[k] / under[k];
    for (int k = 0, at = 0; k < eights; k++, at += BLOCK) {
        KERNEL(quotient) let = KERNEL(logistic_near)(KERNEL(gate)(3, sum + at, scale, unit + at, context + at));
        KERNEL(quotient) out = KERNEL(tanh_near)(*(const vec8 *)(cell + k * EIGHT));
        over[k] = let.over * out.over;
        under[k] = (let.under + let.under) * out.under;
    }
    for (int k = 0; k < eights; k++) {
        vec8 s = over[k] / under[k];
        *(vec8 *)(shown + k * EIGHT) = s;
        *(int16x8 *)(state + k * EIGHT) = __builtin_convertvector(KERNEL(rounded)(s * STATE_SCALE), int16x8);
    }
}

/* score[lane] += shown[lane] · weights for `lanes` lanes (1 or 4). */
INLINE void KERNEL(add_scores)(const float *weights, const float *shown, const int lanes, int hidden, float *const *score) {
    vec8 a[4], b[4];
    for (int lane = 0; lane < lanes; lane++) {
        a[lane] = *(const vec8 *)score[lane];
        b[lane] = *(const vec8 *)(score[lane] + EIGHT);
    }
    for (int i = 0; i < hidden; i++, weights += SLOTS) {
        vec8 u = *(const vec8 *)weights, v = *(const vec8 *)(weights + EIGHT);
        for (int lane = 0; lane < lanes; lane++) {
            vec8 x = KERNEL(all)(shown[(long)lane * hidden + i]);
            a[lane] += x * u;
            b[lane] += x * v;
        }
    }
    for (int lane = 0; lane < lanes; lane++) {
        *(vec8 *)score[lane] = a[lane];
        *(vec8 *)(score[lane] + EIGHT) = b[lane];
    }
}

/* Score the states that wait, four at a time so that the sums do not wait for each other; up to 3 are left. */
static void KERNEL(score_waiting)(const direction *way, int hidden, lanes_in_hand *in) {
    for (; in->waiting >= 4; in->waiting -= 4) {
        int first = in->waiting - 4;
        KERNEL(add_scores)(way->output, in->shown + (long)first * hidden, 4, hidden, in->score + first);
    }
}

/* One step of the lanes from `lane` to `last`; `fresh` lanes begin, with states and cells of 0. */
static void KERNEL(step)(const direction *way, int hidden, long offset, int move, const passage *texts, lanes_in_hand *in,
                         int lane, int last, const int fresh, const int16_t *now, int16_t *then) {
    const float *unit[LANES], *context[LANES];
    const int16_t *weights = way->weights;
    for (int k = lane; k < last; k++) {
        unit[k] = texts->unit[in->at[k]] + offset;
        context[k] = texts->context[in->at[k]] + offset;
    }
    if (fresh) memset(in->sum, 0, sizeof(int32_t) * GATES * (size_t)hidden);
    else for (int at = 0; at < GATES * hidden; at += BLOCK, weights += (long)hidden * BLOCK)
        for (int k = lane; k < last; k += 2) {
            int32_t *sum = in->sum + (long)k * GATES * hidden + at;
            fetch_lines(unit[k] + at, BLOCK * sizeof(float));
            if (last - k == 1) {
                KERNEL(products)(weights, now + (long)k * hidden, 1, hidden, sum, 0);
                break;
            }
            fetch_lines(unit[k + 1] + at, BLOCK * sizeof(float));
            KERNEL(products)(weights, now + (long)k * hidden, 2, hidden, sum, GATES * hidden);
        }
    for (int k = lane; k < last; k++) {
        long place = (long)k * hidden;
        KERNEL(activate)(in->sum + (fresh ? 0 : place * GATES), way->scale, hidden, unit[k], context[k], in->cell + place,
                         in->shown + (long)in->waiting * hidden, then + place);
        in->score[in->waiting++] = texts->score + (long)in->at[k] * SLOTS;
        in->at[k] += move;
        in->left[k]--;
    }
    KERNEL(score_waiting)(way, hidden, in);
}

/* Lanes whose stretch has ended give way to the last ones; returns how many lanes are left. */
static int KERNEL(without_ended)(lanes_in_hand *in, int16_t *state, int hidden, int lanes) {
    for (int lane = lanes - 1; lane >= 0; lane--)
        if (!in->left[lane] && lane != --lanes) {
            memcpy(state + (long)lane * hidden, state + (long)lanes * hidden, sizeof(int16_t) * (size_t)hidden);
            memcpy(in->cell + (long)lane * hidden, in->cell + (long)lanes * hidden, sizeof(float) * (size_t)hidden);
            in->at[lane] = in->at[lanes];
            in->left[lane] = in->left[lanes];
        }
    return lanes;
}

/* One direction over all stretches: adds its part to the scores. A lane takes the next stretch as soon as its own ends. */
static void KERNEL(run_direction)(const direction *way, int hidden, int backward, const passage *texts,
                                  lanes_in_hand *in) {
    long offset = backward ? (long)GATES * hidden : 0;
    int lanes = 0, next = 0, now = 0, move = backward ? -1 : 1;
    in->waiting = 0;
    while (lanes || next < texts->stretches) {
        int first = lanes;
        while (lanes < LANES && next < texts->stretches) {
            in->at[lanes] = texts->begin[next] + (backward ? texts->count[next] - 1 : 0);
            in->left[lanes] = texts->count[next];
            next++;
            lanes++;
        }
        if (first < lanes) {
            memset(in->cell + (long)first * hidden, 0, sizeof(float) * (size_t)(lanes - first) * (size_t)hidden);
            KERNEL(step)(way, hidden, offset, move, texts, in, first, lanes, 1, NULL, in->state[now]);
            lanes = KERNEL(without_ended)(in, in->state[now], hidden, lanes);
            if (lanes < LANES && next < texts->stretches) continue;
        }
        KERNEL(step)(way, hidden, offset, move, texts, in, 0, lanes, 0, in->state[now], in->state[1 - now]);
        now = 1 - now;
        lanes = KERNEL(without_ended)(in, in->state[now], hidden, lanes);
    }
    for (int k = 0; k < in->waiting; k++)
        KERNEL(add_scores)(way->output, in->shown + (long)k * hidden, 1, hidden, in->score + k);
}

/* The best path of tags (Viterbi). chain holds the score of one tag after another: for each tag that follows, then for
   each that comes first, a row of SLOTS (and one more for the start), NEVER where there is no tag. `path` is room for
   count rows of 2 * SLOTS. Returns whether any tag of the path is not 0. */
static int KERNEL(best_path)(const float *chain, const float *score, int count, int tags, float *path,
                             unsigned char *best) {
    const float *after = chain + SLOTS * SLOTS, *start = after + SLOTS * tags;
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
        const float *now = path + (long)(t - 1) * 2 * SLOTS, *before = chain + SLOTS * top;
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

/* Marginal probability of the chosen tag of each unit, by forward and backward sums. `follows` holds the exponentials of
   the chain of best_path; `score` is overwritten, and `alpha` is room for count rows of SLOTS. */
static void KERNEL(path_chances)(const float *follows, float *score, int count, int tags, const unsigned char *best,
                                 float *alpha, float *chance) {
    const float *after = follows + SLOTS * SLOTS, *start = after + SLOTS * tags;
    for (int t = 0; t < count; t++, score += SLOTS, alpha += SLOTS) {
        vec8 u = *(const vec8 *)score, v = *(const vec8 *)(score + EIGHT);
        vec8 greatest = KERNEL(all)(KERNEL(greatest)(KERNEL(most)(u, v)));
        *(vec8 *)score = u = KERNEL(exponential)(u - greatest);
        *(vec8 *)(score + EIGHT) = v = KERNEL(exponential)(v - greatest);
        vec8 a = {0}, b = {0};
        if (!t) {
            a = *(const vec8 *)start;
            b = *(const vec8 *)(start + EIGHT);
        } else for (int i = 0; i < tags; i++) {
            vec8 x = KERNEL(all)(alpha[i - SLOTS]);
            a += x * *(const vec8 *)(after + SLOTS * i);
            b += x * *(const vec8 *)(after + SLOTS * i + EIGHT);
        }
        a *= u;
        b *= v;
        vec8 part = KERNEL(all)(1 / (KERNEL(sum)(a + b) + 1e-30f));
        *(vec8 *)alpha = a * part;
        *(vec8 *)(alpha + EIGHT) = b * part;
    }
    float beta[SLOTS];
    for (int j = 0; j < SLOTS; j++) beta[j] = j < tags;
    for (int t = count - 1; t >= 0; t--) {
        score -= SLOTS;
        alpha -= SLOTS;
        vec8 u = *(const vec8 *)beta, v = *(const vec8 *)(beta + EIGHT);
        float total = KERNEL(sum)(*(const vec8 *)alpha * u + *(const vec8 *)(alpha + EIGHT) * v);
        chance[t] = alpha[best[t]] * beta[best[t]] / (total + 1e-30f);
        *(vec8 *)score *= u;
        *(vec8 *)(score + EIGHT) *= v;
        vec8 a = {0}, b = {0};
        for (int j = 0; j < tags; j++) {
            vec8 x = KERNEL(all)(score[j]);
            a += x * *(const vec8 *)(follows + SLOTS * j);
            b += x * *(const vec8 *)(follows + SLOTS * j + EIGHT);
        }
        vec8 part = KERNEL(all)(1 / (KERNEL(sum)(a + b) + 1e-30f));
        *(vec8 *)beta = a * part;
        *(vec8 *)(beta + EIGHT) = b * part;
    }
}
