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
        for (int first = 0; first < lanes; first += TOGETHER) {
            const int16_t *some[TOGETHER];
            EACH(TOGETHER) some[k] = inputs + (long)(first + k < lanes ? first + k : first) * rows;
            KERNEL(sums) sum = KERNEL(products)(weights, some, TOGETHER, BLOCK / EIGHT, rows);
            EACH(TOGETHER) {
                if (first + k == lanes) break;
                for (int part = 0; part < BLOCK / EIGHT; part += 2) {
                    int at = block + part * EIGHT;
                    int32x8 half[2];
                    for (int h = 0; h < 2; h++)
                        half[h] = KERNEL(as_steps)(*(const vec8 *)(bias + at + h * EIGHT) + KERNEL(all)(scale[first + k])
                                                   * __builtin_convertvector(sum.of[k][part + h], vec8));
                    KERNEL(store)(out[first + k] + at, KERNEL(narrow)(half[0], half[1]));
                }
            }
        }
}
