/* Embeddings as sums of rows, and what they and the context features give to the gates, of sru_crf_functions.h. */

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

/* Values as bytes, the greatest as EMBEDDING_SCALE, and zeros up to a number of fours; returns what the greatest was. */
static float KERNEL(as_bytes)(const float *values, int size, int8_t *out) {
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
        *(int8x8 *)(out + d) =
            __builtin_convertvector(KERNEL(rounded)(*(const vec8 *)(values + d) * KERNEL(all)(scale)), int8x8);
    for (; d < padded(size); d++) out[d] = d < size ? (int8_t)KERNEL(rounded)(KERNEL(all)(values[d] * scale))[0] : 0;
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

/* out[lane] = bias + scale[lane] * steps * (inputs of the lane · weights), in steps; `size` is a number of fours. */
static void KERNEL(project)(const int8_t *weights, const int32_t *offsets, const float *steps, const float *bias,
                            const int8_t *inputs, const float *scale, int lanes, int size, int columns, int16_t *const *out) {
    for (int at = 0; at < columns; at += AT_A_TIME)
        for (int first = 0; first < lanes; first += TOGETHER) {
            const int8_t *some[TOGETHER];
            EACH(TOGETHER) some[k] = inputs + (long)(first + k < lanes ? first + k : first) * size;
            const int8_t *block = weights + (long)(at - at % BLOCK) * size + at % BLOCK * 4;
            KERNEL(sums) sum = KERNEL(byte_products)(block, offsets + at, some, TOGETHER, AT_A_TIME / EIGHT, size);
            EACH(TOGETHER) {
                if (first + k == lanes) break;
                for (int part = 0; part < AT_A_TIME / EIGHT; part += 2) {
                    int32x8 half[2];
                    for (int h = 0; h < 2; h++) {
                        int from = at + (part + h) * EIGHT;
                        vec8 product = *(const vec8 *)(steps + from) * __builtin_convertvector(sum.of[k][part + h], vec8);
                        half[h] = KERNEL(as_steps)(*(const vec8 *)(bias + from) + KERNEL(all)(scale[first + k]) * product);
                    }
                    KERNEL(store)(out[first + k] + at + part * EIGHT, KERNEL(narrow)(half[0], half[1]));
                }
            }
        }
}
