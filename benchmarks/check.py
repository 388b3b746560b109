"""Has this library become slower? ``python -m benchmarks.check`` compares with benchmarks/reference.json; ``--write``
makes the figures of now the reference.

Compared are ratios within one run: the speed of a stage in units of the calibration loop, which takes turns with it,
both in processor time. A stage fails if its ratio has fallen by more than the tolerance in two runs, one after the
other. The tolerance is 25 %, or three standard errors of the two medians where that is more, but at most 50 %. The
standard error of a median of 15 rounds is half their spread, which is half the distance of their quartiles as a share
of the median. Where the reference is of another processor or Python the tolerance is twice that, but at most 90 %.

Instruction counts hardly vary and fail above 5 %; they are compared where valgrind is installed and Python is the same.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from math import hypot
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks import instructions
from benchmarks.candidates import ROOT, Candidate, interleaved
from benchmarks.inputs import inputs, seed
from benchmarks.machine import machine
from benchmarks.tasks import TASKS

REFERENCE = ROOT / "benchmarks/reference.json"
ROUNDS = 15
SPEED_TOLERANCE, WIDEST_TOLERANCE, COUNT_TOLERANCE = 0.25, 0.5, 0.05
INPUT = {"number words": "words", "match": "400 pairs"}
"""What a stage reads, if not the seed article."""
Figures = dict[str, dict[str, float]]


def speeds(tasks: Iterable[str]) -> Figures:
    """For each stage its speed in passes per pass of the calibration loop, and the spread of the rounds."""
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder, "seed.json")
        article.write_text(json.dumps([seed()]), "utf-8")
        calibration = Candidate("calibration", "benchmarks.calibration")
        warm = min(calibration.ask("sample", path=str(article), clock="cpu") for _ in range(5))
        for task in tasks:
            path = Path(folder, f"{task}.json")
            path.write_text(json.dumps(inputs(task)[INPUT.get(task, "seed")]), "utf-8")
            ours = Candidate(task, "benchmarks.ours")
            ours.ask("sample", path=str(path), clock="cpu")
            pass_seconds = ours.ask("sample", path=str(path), clock="cpu")
            both, seconds = {"loop": calibration, "ours": ours}, {"loop": warm, "ours": pass_seconds}
            taken = interleaved(both, seconds, {"loop": article, "ours": path}, "cpu", 0, (ROUNDS, ROUNDS))
            ratios = [loop / own for loop, own in zip(taken["loop"], taken["ours"], strict=True)]
            ours.close()
            low, middle, high = quantiles(ratios, n=4)
            figures[task] = {"ratio": round(middle, 4), "spread": round((high - low) / 2 / middle, 3)}
        calibration.close()
    return figures


def slower(now: Figures, reference: Figures, factor: float = 1) -> dict[str, str]:
    """Stages whose ratio has fallen beyond the tolerance, with the reason."""
    found = {}
    for task, was in reference.items():
        if task not in now:
            continue
        error = 0.5 * hypot(was["spread"], now[task]["spread"])
        tolerance = min(max(SPEED_TOLERANCE, 3 * error), WIDEST_TOLERANCE) * factor
        kept = now[task]["ratio"] / was["ratio"]
        if kept < 1 - min(tolerance, 0.9):
            found[task] = f"{kept:.2f} of the reference speed, tolerance {1 - min(tolerance, 0.9):.2f}"
    return found


def heavier(now: dict[str, float], reference: dict[str, float]) -> dict[str, str]:
    """Stages that need more instructions than the tolerance allows, with the reason."""
    return {
        task: f"{now[task]:,.1f} instructions a byte, {was:,.1f} in the reference"
        for task, was in reference.items()
        if task in now and now[task] > was * (1 + COUNT_TOLERANCE)
    }


def check(reference: dict[str, Any], count: bool) -> dict[str, str]:
    """What has become slower, by stage, with the reason."""
    here, there = machine(), reference["machine"]
    same_python = here["python"] == there["python"]
    factor = 1 if same_python and here["processor"] == there["processor"] else 2
    if factor == 2:
        print(f"the reference is of {there['processor']}, Python {there['python']}: tolerance of speeds doubled")
    now = speeds(TASKS)
    for task, figures in now.items():
        was = reference["speed"].get(task)
        kept = f"{figures['ratio'] / was['ratio']:6.2f} of the reference" if was else "  not in the reference"
        print(f"{task:16} {figures['ratio']:10.3f} {kept}, spread {figures['spread']:.0%}")
    found = slower(now, reference["speed"], factor)
    if found:
        print(f"again: {', '.join(found)}")
        found = slower(speeds(found), reference["speed"], factor)
    counts = reference["instructions_per_byte"]
    if not count or not counts:
        return found
    if not instructions.available() or not same_python:
        print("instructions are not compared:", "another Python" if instructions.available() else "no valgrind")
        return found
    try:
        counted = instructions.count()
    except subprocess.CalledProcessError as error:
        return found | {"instructions": f"cannot be counted: {error.stderr.decode(errors='replace')[-200:]}"}
    for task, value in counted.items():
        print(f"{task:16} {value:10,.1f} instructions a byte, {value / counts.get(task, value) - 1:+.1%}")
    return found | {f"{task} (instructions)": why for task, why in heavier(counted, counts).items()}


def write(count: bool) -> None:
    """Make the figures of now the reference: medians of three runs, and the widest spread."""
    runs = [speeds(TASKS) for _ in range(3)]
    figures = {
        task: {
            "ratio": median(run[task]["ratio"] for run in runs),
            "spread": max(run[task]["spread"] for run in runs),
        }
        for task in TASKS
    }
    counts = instructions.count() if count and instructions.available() else {}
    reference = {"machine": machine(), "speed": figures, "instructions_per_byte": counts}
    REFERENCE.write_text(json.dumps(reference, indent=1) + "\n", "utf-8")
    print(f"wrote {REFERENCE}")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check", description="Has this library become slower?")
    parser.add_argument("--write", action="store_true", help="make the figures of now the reference")
    parser.add_argument("--no-instructions", action="store_true", help="speeds only")
    arguments = parser.parse_args(argv)
    if arguments.write:
        write(not arguments.no_instructions)
        return 0
    found = check(json.loads(REFERENCE.read_text("utf-8")), not arguments.no_instructions)
    for task, why in found.items():
        print(f"SLOWER {task}: {why}")
    print("slower than the reference" if found else "as fast as the reference")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
