"""Machine instructions a byte, counted by callgrind: ``python -m benchmarks.instructions``.

Started by that, this very file also runs under valgrind. There it loads each stage on the end of the seed article, then
has the counter running while the stage reads the beginning. The two reads do not share a sentence, so the count is that
of a text not seen before. Valgrind knows x86-64-v3, so the core runs the code it runs natively on such machines.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
STAGES = ("normalize", "transliterate", "tokens", "sentences", "numbers", "names", "entities")
BYTES = slice(0, 8000)
"""The code points that are counted on."""
LOADING = slice(-3000, None)
"""Those that load tables beforehand."""


def available() -> bool:
    """Whether this machine can count."""
    return bool(shutil.which("valgrind") and shutil.which("callgrind_control"))


def count() -> dict[str, float]:
    """Instructions for each UTF-8 byte, by stage.

    :raises subprocess.CalledProcessError: valgrind cannot run this Python.
    """
    from benchmarks.inputs import seed

    size = len(seed()[BYTES].encode())
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out")
        # The workload calls getppid around what is to be counted; each call ends one dump and begins the next.
        tool = ("--tool=callgrind", "--instr-atstart=no", "--dump-before=getppid", f"--callgrind-out-file={out}")
        subprocess.run(
            ["valgrind", "-q", *tool, sys.executable, "-m", "benchmarks.instructions", "--workload"],
            env=os.environ | {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"},
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        # Dumps with even numbers end where a stage has ended; the first pair is that of doing nothing.
        spent = [_total(Path(f"{out}.{2 * i + 2}")) for i in range(len(STAGES) + 1)]
    return {stage: round((spent[i + 1] - spent[0]) / size, 2) for i, stage in enumerate(STAGES)}


def _total(dump: Path) -> int:
    (found,) = re.findall(r"^totals: (\d+)", dump.read_text(), re.MULTILINE)
    return int(found)


def _workload() -> None:
    from benchmarks.inputs import seed
    from benchmarks.ours import TASKS

    text = seed()
    _counted(str.upper, "")
    for stage in STAGES:
        run = TASKS[stage]()
        run(text[LOADING])
        _counted(run, text[BYTES])


def _counted(run: Callable[[str], object], text: str) -> None:
    _instrument("on")
    os.getppid()
    run(text)
    os.getppid()
    _instrument("off")


def _instrument(mode: str) -> None:
    """Switch the counter. Waiting goes round and round, as valgrind looks for commands only in code that runs."""
    switch = subprocess.Popen(["callgrind_control", "-i", mode, str(os.getpid())], stdout=subprocess.DEVNULL)
    while (status := switch.poll()) is None:
        pass
    if status:
        sys.exit(f"callgrind_control ended with status {status}")


def main() -> int:
    if "--workload" in sys.argv:
        _workload()
        return 0
    if not available():
        print("valgrind is not installed", file=sys.stderr)
        return 1
    for stage, value in count().items():
        print(f"{stage:14} {value:10,.1f} instructions a byte")
    return 0


if __name__ == "__main__":
    sys.exit(main())
