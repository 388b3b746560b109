"""A long stream of short and long documents through every way of annotating them: nothing lost, the same bytes, and
memory that does not grow.

usage: python -m fuzz.soak [--documents 1000000] [--way NAME ...] [CORPUS.jsonl.xz ...]

Documents are cut out of the seed article and of the texts of the corpora (field ``text``), and some are damaged. Every
way writes JSON lines, whose hash has to be that of one process. Memory is that of all processes of a way, looked at
all the time; what it grows by after the first tenth of the documents is printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import arabnews_nlp as an
from fuzz.strings import ARTICLE, Strings

__all__ = ["WAYS", "documents", "main"]

GROWTH = 0.05
"""Share by which memory may grow after the first tenth."""
SHARDS = 20
_PAGE = os.sysconf("SC_PAGE_SIZE")


def documents(count: int, texts: Sequence[str]) -> Iterator[dict[str, object]]:
    """Records with an id and a text: most of a tweet's length, one in twenty of a news item's, a few long ones."""
    chance = random.Random(11)
    strings = iter(Strings(11))
    for number in range(count):
        size = chance.choices((250, 4_000, 40_000), (0.949, 0.05, 0.001))[0]
        text = chance.choice(texts)
        start = chance.randrange(max(1, len(text) - size // 4))
        text = text[start : start + chance.randrange(size // 10, size)]
        if number % 10 == 0:
            cut = chance.randrange(len(text) + 1)
            text = text[:cut] + next(strings) + text[cut:]
        yield {"id": number, "text": text.encode("utf-8", "replace").decode()}


class Memory:
    """Bytes that this process and those that it started hold, looked at four times a second beside the work."""

    def __init__(self, share_done: Callable[[], float]) -> None:
        self._share_done = share_done
        self.early = self.late = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.25):
            held = _held(os.getpid())
            if self._share_done() < 0.1:
                self.early = max(self.early, held)
            else:
                self.late = max(self.late, held)

    @property
    def growth(self) -> float:
        """Share by which the most after the first tenth of the documents is above the most before."""
        return self.late / self.early - 1 if self.early and self.late else 0.0


def _held(root: int) -> int:
    """Resident bytes of a process and its descendants, by ``/proc``."""
    parents: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            status = Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(entry)], sizes[int(entry)] = int(status[1]), int(status[21]) * _PAGE
    total = 0
    for process in sizes:
        above = process
        while above > 1 and above != root:
            above = parents.get(above, 0)
        total += sizes[process] if above == root else 0
    return total


class Progress:
    """A stream of lines, counted and hashed."""

    def __init__(self, count: int) -> None:
        self.count, self.done, self.before = count, 0, 0.0
        self._hash = hashlib.sha256()

    def take(self, lines: Iterator[bytes]) -> str:
        """The hash of all lines."""
        for line in lines:
            self._hash.update(line.rstrip(b"\n") + b"\n")
            self.done += 1
        return self._hash.hexdigest()[:16]

    def share(self) -> float:
        """Share of the documents that have come out; ``before`` is that of a way that shows none until the end."""
        return max(self.done / self.count, self.before)


def _serial(source: Path, _: Progress) -> Iterator[bytes]:
    nlp = an.load()
    for record in _records(source):
        yield nlp(str(record["text"]), id=int(str(record["id"]))).to_json().encode()


def _pipe(source: Path, _: Progress) -> Iterator[bytes]:
    for doc in an.load().pipe(_records(source), n_process=2):
        yield doc.to_json().encode()


def _command(source: Path, _: Progress) -> Iterator[bytes]:
    words = [sys.executable, "-m", "arabnews_nlp", "process", "--workers", "2", "--quiet", str(source)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        yield from run.stdout
    if run.returncode:
        raise SystemExit(f"the command ended with {run.returncode}")


def _engine(source: Path, progress: Progress) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory(dir=source.parent) as place:
        shards = Path(place, "in")
        shards.mkdir()
        with open(source, "rb") as lines:
            for shard in range(SHARDS):
                shards.joinpath(f"{shard:03d}.jsonl").write_bytes(b"".join(islice(lines, -(-progress.count // SHARDS))))
        output = Path(place, "out")
        words = [sys.executable, "-m", "arabnews_nlp", "process", "--engine", "datatrove", "--workers", "2", "--quiet"]
        with subprocess.Popen([*words, str(shards), "--output", str(output)]) as run:
            while run.poll() is None:
                progress.before = len(list(output.glob("*.jsonl"))) / SHARDS
                time.sleep(0.2)
        if run.returncode:
            raise SystemExit(f"the engine ended with {run.returncode}")
        for path in sorted(output.glob("*.jsonl")):
            with open(path, "rb") as lines:
                yield from lines


WAYS: dict[str, Callable[[Path, Progress], Iterator[bytes]]] = {
    "serial": _serial,
    "pipe": _pipe,
    "command": _command,
    "datatrove": _engine,
}


def _records(source: Path) -> Iterator[dict[str, object]]:
    with open(source, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _texts(corpora: Sequence[Path]) -> list[str]:
    texts = [ARTICLE]
    for corpus in corpora:
        opened = lzma.open if corpus.suffix == ".xz" else open
        with opened(corpus, "rt", encoding="utf-8") as lines:
            texts += [text for line in lines if (text := json.loads(line).get("text"))]
    return texts


def main() -> int:
    """Run the ways one after another; 1 where one lost something, differs or grows."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.soak")
    parser.add_argument("corpora", nargs="*", type=Path, metavar="CORPUS")
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--way", nargs="+", choices=WAYS, default=list(WAYS))
    arguments = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "in.jsonl")
        with open(source, "w", encoding="utf-8") as file:
            for record in documents(arguments.documents, _texts(arguments.corpora)):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        print(f"{arguments.documents:,} documents, {source.stat().st_size / 1e6:,.0f} MB")
        first = ""
        for way in arguments.way:
            progress = Progress(arguments.documents)
            begin = time.monotonic()
            with Memory(progress.share) as memory:
                digest = progress.take(WAYS[way](source, progress))
            seconds = time.monotonic() - begin
            first = first or digest
            good = progress.done == arguments.documents and digest == first and memory.growth < GROWTH
            wrong += not good
            print(
                f"{way:10} {progress.done:,} out, hash {digest}, {memory.early / 1e6:,.0f} MB in the first tenth, "
                f"{memory.late / 1e6:,.0f} after it ({memory.growth:+.1%}), {seconds:,.0f} s"
                f"{'' if good else '  WRONG'}",
                flush=True,
            )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
