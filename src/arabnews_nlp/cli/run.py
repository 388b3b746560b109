"""What every command over records does alike: options, input, output, failures, counts and messages."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from arabnews_nlp.cli.messages import progress, say
from arabnews_nlp.cli.outputs import Outputs, check_outputs
from arabnews_nlp.cli.parser import Parser, names, separator
from arabnews_nlp.errors import ArgumentValueError, ConfigError, RecordError
from arabnews_nlp.readers import FORMATS, Record, input_files, read_records

__all__ = ["Run", "add_input", "add_output", "identity", "output_format", "running"]

_BY_SUFFIX = {
    ".conll": "conll2003",
    ".conllu": "conllu",
    ".csv": "csv",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".tsv": "tsv",
    ".txt": "text",
}


def add_input(parser: Parser, kept: str, dates: bool = True) -> None:
    """Add the options of what is read.

    :param kept: what ``--keep`` is where it is not given, ``all`` or ``none``.
    :param dates: whether the command does something with dates.
    """
    parser.set_defaults(kept=[kept], date_field=None)
    group = parser.add_argument_group("input")
    group.add_argument(
        "files",
        nargs="*",
        default=["-"],
        help="files, folders or patterns such as '*.txt'; standard input if none is given, or as -",
    )
    group.add_argument(
        "--format", choices=FORMATS, help="input format (default: by the suffix, else by the first bytes)"
    )
    group.add_argument(
        "--text-field", default="text", metavar="NAME", help="field or column that holds the text (default: text)"
    )
    group.add_argument(
        "--id-field", default="id", metavar="NAME", help="field or column that identifies a record (default: id)"
    )
    if dates:
        group.add_argument(
            "--date-field",
            metavar="NAME",
            help="field or column with the date of the text (ISO 8601), which resolves dates such as yesterday",
        )
    group.add_argument(
        "--keep", type=names, metavar="NAME,…", help=f"fields to pass through, or all, or none (default: {kept})"
    )
    group.add_argument(
        "--encoding",
        default="utf-8",
        metavar="NAME",
        help="encoding of the input: windows-1256, iso-8859-6, utf-16 … (default: utf-8)",
    )
    group.add_argument(
        "--encoding-errors",
        choices=("strict", "replace"),
        default="strict",
        help="bytes that are not of this encoding fail the record (strict, the default) or become U+FFFD (replace)",
    )
    group.add_argument(
        "--separator", type=separator, metavar="CHAR", help="separator of CSV columns (default: found in the header)"
    )


def add_output(parser: Parser, formats: tuple[str, ...], default: str) -> None:
    """Add the options of what is written and said.

    :param default: the format where neither ``--out`` nor the suffix of ``--output`` says one, in words.
    """
    group = parser.add_argument_group("output")
    group.add_argument(
        "--out", choices=formats, metavar="FORMAT", help=f"output format: {', '.join(formats)} (default: {default})"
    )
    group.add_argument("-o", "--output", metavar="FILE", help="file to write to (default: standard output)")
    group.add_argument("--errors", metavar="FILE", help="file that lists the records that failed, as JSON lines")
    group.add_argument(
        "--in-place",
        action="store_true",
        help="allow --output to be an input file; it is replaced at the end, unless a record failed",
    )
    group.add_argument("-q", "--quiet", action="store_true", help="print nothing but the error that stops the command")
    group.add_argument(
        "-v", "--verbose", action="store_true", help="say at the end how many records were read, and how many failed"
    )
    group.add_argument(
        "--progress", action=argparse.BooleanOptionalAction, help="show progress (default: on a terminal)"
    )


def output_format(arguments: argparse.Namespace, formats: tuple[str, ...]) -> str | None:
    """The format of ``--out``, or of the suffix of ``--output``; None where they say none.

    :raises ConfigError: the suffix is that of another format.
    """
    if arguments.out is not None or arguments.output is None:
        return arguments.out  # type: ignore[no-any-return]
    name = arguments.output.lower()
    for packed in (".gz", ".bz2", ".xz", ".zst"):
        name = name.removesuffix(packed)
    found = next((to for suffix, to in _BY_SUFFIX.items() if name.endswith(suffix)), None)
    if found is not None and found not in formats:
        known = ", ".join(suffix for suffix, to in _BY_SUFFIX.items() if to in formats)
        raise ConfigError(f"{arguments.output}: this command writes {known}; --out names the format of any other file")
    return found


def identity(record: Record | RecordError) -> str | int:
    """The id of a record; its file, and line where a file has several, where it has none of its own."""
    return record.location if record.id is None else record.id


class Run:
    """One run of a command over its records: counts them, tells of those that failed, and says how far it is."""

    def __init__(self, arguments: argparse.Namespace, files: list[str]) -> None:
        self.arguments, self.files = arguments, files
        self._errors: IO[str] | None = None
        self.read = self.done = self.failed = 0
        self._begun = self._said = time.perf_counter()
        terminal = sys.stderr is not None and sys.stderr.isatty()
        self._progress = terminal if arguments.progress is None else arguments.progress
        self._line = False

    def open_errors(self, outputs: Outputs) -> None:
        """Open the file of ``--errors``, after that of ``--output``."""
        if self.arguments.errors is not None:
            self._errors = outputs.open(self.arguments.errors)

    def records(self) -> Iterator[Record | RecordError]:
        """The records of the input with the fields that are kept."""
        arguments = self.arguments
        wanted = arguments.keep or arguments.kept
        for record in read_records(
            self.files,
            format=arguments.format,
            text_field=arguments.text_field,
            id_field=arguments.id_field,
            date_field=arguments.date_field,
            encoding=arguments.encoding,
            encoding_errors=arguments.encoding_errors,
            separator=arguments.separator,
            fields=wanted != ["none"],
            notice=self.notice,
        ):
            self.read += 1
            if self.read == 1:
                self._miss(record)
            yield record if wanted in (["all"], ["none"]) else self._only(record, wanted)

    def _only(self, record: Record | RecordError, wanted: list[str]) -> Record | RecordError:
        fields = {name: record.fields[name] for name in wanted if name in record.fields}
        if isinstance(record, RecordError):
            return RecordError(record.location, record.reason, record.id, fields)
        if self.read == 1 and record.line is not None:
            for name in wanted:
                if name not in fields:
                    self.notice(f"--keep {name}: the first record has no such field")
        return record._replace(fields=fields)

    def _miss(self, first: Record | RecordError) -> None:
        """Say so where the first record has not the date or id that is asked for: a slip of the pen, most likely."""
        date, known = self.arguments.date_field, self.arguments.id_field
        if date is not None and isinstance(first, Record) and first.date is None:
            self.notice(f"--date-field {date}: the first record has none")
        if known != "id" and first.id is None:
            self.notice(f"--id-field {known}: the first record has none")

    def of_many(self, record: Record | RecordError) -> bool:
        """Whether the record is one of a list or table, and not a whole file."""
        if isinstance(record, Record):
            return record.line is not None
        return record.location != "<stdin>" and record.location not in self.files

    def fail(self, record: Record | RecordError, reason: str) -> None:
        """A record has failed."""
        self.failed += 1
        self.step()
        if self._errors is not None:
            data = {"id": record.id, "location": record.location, "reason": reason}
            print(json.dumps(data, ensure_ascii=False), file=self._errors)
        else:
            self.notice(f"{record.location}: {reason}")

    def step(self) -> None:
        """One record more is done."""
        self.done += 1
        if self._progress:
            now = time.perf_counter()
            if now - self._said > 0.2:
                self._said = now
                self._line = True
                rate = self.done / max(now - self._begun, 1e-9)
                progress(f"{self.done} records, {self.failed} failed, {rate:.0f}/s ")

    def notice(self, message: str) -> None:
        """Say something that does not stop the command."""
        if not self.arguments.quiet:
            self.end_line()
            say(message)

    def end_line(self) -> None:
        """What is said next begins on a line of its own."""
        if self._line:
            self._line = False
            progress("")

    def summary(self) -> None:
        """Say how many records there were, where that is wanted or some failed."""
        self.end_line()
        seconds = time.perf_counter() - self._begun
        if self.arguments.verbose:
            say(f"{self.read} records read, {self.done - self.failed} done, {self.failed} failed, {seconds:.1f} s")
        elif self.failed and self._errors is not None:
            self.notice(f"{self.failed} of {self.read} records failed; {self.arguments.errors} lists them")


@contextmanager
def running(arguments: argparse.Namespace, *, folder: bool = False) -> Iterator[tuple[Run, Outputs]]:
    """A run with its files; all of them are checked before any is opened, and those that are written take their names
    when the block ends.

    :param folder: ``--output`` is a folder.
    """
    if arguments.keep and len(arguments.keep) > 1 and {"all", "none"} & {*arguments.keep}:
        raise ArgumentValueError("--keep", ",".join(arguments.keep), "names of fields, or all, or none")
    notice: Callable[[str], None] = (lambda _: None) if arguments.quiet else say
    files = input_files(arguments.files, arguments.format, notice)
    if "-" in files and sys.stdin.isatty():
        notice("reading from the terminal; Ctrl-D ends the text")
    replaced = check_outputs(files, (None if folder else arguments.output, arguments.errors), arguments.in_place)
    with Outputs() as outputs:
        run = Run(arguments, files)
        yield run, outputs
        if replaced and run.failed:
            outputs.keep_first()
            say(f"{arguments.output}: stays as it was, {run.failed} records failed")
    run.summary()
