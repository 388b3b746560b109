"""Folders in worker processes: counts, failures, resume after a kill; datatrove's blocks."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor, RayPipelineExecutor, SlurmPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

import arabnews_nlp as an
from arabnews_nlp.errors import ArgumentValueError, ConfigError, UnknownNameError
from arabnews_nlp.integrations.datatrove import (
    DOCUMENT,
    ERROR,
    ArabNewsAnnotator,
    ArabNewsFilter,
    ArabNewsFormatter,
    ArabNewsReader,
    annotation,
)
from arabnews_nlp.scaleout import Counts, process_folder

pytestmark = pytest.mark.slow

SHARDS, EACH, BAD = 6, 40, 2


@pytest.fixture
def folder(tmp_path, seed):
    """Shards of pieces of the seed article: five JSONL with two bad lines each, one Parquet with two nulls."""
    source = tmp_path / "in"
    (source / "sub").mkdir(parents=True)
    for shard in range(SHARDS):
        texts = [seed[(shard * EACH + n) * 40 :][:200] + f" {shard}/{n}" for n in range(EACH)]
        if shard == 0:
            pq.write_table(pa.table({"text": [*texts, None, None]}), source / "0.parquet")
        else:
            lines = [json.dumps({"text": t}) for t in texts]
            lines[5:5] = ['{"text": 3}', "not json"]
            (source / "sub" / f"{shard}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return source


def outputs(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("engine", ["local", "datatrove"])
def test_counts_failures_and_order(engine, folder, tmp_path):
    counts = process_folder(folder, tmp_path / "out", config="fast", engine=engine, workers=2)
    good = SHARDS * EACH
    assert counts == Counts(good + SHARDS * BAD, good, SHARDS * BAD, an.load("fast").fingerprint)
    for shard in range(1, SHARDS):
        stem = tmp_path / "out" / "sub" / f"{shard}.jsonl"
        docs = [an.Doc.from_json(line) for line in Path(f"{stem}.docs.jsonl").read_text("utf-8").splitlines()]
        assert [d.text.rsplit(" ", 1)[1] for d in docs] == [f"{shard}/{n}" for n in range(EACH)]
        errors = [json.loads(line) for line in Path(f"{stem}.errors.jsonl").read_text("utf-8").splitlines()]
        assert [e["location"].rsplit("/", 1)[1] for e in errors] == [f"{shard}.jsonl:6", f"{shard}.jsonl:7"]
    assert not [name for name in outputs(tmp_path / "out") if "partial" in name]


def test_engines_and_workers_agree_to_the_byte(folder, tmp_path):
    process_folder(folder, tmp_path / "serial", config="fast")
    process_folder(folder, tmp_path / "datatrove", config="fast", engine="datatrove", workers=2)
    assert outputs(tmp_path / "serial") == outputs(tmp_path / "datatrove")


@pytest.mark.parametrize("engine", ["local", "datatrove"])
def test_a_killed_worker_is_told_and_a_second_run_finishes(engine, folder, tmp_path):
    for path in folder.rglob("*.jsonl"):
        path.write_text(path.read_text("utf-8") * 4, "utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "arabnews_nlp.cli", "process", str(folder), "--engine", engine]
    command += ["--output", str(out), "--workers", "2", "--config", "fast"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        while not list(out.rglob("*.docs.jsonl")):
            assert running.poll() is None
            time.sleep(0.01)
        kill_a_worker(running.pid)
        _, stderr = running.communicate(timeout=60)
    finally:
        running.kill()
    assert (running.returncode, b"1 of 2 workers died (signal 9)" in stderr) == (3, True), stderr
    done = {p: p.stat().st_mtime_ns for p in out.rglob("*.docs.jsonl")}
    assert 0 < len(done) < SHARDS
    again = subprocess.run(command, capture_output=True, timeout=60)
    assert again.returncode == 1 and b" failed" in again.stderr
    assert all(p.stat().st_mtime_ns == before for p, before in done.items())
    process_folder(folder, tmp_path / "serial", config="fast")
    assert outputs(out) == outputs(tmp_path / "serial")


def kill_a_worker(parent):
    """Kill one of the processes that the parent has spawned to work."""
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()
                command = Path(f"/proc/{entry}/cmdline").read_text()
            except OSError:
                continue
            if int(stat[1]) == parent and "spawn_main" in command:
                os.kill(int(entry), signal.SIGKILL)
                return
    raise AssertionError("no worker")


def test_wrong_use_is_named(folder, tmp_path):
    with pytest.raises(UnknownNameError, match="did you mean 'local'"):
        process_folder(folder, tmp_path / "out", engine="locl")
    with pytest.raises(ArgumentValueError, match="output must be a folder outside"):
        process_folder(folder, folder / "out")
    with pytest.raises(ConfigError, match="no file of a known format"):
        process_folder(empty(tmp_path), tmp_path / "out")
    process_folder(folder, tmp_path / "out", config="fast")
    with pytest.raises(ConfigError, match="choose another output"):
        process_folder(folder, tmp_path / "out", config={"stages": ["tokens"]})


def empty(tmp_path):
    (tmp_path / "empty").mkdir()
    return tmp_path / "empty"


def test_blocks_in_a_pipeline_of_datatrove(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    texts = ["أعلنت OpenAI ذلك. ارتفع السهمُ 38%.", "نص", "قالت مايكروسوفت نعم. أكدت Google ذلك."]
    (source / "a.jsonl").write_text("".join(json.dumps({"text": t, "id": str(i)}) + "\n" for i, t in enumerate(texts)))
    steps = [
        JsonlReader(str(source)),
        ArabNewsAnnotator(["tokens", "sentences", "entities"]),
        ArabNewsFilter(min_sentences=2, exclusion_writer=JsonlWriter(str(tmp_path / "dropped"), compression=None)),
        ArabNewsFormatter("search"),
        JsonlWriter(str(tmp_path / "out"), compression=None),
    ]
    LocalPipelineExecutor(steps, tasks=1, logging_dir=str(tmp_path / "logs")).run()
    (path,) = (tmp_path / "out").glob("*.jsonl")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [row["text"] for row in rows] == [an.normalize(texts[0]), an.normalize(texts[2])]
    found = an.Doc.from_json(rows[0]["metadata"][DOCUMENT])
    assert (found.text, found.entities[0].text) == (texts[0], "OpenAI")
    (path,) = (tmp_path / "dropped").glob("*.jsonl")
    assert "few sentences" in path.read_text("utf-8")


def test_a_bad_document_goes_on_with_its_reason(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": 1}\n{"text": "نص"}\n', "utf-8")
    found = list(ArabNewsAnnotator("fast").run(ArabNewsReader([str(tmp_path / "a.jsonl")]).run(None)))
    assert "not a string" in found[0].metadata[ERROR] and DOCUMENT not in found[0].metadata
    assert annotation(found[1]).text == "نص"
    (bad,) = ArabNewsAnnotator("fast").run([Document(text=None, id="x")])
    assert "text must be str" in bad.metadata[ERROR]
    assert ArabNewsFilter().filter(bad) == (False, "failed")


def test_cluster_executors_take_the_blocks(tmp_path):
    steps = [ArabNewsReader(["a.jsonl"]), ArabNewsAnnotator(), ArabNewsFilter()]
    slurm = SlurmPipelineExecutor(steps, tasks=4, time="1:00:00", partition="cpu", logging_dir=str(tmp_path))
    assert slurm.world_size == 4
    assert RayPipelineExecutor(steps, tasks=4, logging_dir=str(tmp_path)).world_size == 4
