"""A process that holds one candidate: ``python -m benchmarks.worker TASK MODULE [VARIANT]``.

It reads one JSON command a line from standard input and answers each with one JSON line. The only library that it
imports is the one of its candidate, so that its import time and memory are that library's.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Candidate = Callable[[str], object]


def peak_memory() -> float:
    """The most memory that this process has held, in MB.

    Linux hands ``ru_maxrss`` down from the parent, so its own high-water mark is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024)


class Worker:
    """The candidate and what has been read for it."""

    def __init__(self, task: str, module: str, variant: str = "") -> None:
        start = peak_memory()
        begun = time.process_time()
        home = importlib.import_module(module)
        load: Callable[[], Candidate] = home.VARIANTS[task, variant] if variant else home.TASKS[task]
        self.run = load()
        self.loaded = time.process_time() - begun
        self.start = start
        self.path, self.texts = "", [""]
        self.inputs: list[str] | None = getattr(self.run, "inputs", None)

    def about(self) -> dict[str, Any]:
        """Processor seconds from the start of the import to a candidate that can be called; inputs that it asks for."""
        return {"import_s": self.loaded, "inputs": self.inputs}

    def memory(self) -> float:
        """Peak memory in MB above that before the import."""
        return peak_memory() - self.start

    def read(self, path: str) -> None:
        """Take the texts of a file as the input."""
        if path != self.path:
            self.path, self.texts = path, json.loads(Path(path).read_text("utf-8"))

    def sample(self, path: str, clock: str, loops: int = 1) -> float:
        """Seconds that one pass over the input takes, as the mean of so many.

        :param clock: ``cpu`` is the processor time of this process, ``wall`` the time that passes.
        """
        now = {"cpu": time.process_time, "wall": time.perf_counter}[clock]
        self.read(path)
        run, texts, all_texts = self.run, self.texts, getattr(self.run, "all_texts", None)
        gc.collect()
        gc.disable()
        begun = now()
        for _ in range(loops):
            if all_texts:
                all_texts(texts)
                continue
            for text in texts:
                run(text)
        taken = now() - begun
        gc.enable()
        return taken / loops

    def digest(self, path: str) -> str | None:
        """Identifies the text that the candidate makes of the input; None if it makes none."""
        self.read(path)
        out = self.run(self.texts[0])
        return hashlib.sha256(out.encode("utf-8", "surrogatepass")).hexdigest() if isinstance(out, str) else None

    def quality(self, measure: str, data: str, budget: float) -> dict[str, Any] | None:
        """What the candidate gets right."""
        from benchmarks.quality import MEASURES

        return MEASURES[measure](self.run, Path(data), budget)


def main() -> None:
    # What a library prints must not mix with the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def answer(value: object) -> None:
        print(json.dumps(value), file=answers, flush=True)

    try:
        worker = Worker(*sys.argv[1:])
    except BaseException as error:  # a library may even call sys.exit
        answer({"error": reason(error)})
        return
    answer({"result": worker.about()})
    for line in sys.stdin:
        command, arguments = json.loads(line)
        try:
            answer({"result": getattr(worker, command)(**arguments)})
        except BaseException as error:
            answer({"error": reason(error)})


def reason(error: BaseException) -> str:
    """Why a candidate cannot be measured, in one short line."""
    text = " ".join(str(error).split())[:120]
    missing = isinstance(error, ImportError)
    return (text if missing else f"{type(error).__name__}: {text}").strip(": ")


if __name__ == "__main__":
    main()
