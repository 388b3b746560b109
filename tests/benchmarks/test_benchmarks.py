"""The benchmarks run, and say what they measured."""

import json
import subprocess
import sys
from pathlib import Path


def test_a_quick_run_reports_every_task(tmp_path):
    out = tmp_path / "bench.json"
    subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--repeats", "1", "--json", str(out)],
        check=True,
        capture_output=True,
        cwd=Path(__file__).parents[2],
    )
    results = json.loads(out.read_text("utf-8"))
    assert {"normalize", "sentences", "tokens", "numbers", "names", "entities"} <= {r["task"] for r in results}
    for result in results:
        assert len(result["inputs"]) == (1 if result["task"] in ("number words", "name matching") else 3)
        for rows in result["inputs"].values():
            assert rows["arabnews_nlp"]["ours_over_this"] == 1
            assert all(row["mb_per_s"] > 0 for row in rows.values())
