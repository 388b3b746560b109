"""Commands for one layer: they write each annotation with the id, the file and the line of its record."""

from __future__ import annotations

import argparse
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from arabnews_nlp.cli.outputs import standard_output
from arabnews_nlp.cli.parser import Commands, Parser, positive
from arabnews_nlp.cli.run import Run, add_input, add_output, output_format, running
from arabnews_nlp.cli.tables import CsvTable, JsonTable, ParquetTable, Table, check_parquet, head_of
from arabnews_nlp.errors import RecordError
from arabnews_nlp.readers import Record, document_of

if TYPE_CHECKING:
    from arabnews_nlp.document.doc import Doc
    from arabnews_nlp.pipeline import Pipeline

__all__ = ["add_commands", "annotated"]

FORMATS = ("csv", "jsonl", "parquet")

LAYERS: dict[str, tuple[str, list[str]]] = {
    "sentences": ("sentences", ["sentences"]),
    "tokenize": ("tokens", ["tokens"]),
    "entities": ("entities", ["names", "entities"]),
    "numbers": ("numbers", ["numbers"]),
    "names": ("names", ["names"]),
    "duplicates": ("duplicates", ["duplicates"]),
}
"""For each command its layer and the stages it runs without ``--config``."""


def add_commands(commands: Commands) -> None:
    """Add one command for each layer."""
    for name, (layer, stages) in LAYERS.items():
        summary = f"find {layer}; one a line, as JSON"
        about = f"Find {layer}. Each is written with the id, the file and the line of its record."
        commands.add_parser(name, help=summary, description=about, fill=_filled(name, stages))


def _filled(name: str, stages: list[str]) -> Callable[[Parser], None]:
    def fill(parser: Parser) -> None:
        parser.add_argument(
            "--config",
            metavar="PRESET|FILE",
            help="preset or TOML file whose stages are run (default: those that the command needs)",
        )
        parser.add_argument("--workers", type=positive, default=1, metavar="N", help="worker processes (default: 1)")
        add_input(parser, kept="none")
        add_output(parser, FORMATS, "jsonl")
        parser.set_defaults(run=lambda arguments: _write(arguments, name, stages))

    return fill


def _write(arguments: argparse.Namespace, name: str, stages: list[str]) -> int:
    from arabnews_nlp import load

    layer, _ = LAYERS[name]
    pipeline = load({"stages": stages} if arguments.config is None else arguments.config).only([layer])
    to = output_format(arguments, FORMATS)
    fields = arguments.keep if arguments.keep not in (None, ["all"], ["none"]) else ()
    check = check_parquet(arguments) if to == "parquet" else None
    with running(arguments) as (run, outputs):
        table: Table
        if check is not None:
            table = ParquetTable(outputs.open_binary(arguments.output), layer)
        else:
            out = standard_output() if arguments.output is None else outputs.open(arguments.output)
            table = CsvTable(out, [layer], fields) if to == "csv" else JsonTable(out)
        run.open_errors(outputs)
        with table:
            for record, result in annotated(run, pipeline, arguments.workers):
                head = head_of(record)
                if record.fields:
                    head["meta"] = {**record.fields}
                if isinstance(result, RecordError):
                    table.add(head, {"error": result.reason})
                else:
                    for row in table.rows(result, layer):
                        table.add(head, row)
    return 1 if run.failed else 0


def annotated(run: Run, pipeline: Pipeline, workers: int) -> Iterator[tuple[Record | RecordError, Doc | RecordError]]:
    """Each record with its document or with why there is none, in order; those that failed are counted."""
    waiting: deque[Record | RecordError] = deque()

    def documents() -> Iterator[Doc]:
        for record in run.records():
            doc = record if isinstance(record, RecordError) else document_of(record)
            waiting.append(doc if isinstance(doc, RecordError) else record)
            if not isinstance(doc, RecordError):
                yield doc

    def failed() -> Iterator[tuple[Record | RecordError, Doc | RecordError]]:
        while waiting and isinstance(record := waiting[0], RecordError):
            waiting.popleft()
            run.fail(record, record.reason)
            yield record, record

    with closing(pipeline.pipe(documents(), n_process=workers, on_error="record")) as results:
        for result in results:
            yield from failed()
            record = waiting.popleft()
            if isinstance(result, RecordError):
                run.fail(record, result.reason)
            else:
                run.step()
            yield record, result
    yield from failed()
