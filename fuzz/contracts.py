"""What must hold of every text, as functions that return the names of the broken contracts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from itertools import pairwise

import arabnews_nlp as an
from arabnews_nlp._core.characters import character_set, properties
from arabnews_nlp._core.reading import reading
from arabnews_nlp.document.layers import LAYERS, spans_of
from arabnews_nlp.document.records import Span
from arabnews_nlp.names.models.matcher import load_matcher
from arabnews_nlp.transliteration.schemes import _schemes

__all__ = ["CORE", "Check", "broken_by", "core", "pipeline"]

Check = Callable[[str, int], Iterable[str]]
"""A text and its number in the stream (which picks the profile, the scheme …) to names of broken contracts."""

_INVISIBLE = 8
_REFERENCES = (None, datetime(2023, 8, 30, 10), datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59))
_NEWLINES = ("paragraph", "always", "never")
_BOUNDS = (4000, 1, 7, None)


@cache
def _normalizers() -> list[an.Normalizer]:
    return [an.Normalizer(name) for name in an.profiles()]


def _ordered(text: str, spans: Iterable[Span]) -> bool:
    """In order, disjoint, not empty, inside the text."""
    last = 0
    for span in spans:
        if not last <= span.start < span.end <= len(text):
            return False
        last = span.end
    return True


def normalize(text: str, number: int) -> Iterable[str]:
    """Aligned and plain results agree, twice is once, the way back is monotone and in range, the plan replays."""
    normalizers = _normalizers()
    normalizer = normalizers[number % len(normalizers)]
    result, plain = normalizer(text), normalizer.normalize(text)
    if result.text != plain:
        yield "normalize: aligned text differs"
    if normalizer.normalize(plain) != plain:
        yield "normalize: twice is not once"
    alignment = result.alignment
    if (alignment.original_length, alignment.normalized_length) != (len(text), len(plain)):
        yield "normalize: lengths"
    if number // len(normalizers) % 4 == 0:
        last = 0
        for i in range(len(plain)):
            start, end = alignment.to_original(i, i + 1)
            if not last <= start <= end <= len(text):
                yield "normalize: way back not monotone"
                break
            last = start
        last = 0
        for i in range(len(text)):
            start, end = alignment.to_normalized(i, i + 1)
            if not last <= start <= end <= len(plain):
                yield "normalize: way there not monotone"
                break
            last = start
    if number // len(normalizers) % 32 == 1 and result.explain().apply(text) != plain:
        yield "normalize: the plan does not replay"


def tokenize(text: str, number: int) -> Iterable[str]:
    """Tokens in order, clitics lead them, all but blanks and invisible characters is covered."""
    tokens = an.tokenize(text)
    if not _ordered(text, tokens):
        yield "tokenize: order"
    end = 0
    pretokens = None
    for token in tokens:
        at = token.start
        for clitic in token.clitics:
            if not clitic.start == at < clitic.end <= token.end:
                yield "tokenize: clitics"
            at = clitic.end
        if token.start > end and not text[end : token.start].isspace():
            pretokens = pretokens or _hidden(text)
            if any(not (c.isspace() or end + i in pretokens) for i, c in enumerate(text[end : token.start])):
                yield "tokenize: cover"
        end = token.end
    if end < len(text) and not text[end:].isspace():
        pretokens = pretokens or _hidden(text)
        if any(not (c.isspace() or end + i in pretokens) for i, c in enumerate(text[end:])):
            yield "tokenize: cover"


def _hidden(text: str) -> set[int]:
    """Offsets of characters that are not seen."""
    unseen = character_set("unseen")
    return {
        i
        for i, c in enumerate(text)
        if properties(c)[0] == _INVISIBLE or any(first <= ord(c) <= last for first, last in unseen)
    }


def sentences(text: str, number: int) -> Iterable[str]:
    """Sentences in order, trimmed, and over every letter outside of markup, as it is read."""
    spans = an.split_sentences(
        text,
        newline=_NEWLINES[number % 3],
        max_chars=_BOUNDS[number // 3 % 4],
        split_on_semicolon=bool(number & 8),
    )
    if not _ordered(text, spans):
        yield "sentences: order"
    if any(text[s.start].isspace() or text[s.end - 1].isspace() for s in spans):
        yield "sentences: blank at an edge"
    if number % 4 == 0 and not any(mark in text for mark in ("<", "![", "](")):
        end = 0
        for start, after in [*((s.start, s.end) for s in spans), (len(text), len(text))]:
            if any(c.isalpha() or c.isdecimal() for c in reading(text[end:start])[0]):
                yield "sentences: cover"
            end = after


def numbers(text: str, number: int) -> Iterable[str]:
    """Quantities in order, each with a value, a time, or a date."""
    found = an.parse_numbers(text, _REFERENCES[number % 4], scope="all" if number & 4 else "explicit")
    if not _ordered(text, found):
        yield "numbers: order"
    for q in found:
        if q.value is None and q.timex is None and q.label != "DATE":
            yield "numbers: neither value nor time"


def names(text: str, number: int) -> Iterable[str]:
    """Mentions in order, each stretch in one name only."""
    taken: list[tuple[int, int]] = []
    for name in an.align_names(text):
        if len(name.mentions) < 2:
            yield "names: a name of one mention"
        if not _ordered(text, name.mentions):
            yield "names: order"
        if any(not 0 <= m.score <= 1 for m in name.mentions):
            yield "names: score"
        taken.extend((m.start, m.end) for m in name.mentions)
    taken.sort()
    if any(a[1] > b[0] for a, b in pairwise(taken)):
        yield "names: a stretch in two names"


def transliterate(text: str, number: int) -> Iterable[str]:
    """Forward keeps the length rules; back again gives the text, where it holds no character of the scheme."""
    schemes = _lossless()
    for name, latin in schemes if number % 8 == 0 else (schemes[number % len(schemes)],):
        out = an.transliterate(text, name)
        if len(out) != len(text):
            yield f"transliterate: {name} changes the length"
        if latin.isdisjoint(text) and an.transliterate(out, name, reverse=True) != text:
            yield f"transliterate: {name} is not lossless"
    if number % 8 == 1:
        for name in an.schemes():
            an.transliterate(text, name)


@cache
def _lossless() -> list[tuple[str, frozenset[str]]]:
    """Reversible schemes with their Latin characters."""
    return [(n, frozenset(s.forward.mapping.values())) for n, s in _schemes().items() if s.reversible]


def matching(text: str, number: int) -> Iterable[str]:
    """Any two halves of a text have a score in [0, 1], the same alone and in a batch; generation takes any text."""
    middle = len(text) // 2
    pair = (text[:middle], text[middle:])
    score = load_matcher().score(*pair)
    if not 0 <= score <= 1:
        yield "match: score"
    if number % 64 == 0 and an.batch_match([pair])[0] != score:
        yield "match: alone and in a batch differ"
    if number % 4096 == 0:
        for generate in (an.romanize, an.arabize):
            if any(not form or not 0 <= chance <= 1.000001 for form, chance in generate(text[:24], 3)):
                yield f"{generate.__name__}: score"


def entities(text: str, number: int) -> Iterable[str]:
    """Entities in order with a score."""
    found = an.find_entities(text)
    if not _ordered(text, found) or any(not 0 <= e.score <= 1 for e in found):
        yield "entities: order or score"


CORE: tuple[Check, ...] = (normalize, tokenize, sentences, numbers, names, transliterate, matching, entities)


def core(text: str, number: int) -> Iterable[str]:
    """One of the eight parts on its own, in turn, so that each gets an eighth of the texts."""
    yield from CORE[number % len(CORE)](text, number // len(CORE))


def pipeline(text: str, number: int) -> Iterable[str]:
    """The default pipeline: spans slice back, documents survive JSON, the layers agree with the functions."""
    doc = an.load()(text)
    if doc.text is not text:
        yield "pipeline: another text"
    for row in LAYERS:
        layer, spans = row.name, spans_of(row, getattr(doc, row.name))
        if any(doc.text[s.start : s.end] != s.text or not 0 <= s.start < s.end <= len(text) for s in spans):
            yield f"pipeline: {layer} do not slice back"
        if layer != "names" and not _ordered(text, spans):
            yield f"pipeline: {layer} out of order"
    if doc.warnings:
        yield "pipeline: a warning on a short text"
    data = doc.to_dict()
    if an.Doc.from_dict(data) != doc:
        yield "pipeline: from_dict(to_dict)"
    written = doc.to_json()
    if json.loads(written) != json.loads(json.dumps(data)):
        yield "pipeline: to_json differs from to_dict"
    if number % 4 == 0 and an.Doc.from_json(written) != doc:
        yield "pipeline: from_json(to_json)"
    if list(doc.tokens) != an.tokenize(text):
        yield "pipeline: tokens differ from tokenize"


def broken_by(check: Check, text: str, number: int) -> list[str]:
    """Contracts that a text breaks; an exception is one."""
    try:
        return list(check(text, number))
    except Exception as error:
        return [f"{check.__name__}: {type(error).__name__}: {error}"]
