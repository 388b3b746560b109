#!/bin/sh
# Builds the core with AddressSanitizer and UndefinedBehaviorSanitizer in build/sanitized, then runs under it the core's
# tests, generated strings, and damaged models. Stops at the first fault.
# usage: tools/sanitize.sh [PYTHON] [STRINGS] [SEED]
set -eu
cd "$(dirname "$0")/.."
PYTHON=$(command -v "${1:-python3}")
STRINGS=${2:-20000}
SEED=${3:-1}
BUILD=build/sanitized
mkdir -p "$BUILD/src"
# Only what changed is copied, so that a second run compiles only what changed.
for source in src/arabnews_nlp tests fuzz seeds tools setup.py pyproject.toml README.md LICENSE LICENSES NOTICE; do
    find "$source" -type f ! -name '*.so' ! -name '*.pyc' -exec sh -c '
        for file; do
            cmp -s "$file" "$0/$file" || { mkdir -p "$0/$(dirname "$file")"; cp "$file" "$0/$file"; }
        done' "$BUILD" {} +
done
(cd "$BUILD" && find src tests fuzz tools -type f ! -name '*.so' ! -name '*.pyc') | while read -r file; do
    [ -e "$file" ] || rm "$BUILD/$file"
done
cd "$BUILD"
CFLAGS="-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -O1 -g" \
    "$PYTHON" setup.py -q build_ext --inplace
# PYTHONMALLOC=malloc puts every string into a block of its own, so that a read past its end is seen.
run() {
    env LD_PRELOAD="$(gcc -print-file-name=libasan.so):$(gcc -print-file-name=libubsan.so)" \
        ASAN_OPTIONS=detect_leaks=0:halt_on_error=1:allocator_may_return_null=1 \
        UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 \
        PYTHONMALLOC=malloc PYTHONPATH=src:. OMP_NUM_THREADS=1 "$PYTHON" "$@"
}
# With --capture=sys the report of a fault is not swallowed.
run -m pytest -q --capture=sys -p no:cacheprovider tests/normalization tests/segmentation tests/numbers tests/names tests/entities \
    tests/transliteration tests/document tests/serialization \
    -k "not linear and not memory and not load and not light and not time and not camel and not oracle and not once"
run -m fuzz --target core --count "$STRINGS" --seed "$SEED"
run -m fuzz --target models --count 300 --seed "$SEED"
