"""Commands that read texts and write what they found."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import IO, Any, TypeAlias

from arabnews_nlp.cli.messages import say
from arabnews_nlp.cli.outputs import Outputs, check_outputs, standard_output
from arabnews_nlp.cli.writers import FOLDERS, WRITERS
from arabnews_nlp.errors import ConfigError, RecordError
from arabnews_nlp.readers import FORMATS, Record, input_files, read_records

__all__ = ["add_commands"]

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
ENGINES = ("datatrove", "local")


def add_commands(commands: Commands) -> None:
    """Add process, normalize, explain, transliterate, and one command for each layer."""
    process = _command(commands, "process", "annotate texts with every layer", _process)
    process.add_argument("--out", choices=sorted(WRITERS), default="jsonl", help="output format (jsonl)")
    process.add_argument("--config", default="news", metavar="PRESET|FILE", help="preset or TOML file (news)")
    process.add_argument(
        "--engine", choices=ENGINES, help="annotate a folder of JSONL or Parquet files into the folder of --output"
    )
    process.add_argument("--workers", type=_positive, default=1, metavar="N", help="worker processes (1)")

    normalize = _command(commands, "normalize", "write the normalized text", _per_record(_normalized))
    normalize.add_argument("--profile", default="search", help="normalization profile (search)")
    explain = _command(commands, "explain", "say what a profile changes, why and how often", _per_record(_explained))
    explain.add_argument("--profile", default="search", help="normalization profile (search)")
    transliterate = _command(
        commands, "transliterate", "write in a Latin character scheme", _per_record(_transliterated)
    )
    transliterate.add_argument("--scheme", default="buckwalter", help="scheme (buckwalter)")
    transliterate.add_argument("--reverse", action="store_true", help="from the scheme back into Arabic script")
    for layer, function in _LAYERS.items():
        what = "tokens" if layer == "tokenize" else layer
        _command(commands, layer, f"write the {what} found, one JSON object a line", _per_record(function))


def _command(
    commands: Commands, name: str, summary: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=summary, description=summary.capitalize() + ".")
    parser.add_argument("files", nargs="*", default=["-"], help="files or glob patterns; - or none: standard input")
    parser.add_argument("--format", choices=FORMATS, help="input format; by suffix where not given")
    parser.add_argument("--text-field", default="text", metavar="NAME", help="field or column with the text (text)")
    parser.add_argument(
        "--encoding-errors",
        choices=("strict", "replace"),
        default="strict",
        help="what to do with bytes that are not UTF-8",
    )
    parser.add_argument("--output", metavar="FILE", help="write here instead of standard output")
    parser.add_argument("--errors", metavar="FILE", help="list failed records here as JSON lines")
    parser.add_argument(
        "--in-place",
        action="store_true",
        help="--output may be an input file; it is replaced when all is done and no record failed",
    )
    parser.set_defaults(run=run, failed=0)
    return parser


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


class _Failures:
    """Counts failed records and lists them in the file of ``--errors`` and on standard error."""

    def __init__(self, file: IO[str] | None) -> None:
        self.file = file
        self.count = 0

    def add(self, error: RecordError) -> None:
        self.count += 1
        if self.file is not None:
            print(json.dumps({"location": error.location, "reason": error.reason}, ensure_ascii=False), file=self.file)
        else:
            say(error)


@contextmanager
def _checked(arguments: argparse.Namespace, folder: bool = False) -> Iterator[tuple[Outputs, list[str]]]:
    """The outputs and the input files of a command; here nothing is open yet, and all files are checked.

    :param folder: ``--output`` is a folder.
    """
    files = input_files(arguments.files, arguments.format)
    results = None if folder else arguments.output
    replaced = check_outputs(files, (results, arguments.errors), in_place=arguments.in_place)
    with Outputs() as outputs:
        yield outputs, files
        if replaced and arguments.failed:
            outputs.keep_first()
            say(f"{arguments.output}: stays as it was, {arguments.failed} records failed")


def _records(arguments: argparse.Namespace, files: list[str]) -> Iterator[Record | RecordError]:
    return read_records(
        files, format=arguments.format, text_field=arguments.text_field, encoding_errors=arguments.encoding_errors
    )


def _per_record(
    prepare: Callable[[argparse.Namespace], Callable[[str], str]],
) -> Callable[[argparse.Namespace], int]:
    """A command that turns the text of each record into lines of output.

    :param prepare: checks the command's own arguments and makes the function.
    """

    def run(arguments: argparse.Namespace) -> int:
        function = prepare(arguments)
        with _checked(arguments) as (outputs, files):
            out = standard_output() if arguments.output is None else outputs.open(arguments.output)
            failures = _Failures(None if arguments.errors is None else outputs.open(arguments.errors))
            for record in _records(arguments, files):
                if isinstance(record, RecordError):
                    failures.add(record)
                else:
                    out.write(function(record.text))
            arguments.failed = failures.count
        return 1 if failures.count else 0

    return run


def _line(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"


def _normalized(arguments: argparse.Namespace) -> Callable[[str], str]:
    from arabnews_nlp.normalization import Normalizer

    normalizer = Normalizer(arguments.profile)
    return lambda text: _line(normalizer.normalize(text))


def _explained(arguments: argparse.Namespace) -> Callable[[str], str]:
    from arabnews_nlp.normalization import Normalizer

    normalizer = Normalizer(arguments.profile)
    return lambda text: f"{normalizer(text).explain()}\n"


def _transliterated(arguments: argparse.Namespace) -> Callable[[str], str]:
    from arabnews_nlp.transliteration import transliterate

    transliterate("", arguments.scheme, arguments.reverse)
    return lambda text: _line(transliterate(text, arguments.scheme, arguments.reverse))


def _layer(name: str, stages: list[str]) -> Callable[[argparse.Namespace], Callable[[str], str]]:
    def prepare(_arguments: argparse.Namespace) -> Callable[[str], str]:
        from arabnews_nlp import load

        pipeline = load({"stages": stages})

        def run(text: str) -> str:
            rows: list[dict[str, Any]] = pipeline(text).to_dict()[name]
            for row in rows:
                if "start" in row:
                    row["text"] = text[row["start"] : row["end"]]
                for mention in row.get("mentions", ()):
                    mention["text"] = text[mention["start"] : mention["end"]]
            return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

        return run

    return prepare


_LAYERS: dict[str, Callable[[argparse.Namespace], Callable[[str], str]]] = {
    "sentences": _layer("sentences", ["sentences"]),
    "tokenize": _layer("tokens", ["tokens"]),
    "entities": _layer("entities", ["names", "entities"]),
    "numbers": _layer("numbers", ["numbers"]),
    "names": _layer("names", ["names"]),
    "duplicates": _layer("duplicates", ["duplicates"]),
}


def _process_folder(arguments: argparse.Namespace) -> int:
    """A folder, shard by shard; failed records are listed beside each shard, their number on standard error."""
    from arabnews_nlp.scaleout import process_folder

    if len(arguments.files) != 1 or arguments.output is None:
        raise ConfigError("--engine takes one folder, and --output the folder to write to")
    if arguments.errors is not None or arguments.in_place or arguments.out != "jsonl":
        raise ConfigError("--engine writes JSON lines, and errors beside them: no --out, --errors or --in-place")
    counts = process_folder(
        arguments.files[0],
        arguments.output,
        config=arguments.config,
        engine=arguments.engine,
        workers=arguments.workers,
        text_field=arguments.text_field,
    )
    say(f"{counts.read} read, {counts.written} written, {counts.failed} failed")
    return 1 if counts.failed else 0


def _process(arguments: argparse.Namespace) -> int:
    from arabnews_nlp import load

    if arguments.engine is not None:
        return _process_folder(arguments)

    if arguments.out in FOLDERS and arguments.output is None:
        raise ConfigError(f"--out {arguments.out} takes --output, the folder to write to")
    pipeline = load(arguments.config)
    with _checked(arguments, arguments.out in FOLDERS) as (outputs, files):
        writer = WRITERS[arguments.out](outputs, arguments.output)
        failures = _Failures(None if arguments.errors is None else outputs.open(arguments.errors))
        places: deque[str] = deque()
        begun = time.perf_counter()
        texts = _texts(_records(arguments, files), places, failures)
        with writer, closing(pipeline.pipe(texts, n_process=arguments.workers, on_error="record")) as results:
            for done, result in enumerate(results, start=1):
                place = places.popleft()
                if isinstance(result, RecordError):
                    failures.add(RecordError(place, result.reason))
                else:
                    writer.add(result, place)
                _progress(done, begun)
        if _terminal():
            print(file=sys.stderr)
        arguments.failed = failures.count
    return 1 if failures.count else 0


def _terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _texts(records: Iterator[Record | RecordError], places: deque[str], failures: _Failures) -> Iterator[str]:
    """Texts of the good records; bad ones are counted, places are kept in order for later errors."""
    for record in records:
        if isinstance(record, RecordError):
            failures.add(record)
        else:
            places.append(record.location)
            yield record.text


def _progress(done: int, begun: float) -> None:
    if _terminal() and done % 10 == 0:
        rate = done / max(time.perf_counter() - begun, 1e-9)
        print(f"\r{done} records, {rate:.0f}/s", end="", file=sys.stderr)
