"""Commands for one layer: they write each annotation with the id, the file and the line of its record."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import IO, TYPE_CHECKING, Any

from arabnews_nlp.cli.outputs import standard_output
from arabnews_nlp.cli.parser import Commands, Parser, positive
from arabnews_nlp.cli.run import Run, add_input, add_output, identity, output_format, running
from arabnews_nlp.errors import RecordError
from arabnews_nlp.readers import Record

if TYPE_CHECKING:
    from arabnews_nlp.document.doc import Doc
    from arabnews_nlp.pipeline import Pipeline

__all__ = ["add_commands", "annotated"]

FORMATS = ("csv", "jsonl")

LAYERS: dict[str, tuple[str, list[str], tuple[str, ...]]] = {
    "sentences": ("sentences", ["sentences"], ()),
    "tokenize": ("tokens", ["tokens"], ("norm", "kind", "clitics")),
    "entities": ("entities", ["names", "entities"], ("label", "score", "canonical")),
    "numbers": ("numbers", ["numbers"], ("label", "value", "unit", "timex", "modifier", "per")),
    "names": ("names", ["names"], ("canonical", "kind", "script", "score")),
    "duplicates": ("duplicates", ["duplicates"], ("of", "document", "seen", "score")),
}
"""For each command its layer, the stages it runs without ``--config``, and the columns of CSV besides the span."""


def add_commands(commands: Commands) -> None:
    """Add one command for each layer."""
    for name, (layer, stages, _) in LAYERS.items():
        summary = f"write the {layer} found, one JSON object a line"
        about = f"Write the {layer} found, each with the id, the file and the line of its record."
        commands.add_parser(name, help=summary, description=about, fill=_filled(name, stages))


def _filled(name: str, stages: list[str]) -> Callable[[Parser], None]:
    def fill(parser: Parser) -> None:
        parser.add_argument("--config", metavar="PRESET|FILE", help="preset or TOML file whose stages find them")
        parser.add_argument("--workers", type=positive, default=1, metavar="N", help="worker processes (1)")
        add_input(parser, kept="none")
        add_output(parser, FORMATS, "jsonl")
        parser.set_defaults(run=lambda arguments: _write(arguments, name, stages))

    return fill


def _write(arguments: argparse.Namespace, name: str, stages: list[str]) -> int:
    from arabnews_nlp import load

    layer, _, columns = LAYERS[name]
    pipeline = load({"stages": stages} if arguments.config is None else arguments.config).only([layer])
    with running(arguments) as (run, outputs):
        out = standard_output() if arguments.output is None else outputs.open(arguments.output)
        run.open_errors(outputs)
        table = None
        if output_format(arguments, FORMATS) == "csv":
            fields = arguments.keep if arguments.keep not in (None, ["all"], ["none"]) else ()
            table = _Table(out, ("id", "file", "line", "start", "end", "text", *columns, "error"), fields)
        for record, result in annotated(run, pipeline, arguments.workers):
            head: dict[str, Any] = {"id": identity(record), "file": _file(record), "line": _number(record)}
            if record.fields:
                head["meta"] = {**record.fields}
            if isinstance(result, RecordError):
                rows: list[dict[str, Any]] = [{"error": result.reason}]
            else:
                rows = _rows(result, layer)
            for row in rows:
                if table is None:
                    out.write(json.dumps({**head, **row}, ensure_ascii=False) + "\n")
                else:
                    table.add(head, row)
    return 1 if run.failed else 0


def annotated(run: Run, pipeline: Pipeline, workers: int) -> Iterator[tuple[Record | RecordError, Doc | RecordError]]:
    """Each record with its document or with why there is none, in order; those that failed are counted."""
    waiting: list[Record | RecordError] = []

    def texts() -> Iterator[str]:
        for record in run.records():
            waiting.append(record)
            if isinstance(record, Record):
                yield record.text

    def failed() -> Iterator[tuple[Record | RecordError, Doc | RecordError]]:
        while waiting and isinstance(record := waiting[0], RecordError):
            del waiting[0]
            run.fail(record, record.reason)
            yield record, record

    with closing(pipeline.pipe(texts(), n_process=workers, on_error="record")) as results:
        for result in results:
            yield from failed()
            record = waiting.pop(0)
            if isinstance(result, RecordError):
                run.fail(record, result.reason)
            else:
                run.step()
            yield record, result
    yield from failed()


def _file(record: Record | RecordError) -> str:
    return record.file if isinstance(record, Record) else record.location.rpartition(":")[0] or record.location


def _number(record: Record | RecordError) -> int | None:
    if isinstance(record, Record):
        return record.line
    number = record.location.rpartition(":")[2]
    return int(number) if number.isdecimal() else None


def _rows(doc: Doc, layer: str) -> list[dict[str, Any]]:
    text = doc.text
    rows: list[dict[str, Any]] = doc.to_dict()[layer]
    for row in rows:
        if "start" in row:
            row["text"] = text[row["start"] : row["end"]]
        for mention in row.get("mentions", ()):
            mention["text"] = text[mention["start"] : mention["end"]]
    return rows


class _Table:
    """Rows of CSV; a name has one for each of its mentions.

    :param columns: names of the columns, before those of the fields that are kept.
    """

    def __init__(self, out: IO[str], columns: tuple[str, ...], fields: Any) -> None:
        self._columns, self._fields = columns, tuple(fields)
        self._rows = csv.writer(out, lineterminator="\n")
        self._rows.writerow([*columns, *fields])

    def add(self, head: dict[str, Any], row: dict[str, Any]) -> None:
        """Write an annotation of a record."""
        kept = [_cell(head.get("meta", {}).get(name)) for name in self._fields]
        for part in row.get("mentions", [{}]):
            cells = {**head, **row, **part}
            self._rows.writerow([*(_cell(cells.get(name)) for name in self._columns), *kept])


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value
