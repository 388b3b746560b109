/* The recurrence over the tokens of a sequence, of sru_crf_functions.h. */

/* The activations of sixteen sums, in parts of 32768. Both are straight lines with ends: the logistic function goes from 0 to 1
   between -2 and 2, tanh from -1 to 1 between -1 and 1. */
INLINE KERNEL(sixteen) KERNEL(logistic)(KERNEL(sixteen) x) {
    return KERNEL(positive)(KERNEL(add)(KERNEL(add)(x, x), KERNEL(sixteen_of)(16384)));
}
INLINE KERNEL(sixteen) KERNEL(hard_tanh)(KERNEL(sixteen) x) {
    x = KERNEL(add)(x, x);
    x = KERNEL(add)(x, x);
    return KERNEL(add)(x, x);
}

/* What enters the gates of a token in one direction: what the token and its context features give, and what those of the
   token before lend it. */
typedef struct { const int16_t *token, *context, *token_before, *context_before; } KERNEL(inputs);

/* What enters a gate of sixteen states, without what their cells add. */
INLINE KERNEL(sixteen) KERNEL(entering)(const KERNEL(inputs) *of, int at) {
    KERNEL(sixteen) own = KERNEL(add)(KERNEL(load)(of->token + at), KERNEL(load)(of->context + at));
    at += GATES * SIXTEEN;
    return KERNEL(add)(own, KERNEL(add)(KERNEL(load)(of->token_before + at), KERNEL(load)(of->context_before + at)));
}

/* The states of `count` tokens in one direction; a token has room for 2 * hidden of them. With the sums z, f and o that enter
   the new value and the two gates, and the cell c' of the token before:

       keep = logistic(f + peephole c'),  c = keep c' + (1 - keep) tanh(z),  state = c logistic(o + peephole c)

   A cell is a mean of new values, and so stays between -1 and 1. */
static void KERNEL(run_direction)(const int16_t *peepholes, int hidden, int backward, int count,
                                  const int16_t *const *token, const int16_t *const *context, int16_t *states) {
    long offset = backward ? 2L * GATES * hidden : 0;
    int16_t cell[MOST_HIDDEN];
    memset(cell, 0, sizeof(int16_t) * (size_t)hidden);
    KERNEL(inputs) in = {nothing, nothing, nothing, nothing};
    states += backward ? hidden : 0;
    peepholes += backward ? 2 * hidden : 0;
    for (int k = 0; k < count; k++) {
        int at = backward ? count - 1 - k : k;
        int16_t *state = states + 2L * hidden * at;
        in.token_before = in.token;
        in.context_before = in.context;
        in.token = token[at] + offset;
        in.context = context[at] + offset;
        for (int first = 0; first < hidden; first += SIXTEEN) {
            int gate = 2 * GATES * first;
            const int16_t *peephole = peepholes + 2 * first;
            KERNEL(sixteen) before = KERNEL(load)(cell + first), now;
            KERNEL(sixteen) new = KERNEL(hard_tanh)(KERNEL(entering)(&in, gate));
            KERNEL(sixteen) keep = KERNEL(logistic)(
                KERNEL(add)(KERNEL(entering)(&in, gate + SIXTEEN), KERNEL(times)(before, KERNEL(load)(peephole))));
            now = KERNEL(add)(KERNEL(times)(keep, before), KERNEL(times)(KERNEL(rest)(keep), new));
            KERNEL(store)(cell + first, now);
            KERNEL(sixteen) let = KERNEL(logistic)(
                KERNEL(add)(KERNEL(entering)(&in, gate + 2 * SIXTEEN), KERNEL(times)(now, KERNEL(load)(peephole + SIXTEEN))));
            KERNEL(store)(state + first, KERNEL(times)(let, now));
        }
    }
}
