/* The functions of sru_crf.h, which includes this file once for each kind of machine: KERNEL(name) is the name of a
   function there, KERNEL_AVX2 says that AVX2 may be used, and KERNEL_VNNI that there is one instruction for a sum of products
   (with vectors no wider than those of AVX2, so that no processor lowers its clock), and twice as many registers. TOGETHER is
   the number of lanes whose sums the registers have room for. */
#include "vectors.h"
#include "embeddings.h"
#include "sru.h"
#include "crf.h"
