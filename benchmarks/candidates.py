"""Candidates as processes of their own, and fair rounds over them."""

from __future__ import annotations

import json
import math
import select
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHORTEST_SAMPLE = 0.03
"""Seconds; a pass that is shorter is repeated within one sample."""


class CandidateError(Exception):
    """A candidate cannot be loaded, fails on an input, or takes too long."""


class Candidate:
    """One library for one task in its own interpreter.

    :raises CandidateError: it cannot be loaded.
    """

    def __init__(self, task: str, module: str, variant: str = "", timeout: float = 60) -> None:
        self.timeout = timeout
        arguments = [sys.executable, "-m", "benchmarks.worker", task, module, *([variant] if variant else [])]
        self._process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT
        )
        about = self._answer()
        self.import_seconds: float = about["import_s"]
        self.inputs: list[str] | None = about["inputs"]

    def ask(self, command: str, **arguments: Any) -> Any:
        """Let the worker do something; returns its result.

        :raises CandidateError: it fails, or takes longer than the timeout.
        """
        stdin = self._process.stdin
        assert stdin is not None
        try:
            stdin.write(json.dumps([command, arguments]) + "\n")
            stdin.flush()
        except OSError:
            raise CandidateError("its process has ended") from None
        return self._answer()

    def _answer(self) -> Any:
        stdout = self._process.stdout
        assert stdout is not None
        if not select.select([stdout], [], [], self.timeout)[0]:
            self._process.kill()
            raise CandidateError(f"no result after {self.timeout:.0f} s")
        line = stdout.readline()
        if not line:
            raise CandidateError(f"its process ended with status {self._process.wait()}")
        answer = json.loads(line)
        if "error" in answer:
            raise CandidateError(answer["error"])
        return answer["result"]

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def interleaved(
    candidates: Mapping[str, Candidate],
    warm: Mapping[str, float],
    paths: Mapping[str, Path],
    clock: str,
    budget: float,
    rounds: tuple[int, int],
) -> dict[str, list[float]]:
    """Seconds of a pass over its input, for each candidate and round; in each round every candidate has its turn.

    :param paths: the files with the inputs, by candidate.
    :param warm: seconds that a first pass has taken, by candidate; whoever is not in it is left out.
    :param clock: ``cpu`` or ``wall``.
    :param budget: seconds that all rounds may take together.
    :param rounds: the least and the most rounds, whatever the budget says.
    """
    loops = {name: max(1, math.ceil(SHORTEST_SAMPLE / max(seconds, 1e-7))) for name, seconds in warm.items()}
    one_round = sum(seconds * loops[name] for name, seconds in warm.items())
    number = max(rounds[0], min(rounds[1], int(budget / one_round)))
    taken: dict[str, list[float]] = {name: [] for name in warm}
    for _ in range(number):
        for name in warm:
            taken[name].append(candidates[name].ask("sample", path=str(paths[name]), clock=clock, loops=loops[name]))
    return taken
