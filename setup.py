"""Compiles every Cython module of the core; all other metadata is in pyproject.toml."""

from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup

SOURCES = sorted(Path("src/arabnews_nlp/_core").glob("*.pyx"))

setup(
    ext_modules=cythonize(
        [
            Extension(
                f"arabnews_nlp._core.{source.stem}", [str(source)], extra_compile_args=["-O3", "-ffp-contract=off"]
            )
            for source in SOURCES
        ],
        compiler_directives={"language_level": "3", "embedsignature": True, "freethreading_compatible": True},
        build_dir="build/cython",
    ),
)
