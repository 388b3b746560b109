"""Output formats of ``arabnews process``: each writes documents one by one to standard output, a file or a folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING, Protocol, Self

from arabnews_nlp.cli.outputs import Outputs, standard_output
from arabnews_nlp.document.offsets import without_surrogates
from arabnews_nlp.errors import ConfigError

if TYPE_CHECKING:
    from arabnews_nlp.document.doc import Doc

__all__ = ["FOLDERS", "WRITERS"]


class Writer(AbstractContextManager["Writer"], Protocol):
    """Takes documents one by one."""

    def add(self, doc: Doc, place: str) -> None:
        """Write a document.

        :param place: file, and line where it has several records.
        """


class _Stream(Writer):
    """One document after another in one stream.

    :param write: makes the text of a document from it and its place.
    :param outputs: opens the file.
    :param path: a file; None for standard output.
    :param around: text before the first document, between documents, and after the last.
    """

    def __init__(
        self,
        write: Callable[[Doc, str], str],
        outputs: Outputs,
        path: str | None,
        around: tuple[str, str, str] = ("", "", ""),
    ) -> None:
        self._write = write
        self._out = standard_output() if path is None else outputs.open(path)
        self._first, self._between, self._last = around
        self._begun = False

    def __enter__(self) -> Self:
        self._out.write(self._first)
        return self

    def add(self, doc: Doc, place: str) -> None:
        if self._begun:
            self._out.write(self._between)
        self._begun = True
        self._out.write(self._write(doc, place))

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._out.write(self._last)


class _Brat(Writer):
    """A folder with ``000001.txt`` and ``000001.ann`` for each document.

    :param outputs: opens the folder.
    :param path: the folder, new or empty.
    """

    def __init__(self, outputs: Outputs, path: str | None) -> None:
        if path is None:
            raise ConfigError("--out brat takes --output, the folder to write to")
        self._folder = outputs.open_folder(path)
        self._done = 0

    def add(self, doc: Doc, place: str) -> None:
        from arabnews_nlp.export import to_brat

        self._done += 1
        for suffix, content in ((".txt", doc.text), (".ann", to_brat(doc))):
            # An escape in the place of a lone surrogate would move all that follows; U+FFFD keeps every offset.
            with open(f"{self._folder}/{self._done:06d}{suffix}", "w", encoding="utf-8", newline="") as file:
                file.write(without_surrogates(content))

    def __exit__(self, *_: object) -> None:
        return None


def _jsonl(doc: Doc, _place: str) -> str:
    return doc.to_json() + "\n"


def _html(doc: Doc, place: str) -> str:
    from arabnews_nlp.render import to_html

    return to_html(doc, place)


def _summary(doc: Doc, _place: str) -> str:
    from arabnews_nlp.render import summarize

    return summarize(doc) + "\n"


def _conll2003(doc: Doc, _place: str) -> str:
    from arabnews_nlp.export import to_conll2003

    return to_conll2003(doc)


def _conllu(doc: Doc, place: str) -> str:
    from arabnews_nlp.export import to_conllu

    return to_conllu(doc, place)


def _label_studio(doc: Doc, _place: str) -> str:
    from arabnews_nlp.export import to_label_studio

    return json.dumps(to_label_studio(doc), ensure_ascii=False)


def _web_annotation(doc: Doc, place: str) -> str:
    from urllib.parse import quote

    from arabnews_nlp.export import to_web_annotations

    source = "urn:arabnews:" + quote(place, errors="replace")
    return json.dumps(to_web_annotations(doc, source), ensure_ascii=False) + "\n"


WRITERS: dict[str, Callable[[Outputs, str | None], Writer]] = {
    "brat": _Brat,
    "conll2003": partial(_Stream, _conll2003),
    "conllu": partial(_Stream, _conllu),
    "html": partial(_Stream, _html),
    "jsonl": partial(_Stream, _jsonl),
    "label-studio": partial(_Stream, _label_studio, around=("[", ",\n", "]\n")),
    "summary": partial(_Stream, _summary),
    "web-annotation": partial(_Stream, _web_annotation),
}
"""Opens each format for a file or folder name; None is standard output."""
FOLDERS = ("brat",)
"""Formats that make a folder of files."""
