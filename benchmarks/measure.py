"""All candidates of a task, measured side by side."""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.candidates import Candidate, CandidateError, interleaved
from benchmarks.inputs import inputs
from benchmarks.machine import version
from benchmarks.ours import VARIANTS
from benchmarks.rivals import for_task
from benchmarks.tasks import Task

OURS = "arabnews-nlp"
LONGEST_PASS = 2.0
"""Seconds; a rival whose pass over an input would take longer is measured on a shorter input instead."""
FALLBACK = {"seed x100": "seed x10", "4000 pairs": "400 pairs"}
"""The shorter input of the same kind; it is measured only for those who need it, and for this library beside them."""


class Budget:
    """How much time a run may take.

    :ivar input: seconds for all rounds over one input.
    :ivar rounds: the least and the most rounds.
    :ivar quality: seconds for one candidate and measure.
    :ivar loaded: modules that have been imported once, so that their files are in memory and import times comparable.
    """

    def __init__(self, quick: bool = False) -> None:
        self.quick = quick
        self.input, self.rounds = (0.1, (1, 1)) if quick else (4.0, (3, 9))
        self.quality = 0.5 if quick else 10.0
        self.loaded: set[str] = set()


def measure(task: Task, folder: Path, budget: Budget, data: Path | None) -> dict[str, Any]:
    """Speeds, ratios, memory, import times and quality of all candidates of a task.

    :param folder: where :mod:`benchmarks.inputs` has put the inputs.
    :param data: the folder with the gold data, or None.
    """
    modules = {OURS: ("benchmarks.ours", "")}
    modules |= {f"{OURS}, {variant}": ("benchmarks.ours", variant) for name, variant in VARIANTS if name == task.name}
    modules |= {rival: (f"benchmarks.rivals.{rival}", "") for rival in for_task(task.name)}
    running: dict[str, Candidate] = {}
    result: dict[str, Any] = {"task": task.name, "unit": task.unit, "candidates": {}, "missing": {}, "inputs": {}}
    labels = {}
    for name, (module, variant) in modules.items():
        home = importlib.import_module(module)
        label = labels[name] = name if name.startswith(OURS) else home.PACKAGE or "Python"
        try:
            if module not in budget.loaded:
                Candidate(task.name, module, variant).close()
                budget.loaded.add(module)
            running[label] = Candidate(task.name, module, variant)
        except CandidateError as error:
            result["missing"][label] = str(error)
            continue
        result["candidates"][label] = {
            "version": version(home.PACKAGE),
            "does": (home.__doc__ or "").strip(),
            "part": getattr(home, "PART", {}).get(task.name),
            "import_s": round(running[label].import_seconds, 4),
        }
    try:
        _speeds(task, folder, budget, running, result)
        if data is not None:
            result["quality"] = {name: _quality(name, running, data, budget) for name in task.quality}
    finally:
        for candidate in running.values():
            candidate.close()
    return result


def _speeds(task: Task, folder: Path, budget: Budget, running: dict[str, Candidate], result: dict[str, Any]) -> None:
    rate: dict[str, float] = {}
    wanting: dict[str, set[str]] = {}
    for name, texts in inputs(task.name, budget.quick).items():
        size = _size(task, texts)
        path = folder / task.name / f"{name}.json"
        first: dict[str, float] = {}
        left_out = {}
        for label, candidate in list(running.items()):
            ours = label.startswith(OURS)
            if candidate.inputs is not None and name not in candidate.inputs:
                continue
            if name in FALLBACK.values() and label not in wanting.get(name, ()):
                continue
            if not ours and size / rate.get(label, float("inf")) > LONGEST_PASS:
                shorter = FALLBACK.get(name)
                left_out[label] = f"a pass would take {size / rate[label]:.0f} s"
                if shorter:
                    wanting.setdefault(shorter, {OURS}).add(label)
                continue
            try:
                first[label] = candidate.ask("sample", path=str(path), clock=task.clock)
                # The first pass loads tables and fills caches.
                warm = candidate.ask("sample", path=str(path), clock=task.clock) if first[label] < 1 else first[label]
            except CandidateError as error:
                left_out[label] = str(error)
                shorter = FALLBACK.get(name)
                if shorter and "no result" not in str(error):
                    wanting.setdefault(shorter, {OURS}).add(label)
                if "no result" in str(error):
                    del running[label]
                continue
            rate[label] = size / warm
            about = result["candidates"][label]
            if "memory_mb" not in about:
                about["first_pass_s"] = round(first[label], 4)
                about["memory_mb"] = round(candidate.ask("memory"), 1)
                if task.comparable:
                    about["digest"] = candidate.ask("digest", path=str(path))
        if OURS not in first:
            continue
        warm_seconds = {label: size / rate[label] for label in first}
        taken = interleaved(running, warm_seconds, dict.fromkeys(first, path), task.clock, budget.input, budget.rounds)
        result["inputs"][name] = {
            "size": round(size, 6),
            "rounds": len(taken[OURS]),
            "rows": _rows(taken, size),
            "left_out": left_out,
        }
    if task.comparable:
        mine = result["candidates"][OURS]["digest"]
        for about in result["candidates"].values():
            digest = about.pop("digest", None)
            about["same_output"] = digest == mine if digest else None


def _rows(taken: Mapping[str, list[float]], size: float) -> dict[str, Any]:
    """Median speed, and how many times as fast this library was in the same round: median, least and most."""
    rows = {}
    for label, seconds in taken.items():
        ratios = [theirs / ours for theirs, ours in zip(seconds, taken[OURS], strict=True)]
        rows[label] = {
            "per_s": _figures(size / median(seconds)),
            "ours_over_this": _figures(median(ratios)),
            "range": [_figures(min(ratios)), _figures(max(ratios))],
        }
    return rows


def _quality(measure: str, running: Mapping[str, Candidate], data: Path, budget: Budget) -> dict[str, Any]:
    """Scores by candidate; where one ran out of time, also this library's score on the same cases."""
    scores: dict[str, Any] = {}
    for label, candidate in running.items():
        if label.startswith(f"{OURS},"):
            continue
        try:
            score = candidate.ask("quality", measure=measure, data=str(data), budget=budget.quality)
        except CandidateError as error:
            score = {"failed": str(error)}
        if score is not None:
            scores[label] = score
    whole = scores.get(OURS, {}).get("hits")
    for score in scores.values():
        hits = score.get("hits")
        if hits is not None:
            score["score"], score["n"] = sum(hits) / len(hits), len(hits)
            if whole is not None and len(hits) < len(whole):
                score["ours_on_these"] = round(sum(whole[: len(hits)]) / len(hits), 4)
    for score in scores.values():
        score.pop("hits", None)
        if "score" in score:
            score["score"] = round(score["score"], 4)
    return scores


def _size(task: Task, texts: list[str]) -> float:
    """What a speed counts: UTF-8 megabytes, numbers, or pairs."""
    if task.unit == "MB":
        return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6
    return len(texts) if task.unit == "numbers" else sum(text.count("\n") + 1 for text in texts)


def _figures(value: float, figures: int = 3) -> float:
    """Rounded to so many significant figures: more would be noise."""
    return float(f"{value:.{figures}g}")


def read(path: Path) -> dict[str, Any]:
    """The results of a run."""
    results: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return results
