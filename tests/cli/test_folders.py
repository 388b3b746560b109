"""Folders in worker processes as an operator meets them: bad shards, full disks, signals, second runs."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from arabnews_nlp.errors import ArgumentValueError, ConfigError, StoppedError
from arabnews_nlp.scaleout import process_folder

sys.path.insert(0, str(Path(__file__).parents[2]))

from fuzz import faults

TEXT = "قالت شركة OpenAI إن سعر الخدمة سيرتفع بنسبة 20%."


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for shard in range(4):
        lines = [json.dumps({"text": f"{shard}/{n} {TEXT}"}, ensure_ascii=False) + "\n" for n in range(50)]
        (folder / f"{shard}.jsonl").write_text("".join(lines), "utf-8")
    return folder


def command(source, output, *more):
    words = ["process", source, "--engine", "local", "--output", output, "--config", "fast", *more]
    return [sys.executable, "-m", "arabnews_nlp", *map(str, words)]


def test_a_shard_that_cannot_be_read_is_told_and_the_others_are_done(source, tmp_path):
    pytest.importorskip("pyarrow")
    (source / "bad.parquet").write_bytes(b"PAR1 no Parquet")
    (source / "notes.pdf").write_bytes(b"%PDF")
    told = []
    counts = process_folder(source, tmp_path / "out", config="fast", workers=2, notice=told.append)
    assert (counts.read, counts.written, list(counts.unread)) == (200, 200, ["bad.parquet"])
    assert "notes.pdf" in told[0] and "bad.parquet: not Parquet" in told[1]
    done = subprocess.run(command(source, tmp_path / "out"), capture_output=True)
    assert done.returncode == 1 and b"bad.parquet: not Parquet" in done.stderr
    (source / "bad.parquet").unlink()
    assert process_folder(source, tmp_path / "out", config="fast").unread == {}
    assert not list((tmp_path / "out").glob(".*"))


def test_damaged_state_says_what_to_do(source, tmp_path):
    process_folder(source, tmp_path / "out", config="fast")
    counts = tmp_path / "out" / "1.jsonl.counts.json"
    whole = counts.read_bytes()
    for damaged in (b"", b"{", whole.replace(b'"read":50', b'"read":51'), None):
        counts.unlink() if damaged is None else counts.write_bytes(damaged)
        with pytest.raises(
            ConfigError, match=r"1\.jsonl\.counts\.json: .*; delete .*1\.jsonl\.docs\.jsonl and run again"
        ):
            process_folder(source, tmp_path / "out", config="fast")
    (tmp_path / "out" / "1.jsonl.docs.jsonl").unlink()
    process_folder(source, tmp_path / "out", config="fast")
    assert counts.read_bytes() == whole


def test_an_output_inside_the_source_is_refused_through_links_too(source, tmp_path):
    (tmp_path / "link").symlink_to(source)
    for output in (source / "out", tmp_path / "link" / "out", tmp_path / "link"):
        with pytest.raises(ArgumentValueError, match="a folder outside"):
            process_folder(source, output, config="fast")
    with pytest.raises(ArgumentValueError, match="a folder outside"):
        process_folder(tmp_path / "link", source / "out", config="fast")


def slow(source):
    """A shard that takes long, after one that does not."""
    lines = (source / "0.jsonl").read_text("utf-8")
    (source / "4.jsonl").write_text(lines * 400, "utf-8")


def started(running, output):
    until = time.monotonic() + 60
    while not list(output.glob(".4*.partial")) and time.monotonic() < until:
        assert running.poll() is None
        time.sleep(0.02)


def test_a_second_run_is_refused_while_one_is_at_work(source, tmp_path):
    slow(source)
    running = subprocess.Popen(command(source, tmp_path / "out"), stderr=subprocess.PIPE)
    started(running, tmp_path / "out")
    second = subprocess.run(command(source, tmp_path / "out"), capture_output=True)
    running.kill()
    running.communicate()
    assert second.returncode == 2 and b"another run is at work in this folder" in second.stderr


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
def test_workers_end_within_a_second_with_the_command(source, tmp_path, number):
    slow(source)
    words = command(source, tmp_path / "out", "--workers", "2")
    running = subprocess.Popen(words, stderr=subprocess.PIPE, start_new_session=True)
    started(running, tmp_path / "out")
    os.killpg(running.pid, number) if number == signal.SIGINT else running.send_signal(number)
    begun = time.monotonic()
    _, stderr = running.communicate(timeout=30)
    while (left := faults._session(running.pid)) and time.monotonic() - begun < 5:
        time.sleep(0.02)
    assert not left and time.monotonic() - begun < 1.5
    killed = number == signal.SIGKILL
    assert (running.returncode, stderr) == (-9 if killed else 128 + number, b"")
    assert killed or not list((tmp_path / "out").glob(".*"))
    (source / "4.jsonl").unlink()
    process_folder(source, tmp_path / "out", config="fast")
    assert len(list((tmp_path / "out").glob("*.docs.jsonl"))) == 4


def test_a_full_disk_is_one_line_and_no_half_file(source, tmp_path):
    try:
        with faults._small_disk(tmp_path) as disk:
            done = subprocess.run(command(source, disk / "out", "--workers", "2"), capture_output=True)
            left = [path for path in (disk / "out").rglob("*") if "docs" in path.name]
            assert all(len(path.read_bytes().splitlines()) == 50 for path in left)
            assert not [path for path in left if path.name.startswith(".")]
    except faults.Skipped as reason:
        pytest.skip(str(reason))
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1 and b"No space left on device; run again" in done.stderr


def test_a_worker_that_dies_is_an_error_of_its_own(source, tmp_path, monkeypatch):
    monkeypatch.setattr("arabnews_nlp.scaleout._run_shards", dying)
    with pytest.raises(StoppedError, match=r"2 of 2 workers died \(exit 7\)|2 of 2 workers died \(exit 7, exit 7\)"):
        process_folder(source, tmp_path / "out", config="fast", workers=2)


def dying(*_):
    os._exit(7)
