"""Looks for texts that take more than linear time: short units over all classes of characters, repeated.

usage: python -m fuzz.repeated [--length 3] [--sample 500] [--families] [--bytes 4000 32000] [--function NAME ...]

Every unit of one or two of ``SIGNS``, or of three of ``FEWER``, is repeated to texts of some sizes, and every public
function is timed on each. Where one of them grows faster than the text, all sizes are measured again, that function
alone in a new process, and what is still beyond the bound is printed. What was found and mended stays as a family of
``fuzz.worst_cases``; ``--families`` takes all of these in every function.

``--bytes 250000 500000 1000000 --sample 25 --report docs/performance.md`` takes some units at full size and writes the
slowest functions and units into that page. ``--results FILE`` keeps each measurement, so that a run goes on where the
one before ended, after ``--minutes`` for example; what is beyond the bound in it is measured again, alone.
"""

from __future__ import annotations

import argparse
import ctypes
import itertools
import json
import random
import re
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from fuzz.functions import FUNCTIONS, Measured
from fuzz.worst_cases import FAMILIES

__all__ = ["FEWER", "FOUND", "SIGNS", "alone", "beyond", "fastest", "once", "repeated", "units"]

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
TURNS = 8
"""Most times that all sizes are measured in turn."""
GROWTH = 1.1
"""Most that the time may grow, in terms of the growth of the text."""
NOISE = 0.005
"""Seconds so few that a growth from them, by as many more, says nothing."""


def units(length: int) -> Iterator[str]:
    """Every sequence of so many signs; for length 2, single ones too."""
    if length < 3:
        yield from SIGNS
        yield from map("".join, itertools.product(SIGNS, repeat=2))
    else:
        yield from map("".join, itertools.product(FEWER, repeat=length))


def repeated(unit: str, size: int) -> str:
    """A text of about so many bytes of UTF-8."""
    return unit * max(1, size // _bytes(unit))


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def beyond(sizes: Sequence[int], times: Sequence[Mapping[str, float]], growth: float = GROWTH) -> list[str]:
    """Functions whose time grows faster than the text."""
    return [
        name
        for name in times[0]
        if any(
            after[name] > growth * large / small * before[name] + NOISE * (before[name] < NOISE)
            for (small, before), (large, after) in itertools.pairwise(zip(sizes, times, strict=True))
        )
    ]


def fastest(
    texts: Sequence[str], sizes: Sequence[int], names: Collection[str] = FUNCTIONS, growth: float = GROWTH
) -> list[dict[str, float]]:
    """Seconds of each function for each text; what seems to grow too fast is measured again, alone.

    :param texts: a text of about each of the sizes.
    """
    times = once(texts, names)
    for seconds, more in zip(times, alone(texts, sizes, beyond(sizes, times, growth), growth), strict=True):
        seconds.update(more)
    return times


def once(texts: Sequence[str], names: Collection[str]) -> list[dict[str, float]]:
    """Seconds of each function for each text."""
    measured = map(Measured, texts)
    return [{name: text.seconds(name) for name in names} for text in measured]


def alone(
    texts: Sequence[str], sizes: Sequence[int], names: Collection[str], growth: float = GROWTH
) -> list[dict[str, float]]:
    """Fewest seconds of each function for each text, one function after the other, all sizes in turn.

    Among others, what a function takes depends on the memory that those before it left, and on what else the machine
    did at that moment. Once it is within the bound, it is measured no more.
    """
    measured = [Measured(text) for text in texts]
    fewest: list[dict[str, float]] = [{} for _ in texts]
    for name in names:
        for turn in range(TURNS):
            for text, best in zip(measured, fewest, strict=True):
                best[name] = min(text.seconds(name), best.get(name, float("inf")))
            if turn and not beyond(sizes, [{name: best[name]} for best in fewest], growth):
                break
    return fewest


def _alone_in_a_process(texts: Sequence[str], sizes: Sequence[int], names: Collection[str]) -> list[dict[str, float]]:
    """:func:`alone` in a new process, whose memory holds nothing else."""
    with ProcessPoolExecutor(1, get_context("spawn"), _keep_memory) as process:
        return process.submit(alone, texts, sizes, names).result()


def _keep_memory() -> None:
    """Let the process keep memory that it had once, enough for any of the functions.

    What comes fresh from the system comes page by page, which takes longer than most of the functions do: a step where
    what they need outgrows what happens to be free, and no growth.
    """
    if (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)) is not None:  # the C library of GNU
        mallopt(_MMAP_MAX, 0)
        mallopt(_TRIM_THRESHOLD, 2**31 - 1)
        _ = b"1" * (1 << 29)
    _PINS.extend([bytes(400) for _ in range(1_500_000)][::1000])


_TRIM_THRESHOLD, _MMAP_MAX = -1, -4
"""Parameters of ``mallopt``."""
_PINS: list[bytes] = []
"""One object or more in each of the blocks of a megabyte that Python gives back when they are empty."""


class Results:
    """Seconds by text, function and size, in a file that a later run goes on with.

    :param path: the file, of JSON lines; None keeps nothing.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.times: dict[tuple[str, int], dict[str, float]] = {}
        if path is not None and path.exists():
            for line in path.read_text("utf-8").splitlines():
                text, size, seconds = json.loads(line)
                self.times.setdefault((text, size), {}).update(seconds)

    def missing(self, text: str, sizes: Sequence[int], names: Collection[str]) -> list[str]:
        """Functions that were not measured yet."""
        known, *_ = self.of(text, sizes)
        return [name for name in names if name not in known]

    def of(self, text: str, sizes: Sequence[int]) -> list[dict[str, float]]:
        """Seconds of each function for each size, of those that were measured for all."""
        known = [self.times.get((text, size), {}) for size in sizes]
        return [{name: seconds[name] for name in known[0] if all(name in k for k in known)} for seconds in known]

    def add(self, text: str, sizes: Sequence[int], times: Sequence[dict[str, float]]) -> None:
        """Keep what was measured."""
        for size, seconds in zip(sizes, times, strict=True):
            self.times.setdefault((text, size), {}).update(seconds)
            if self._path is not None:
                with self._path.open("a", encoding="utf-8") as file:
                    print(json.dumps([text, size, seconds]), file=file)


def _code(text: str) -> str:
    """A text as code in a cell of a table."""
    mark = "``" if "`" in text else "`"
    return mark + text.replace("|", "\\|") + mark


def _told(rows: list[tuple[float, str, str]], ratios: list[float], largest: int) -> str:
    """The slowest in a table."""
    table = "".join(f"| `{name}` | {_code(text)} | {speed:.2f} |\n" for speed, name, text in rows)
    most = max(ratios, default=0)
    return (
        f"{len(ratios)} measurements up to {largest / 1e6:g} MB; twice the text takes at most {most:.1f} times as long."
        f" The slowest ten:\n\n| function | text | MB/s |\n|---|---|---|\n{table}"
    )


def _slowest(texts: Mapping[str, Callable[[int], str]], size: int, results: Results) -> list[tuple[float, str, str]]:
    """Megabytes a second, function and text of the ten functions that are slowest on any of the texts."""
    speeds = sorted(
        (_bytes(text_of(size)) / 1e6 / max(seconds, 1e-9), name, text)
        for text, text_of in texts.items()
        for name, seconds in results.times[text, size].items()
    )
    return [row for n, row in enumerate(speeds) if row[1] not in {name for _, name, _ in speeds[:n]}][:10]


def _texts(arguments: argparse.Namespace) -> dict[str, Callable[[int], str]]:
    """What makes the texts, by name."""
    if arguments.families:
        return {name: FAMILIES[name] for name in FAMILIES}
    chosen = list(units(arguments.length))
    if arguments.sample is not None:
        chosen = [*FOUND, *random.Random(arguments.seed).sample(chosen, arguments.sample)]
    return {ascii(unit): lambda size, unit=unit: repeated(unit, size) for unit in chosen}  # type: ignore[misc]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz.repeated")
    parser.add_argument("--length", type=int, choices=(2, 3), default=2)
    parser.add_argument("--bytes", type=int, nargs="+", default=(4_000, 32_000))
    parser.add_argument("--function", nargs="+", choices=FUNCTIONS, default=FUNCTIONS, metavar="NAME")
    parser.add_argument("--families", action="store_true", help="the families of fuzz.worst_cases instead of units")
    parser.add_argument("--sample", type=int, help="so many units, by chance, and those that were found before")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--results", type=Path, help="file that keeps each measurement, for a later run to go on with")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="begin no text after so many")
    parser.add_argument("--report", type=Path, help="page that takes the slowest ten")
    arguments = parser.parse_args()
    _keep_memory()
    begun, results, sizes = time.monotonic(), Results(arguments.results), arguments.bytes
    texts = _texts(arguments)
    for text, text_of in texts.items():
        missing = results.missing(text, sizes, arguments.function)
        if not missing and not beyond(sizes, results.of(text, sizes)):
            continue
        if time.monotonic() - begun > 60 * arguments.minutes:
            print("not all were measured; run again to go on")
            return 2
        made = [text_of(size) for size in sizes]
        results.add(text, sizes, once(made, missing))
        again = [name for name in beyond(sizes, results.of(text, sizes)) if name in arguments.function]
        results.add(text, sizes, _alone_in_a_process(made, sizes, again))
    found, ratios = 0, []
    for text in texts:
        times = results.of(text, sizes)
        slow = beyond(sizes, times)
        found += len(slow)
        for name in slow:
            print(f"{text:24} {name:22}", *(f"{seconds[name] * 1e3:8.2f} ms" for seconds in times))
        ratios += [
            after[n] / before[n] for before, after in itertools.pairwise(times) for n in before if before[n] > NOISE
        ]
    told = _told(_slowest(texts, sizes[-1], results), ratios, sizes[-1])
    print(told)
    if arguments.report is not None:
        page = arguments.report.read_text("utf-8")
        mark = "(?<=<!-- slowest -->\n\n).*?(?=\n<!-- end of the slowest -->)"
        arguments.report.write_text(re.sub(mark, lambda _: told, page, flags=re.S), "utf-8")
    print(f"{len(texts)} texts, {found} beyond the bound")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
