"""Compiles the Cython modules, each beside the Python of its feature, and makes the text of the index page.

All other metadata is in pyproject.toml. ``ARABNEWS_URL``, the address of the repository, is set where a release is
built: links of the README become absolute with it, and the index shows it. Without it, links into the repository are
left out.
``ARABNEWS_CHECKS=1`` builds with bounds checked, for finding a fault in the compiled code. Modules are compiled side by
side, as many as ``ARABNEWS_JOBS`` says (all processors where it is not set).
"""

import os
import sys
from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup

sys.path.append(str(Path(__file__).parent / "tools"))
from index_page import index_page, urls

if sys.platform == "win32":
    sys.exit(
        "arabnews-nlp is not available for Windows yet: its compiled core is written for GCC and Clang and was never "
        "tested there. It runs under WSL (Windows Subsystem for Linux), on Linux and on macOS."
    )

ROOT = Path("src")
URL = os.environ.get("ARABNEWS_URL", "").rstrip("/")
KERNELS = ROOT / "arabnews_nlp" / "entities" / "kernels"
CHECKS = os.environ.get("ARABNEWS_CHECKS") == "1"
JOBS = int(os.environ.get("ARABNEWS_JOBS") or os.cpu_count() or 1)
# What Cython needs in every module, compiled once: without it the wheel is half a megabyte larger.
SHARED = "arabnews_nlp._core._cyutility"
# Symbols are a third of the wheel; a build for finding faults keeps them.
STRIP = sys.platform == "linux" and not CHECKS and "-fsanitize" not in os.environ.get("CFLAGS", "")
LINK = ["-Wl,-s"] if STRIP else []


def extension(source: Path) -> Extension:
    """The module of a source, named by its place; Cython does not see what a header includes, so all are named."""
    headers = sorted(map(str, KERNELS.glob("*.h"))) if source.parent == KERNELS.parent else []
    return Extension(
        ".".join(source.relative_to(ROOT).with_suffix("").parts),
        [str(source)],
        include_dirs=[str(KERNELS)] if headers else [],
        depends=headers,
        extra_compile_args=["-O3", "-ffp-contract=off"],
        extra_link_args=LINK,
    )


setup(
    long_description=index_page(Path("README.md").read_text("utf-8"), URL),
    long_description_content_type="text/markdown",
    project_urls=urls(URL),
    ext_modules=cythonize(
        [
            *(extension(source) for source in sorted(ROOT.rglob("*.pyx"))),
            Extension(SHARED, [str(ROOT.joinpath(*SHARED.split(".")).with_suffix(".c"))], extra_link_args=LINK),
        ],
        shared_utility_qualified_name=SHARED,
        # A module that counts from the end of a list, or divides as C does, says so in its first line.
        compiler_directives={
            "language_level": "3",
            "embedsignature": True,
            "freethreading_compatible": True,
            "boundscheck": CHECKS,
            "initializedcheck": CHECKS,
            "wraparound": False,
        },
        build_dir="build/cython",
        nthreads=JOBS,
    ),
    options={"build_ext": {"parallel": JOBS}},
)
