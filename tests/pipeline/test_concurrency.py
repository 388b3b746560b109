"""Threads, processes, hash seeds and batches change nothing; workers that die or are stopped leave nothing behind."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

import arabnews_nlp as an
from arabnews_nlp.document.stage import Stage
from arabnews_nlp.errors import RecordError
from arabnews_nlp.pipeline import Pipeline

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parents[1]
KILLER = "نص يقتل"
TEXTS = [
    "أعلنت OpenAI في القاهرة عن 5 ملايين دولار، ومايكروسوفت (Microsoft) يوم 29 أغسطس.",
    "",
    "قال د. سامي إن 38% من شركة Google غوغل…",
    "\ud800 \u202e ((( 1/1/1 @user #وسم",
    "نصف مليون و100 ألف " * 20,
]


class Killer(Stage):
    """Ends its process at a text of its own."""

    name = "killer"

    def __call__(self, doc):
        if KILLER in doc.text:
            os._exit(7)
        return doc


class Sleeper(Stage):
    """Takes its time."""

    name = "sleeper"

    def __call__(self, doc):
        time.sleep(60)
        return doc


def as_json(texts):
    nlp = an.load()
    return [nlp(text).to_json() for text in texts]


def run(code, **environment):
    """What a fresh interpreter prints."""
    path = os.pathsep.join([str(TESTS / "pipeline"), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path, **environment},
    )
    return done.stdout


def test_eight_threads_share_one_pipeline():
    nlp, expected = an.load(), as_json(TEXTS)
    with ThreadPoolExecutor(8) as threads:
        for found in threads.map(lambda _: [nlp(text).to_json() for text in TEXTS], range(64)):
            assert found == expected


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_of_either_kind_agree(method, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(TESTS / "pipeline"), *sys.path]))
    with ProcessPoolExecutor(2, get_context(method)) as pool:
        assert [doc.to_json() for doc in pool.map(an.load(), TEXTS)] == as_json(TEXTS)


def test_hash_seeds_and_batches_give_the_same_bytes():
    code = (
        "import sys, arabnews_nlp as an, test_concurrency as t\n"
        "docs = an.load().pipe(t.TEXTS * 3, batch_size={size}, n_process={workers})\n"
        "sys.stdout.write('\\n'.join(doc.to_json() for doc in docs))"
    )
    runs = [("0", 1, 1), ("1", 2, 2), ("random", 64, 1), ("random", 4, 2)]
    assert len({run(code.format(size=s, workers=w), PYTHONHASHSEED=seed) for seed, s, w in runs}) == 1


def places(results):
    return [r.location if isinstance(r, RecordError) else r.text for r in results]


@pytest.mark.parametrize("batch_size", [1, 3, 64])
def test_a_worker_that_dies_costs_one_record(batch_size):
    texts = [f"نص {i}" for i in range(20)]
    texts[4] = texts[11] = KILLER
    pipeline = Pipeline([Killer()])
    results = list(pipeline.pipe(texts, n_process=2, batch_size=batch_size, on_error="record"))
    expected = list(texts)
    expected[4], expected[11] = "record 4", "record 11"
    assert places(results) == expected
    assert "exit code 7" in str(results[4])
    taken = []
    with pytest.raises(RecordError, match="record 4: the worker process died"):
        for doc in pipeline.pipe(texts, n_process=2, batch_size=batch_size):
            taken.append(doc.text)
    assert taken == texts[:4]


def test_a_record_that_is_no_text_is_reported():
    records = ["نعم", lambda: None, "لا"]
    results = list(an.load("fast").pipe(records, n_process=2, batch_size=2, on_error="record"))
    assert [type(r).__name__ for r in results] == ["Doc", "RecordError", "Doc"]
    assert str(results[1]).startswith("record 1: text must be str, not function")


class Untransferable(Stage):
    """Leaves in a document what no other process can get, if the text says so."""

    name = "untransferable"

    def __call__(self, doc):
        if doc.text == "لا":
            doc.warnings = [lambda: None]
        return doc


def test_a_result_that_cannot_travel_is_reported():
    results = list(Pipeline([Untransferable()]).pipe(["نعم", "لا", "ربما"], n_process=2, on_error="record"))
    assert [type(r).__name__ for r in results] == ["Doc", "RecordError", "Doc"]
    assert str(results[1]) == "record 1: its result cannot be sent to another process"


def test_documents_come_back_with_the_very_texts_that_were_given():
    texts = ["قالت OpenAI", "", "plain", "😀 قال", *TEXTS[:3], TEXTS[0]]
    docs = list(an.load().pipe(texts, n_process=2, batch_size=3))
    assert all(doc.text is text for doc, text in zip(docs, texts, strict=True))
    assert docs == list(an.load().pipe(texts))


def test_lone_surrogates_travel():
    texts = ["\ud800 قال \udc00", "\ud83d\ude00", *TEXTS]
    assert list(an.load().pipe(texts, n_process=2, batch_size=3)) == list(an.load().pipe(texts))


def test_large_batches_do_not_block():
    texts = ["كلمة " * 20_000] * 12
    docs = list(Pipeline([]).pipe(texts, n_process=2, batch_size=2))
    assert [len(doc.text) for doc in docs] == [100_000] * 12


def children(pid):
    """Processes with this parent that are not zombies."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if after[1] == str(pid) and after[0] != "Z":
            found.append(int(path.parent.name))
    return found


def until(condition, seconds=30.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_workers_end_with_the_error_however_long_it_is_kept():
    others = children(os.getpid())
    with pytest.raises(RecordError) as kept:
        for _ in Pipeline([Killer()]).pipe(["نص", KILLER, *TEXTS] * 9, n_process=2, batch_size=1):
            pass
    assert until(lambda: children(os.getpid()) == others), kept


def alive(pid):
    """Whether a process runs, and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("how", ["the group", "the parent", "the parent is killed", "left unread"])
def test_no_worker_outlives_its_parent(how):
    code = (
        "import test_concurrency as t\n"
        "results = t.Pipeline([t.Sleeper()]).pipe(['نص'] * 8, n_process=2, batch_size=1)\n"
        "next(results)\n"
    )
    if how == "left unread":
        code = (
            "import test_concurrency as t, time\n"
            "results = t.Pipeline([]).pipe(['نص'] * 80, n_process=2, batch_size=1)\n"
            "next(results)\ntime.sleep(1)\n"
        )
    path = os.pathsep.join([str(TESTS / "pipeline"), *sys.path])
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        start_new_session=True,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    )
    try:
        assert until(lambda: len(children(parent.pid)) == 2, 30)
        workers = children(parent.pid)
        if how == "the group":
            os.killpg(parent.pid, signal.SIGINT)
        elif how == "the parent":
            parent.send_signal(signal.SIGINT)
        elif how == "the parent is killed":
            parent.kill()
        assert parent.wait(30) == {"the parent is killed": -signal.SIGKILL, "left unread": 0}.get(how, -signal.SIGINT)
        assert until(lambda: not any(alive(pid) for pid in workers))
    finally:
        parent.kill()
        parent.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="needs the module resource, in kilobytes")
@pytest.mark.parametrize(
    "words", [["--megabytes", "5"], *(["--megabytes", "1", "--family", name] for name in ("percentages", "fractions"))]
)
def test_one_large_document_is_held_by_its_size(words):
    root = str(TESTS.parent)
    done = subprocess.run(
        [sys.executable, "-m", "fuzz.memory", *words],
        cwd=root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([root, *sys.path])},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


MEMORY = """
import resource
import arabnews_nlp as an

def texts():
    for number in range({count}):
        yield f"أعلنت الشركة رقم {{number}} في القاهرة عن 5 ملايين دولار."

for _ in an.load("fast").pipe(texts(), n_process={workers}):
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs the module resource")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_stream_is_held_by_the_batch(workers):
    short, long = (int(run(MEMORY.format(count=count, workers=workers))) for count in (1000, 20_000))
    assert long - short < 8 * 1024
