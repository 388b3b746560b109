"""What can go wrong while a command writes, and whether the old output or the whole new one is there afterwards.

usage: python -m fuzz.faults [--command NAME ...] [--fault NAME ...]

Each command runs in a process of its own over an output that is there already, and meets one fault: a full disk, a
signal, a reader that goes away, input that cannot be read, a missing extra, an output that is the input. Afterwards the
output is the old one or the whole new one, the exit code is the documented one, standard error has no traceback, no
temporary file is left (but by ``kill -9``, and the next run takes that away), and no process is left. A format that
writes a folder is refused on standard output, and where the folder is not empty, with exit code 2.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["COMMANDS", "FAULTS", "broken", "main"]

COMMANDS: dict[str, list[str]] = {
    "process": ["process"],
    "process, 2 workers": ["process", "--workers", "2"],
    "process, HTML": ["process", "--out", "html"],
    "process, CSV": ["process", "--out", "csv"],
    "process, Parquet": ["process", "--out", "parquet"],
    "process, Label Studio": ["process", "--out", "label-studio"],
    "process, brat": ["process", "--out", "brat"],
    "normalize, CSV": ["normalize", "--out", "csv"],
    "entities, Parquet": ["entities", "--out", "parquet"],
    **{
        name: [name]
        for name in (
            "normalize",
            "explain",
            "isolate",
            "replace",
            "transliterate",
            "sentences",
            "tokenize",
            "entities",
            "numbers",
            "names",
            "duplicates",
        )
    },
}
"""Commands by name, each without its files."""

INPUT = "in.jsonl"
OLD = b"the old output\n"
RECORDS = 200
PARAGRAPH = "قالت شركة مايكروسوفت Microsoft يوم الثلاثاء إن سعر خدمة ChatGPT سيرتفع بنسبة 20% إلى 24 دولارًا."
TEXT = f"{PARAGRAPH}\n\n{PARAGRAPH}"
SECONDS = 60
"""After which a command that has not ended is one that hangs."""


class Place(NamedTuple):
    """A folder with an input, an old output and an old list of errors."""

    folder: Path
    input: Path
    output: Path
    errors: Path


class Run(NamedTuple):
    """What is left of a command."""

    code: int
    stderr: str


class Command(NamedTuple):
    """One of :data:`COMMANDS` and what it writes when nothing goes wrong, from a file and from standard input."""

    words: list[str]
    whole: tuple[bytes, bytes]

    @property
    def folder(self) -> bool:
        """Whether its output is a folder."""
        return "brat" in self.words


def _python(hidden: str = "") -> list[str]:
    """The command line; ``hidden`` is a package that is not installed as far as it knows."""
    if not hidden:
        return [sys.executable, "-m", "arabnews_nlp.cli"]
    code = f"import sys; sys.modules[{hidden!r}] = None; from arabnews_nlp.cli import main; sys.exit(main())"
    return [sys.executable, "-c", code]


def _run(
    words: Sequence[str | Path], folder: Path, *, stdin: bytes = b"", most: int | None = None, hidden: str = ""
) -> Run:
    """Run a command to its end.

    :param folder: where it runs; the annotations name their file as it was given.
    :param most: bytes that a file may have.
    """

    def limit() -> None:
        _usual_signals()
        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = subprocess.run(
        [*_python(hidden), *map(str, words)],
        input=stdin,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        timeout=SECONDS,
        preexec_fn=limit,
        cwd=folder,
    )
    return Run(done.returncode, done.stderr.decode("utf-8", "replace"))


def _usual_signals() -> None:
    """Signals act as in a shell, also where these tests run in the background or under ``nohup``."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def _content(path: Path) -> bytes:
    """The bytes of a file, of all files of a folder, or of nothing."""
    if path.is_dir():
        return b"\0".join(part.name.encode() + b"\0" + part.read_bytes() for part in sorted(path.iterdir()))
    return path.read_bytes() if path.exists() else b""


def _line(number: int) -> bytes:
    return json.dumps({"id": number, "text": TEXT}, ensure_ascii=False).encode() + b"\n"


def _placed(folder: Path) -> Place:
    place = Place(folder, folder / INPUT, folder / "out", folder / "errors")
    place.input.write_bytes(b"".join(map(_line, range(RECORDS))))
    place.output.write_bytes(OLD)
    place.errors.write_bytes(OLD)
    return place


def _to(command: Command, place: Place) -> list[str]:
    """The command's words with its output; a folder starts as none, for there it may not replace anything."""
    if command.folder:
        place.output.unlink(missing_ok=True)
    return [*command.words, "--output", str(place.output)]


def _nothing(command: Command, place: Place) -> Iterator[str]:
    run = _run([*_to(command, place), "--errors", place.errors, INPUT], place.folder)
    yield from _judged(command, place, run, code=0, new=True)


def _full_disk(command: Command, place: Place) -> Iterator[str]:
    with _small_disk(place.folder) as disk:
        small = Place(disk, place.input, disk / "out", disk / "errors")
        small.output.write_bytes(OLD)
        small.errors.write_bytes(OLD)
        if room := os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - 4096:
            (disk / "filler").write_bytes(bytes(max(0, min(room, 1 << 20))))
        run = _run([*_to(command, small), "--errors", small.errors, INPUT], place.folder)
        yield from _judged(command, small, run, code=3)


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    """A disk of its own, of 128 kB, where the system lets us; else skipped."""
    disk = folder / "disk"
    disk.mkdir()
    mounted = (
        shutil.which("mount")
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk], capture_output=True
        ).returncode
    )
    if not mounted:
        raise Skipped("no file system can be mounted here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


class Skipped(Exception):
    """A fault that cannot be made here."""


def _file_too_large(command: Command, place: Place) -> Iterator[str]:
    run = _run([*_to(command, place), INPUT], place.folder, most=64 if command.folder else 1024)
    yield from _judged(command, place, run, code=3)


def _refused_on_standard_output(command: Command, place: Place) -> Iterator[str]:
    run = _run([*command.words, "--errors", place.errors, INPUT], place.folder)
    place.output.unlink()
    yield from _judged(command, place, run, code=2)
    if "--output, the folder" not in run.stderr:
        yield f"does not say what it takes: {run.stderr.strip()}"


def _full_device(command: Command, place: Place) -> Iterator[str]:
    if command.folder:
        yield from _refused_on_standard_output(command, place)
        return
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*_python(), *command.words, "--errors", str(place.errors), INPUT],
            cwd=place.folder,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=SECONDS,
        )
    yield from _judged(command, place, Run(done.returncode, done.stderr.decode()), code=3)


def _signalled(number: signal.Signals) -> Callable[[Command, Place], Iterator[str]]:
    def fault(command: Command, place: Place) -> Iterator[str]:
        words = [*_to(command, place), "--errors", str(place.errors), "--format", "jsonl", "-"]
        process = subprocess.Popen(
            [*_python(), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=_usual_signals,
        )
        assert process.stdin is not None and process.stderr is not None
        temporary = place.output.with_name(f".{place.output.name}.partial")
        process.stdin.write(b"".join(map(_line, range(RECORDS))))
        process.stdin.flush()
        until = time.monotonic() + SECONDS
        while not temporary.exists() and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.2)
        begun = time.monotonic()
        os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
        code = process.wait(SECONDS)
        slow = time.monotonic() - begun
        stderr = process.stderr.read().decode()
        process.stdin.close()
        process.stderr.close()
        if slow > 1:
            yield f"ended {slow:.1f} s after the signal"
        killed = number == signal.SIGKILL
        yield from _judged(command, place, Run(code, stderr), code=-9 if killed else 128 + number, left=killed)
        until = time.monotonic() + 1
        while (left := _session(process.pid)) and time.monotonic() < until:
            time.sleep(0.05)
        if left:
            yield f"processes left: {left}"
            os.killpg(process.pid, signal.SIGKILL)
        if killed:
            run = _run([*_to(command, place), "--errors", place.errors, INPUT], place.folder)
            yield from _judged(command, place, run, code=0, new=True)

    return fault


def _session(leader: int) -> list[int]:
    """Processes of a session that have not ended."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, _, session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(session) == leader and state not in "ZX":
                found.append(int(entry.name))
    return found


def _broken_pipe(command: Command, place: Place) -> Iterator[str]:
    if command.folder:
        yield from _refused_on_standard_output(command, place)
        return
    words = [*_python(), *command.words, "--errors", str(place.errors), *[INPUT] * 4]
    process = subprocess.Popen(words, cwd=place.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    stderr = process.stderr.read().decode()
    process.stderr.close()
    yield from _judged(command, place, Run(process.wait(SECONDS), stderr), code=0)


def _unreadable(command: Command, place: Place) -> Iterator[str]:
    junk = place.folder / "junk.parquet"
    junk.write_bytes(b"PAR1 this is not Parquet PAR1")
    empty = place.folder / "empty"
    empty.mkdir()
    for bad, code in ((place.folder / "missing.jsonl", 2), (empty, 2), (junk, 2), ("/proc/self/mem", 2)):
        run = _run([*_to(command, place), "--errors", place.errors, INPUT, bad], place.folder)
        yield from _judged(command, place, run, code=code)


def _missing_extra(command: Command, place: Place) -> Iterator[str]:
    table = place.folder / "in.parquet"
    table.write_bytes(b"PAR1")
    run = _run([*_to(command, place), "--errors", place.errors, INPUT, table], place.folder, hidden="pyarrow")
    yield from _judged(command, place, run, code=2)
    if "pip install" not in run.stderr:
        yield f"does not say how to install it: {run.stderr.strip()}"


def _output_is_a_full_folder(command: Command, place: Place) -> Iterator[str]:
    """A folder that is the input, or holds it, or is a file, is refused; what is in it stays."""
    place.output.unlink()
    source = place.folder / "source"
    source.mkdir()
    place.input.rename(source / INPUT)
    (place.folder / "link").symlink_to(source)
    before = _content(source)
    for target in (source, place.folder / "link", source / INPUT):
        for flag in ([], ["--in-place"]):
            words = [*command.words, source, "--output", target, "--errors", place.errors, *flag]
            yield from _judged(command, place, _run(words, place.folder), code=2)
    if _content(source) != before:
        yield "the input has changed"


def _output_is_input(command: Command, place: Place) -> Iterator[str]:
    if command.folder:
        yield from _output_is_a_full_folder(command, place)
        return
    hard, soft = place.folder / "hard.jsonl", place.folder / "soft.jsonl"
    hard.hardlink_to(place.input)
    soft.symlink_to(place.input)
    before = place.input.read_bytes()
    for words in (
        [place.input, "--output", place.input],
        [place.input, "--output", hard],
        [place.input, "--output", soft],
        [soft, "--output", hard],
        [place.input, "--output", place.output, "--errors", place.input],
        [place.input, "--output", place.output, "--errors", place.output],
        [place.input, "--output", place.folder / "new", "--errors", f"{place.folder}/./new"],
    ):
        run = _run([*command.words, *words], place.folder)
        yield from _judged(command, place, run, code=2)
    for redirected, words in (("<", ["--output", str(place.input)]), (">>", [str(place.input)])):
        line = f'"$@" {redirected} "$FILE"'
        done = subprocess.run(
            ["sh", "-c", line, "sh", *_python(), *command.words, *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, "FILE": str(place.input)},
            timeout=SECONDS,
        )
        yield from _judged(command, place, Run(done.returncode, done.stderr.decode()), code=2)
    if place.input.read_bytes() != before:
        yield "the input has changed"
    run = _run([*command.words, INPUT, "--output", soft, "--in-place"], place.folder)
    if run.code or _content(place.input) not in command.whole or not soft.is_symlink():
        yield f"--in-place: code {run.code}, {run.stderr.strip()}"


def _second_run(command: Command, place: Place) -> Iterator[str]:
    words = [*_to(command, place), "--format", "jsonl", "-"]
    first = subprocess.Popen([*_python(), *words], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert first.stdin is not None and first.stderr is not None
    temporary = place.output.with_name(f".{place.output.name}.partial")
    until = time.monotonic() + SECONDS
    while not temporary.exists() and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(0.1)
    run = _run([*_to(command, place), INPUT], place.folder)
    yield from _judged(command, place, run, code=2, left=True)
    _, stderr = first.communicate(place.input.read_bytes(), SECONDS)
    yield from _judged(command, place, Run(first.returncode, stderr.decode()), code=0, new=True)


FAULTS: dict[str, Callable[[Command, Place], Iterator[str]]] = {
    "none": _nothing,
    "full disk": _full_disk,
    "file too large": _file_too_large,
    "full device": _full_device,
    "kill -9": _signalled(signal.SIGKILL),
    "Ctrl-C": _signalled(signal.SIGINT),
    "SIGTERM": _signalled(signal.SIGTERM),
    "SIGHUP": _signalled(signal.SIGHUP),
    "broken pipe": _broken_pipe,
    "unreadable input": _unreadable,
    "missing extra": _missing_extra,
    "output is input": _output_is_input,
    "second run": _second_run,
}
"""Faults by name; each gives what was wrong afterwards, in words."""


def _judged(
    command: Command, place: Place, run: Run, *, code: int, new: bool = False, left: bool = False
) -> Iterator[str]:
    """What is wrong after a run.

    :param code: the documented exit code.
    :param new: the output must be the new one; else it may be the old or the new one.
    :param left: a temporary file may be left.
    """
    if run.code != code:
        yield f"exit code {run.code}, not {code}: {run.stderr.strip()[-300:]}"
    if "Traceback" in run.stderr or "Exception ignored" in run.stderr:
        yield f"traceback: {run.stderr.strip()[-300:]}"
    if code not in (0, -9, 129, 130, 143) and run.stderr.count("\n") != 1:
        yield f"not one line on standard error: {run.stderr!r}"
    written = _content(place.output)
    if written not in command.whole and (new or written != (b"" if command.folder else OLD)):
        yield f"output of {len(written)} bytes is neither the old one nor the new one"
    if _content(place.errors) not in ((OLD, b"") if code in (0, 3) else (OLD,)):
        yield "the list of errors is neither the old one nor the new one"
    partial = sorted(path.name for path in place.output.parent.glob(".*.partial"))
    if partial and not left:
        yield f"left behind: {', '.join(partial)}"


def broken(name: str, fault: str) -> list[str]:
    """What is wrong after this fault of this command; nothing where it holds.

    :raises Skipped: the fault cannot be made here.
    """
    command = _command(name)
    with tempfile.TemporaryDirectory() as folder:
        try:
            return list(FAULTS[fault](command, _placed(Path(folder))))
        except subprocess.TimeoutExpired:
            return [f"hangs for more than {SECONDS} s"]


@cache
def _command(name: str) -> Command:
    """The command and its whole output, which all its faults are compared with."""
    with tempfile.TemporaryDirectory() as folder:
        place = _placed(Path(folder))
        wholes = []
        for output, words in (("first", [INPUT]), ("second", ["--format", "jsonl", "-"])):
            place = place._replace(output=place.folder / output)
            run = _run(
                [*COMMANDS[name], "--output", place.output, *words], place.folder, stdin=place.input.read_bytes()
            )
            wholes.append(_content(place.output))
            assert run.code == 0 and wholes[-1], run.stderr
    return Command(COMMANDS[name], (wholes[0], wholes[1]))


def main(argv: Sequence[str] | None = None) -> int:
    """Every command with every fault, one line each; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description="Every command with every fault.")
    parser.add_argument("--command", nargs="+", choices=COMMANDS, default=list(COMMANDS), metavar="NAME")
    parser.add_argument("--fault", nargs="+", choices=FAULTS, default=list(FAULTS), metavar="NAME")
    arguments = parser.parse_args(argv)
    bad = held = 0
    for name in arguments.command:
        for fault in arguments.fault:
            try:
                wrong = broken(name, fault)
            except Skipped as reason:
                print(f"{name:24s} {fault:18s} - {reason}", flush=True)
                continue
            bad += bool(wrong)
            held += not wrong
            print(f"{name:24s} {fault:18s} {'; '.join(wrong) or 'holds'}", flush=True)
    print(f"{held} of {len(arguments.command) * len(arguments.fault)} hold")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
