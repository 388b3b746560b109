"""The command ``process``: every layer of every record, in the formats of many tools."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from arabnews_nlp.cli.layers import annotated
from arabnews_nlp.cli.messages import say
from arabnews_nlp.cli.parser import Commands, Parser, names, positive
from arabnews_nlp.cli.rewrite import add_bidi
from arabnews_nlp.cli.run import add_input, add_output, output_format, running
from arabnews_nlp.cli.tables import check_parquet
from arabnews_nlp.cli.writers import FOLDERS, FORMATS, ISOLATED, WRITERS
from arabnews_nlp.errors import ConfigError, RecordError

if TYPE_CHECKING:
    from arabnews_nlp.document.doc import Doc
    from arabnews_nlp.pipeline import Pipeline

__all__ = ["add_commands"]

ENGINES = ("datatrove", "local")


def add_commands(commands: Commands) -> None:
    """Add process."""
    commands.add_parser(
        "process",
        help="annotate texts with every layer",
        description="Annotate texts with every layer. Each record is written as a document with its id and its other "
        "fields, or with the reason why it failed.",
        fill=_fill,
    )


def _fill(parser: Parser) -> None:
    parser.add_argument(
        "--config",
        default="news",
        metavar="PRESET|FILE",
        help="preset or TOML file (default: news); see arabnews presets",
    )
    parser.add_argument(
        "--layers",
        type=names,
        metavar="NAME,…",
        help="write only these: numbers,entities for example; see arabnews stages",
    )
    parser.add_argument("--workers", type=positive, default=1, metavar="N", help="worker processes (default: 1)")
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        help="annotate a folder of files into the folder of --output, file by file; a run that was stopped goes on",
    )
    add_input(parser, kept="all")
    add_output(parser, FORMATS, "by the suffix of --output, else jsonl")
    add_bidi(parser)
    parser.set_defaults(run=_process)


def _process(arguments: argparse.Namespace) -> int:
    from arabnews_nlp import load

    if arguments.engine is not None:
        return _process_folder(arguments)
    to = output_format(arguments, FORMATS) or "jsonl"
    if arguments.bidi == "isolate" and to not in ISOLATED:
        raise ConfigError(f"--bidi isolate goes with --out {', '.join(ISOLATED)}; other formats keep the text as it is")
    if to in FOLDERS and arguments.output is None:
        raise ConfigError(f"--out {to} takes --output, the folder to write to")
    if to == "parquet":
        check_parquet(arguments)
    pipeline: Pipeline = load(arguments.config)
    if arguments.layers is not None:
        pipeline = pipeline.only(arguments.layers)
    with running(arguments, folder=to in FOLDERS) as (run, outputs):
        writer = (ISOLATED if arguments.bidi == "isolate" else WRITERS)[to](outputs, arguments.output)
        run.open_errors(outputs)
        with writer:
            for record, result in annotated(run, pipeline, arguments.workers):
                if isinstance(result, RecordError):
                    writer.fail(record, result.reason)
                else:
                    if arguments.layers is not None:
                        _keep_only(result, arguments.layers)
                    writer.add(result, record)  # type: ignore[arg-type]
    return 1 if run.failed else 0


def _keep_only(doc: Doc, layers: list[str]) -> None:
    """Take away the layers that others were made from."""
    from arabnews_nlp.document.layers import LAYERS

    for row in LAYERS:
        if row.name not in layers:
            setattr(doc, row.name, row.empty())


def _process_folder(arguments: argparse.Namespace) -> int:
    """A folder, shard by shard; failed records are listed beside each shard, their number on standard error."""
    from arabnews_nlp.scaleout import process_folder

    if len(arguments.files) != 1 or arguments.output is None:
        raise ConfigError("--engine takes one folder, and --output the folder to write to")
    if arguments.errors is not None or arguments.in_place or arguments.out not in (None, "jsonl"):
        raise ConfigError("--engine writes JSON lines, and errors beside them: no --out, --errors or --in-place")
    if arguments.encoding.lower() not in ("utf-8", "utf8"):
        raise ConfigError("--engine reads UTF-8: no --encoding")
    counts = process_folder(
        arguments.files[0],
        arguments.output,
        config=arguments.config,
        engine=arguments.engine,
        workers=arguments.workers,
        text_field=arguments.text_field,
        id_field=arguments.id_field,
        date_field=arguments.date_field,
        keep=None if arguments.keep in (None, ["all"]) else [] if arguments.keep == ["none"] else arguments.keep,
        notice=None if arguments.quiet else say,
    )
    if not arguments.quiet:
        say(f"{counts.read} read, {counts.written} written, {counts.failed} failed")
    return 1 if counts.failed or counts.unread else 0
