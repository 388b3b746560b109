"""Commands that write the text of each record anew: normalize, explain, isolate, replace, transliterate."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from arabnews_nlp.cli.outputs import standard_output
from arabnews_nlp.cli.parser import Commands, Parser, names
from arabnews_nlp.cli.run import add_input, add_output, identity, output_format, running
from arabnews_nlp.cli.tables import RecordRows
from arabnews_nlp.errors import RecordError
from arabnews_nlp.readers import Record

__all__ = ["add_bidi", "add_commands", "shown"]

FORMATS = ("csv", "jsonl", "text")


class Rewritten(NamedTuple):
    """A text written anew, and fields that the record gets beside it."""

    text: str
    fields: dict[str, Any]


Rewrite: TypeAlias = Callable[[str], str | Rewritten]


def add_commands(commands: Commands) -> None:
    """Add normalize, explain, isolate, replace and transliterate."""
    for name, summary, prepare, options in (
        ("normalize", "normalize texts", _normalizer, _profile_options),
        ("explain", "say what normalization changes, how often, and why", _explainer, _profile_options),
        (
            "isolate",
            "put bidi isolates around Latin names and signed numbers, so that they display in order",
            _isolator,
            _isolate_options,
        ),
        ("replace", "replace names and numbers, to anonymize texts for example", _replacer, _replace_options),
        (
            "transliterate",
            "write Arabic script in Latin letters, or back, by a scheme",
            _transliterator,
            _scheme_options,
        ),
    ):
        commands.add_parser(name, help=summary, description=_about(summary), fill=_filled(prepare, options))


def _about(summary: str) -> str:
    sentence = summary[:1].upper() + summary[1:]
    return f"{sentence}. A record is written with all its fields, and the result in the field of the text."


def _filled(
    prepare: Callable[[argparse.Namespace], Rewrite], options: Callable[[Parser], None]
) -> Callable[[Parser], None]:
    def fill(parser: Parser) -> None:
        options(parser)
        if options is not _isolate_options:
            add_bidi(parser)
        add_input(parser, kept="all", dates=False)
        add_output(parser, FORMATS, "text for texts, jsonl for records")
        parser.set_defaults(run=lambda arguments: _rewrite(arguments, shown(arguments, prepare(arguments))))

    return fill


def add_bidi(parser: Parser) -> None:
    """Add the option that puts what is written in order for displays."""
    parser.add_argument(
        "--bidi",
        choices=("original", "isolate"),
        default="original",
        help="isolate: put bidi isolates around Latin names and signed numbers, so that they display in order",
    )


def shown(arguments: argparse.Namespace, rewrite: Rewrite) -> Rewrite:
    """What is written, as :func:`add_bidi` was answered."""
    if getattr(arguments, "bidi", "original") == "original":
        return rewrite
    from arabnews_nlp.render.bidi import isolate

    def isolated(text: str) -> Rewritten:
        written = rewrite(text)
        plain, more = written if isinstance(written, Rewritten) else (written, {})
        return Rewritten(isolate(plain), more)

    return isolated


def _profile_options(parser: Parser) -> None:
    parser.add_argument("--profile", help="normalization profile (default: search); see arabnews profiles")
    parser.add_argument(
        "--config", metavar="PRESET|FILE", help="preset or TOML file; its stage normalize is used instead of a profile"
    )


def _scheme_options(parser: Parser) -> None:
    parser.add_argument("--scheme", default="buckwalter", help="scheme (default: buckwalter); see arabnews schemes")
    parser.add_argument(
        "--reverse", action="store_true", help="turn Latin letters of the scheme back into Arabic script"
    )


def _isolate_options(parser: Parser) -> None:
    parser.add_argument(
        "--direction",
        choices=("auto", "rtl", "ltr"),
        default="auto",
        help="base direction of the lines (default: auto)",
    )
    parser.add_argument("--strip", action="store_true", help="remove isolates instead")


def _replace_options(parser: Parser) -> None:
    parser.add_argument(
        "--labels",
        type=names,
        default=["PER"],
        metavar="LABEL,…",
        help="what to replace: PER,ORG,MONEY for example (default: PER)",
    )
    parser.add_argument(
        "--by",
        metavar="TEXT",
        help="what to write instead; {label} and {number} are filled in (default: [{label}_{number}])",
    )
    parser.add_argument(
        "--config",
        default="news",
        metavar="PRESET|FILE",
        help="preset or TOML file (default: news); see arabnews presets",
    )
    parser.add_argument(
        "--with-originals",
        action="store_true",
        help="add a field replacements that lists what was replaced, so that it can be undone",
    )


def _normalization(arguments: argparse.Namespace) -> Callable[[str], Any]:
    """What makes a normalized text with the way back."""
    from arabnews_nlp.errors import ConfigError
    from arabnews_nlp.normalization import Normalizer

    if arguments.config is None:
        return Normalizer(arguments.profile or "search")
    if arguments.profile is not None:
        raise ConfigError("--profile and --config: give one of them")
    from arabnews_nlp import load

    pipeline = load(arguments.config).only(["normalized"])
    return lambda text: pipeline(text).normalized


def _normalizer(arguments: argparse.Namespace) -> Rewrite:
    if arguments.config is None:
        from arabnews_nlp.normalization import Normalizer

        return Normalizer(arguments.profile or "search").normalize
    normalized = _normalization(arguments)
    return lambda text: str(normalized(text).text)


def _explainer(arguments: argparse.Namespace) -> Rewrite:
    normalized = _normalization(arguments)
    return lambda text: str(normalized(text).explain())


def _isolator(arguments: argparse.Namespace) -> Rewrite:
    from arabnews_nlp.render.bidi import isolate, strip_isolates

    return strip_isolates if arguments.strip else lambda text: isolate(text, direction=arguments.direction)


def _replacer(arguments: argparse.Namespace) -> Rewrite:
    from arabnews_nlp import load

    pipeline = load(arguments.config).only(["names", "entities", "numbers"])
    pipeline("").replace(arguments.labels, arguments.by)

    def rewrite(text: str) -> Rewritten:
        replaced = pipeline(text).replace(arguments.labels, arguments.by)
        listed = [
            {"start": r.start, "end": r.end, "text": r.text, "label": r.label, "new": r.new}
            for r in replaced.replacements
        ]
        return Rewritten(replaced.text, {"replacements": listed} if arguments.with_originals else {})

    return rewrite


def _transliterator(arguments: argparse.Namespace) -> Rewrite:
    from arabnews_nlp.transliteration import transliterate

    transliterate("", arguments.scheme, arguments.reverse)
    return lambda text: transliterate(text, arguments.scheme, arguments.reverse)


def _rewrite(arguments: argparse.Namespace, rewrite: Rewrite) -> int:
    to = output_format(arguments, FORMATS)
    with running(arguments) as (run, outputs):
        out = standard_output() if arguments.output is None else outputs.open(arguments.output)
        run.open_errors(outputs)
        rows = RecordRows(out)
        for record in run.records():
            if to == "csv" and (name := rows.without_column(record.fields)) is not None:
                reason = (
                    f"field {name!r} has no column, for the first record has none; --keep says which fields to keep"
                )
                record = RecordError(record.location, reason, record.id)
            written = None
            if isinstance(record, RecordError):
                run.fail(record, record.reason)
            else:
                found = rewrite(record.text)
                written = found if isinstance(found, Rewritten) else Rewritten(found, {})
                run.step()
            if to == "csv":
                rows.add(_row(record, written, arguments))
            elif to == "jsonl" or (to is None and run.of_many(record)):
                out.write(_json_line(record, written, arguments))
            elif written is not None and written.text:
                out.write(written.text if written.text.endswith("\n") else f"{written.text}\n")
    return 1 if run.failed else 0


def _json_line(record: Record | RecordError, written: Rewritten | None, arguments: argparse.Namespace) -> str:
    """The record as a line of JSON, with what was written or with the reason why it failed."""
    whole_file = isinstance(record, Record) and record.line is None
    known = {} if record.id is None and not whole_file else {arguments.id_field: identity(record)}
    if isinstance(record, RecordError):
        more = {"error": record.reason} if known else {"location": record.location, "error": record.reason}
    else:
        assert written is not None
        more = {arguments.text_field: written.text, **written.fields}
    return json.dumps({**known, **record.fields, **more}, ensure_ascii=False) + "\n"


def _row(record: Record | RecordError, written: Rewritten | None, arguments: argparse.Namespace) -> dict[str, Any]:
    """The record as cells by column, the same for records that failed."""
    text, more = written or (None, {"replacements": None} if getattr(arguments, "with_originals", False) else {})
    reason = record.reason if isinstance(record, RecordError) else None
    known = {arguments.id_field: identity(record)}
    return {**known, **record.fields, arguments.text_field: text, **more, "error": reason}
