"""Runs the benchmarks: ``python -m benchmarks`` from the repository root."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from benchmarks.inputs import inputs, name_pairs, number_words
from benchmarks.ours import TASKS
from benchmarks.quality import match_at_50, number_accuracy, sentence_f1
from benchmarks.rivals import candidates
from benchmarks.timing import interleaved

SLOW_TASKS = ("names", "entities", "numbers", "pipeline to JSON", "profile search")
"""Tasks whose long input is a tenth as long, so that a run stays short; speeds are per byte all the same."""


QUALITY = {"sentences": sentence_f1, "number words": number_accuracy, "name matching": match_at_50}
"""How a task's candidates are judged where a gold file is given: F1, accuracy, match among fifty."""

OWN_INPUTS = {"number words": number_words, "name matching": name_pairs}
"""Inputs of the tasks that do not read running text."""


def measure(
    task: str, repeats: int, quick: bool, gold: Mapping[str, Path | None] = MappingProxyType({})
) -> dict[str, Any]:
    """Speeds in MB/s (UTF-8) and ratios to the first own candidate, for every input of a task; what they get right.

    :param gold: the file that quality is measured on, by task.
    """
    rivals, missing = candidates(task)
    result: dict[str, Any] = {"task": task, "not_installed": missing, "inputs": {}}
    path = gold.get(task)
    if path is not None:
        everyone = {**TASKS[task], **rivals}
        result["quality"] = {name: round(QUALITY[task](c, path), 4) for name, c in everyone.items()}
    given = {task: OWN_INPUTS[task](quick)} if task in OWN_INPUTS else inputs(quick)
    for name, texts in given.items():
        if task in SLOW_TASKS and name == "seed x100":
            texts = [text[: len(text) // 10] for text in texts]
        everyone = {**TASKS[task], **rivals}
        seconds = interleaved(everyone, texts, repeats)
        speeds = {}
        for candidate, taken in seconds.items():
            portion = getattr(everyone[candidate], "portion", None)
            size = sum(len(text[:portion].encode()) for text in texts)
            speeds[candidate] = size / taken / 1e6
        first = next(iter(speeds.values()))
        result["inputs"][name] = {
            candidate: {"mb_per_s": round(speed, 3), "ours_over_this": round(first / speed, 2)}
            for candidate, speed in speeds.items()
        }
    return result


def table(results: list[dict[str, Any]]) -> str:
    """The results as a Markdown table."""
    lines = ["| task | input | candidate | MB/s | ours over this | right |", "|---|---|---|---:|---:|---:|"]
    for result in results:
        for name, rows in result["inputs"].items():
            for candidate, row in rows.items():
                right = result.get("quality", {}).get(candidate, "")
                cells = (result["task"], name, candidate, row["mb_per_s"], row["ours_over_this"], right)
                lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=tuple(TASKS), action="append", help="this task only (may be repeated)")
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="a short text: checks that everything runs")
    parser.add_argument("--json", metavar="FILE", help="write the figures here")
    parser.add_argument("--sentences", type=Path, metavar="FILE", help="JSON lines with gold sentences: adds their F1")
    parser.add_argument("--numbers", type=Path, metavar="FILE", help="JSON lines with number words: adds the accuracy")
    parser.add_argument("--names", type=Path, metavar="FILE", help="arabic<TAB>latin lines: adds match among fifty")
    arguments = parser.parse_args(argv)
    gold = {"sentences": arguments.sentences, "number words": arguments.numbers, "name matching": arguments.names}
    results = [measure(task, arguments.repeats, arguments.quick, gold) for task in arguments.only or TASKS]
    print(table(results))
    for result in results:
        if result["not_installed"]:
            print(f"not installed for {result['task']}: {', '.join(result['not_installed'])}", file=sys.stderr)
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(results, file, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
