"""Looks for texts that take more than linear time: short units over all classes of characters, repeated.

usage: python -m fuzz.repeated [--length 2] [--bytes 4000 32000] [--function NAME ...] [--part K/N]

Every unit of one or two of ``SIGNS`` (or, with ``--length 3``, of three of ``FEWER``) is repeated to texts of two
sizes, and every public function is timed on both. What grows faster than the text is printed, measured again before.
What was found and mended stays as a family of ``fuzz.worst_cases``.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import sys
from collections.abc import Collection, Iterator

from fuzz.functions import FUNCTIONS, timed

__all__ = ["FEWER", "SIGNS", "suspects", "units"]

SIGNS = (
    *("ب", "\u064e", "\u0640", "ال", "و", "a", "B", "5", "٥"),
    *(" ", "\u00a0", "\n", "\t", ".", ",", "،", ":", ";", "!", "؟", "-", "_", "'", '"', "«", "»"),
    *("(", ")", "[", "]", "{", "<", ">", "/", "\\\\", "|", "@", "#", "%", "&", "*", "+", "=", "^", "~", "`", "$"),
    *(
        "\u200c",
        "\u00ad",
        "\u200f",
        "\u0301",
        "\u0653",
        "\ufefb",
        "😀",
        "\u200d",
        "\ufe0f",
        "🇸",
        "\u4e2d",
        "\ud800",
        "\x00",
    ),
    *("&amp;", "&", "http://", "**", "%d8", "::", "```", "<b>", "![", "](", "مليون", "خمسة", "الساعة", "د.", "U.S."),
)
"""One character of each class that any part of the library tells apart, and short sequences with a meaning."""
FEWER = (
    *("ب", "\u064e", "\u0640", "a", "B", "5", " ", "\u00a0", "\n", ".", ",", ":", "-", "_", "'", '"', "(", ")", "["),
    *("<", ">", "/", "@", "#", "%", "&", "*", "\u200c", "\u00ad", "\u0301", "😀", "**", "خمسة"),
)
"""Those of which triples are made."""


def units(length: int) -> Iterator[str]:
    """Every sequence of so many signs; of up to two for length 2."""
    if length < 3:
        yield from SIGNS
        yield from map("".join, itertools.product(SIGNS, repeat=2))
    else:
        yield from map("".join, itertools.product(FEWER, repeat=length))


def suspects(
    unit: str, small: int, large: int, names: Collection[str] = FUNCTIONS, turns: int = 4
) -> dict[str, tuple[float, float]]:
    """Functions for which the large text takes more than its share, with the fewest seconds for both sizes."""
    texts = [unit * max(1, size // len(unit.encode("utf-8", "surrogatepass"))) for size in (small, large)]
    fewest: list[dict[str, float]] = [{}, {}]
    for _ in range(turns):
        for text, best in zip(texts, fewest, strict=True):
            gc.collect(0)
            best.update({name: min(t, best.get(name, t)) for name, t in timed(text, names).items()})
        names = [n for n in names if fewest[1][n] > 1.5 * large / small * fewest[0][n] + 0.004]
        if not names:
            break
    return {name: (fewest[0][name], fewest[1][name]) for name in names}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz.repeated")
    parser.add_argument("--length", type=int, choices=(2, 3), default=2)
    parser.add_argument("--bytes", type=int, nargs=2, default=(4_000, 32_000))
    parser.add_argument("--function", nargs="+", choices=FUNCTIONS, default=FUNCTIONS)
    parser.add_argument("--part", default="1/1", help="every Nth unit, beginning with the Kth")
    arguments = parser.parse_args()
    first, step = map(int, arguments.part.split("/"))
    small, large = arguments.bytes
    found = 0
    for unit in itertools.islice(units(arguments.length), first - 1, None, step):
        for name, (before, after) in suspects(unit, small, large, arguments.function).items():
            found += 1
            print(
                f"{unit!a:24} {name:22} {before * 1e3:8.2f} ms {after * 1e3:8.2f} ms ×{after / before:.1f}", flush=True
            )
    print(f"{found} found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
