"""Commands that write the text of each record anew: normalize, explain, isolate, replace, transliterate."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from arabnews_nlp.cli.outputs import standard_output
from arabnews_nlp.cli.parser import Commands, Parser, names
from arabnews_nlp.cli.run import Run, add_input, add_output, output_format, running
from arabnews_nlp.errors import RecordError
from arabnews_nlp.readers import Record

__all__ = ["add_bidi", "add_commands", "shown"]

FORMATS = ("jsonl", "text")


class Rewritten(NamedTuple):
    """A text written anew, and fields that the record gets beside it."""

    text: str
    fields: dict[str, Any]


Rewrite: TypeAlias = Callable[[str], str | Rewritten]


def add_commands(commands: Commands) -> None:
    """Add normalize, explain, isolate, replace and transliterate."""
    for name, summary, prepare, options in (
        ("normalize", "write the normalized text", _normalizer, _profile_options),
        ("explain", "say what a profile changes, why and how often", _explainer, _profile_options),
        ("isolate", "put Latin names and signed numbers in order for every display", _isolator, _isolate_options),
        ("replace", "put others in the place of names and numbers, as for anonymizing", _replacer, _replace_options),
        ("transliterate", "write in a Latin character scheme", _transliterator, _scheme_options),
    ):
        commands.add_parser(name, help=summary, description=_about(summary), fill=_filled(prepare, options))


def _about(summary: str) -> str:
    sentence = summary[:1].upper() + summary[1:]
    return f"{sentence}. Records come out as they are, with what is written in the field of the text."


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
        "--bidi", choices=("original", "isolate"), default="original", help="isolate Latin names and signed numbers"
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
    parser.add_argument("--profile", help="normalization profile (search); arabnews profiles lists them")
    parser.add_argument("--config", metavar="PRESET|FILE", help="preset or TOML file whose stage normalize says how")


def _scheme_options(parser: Parser) -> None:
    parser.add_argument("--scheme", default="buckwalter", help="scheme (buckwalter); arabnews schemes lists them")
    parser.add_argument("--reverse", action="store_true", help="from the scheme back into Arabic script")


def _isolate_options(parser: Parser) -> None:
    parser.add_argument("--direction", choices=("auto", "rtl", "ltr"), default="auto", help="of the lines (auto)")
    parser.add_argument("--strip", action="store_true", help="take isolates away instead")


def _replace_options(parser: Parser) -> None:
    parser.add_argument(
        "--labels", type=names, default=["PER"], metavar="LABEL,…", help="of entities and numbers, as PER,MONEY (PER)"
    )
    parser.add_argument(
        "--by",
        metavar="TEXT",
        help="what stands in their place; {label} and {number} are filled in ([{label}_{number}])",
    )
    parser.add_argument("--config", default="news", metavar="PRESET|FILE", help="preset or TOML file (news)")
    parser.add_argument(
        "--with-originals", action="store_true", help="list what was replaced in a field replacements: the way back"
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
        for record in run.records():
            lines = to == "jsonl" or (to is None and run.of_many(record))
            if isinstance(record, RecordError):
                run.fail(record, record.reason)
                if lines:
                    out.write(_json_line(record, {"error": record.reason}, run))
            else:
                written = rewrite(record.text)
                text, more = written if isinstance(written, Rewritten) else (written, {})
                if lines:
                    out.write(_json_line(record, {arguments.text_field: text, **more}, run))
                else:
                    out.write(text if text.endswith("\n") or not text else f"{text}\n")
                run.step()
    return 1 if run.failed else 0


def _json_line(record: Record | RecordError, more: dict[str, Any], run: Run) -> str:
    """The record with more fields, as a line of JSON."""
    known = {} if record.id is None else {run.arguments.id_field: record.id}
    return json.dumps({**known, **record.fields, **more}, ensure_ascii=False) + "\n"
