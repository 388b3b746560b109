"""The results as Markdown and charts.

``python -m benchmarks.report`` writes the section of README.md between the marks, docs/benchmarks.md and its charts
from the committed benchmarks/results.json.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.candidates import ROOT
from benchmarks.chart import Bar, bars
from benchmarks.measure import OURS
from benchmarks.tasks import TASKS

RESULTS = ROOT / "benchmarks/results.json"
SCALE_OUT = ROOT / "benchmarks/scale_out.json"
REFERENCE = ROOT / "benchmarks/reference.json"
HOW = ROOT / "benchmarks/how.md"
README = ROOT / "README.md"
PAGE = ROOT / "docs/benchmarks.md"
CHARTS = ROOT / "docs/_static/bench"
BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
FEWEST_CASES = 20
"""A share of fewer cases is not shown."""
Results = dict[str, Any]


def comparable(task: Results, candidate: str) -> bool:
    """Whether a candidate does the whole task, with the same result where there is one right result."""
    about = task["candidates"][candidate]
    return about["part"] is None and about.get("same_output") is not False


def first_input(task: Results) -> str:
    """The input that the short tables show."""
    return next(iter(task["inputs"]))


def rivals(task: Results) -> list[str]:
    """Those whom a ratio is claimed against on the first input, the fastest first."""
    rows = task["inputs"][first_input(task)]["rows"]
    able = [name for name in rows if not name.startswith(OURS) and comparable(task, name)]
    return sorted(able, key=lambda name: rows[name]["ours_over_this"])


def number(value: float) -> str:
    """A figure without an exponent."""
    return f"{value:,.0f}" if value >= 100 else f"{value:g}"


def _speed(task: Results, value: float) -> str:
    return f"{number(value)} {task['unit']}/s"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], right: int = 0) -> str:
    """A Markdown table; columns from this one on are set to the right."""
    rule = ["---:" if right and i >= right else "---" for i in range(len(head))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *rows))


def _scores(task: Results) -> dict[str, dict[str, str]]:
    """Quality by measure and candidate, as written."""
    written: dict[str, dict[str, str]] = {}
    for measure, scores in task.get("quality", {}).items():
        cells = written.setdefault(measure, {})
        for name, score in scores.items():
            if "failed" in score or score["n"] < FEWEST_CASES:
                cells[name] = "failed" if "failed" in score else "too slow"
                continue
            cells[name] = f"{score['score']:.3f}"
            if "ours_on_these" in score:
                cells[name] += f" ({score['n']} cases; ours {score['ours_on_these']:.3f})"
    return written


def summary(results: Results) -> str:
    """The section of the README: each task in one line."""
    rows = []
    for task in results["tasks"]:
        own = task["inputs"][first_input(task)]["rows"]
        beside = [f"{name} {number(own[name]['ours_over_this'])}" for name in rivals(task)]
        quality = [f"{name.split(',')[0]} {cells[OURS]}" for name, cells in _scores(task).items() if OURS in cells]
        speed = _speed(task, own[OURS]["per_s"])
        rows.append((task["task"], speed, " · ".join(beside) or "–", " · ".join(quality) or "–"))
    machine = results["machine"]
    text = [
        f"One thread on {machine['processor']}, Python {machine['python']}; the seed article as one text. A rival's"
        " figure says how many times as fast this library is, side by side in one run, in processor time; below 1 the"
        " rival is faster."
        " What is right is measured on development data.",
        "",
        _table(("task", "speed", "times as fast as", "right"), rows),
        "",
        "How this is measured, all inputs, memory and import times: `docs/benchmarks.md`. `make bench` measures again.",
    ]
    return "\n".join(text)


def tables(results: Results) -> str:
    """A section for each task with all its candidates and inputs."""
    parts = []
    for task in results["tasks"]:
        about = TASKS[task["task"]]
        parts += [
            f"## {about.name} · {about.arabic}",
            "",
            about.does[0].upper() + about.does[1:] + ("" if about.does.endswith("?") else "."),
            "",
        ]
        scores = _scores(task)
        head = [
            "candidate",
            *(f"{name}, {task['unit']}/s" for name in task["inputs"]),
            "ready, s",
            "memory, MB",
            *scores,
        ]
        rows, partial = [], []
        for name, candidate in task["candidates"].items():
            cells = [name if name.startswith(f"{OURS},") else f"{name} {candidate['version']}".strip()]
            for measured in task["inputs"].values():
                row = measured["rows"].get(name)
                ratio = (
                    f" (×{number(row['ours_over_this'])})" if row and comparable(task, name) and name != OURS else ""
                )
                cells.append(number(row["per_s"]) + ratio if row else "–")
            ready = candidate["import_s"] + candidate.get("first_pass_s", 0.0)
            cells += [f"{ready:.2f}", f"{candidate['memory_mb']:.0f}" if "memory_mb" in candidate else "–"]
            cells += [scores[measure].get(name, "–") for measure in scores]
            (rows if comparable(task, name) else partial).append(cells)
        parts.append(_table(head, rows, right=1))
        if partial:
            parts += ["", "These do another task, or a part of this one, so no ratio is claimed:", ""]
            parts.append(_table(head, partial, right=1))
        notes = [
            f"- {name}: {candidate['does']}" + (f"; here {candidate['part']}" if candidate["part"] else "")
            for name, candidate in task["candidates"].items()
            if not name.startswith(OURS)
        ]
        for name, measured in task["inputs"].items():
            notes += [f"- {rival} is left out of *{name}*: {why}" for rival, why in measured["left_out"].items()]
        notes += [f"- {name} is not measured: {why}" for name, why in task["missing"].items()]
        if not any(not name.startswith(OURS) for name in (*task["candidates"], *task["missing"])):
            notes.append("- No library that we know does this task.")
        parts += ["", *notes, ""] if notes else [""]
    return "\n".join(parts)


def charts(results: Results) -> dict[str, str]:
    """The SVG charts by file name."""
    speeds, ratios = [], []
    for task in results["tasks"]:
        about = TASKS[task["task"]]
        rows = task["inputs"][first_input(task)]["rows"]
        if about.unit == "MB":
            value = rows[OURS]["per_s"]
            speeds.append(Bar(about.name, about.arabic, value, number(value)))
        if against := rivals(task):
            ratios.append(Bar(about.name, about.arabic))
            values = [(name, rows[name]["ours_over_this"]) for name in against]
            ratios += [Bar(name, "", value, f"×{number(value)}") for name, value in values]
    drawn = {}
    if speeds:
        drawn["speed.svg"] = bars("Speed of each stage on the seed article", "MB/s", speeds)
    if ratios:
        drawn["ratios.svg"] = bars("How many times as fast as each rival", "times", ratios, origin=1)
    return drawn


def page(results: Results, scale_out: Results | None, reference: Results | None) -> str:
    """docs/benchmarks.md."""
    machine = results["machine"]
    parts = [
        "# Benchmarks",
        "",
        "This page, its charts and the table of the README are written by `python -m benchmarks.report` from"
        " `benchmarks/results.json`; `make bench` measures again.",
        "",
        f"Run of {results['date']} on {machine['processor']}, {machine['cores']} cores, {machine['system']},"
        f" Python {machine['python']}; {results['seconds']} s in all. Quality: {results['quality']}.",
        "",
        "## How it is measured",
        "",
        HOW.read_text("utf-8").rstrip(),
        "",
    ]
    drawn = charts(results)
    parts += [line for name in drawn for line in (f"![{name.removesuffix('.svg')}](_static/bench/{name})", "")]
    parts.append(tables(results))
    if reference and reference.get("instructions_per_byte"):
        parts += [
            "## Instructions",
            "",
            "Machine instructions for each UTF-8 byte, counted by callgrind on text that the process has not seen"
            " before, tables loaded: a figure without noise. `make bench-instructions` counts again, `make bench-check`"
            " compares.",
            "",
            _table(
                ("stage", "instructions a byte"),
                [(name, number(value)) for name, value in reference["instructions_per_byte"].items()],
                right=1,
            ),
            "",
        ]
    if scale_out:
        parts += [
            "## Many documents",
            "",
            "`python -m benchmarks.scale_out`: shuffled pieces of the seed article, 1 % of the records poisoned, with"
            " one and two workers; then a worker is killed midway and the same command runs again.",
            "",
            _table(("figure", "value"), [(name, _plain(value)) for name, value in scale_out.items()]),
            "",
        ]
    return "\n".join(parts)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (
        ", ".join(map(_plain, value))
        if isinstance(value, list)
        else f"{value:,}"
        if isinstance(value, int)
        else str(value)
    )


def with_section(readme: str, section: str) -> str:
    """The README with this text between the marks."""
    before, rest = readme.split(BEGIN)
    return f"{before}{BEGIN}\n{section}\n{END}{rest.split(END)[1]}"


def files() -> dict[Path, str]:
    """What the committed figures give, by path."""
    results, scale_out, reference = (
        json.loads(path.read_text("utf-8")) if path.exists() else None for path in (RESULTS, SCALE_OUT, REFERENCE)
    )
    written = {CHARTS / name: drawing for name, drawing in charts(results).items()}
    written[PAGE] = page(results, scale_out, reference)
    written[README] = with_section(README.read_text("utf-8"), summary(results))
    return written


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.report", description=__doc__)
    parser.add_argument("--take", type=Path, metavar="FILE", help="first make these results the committed ones")
    arguments = parser.parse_args()
    if arguments.take:
        shutil.copyfile(arguments.take, RESULTS)
    CHARTS.mkdir(parents=True, exist_ok=True)
    for path, text in files().items():
        path.write_text(text, "utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
