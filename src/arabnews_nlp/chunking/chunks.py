"""Chunks of whole sentences, as long as a bound allows.

The sentences of a document are joined to *groups* that no chunk divides: where a sentence ends inside a number, name,
entity or address, and where it ends inside a quotation that is not longer than the bound. Chunks are filled with groups
in order; a heading that would end a chunk begins the next one instead.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, Generic, NamedTuple, TypeVar

import regex

from arabnews_nlp.document.bounds import bounds_of, first_from
from arabnews_nlp.document.doc import Doc, check_doc
from arabnews_nlp.document.records import Duplicate, Entity, Name, Quantity, Span
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, check_count
from arabnews_nlp.segmentation.sentences import split_sentences

__all__ = ["Chunk", "make_chunks"]

Length = Callable[[str], int]
AnySpan = TypeVar("AnySpan", bound=Span)


class Chunk(Span, frozen=True, gc=False):
    """A stretch of a document for a search index or a language model."""

    sentences: tuple[Span, ...] = ()
    """Its sentences, all whole; the first ones are those of the chunk before where chunks overlap."""
    entities: tuple[Entity, ...] = ()
    """Named entities in it."""
    names: tuple[Name, ...] = ()
    """Names with a mention in it; their other mentions may lie elsewhere."""
    numbers: tuple[Quantity, ...] = ()
    """Numbers, amounts and dates in it."""
    duplicates: tuple[Duplicate, ...] = ()
    """Paragraphs in it that occurred before, if the stage ``duplicates`` ran."""
    context: str = ""
    """The title and date of the document, the heading above the chunk, and the names in it by their canonical form, as
    one line to index or to show a model before the text."""
    oversized: bool = False
    """Whether it is longer than the bound, as its one sentence is, or several that a name or number holds together."""

    def metadata(self) -> dict[str, Any]:
        """What a vector store or search index keeps beside the text, as plain values."""
        return {
            "start_index": self.start,
            "end_index": self.end,
            "context": self.context,
            "names": _named(self.names, self.entities),
            "oversized": self.oversized,
        }


class _Group(NamedTuple):
    """Sentences that stay together, as a range of their numbers."""

    first: int
    last: int
    heading: bool


def make_chunks(
    doc: Doc,
    max_chars: int = 1200,
    overlap: int = 0,
    length: Length = len,
    *,
    title: str | None = None,
    date: str | None = None,
) -> list[Chunk]:
    """Chunks of a document; see :meth:`arabnews_nlp.document.doc.Doc.chunks`.

    :raises ArgumentValueError: a bound below 1, or an overlap that is negative or not below the bound.
    :raises ArgumentTypeError: a length that counts nothing, or a title or date that is no text.
    """
    check_doc(doc)
    check_count("max_chars", max_chars)
    if not isinstance(overlap, int) or not 0 <= overlap < max_chars:
        raise ArgumentValueError("overlap", overlap, "a whole number from 0 up, and below max_chars")
    try:
        counted = length("")
    except TypeError as error:
        raise ArgumentTypeError("length", length, "a function that counts the length of a text") from error
    if not isinstance(counted, int):
        raise ArgumentTypeError("length", length, "a function that returns a whole number")
    for argument, value in (("title", title), ("date", date)):
        if not (value is None or isinstance(value, str)):
            raise ArgumentTypeError(argument, value, "str or None")
    return _Chunker(doc, max_chars, overlap, length, title, date).chunks()


class _Chunker:
    def __init__(self, doc: Doc, bound: int, overlap: int, length: Length, title: str | None, date: str | None) -> None:
        self.doc, self.text = doc, doc.text
        self.bound, self.overlap, self.length = bound, overlap, length
        self.fill = bound - overlap
        self.sentences = list(doc.sentences) or split_sentences(doc.text)
        self.starts = [sentence.start for sentence in self.sentences]
        self.ends = [sentence.end for sentence in self.sentences]
        self.joins = self.joined(_undivided(doc, self.sentences), widen=True)
        self.headings = [_heading(self.text, sentence) for sentence in self.sentences]
        if title is None and self.sentences and self.headings[0]:
            title = _plain(self.sentences[0].text)
        self.title, self.date = title, date
        self.entities = _Inside(doc.entities)
        self.numbers = _Inside(doc.numbers)
        self.duplicates = _Inside(doc.duplicates)
        self.mentions = _Inside([mention for name in doc.names for mention in name.mentions])
        self.name_of = {(m.start, m.end): name for name in doc.names for m in name.mentions}

    def chunks(self) -> list[Chunk]:
        """All chunks, in order."""
        result: list[Chunk] = []
        before = 0
        heading: int | None = None
        groups = self.groups()
        starts = [group.first for group in groups]
        for first, last in self.filled(groups):
            result.append(self.chunk(self.repeated(before, first, last, starts), last, heading))
            for i in range(first, last + 1):
                if (found := self.headings[i]) is not None and found.marked:
                    heading = i
            before = first
        return result

    def filled(self, groups: list[_Group]) -> Iterator[tuple[int, int]]:
        """First and last sentence of each chunk, without what it repeats of the one before."""
        held: list[_Group] = []
        size = 0
        for group in groups:
            more = self.size(group.first, group.last)
            if not self.fits(held, size + more, group):
                rest = self.trailing_headings(held)
                yield from self.fitting(held[: len(held) - len(rest)])
                held, size = rest, sum(self.size(g.first, g.last) for g in rest)
                if not self.fits(held, size + more, group):
                    yield from self.fitting(held)
                    held, size = [], 0
            held.append(group)
            size += more
        yield from self.fitting(held)

    def fits(self, held: list[_Group], size: int, group: _Group) -> bool:
        """Whether a group may be added: one that fills the chunk, without room for an overlap, only to its headings.

        :param size: the sum of their lengths, which is measured once more if it is too much.
        """
        bound = self.bound if all(g.heading for g in held) else self.fill
        return not held or size <= bound or self.size(held[0].first, group.last) <= bound

    def fitting(self, groups: list[_Group]) -> Iterator[tuple[int, int]]:
        """The groups as one chunk, or as several where a length is more than that of the parts together."""
        while groups:
            count = len(groups)
            while count > 1 and self.size(groups[0].first, groups[count - 1].last) > self.bound:
                count -= 1
            yield groups[0].first, groups[count - 1].last
            groups = groups[count:]

    @staticmethod
    def trailing_headings(groups: list[_Group]) -> list[_Group]:
        """The headings at the end of a chunk that holds something else too."""
        count = len(groups)
        while count and groups[count - 1].heading:
            count -= 1
        return groups[count:] if count else []

    def size(self, first: int, last: int) -> int:
        """Length of the text from one sentence to another."""
        return self.length(self.text[self.starts[first] : self.ends[last]])

    def groups(self) -> list[_Group]:
        """Sentences joined where a chunk may not end between them."""
        quoted = self.joined(_quotations(self.text))
        result: list[_Group] = []
        first = 0
        for i in range(len(self.sentences)):
            if i + 1 < len(self.sentences) and self.joins[i]:
                continue
            group = _Group(first, i, None not in self.headings[first : i + 1])
            if first and quoted[first - 1] and self.size(result[-1].first, i) <= self.fill:
                group = _Group(result.pop().first, i, False)
            result.append(group)
            first = i + 1
        return result

    def joined(self, spans: Iterable[tuple[int, int]], widen: bool = False) -> list[bool]:
        """For each sentence whether one of the spans reaches over its end into the next.

        :param widen: let a sentence begin or end where a span does that reaches into the marks around it (``- 38%``).
        """
        count = len(self.sentences)
        change = [0] * (count + 1)
        widened = list(zip(self.starts, self.ends, strict=True))
        for start, end in spans:
            first, last = bisect_right(self.ends, start), bisect_left(self.starts, end) - 1
            if first < last:
                change[first] += 1
                change[last] -= 1
            if widen and first <= last:
                widened[first] = min(widened[first][0], start), widened[first][1]
                widened[last] = widened[last][0], max(widened[last][1], end)
        self.starts, self.ends = map(list, zip(*widened, strict=True)) if widened else ([], [])
        return [depth > 0 for depth in accumulate(change)][:count]

    def repeated(self, before: int, first: int, last: int, starts: list[int]) -> int:
        """The sentence that the chunk of ``first`` to ``last`` begins with: as far back in the one before, which begins
        with ``before``, as the overlap and the bound allow."""
        result = first
        place = bisect_left(starts, first) - 1
        while self.overlap and place >= 0 and before < starts[place]:
            start = starts[place]
            if self.size(start, first - 1) > self.overlap or self.size(start, last) > self.bound:
                break
            result = start
            place -= 1
        return result

    def chunk(self, before: int, last: int, heading: int | None) -> Chunk:
        """The chunk of these sentences, below this heading."""
        start, end = self.starts[before], self.ends[last]
        mentions = self.mentions.between(start, end)
        names = tuple({id(name): name for m in mentions if (name := self.name_of[m.start, m.end])}.values())
        entities = tuple(self.entities.between(start, end))
        above = None if heading is None else _plain(self.sentences[heading].text)
        shown = [self.title, self.date, above if above != self.title else None, ", ".join(_named(names, entities))]
        return Chunk(
            self.text,
            start,
            end,
            tuple(self.sentences[before : last + 1]),
            entities,
            names,
            tuple(self.numbers.between(start, end)),
            tuple(self.duplicates.between(start, end)),
            " | ".join(part for part in shown if part),
            self.size(before, last) > self.bound,
        )


class _Inside(Generic[AnySpan]):
    """Spans by place."""

    def __init__(self, spans: Sequence[AnySpan]) -> None:
        self.spans = sorted(spans, key=lambda span: span.start)
        self.starts = [span.start for span in self.spans]

    def between(self, start: int, end: int) -> list[AnySpan]:
        """Those that begin in a stretch."""
        return self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def _undivided(doc: Doc, sentences: list[Span]) -> Iterator[tuple[int, int]]:
    """Stretches that no chunk divides: numbers, entities, mentions of names, and tokens (addresses)."""
    for layer in (doc.numbers, doc.entities, *(name.mentions for name in doc.names)):
        for span in layer:
            yield span.start, span.end
    bounds = bounds_of(doc.tokens)
    for sentence in sentences if doc.tokens else ():
        yield bounds(first_from(doc.tokens, sentence.end) - 1)


_QUOTATION = regex.compile(r"«[^«»\n]*»|“[^“”\n]*”|\"[^\"\n]*\"")


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Quotations that open and close in one paragraph."""
    for found in _QUOTATION.finditer(text):
        yield found.span()


_LONGEST_HEADING = 120
"""Code points; a longer line without a full stop is a paragraph that lacks it."""
_ITEM = regex.compile(r"[0-9٠-٩]+[.)-]\s")
_BREAKS = "\n\r\u2029"
_BREAK = regex.compile(f"[{_BREAKS}]")


class _Heading(NamedTuple):
    """A line without a stop at its end, and with text below it."""

    marked: bool
    """Whether Markdown makes it a heading (``# …``) or bold (``**…**``), so that it surely is one."""


def _heading(text: str, sentence: Span) -> _Heading | None:
    """The heading that a sentence is; None if it is none: part of a line, a line with a stop, an item of a list."""
    start, end = sentence.start, sentence.end
    if end - start > _LONGEST_HEADING or _BREAK.search(text, start, end):
        return None
    while start and text[start - 1] in " \t*_#>":
        start -= 1
    while end < len(text) and text[end] in " \t*_#":
        end += 1
    if end == len(text) or text[end] not in _BREAKS or (start and text[start - 1] not in _BREAKS):
        return None
    opening, closing = text[start : sentence.start], text[sentence.end : end]
    if "#" in opening:
        return _Heading(True)
    if sentence.text.rstrip('*_"»”)]')[-1:] in ".!?؟…،؛" or _ITEM.match(sentence.text):
        return None
    return _Heading(any(mark in opening and mark in closing for mark in ("**", "__")))


def _plain(heading: str) -> str:
    return heading.strip(" \t#*_")


def _named(names: Iterable[Name], entities: Iterable[Entity]) -> list[str]:
    """Names by their canonical form, each once."""
    shown = [name.canonical for name in names] + [entity.canonical or entity.text for entity in entities]
    return list(dict.fromkeys(shown))
