"""Scale-out: shuffled pieces of the seed article, 1 % of the records poisoned, through an engine with one and two
workers; a worker is killed midway, the run is repeated, and the output is compared with that of one worker.

    python -m benchmarks.scale_out --documents 200000

The figures are printed and written to benchmarks/scale_out.json, which ``python -m benchmarks.report`` shows.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.machine import machine

SHARDS = 20


def write_input(folder: Path, documents: int) -> int:
    """Write the shards; returns how many records are bad."""
    (seed,) = (Path(__file__).parents[1] / "seeds").glob("*.txt")
    pieces = [p for p in seed.read_text("utf-8").split("\n") if len(p) > 20]
    chance = random.Random(7)
    bad = set(chance.sample(range(documents), documents // 100))
    folder.mkdir()
    for shard in range(SHARDS):
        with open(folder / f"{shard:03d}.jsonl", "w", encoding="utf-8") as file:
            for number in range(shard, documents, SHARDS):
                text = f"{chance.choice(pieces)}\n{number}"
                poison = chance.choice(['{"text": 7}', "not json", '{"txt": "x"}'])
                file.write((poison if number in bad else json.dumps({"text": text}, ensure_ascii=False)) + "\n")
    return len(bad)


def digest(folder: Path) -> str:
    """One hash of all files of the output."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.jsonl")):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


def command(source: Path, output: Path, arguments: argparse.Namespace, workers: int) -> list[str]:
    """The command line of one run."""
    return [
        *(sys.executable, "-m", "arabnews_nlp.cli", "process", str(source), "--output", str(output)),
        *("--engine", arguments.engine, "--workers", str(workers), "--config", arguments.config),
    ]


def worker_of(parent: int) -> int:
    """A process that the parent has spawned to work."""
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            above = int(Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()[1])
            if above == parent and "spawn_main" in Path(f"/proc/{entry}/cmdline").read_text():
                return int(entry)
        except OSError:
            continue
    raise RuntimeError("no worker found")


def main() -> None:
    """Run, print the figures as JSON and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--engine", default="datatrove")
    parser.add_argument("--config", default="news")
    parser.add_argument("--json", type=Path, default=Path(__file__).with_name("scale_out.json"), metavar="FILE")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "in")
        bad = write_input(source, arguments.documents)
        seconds = {}
        for workers in (1, 2):
            begun = time.perf_counter()
            subprocess.run(command(source, Path(place, str(workers)), arguments, workers), stderr=subprocess.DEVNULL)
            seconds[workers] = round(time.perf_counter() - begun, 1)
        killed = Path(place, "killed")
        running = subprocess.Popen(command(source, killed, arguments, 2), stderr=subprocess.DEVNULL)
        while len(list(killed.rglob("*.docs.jsonl"))) < SHARDS // 4 and running.poll() is None:
            time.sleep(0.01)
        os.kill(worker_of(running.pid), signal.SIGKILL)
        running.wait()
        after = len(list(killed.rglob("*.docs.jsonl")))
        subprocess.run(command(source, killed, arguments, 2), stderr=subprocess.DEVNULL)
        written = [
            json.loads(line)["text"] for p in killed.rglob("*.docs.jsonl") for line in p.read_text("utf-8").splitlines()
        ]
        failed = sum(1 for p in killed.rglob("*.errors.jsonl") for _ in p.read_text("utf-8").splitlines())
        result = {
            "documents": arguments.documents,
            "engine": arguments.engine,
            "seconds with 1 worker": seconds[1],
            "seconds with 2 workers": seconds[2],
            "speed-up": round(seconds[1] / seconds[2], 2),
            "shards finished after the kill": f"{after} of {SHARDS}",
            "good documents": [len(written), len(set(written)), arguments.documents - bad],
            "bad records reported": [failed, bad],
            "identical to a serial run": len({digest(killed), digest(Path(place, "1")), digest(Path(place, "2"))}) == 1,
        }
        figures = json.dumps(result | machine(), indent=1)
        arguments.json.write_text(figures + "\n", "utf-8")
        print(figures)


if __name__ == "__main__":
    main()
