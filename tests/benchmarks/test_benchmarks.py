"""The benchmarks run, say what they measured and notice what is slower; the reports are those of the figures."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from benchmarks import check, report
from benchmarks.candidates import Candidate, CandidateError
from benchmarks.chart import Bar, bars
from benchmarks.rivals import NAMES
from benchmarks.tasks import TASKS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def quick_run(folder, *arguments):
    command = [sys.executable, "-m", "benchmarks", "--quick", "--output", str(folder), *arguments]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return json.loads((folder / "results.json").read_text("utf-8"))


def test_a_quick_run_measures_every_input_and_says_who_is_missing(tmp_path):
    results = quick_run(tmp_path, "--only", "normalize", "--only", "pipeline", "--data", str(tmp_path / "none"))
    normalize, pipeline = results["tasks"]
    assert list(normalize["inputs"]) == ["seed", "200 characters", "seed x100"]
    for task in (normalize, pipeline):
        for measured in task["inputs"].values():
            assert measured["rows"]["arabnews-nlp"]["ours_over_this"] == 1
            assert all(row["per_s"] > 0 for row in measured["rows"].values())
    assert "arabnews-nlp, 2 processes" in pipeline["inputs"]["seed x100"]["rows"]
    rivals = {"arabic-norm", "arabic-normalize", "camel-tools", "PyArabic", "Python"}
    assert {name for name in (*normalize["candidates"], *normalize["missing"]) if "nlp" not in name} == rivals
    assert normalize["candidates"]["Python"]["same_output"] is True
    assert "left out" in results["quality"]
    assert "quality" not in normalize


def test_a_quick_run_writes_tables_and_charts(tmp_path):
    quick_run(tmp_path, "--only", "transliterate")
    assert "## transliterate" in (tmp_path / "results.md").read_text("utf-8")
    assert {path.name for path in tmp_path.glob("*.svg")} == {"speed.svg", "ratios.svg"}


def test_a_candidate_that_cannot_be_loaded_gives_the_reason(tmp_path, monkeypatch):
    monkeypatch.delenv("ARABNEWS_STANZA_DIR", raising=False)
    with pytest.raises(CandidateError, match="ARABNEWS_STANZA_DIR"):
        Candidate("sentences", "benchmarks.rivals.stanza")


def test_a_candidate_that_takes_too_long_is_stopped(tmp_path):
    path = tmp_path / "texts.json"
    path.write_text(json.dumps(["نص " * 1000] * 100_000), "utf-8")
    candidate = Candidate("tokens", "benchmarks.ours")
    candidate.timeout = 0.1
    with pytest.raises(CandidateError, match="no result"):
        candidate.ask("sample", path=str(path), clock="wall")


def test_a_worker_imports_its_rival_and_not_this_library():
    code = (
        "import sys; from benchmarks.worker import Worker;"
        "Worker('normalize', 'benchmarks.rivals.standard_library'); print('arabnews_nlp' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "False"


def test_every_rival_is_a_module_with_tasks_that_exist():
    assert {path.stem for path in (ROOT / "benchmarks/rivals").glob("*.py")} == {"__init__", *NAMES}
    for name in NAMES:
        module = __import__(f"benchmarks.rivals.{name}", fromlist=["TASKS"])
        assert set(module.TASKS) <= set(TASKS)
        assert set(getattr(module, "PART", {})) <= set(module.TASKS)
        assert len(module.__doc__.splitlines()) == 1


@pytest.mark.parametrize(
    ("was", "now", "fails"),
    [
        ((2.0, 0.02), (1.6, 0.02), False),
        ((2.0, 0.02), (1.4, 0.02), True),
        ((2.0, 0.02), (4.0, 0.02), False),
        ((2.0, 0.02), (1.4, 0.25), False),
        ((2.0, 0.90), (0.9, 0.90), True),
    ],
    ids=["within a quarter", "beyond a quarter", "faster", "rounds that spread", "a spread does not excuse all"],
)
def test_slower_is_a_ratio_that_falls_beyond_the_noise(was, now, fails):
    figures = ({"tokens": dict(zip(("ratio", "spread"), values, strict=True))} for values in (now, was))
    assert bool(check.slower(*figures)) is fails


def test_the_check_fails_and_names_what_is_slower(monkeypatch, capsys):
    reference = json.loads(check.REFERENCE.read_text("utf-8"))["speed"]
    now = reference | {"tokens": {"ratio": reference["tokens"]["ratio"] / 3, "spread": 0.0}}
    monkeypatch.setattr(check, "speeds", lambda tasks: {task: now[task] for task in tasks})
    monkeypatch.setattr(check, "machine", lambda: json.loads(check.REFERENCE.read_text("utf-8"))["machine"])
    assert check.main(["--no-instructions"]) == 1
    assert "SLOWER tokens: 0.33 of the reference" in capsys.readouterr().out
    now["tokens"] = reference["tokens"]
    assert check.main(["--no-instructions"]) == 0


def test_heavier_is_more_than_five_percent():
    assert check.heavier({"tokens": 104.0}, {"tokens": 100.0}) == {}
    assert list(check.heavier({"tokens": 106.0}, {"tokens": 100.0})) == ["tokens"]


def test_the_reference_covers_every_task():
    reference = json.loads(check.REFERENCE.read_text("utf-8"))
    assert set(reference["speed"]) == set(TASKS)


@pytest.mark.parametrize("path", sorted(report.files()), ids=lambda path: path.name)
def test_reports_are_what_the_committed_figures_give(path):
    assert path.read_text("utf-8") == report.files()[path], "run make bench-report"


def test_no_ratio_is_claimed_against_who_does_a_part_or_another_thing():
    results = json.loads(report.RESULTS.read_text("utf-8"))
    by_name = {task["task"]: task for task in results["tasks"]}
    assert report.rivals(by_name["numbers"]) == []
    for task in results["tasks"]:
        for name in report.rivals(task):
            assert task["candidates"][name].get("same_output") is not False


def test_a_chart_keeps_arabic_as_text_that_runs_from_the_right():
    drawing = bars("a & b", "MB/s", [Bar("tokens", "الكلمات", 3.0, "3"), Bar("<none>", "", 0.5, "0.5")], origin=1)
    root = ElementTree.fromstring(drawing)
    (arabic,) = (text for text in root.iter("{http://www.w3.org/2000/svg}text") if text.get("lang") == "ar")
    assert (arabic.text, arabic.get("direction")) == ("الكلمات", "rtl")
    assert [bar.get("class") for bar in root.iter("{http://www.w3.org/2000/svg}rect")][1:] == ["ours", "slower"]
