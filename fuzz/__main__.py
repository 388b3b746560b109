"""Runs generated input through the library and reports every broken contract.

usage: python -m fuzz --count 1000000 --seed 1 [--target core|pipeline|readers|models|threads] [--found FILE]
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice

from fuzz import contracts, files
from fuzz.strings import Strings
from fuzz.threads import threads

__all__ = ["main"]

Finding = tuple[str, str]
"""Names of the broken contracts, and the input as JSON can hold it."""


def _texts(check: contracts.Check) -> Callable[[int, int], Iterator[Finding | None]]:
    def run(seed: int, count: int) -> Iterator[Finding | None]:
        for number, text in enumerate(islice(Strings(seed), count)):
            broken = contracts.broken_by(check, text, number)
            yield ("; ".join(broken), text) if broken else None

    return run


TARGETS: dict[str, Callable[[int, int], Iterator[Finding | None]]] = {
    "core": _texts(contracts.core),
    "pipeline": _texts(contracts.pipeline),
    "readers": files.readers,
    "models": files.models,
    "threads": threads,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="inputs to generate")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same inputs")
    parser.add_argument("--target", choices=TARGETS, default="core")
    parser.add_argument("--found", help="append each input that breaks a contract to this JSONL file")
    arguments = parser.parse_args()
    gc.freeze()
    begun, told, findings = time.monotonic(), 0.0, 0
    for number, finding in enumerate(TARGETS[arguments.target](arguments.seed, arguments.count), start=1):
        if finding is not None:
            findings += 1
            line = json.dumps({"target": arguments.target, "broken": finding[0], "text": finding[1]})
            print(line, flush=True)
            if arguments.found:
                with open(arguments.found, "a", encoding="utf-8") as file:
                    file.write(line + "\n")
        if number % 1000 == 0 and time.monotonic() - begun > told + 60:
            told = time.monotonic() - begun
            print(f"{number} of {arguments.count}, {findings} findings, {told:.0f} s", file=sys.stderr, flush=True)
    seconds = time.monotonic() - begun
    print(
        f"{arguments.target}: {arguments.count} inputs of seed {arguments.seed}, {findings} findings, {seconds:.0f} s"
    )
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
