"""The contracts under libFuzzer: inputs that grow towards new branches of the Python code.

usage: python -m fuzz.atheris_target [-runs=100000] [CORPUS_FOLDER]    (needs the extra ``fuzz``: atheris)
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["arabnews_nlp"]):
    from fuzz import contracts

__all__ = ["one_input"]


def one_input(data: bytes) -> None:
    """Raise where the text made of these bytes breaks a contract."""
    text = data[1:].decode("utf-8", "surrogateescape")
    number = data[0] if data else 0
    for check in (*contracts.CORE, contracts.pipeline):
        broken = contracts.broken_by(check, text, number)
        if broken:
            raise AssertionError(f"{broken}: {text!a}")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
