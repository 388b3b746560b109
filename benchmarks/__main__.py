"""Runs the benchmarks: ``python -m benchmarks`` from the repository root."""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import report
from benchmarks.candidates import ROOT
from benchmarks.machine import machine
from benchmarks.measure import Budget, measure
from benchmarks.tasks import TASKS


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=tuple(TASKS), action="append", help="this task only (may be repeated)")
    parser.add_argument("--quick", action="store_true", help="a short text, one round: checks that everything runs")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data", help="gold data for quality figures")
    parser.add_argument("--output", type=Path, default=ROOT / "build/bench", help="folder for the results")
    arguments = parser.parse_args(argv)
    begun = time.perf_counter()
    folder = arguments.output / "inputs"
    quick = ["--quick"] if arguments.quick else []
    subprocess.run([sys.executable, "-m", "benchmarks.inputs", str(folder), *quick], check=True, cwd=ROOT)
    data = arguments.data if arguments.data.is_dir() else None
    results = {
        "date": datetime.date.today().isoformat(),
        "machine": machine(),
        "quality": "measured" if data else f"left out: no gold data at {arguments.data}",
        "tasks": [],
    }
    budget = Budget(arguments.quick)
    for name in arguments.only or TASKS:
        print(f"{time.perf_counter() - begun:4.0f} s  {name}", file=sys.stderr)
        results["tasks"].append(measure(TASKS[name], folder, budget, data))
    results["seconds"] = round(time.perf_counter() - begun)
    path = arguments.output / "results.json"
    path.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    page = report.tables(results)
    (arguments.output / "results.md").write_text(page, "utf-8")
    for chart, drawing in report.charts(results).items():
        (arguments.output / chart).write_text(drawing, "utf-8")
    print(page)
    print(f"{results['seconds']} s; wrote {path}, results.md and charts beside it", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
