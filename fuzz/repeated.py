"""Looks for texts that take more than linear time: short units over all classes of characters, repeated.

usage: python -m fuzz.repeated [--length 3] [--sample 500] [--bytes 4000 32000] [--function NAME ...]

Every unit of one or two of ``SIGNS``, or of three of ``FEWER``, is repeated to texts of some sizes, and every public
function is timed on each. Where one of them grows faster than the text, all sizes are measured again, in turn, and what
is still beyond the bound is printed. What was found and mended stays as a family of ``fuzz.worst_cases``.

``--bytes 250000 500000 1000000 --sample 25 --report docs/performance.md`` takes some units at full size and writes the
slowest functions and units into that page.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from fuzz.functions import FUNCTIONS, timed

__all__ = ["FEWER", "FOUND", "SIGNS", "beyond", "fastest", "repeated", "units"]

SIGNS = (
    *("ب", "\u064e", "\u0640", "ال", "و", "a", "B", "5", "٥", "\u4e2d"),
    *(" ", "\u00a0", "\n", "\t", ".", ",", "،", ":", ";", "!", "؟", "-", "_", "'", '"', "«", "»"),
    *("(", ")", "[", "]", "{", "<", ">", "/", "\\", "|", "@", "#", "%", "&", "*", "+", "=", "^", "~", "`", "$"),
    *("\u200c", "\u00ad", "\u200f", "\u2066", "\u0301", "\u0653", "\ufefb", "😀", "\u200d", "\ufe0f", "\u20e3", "🇸"),
    *("\ud800", "\x00", "&amp;", "http://", "www.", "**", "__", "%d8", "::", "```", "<b>", "<!--", "![", "]("),
    *("مليون", "خمسة", "الساعة", "مارس", "د.", "U.S.", "of", "Of", "iPhone "),
)
"""One character of each class that any part of the library tells apart, and short sequences with a meaning."""
FEWER = (
    *("ب", "\u064e", "\u0640", "a", "B", "5", " ", "\u00a0", "\n", ".", ",", ":", "-", "_", "'", '"', "(", ")", "["),
    *("<", ">", "/", "@", "#", "%", "&", "*", "\u200c", "\u00ad", "\u0301", "😀", "خمسة"),
)
"""Those of which triples are made."""
FOUND = ("*a", "%d8", "std::vector::x::", "B%", "U.S.^", "5", "<a", "Of ", "a::", "\u0640\u064e")
"""Units that took the square of their length once."""
TURNS = 6
"""Most times that all sizes are measured."""
GROWTH = 1.1
"""Most that the time may grow, in terms of the growth of the text."""
NOISE = 0.005
"""Seconds that say nothing."""


def units(length: int) -> Iterator[str]:
    """Every sequence of so many signs; for length 2, single ones too."""
    if length < 3:
        yield from SIGNS
        yield from map("".join, itertools.product(SIGNS, repeat=2))
    else:
        yield from map("".join, itertools.product(FEWER, repeat=length))


def repeated(unit: str, size: int) -> str:
    """A text of about so many bytes of UTF-8."""
    return unit * max(1, size // len(unit.encode("utf-8", "surrogatepass")))


def beyond(sizes: Sequence[int], times: Sequence[dict[str, float]], growth: float = GROWTH) -> list[str]:
    """Functions whose time grows faster than the text."""
    return [
        name
        for name in times[0]
        if any(
            after[name] > growth * large / small * before[name] + NOISE
            for (small, before), (large, after) in itertools.pairwise(zip(sizes, times, strict=True))
        )
    ]


def fastest(
    unit: str, sizes: Sequence[int], names: Collection[str] = FUNCTIONS, growth: float = GROWTH
) -> list[dict[str, float]]:
    """Fewest seconds of each function for each size; what seems to grow too fast is measured again."""
    fewest: list[dict[str, float]] = [{} for _ in sizes]
    for _ in range(TURNS):
        for size, best in zip(sizes, fewest, strict=True):
            best.update({name: min(t, best.get(name, t)) for name, t in timed(repeated(unit, size), names).items()})
        names = beyond(sizes, fewest, growth)
        if not names:
            break
    return fewest


def _report(page: Path, sizes: Sequence[int], slowest: list[tuple[float, str, str]], ratios: list[float]) -> None:
    rows = [f"| `{name}` | `{unit!a}` | {speed:.2f} |" for speed, name, unit in slowest]
    text = (
        f"<!-- slowest -->\n\n{len(ratios)} measurements up to {sizes[-1] / 1e6:g} MB; twice the text takes at most "
        f"{max(ratios):.1f} times as long. The slowest ten:\n\n| function | unit | MB/s |\n|---|---|---|\n"
        + "\n".join(rows)
    )
    page.write_text(
        re.sub(
            "<!-- slowest -->.*?(?=\n\n<!-- end of the slowest -->)",
            lambda _: text,
            page.read_text("utf-8"),
            flags=re.S,
        ),
        "utf-8",
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz.repeated")
    parser.add_argument("--length", type=int, choices=(2, 3), default=2)
    parser.add_argument("--bytes", type=int, nargs="+", default=(4_000, 32_000))
    parser.add_argument("--function", nargs="+", choices=FUNCTIONS, default=FUNCTIONS)
    parser.add_argument("--sample", type=int, help="so many units, by chance, and those that were found before")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--report", type=Path, help="page that takes the slowest ten")
    arguments = parser.parse_args()
    chosen = list(units(arguments.length))
    if arguments.sample is not None:
        chosen = [*FOUND, *random.Random(arguments.seed).sample(chosen, arguments.sample)]
    found, speeds, ratios = 0, [], []
    for unit in chosen:
        times = fastest(unit, arguments.bytes, arguments.function)
        for name in beyond(arguments.bytes, times):
            found += 1
            print(f"{unit!a:24} {name:22}", *(f"{t[name] * 1e3:8.2f} ms" for t in times), flush=True)
        for name, seconds in times[-1].items():
            speeds.append(
                (len(repeated(unit, arguments.bytes[-1]).encode("utf-8", "surrogatepass")) / 1e6 / seconds, name, unit)
            )
            ratios += [
                after[name] / before[name] for before, after in itertools.pairwise(times) if before[name] > NOISE
            ]
    speeds.sort()
    slowest = [row for n, row in enumerate(speeds) if row[1] not in {name for _, name, _ in speeds[:n]}][:10]
    for speed, name, unit in slowest:
        print(f"{speed:8.3f} MB/s {name:22} {unit!a}")
    if arguments.report is not None:
        _report(arguments.report, arguments.bytes, slowest, ratios)
    print(f"{len(chosen)} units, {found} beyond the bound")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
