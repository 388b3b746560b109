"""Queries in either script as alternatives for each thing they ask for."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

import msgspec

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.records import Entity, Span
from arabnews_nlp.entities import find_entities
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, check_many
from arabnews_nlp.names.models.transliterator import LONGEST, arabize, romanize
from arabnews_nlp.numbers import parse_numbers
from arabnews_nlp.search.terms import (
    BETWEEN,
    IndexText,
    SearchTerm,
    canonical_spellings,
    date_terms,
    folded_words,
    number_terms,
    search_terms,
)
from arabnews_nlp.segmentation import tokenize

__all__ = ["SearchQuery", "search_query"]

SPELLINGS = 3
"""Spellings in the other script of a name that no table has."""


class SearchQuery(msgspec.Struct, frozen=True):
    """What a query asks for: everything in ``groups``, each in one of several ways."""

    groups: tuple[tuple[tuple[str, ...], ...], ...]
    """For each word, name, number or date its alternatives, each a phrase of one or more terms."""
    known: frozenset[int] = frozenset()
    """Numbers of the groups that ask for a name of the tables. Every form of such a name is indexed wherever it stands,
    so that a part of another name's form (the Google of Google Chrome, where the text has كروم) is no hit."""

    def phrases(self, number: int) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """What a group of this number asks of an index: any of these phrases, each in any of the fields before it.

        The fields are those of :class:`~arabnews_nlp.search.terms.IndexText`.

        :raises ArgumentValueError: there is no such group.
        """
        if not isinstance(number, int) or not 0 <= number < len(self.groups):
            raise ArgumentValueError("number", number, f"that of a group, below {len(self.groups)}")
        if number not in self.known:
            return [(IndexText._fields, phrase) for phrase in self.groups[number]]
        words = [(IndexText._fields[:2], phrase) for phrase in self.groups[number]]
        return [*words, *((IndexText._fields[2:], (BETWEEN, *phrase, BETWEEN)) for _, phrase in words)]

    def fts5(self) -> str:
        """The query for SQLite FTS5, over columns named as the fields."""
        groups = []
        for number in range(len(self.groups)):
            parts = [
                f"{{{' '.join(fields)}}} : {json.dumps(' '.join(phrase), ensure_ascii=False)}"
                for fields, phrase in self.phrases(number)
            ]
            groups.append(f"({' OR '.join(parts)})")
        return " AND ".join(groups)

    def opensearch(self) -> dict[str, Any]:
        """The query for OpenSearch or Elasticsearch, over fields with the analyzer ``whitespace``."""
        must = []
        for number in range(len(self.groups)):
            parts = [
                {"query": " ".join(phrase), "type": "phrase", "analyzer": "whitespace", "fields": list(fields)}
                for fields, phrase in self.phrases(number)
            ]
            must.append({"bool": {"should": [{"multi_match": part} for part in parts], "minimum_should_match": 1}})
        return {"bool": {"must": must}}

    def spans(self, terms: Iterable[SearchTerm]) -> list[Span]:
        """What to highlight in a document of these terms: the stretches that the query asks for, in order.

        :raises ArgumentTypeError: they are no terms.
        """
        check_many("terms", terms, "terms of a document")
        wanted: dict[tuple[str, ...], bool] = {}
        for i, group in enumerate(self.groups):
            wanted |= {phrase: i in self.known and wanted.get(phrase, True) for phrase in group}
        beginning: dict[str, list[tuple[str, ...]]] = {}
        for phrase in wanted:
            beginning.setdefault(phrase[0], []).append(phrase)
        asked = {word for phrase in wanted for word in phrase}
        at: dict[tuple[int, str], SearchTerm] = {}
        for term in terms:
            if not isinstance(term, SearchTerm):
                raise ArgumentTypeError("terms", term, "terms of a document")
            if term.term in asked:
                at.setdefault((term.position, term.term), term)
        found: dict[tuple[int, int], Span] = {}
        for (position, word), term in at.items():
            for phrase in beginning.get(word, ()):
                parts = [at.get((position + i, part)) for i, part in enumerate(phrase)]
                if (last := None not in parts and parts[-1]) and not (wanted[phrase] and len(phrase) < term.length):
                    start, end = term.start, max(last.end, term.end)
                    found[start, end] = Span(term.source, start, end)
        return [found[place] for place in sorted(found)]


def search_query(text: str) -> SearchQuery:
    """A query in either script: names are asked for in both, numbers and dates by value, words also without clitics.

    A name that no table knows is also asked for in its likeliest spellings in the other script.

    :raises ArgumentTypeError: the text is not a ``str``.

    >>> search_query("Microsoft").groups[0][:2]
    (('microsoft',), ('مايكروسوفت',))
    >>> search_query("10 مليارات").groups
    ((('10', 'مليارات'), ('10000000000',)),)
    """
    if not isinstance(text, str):
        raise ArgumentTypeError("text", text, "str")
    doc = Doc(text)
    doc.tokens = tokenize(text)
    entities = [Entity(text, t.start, t.end) for t in doc.tokens if t.kind == "latin"]
    spans: list[tuple[Span, list[tuple[str, ...]], bool]] = []
    for entity in (*find_entities(text), *_runs(text, entities)):
        known = canonical_spellings(entity.canonical or entity.text)
        spans.append((entity, _spellings(entity, known), bool(known)))
    for quantity in parse_numbers(text):
        terms: list[tuple[str, ...]] = [(term,) for term in (*number_terms(quantity)[:1], *date_terms(quantity)[:1])]
        spans.append((quantity, terms, False))
    found = search_terms(doc)
    groups: list[tuple[int, tuple[tuple[str, ...], ...], bool]] = []
    indexed = [term for term in found if term.kind == "word"]
    covered = bytearray(len(text))
    for span, others, is_known in spans:
        if any(covered[span.start : span.end]):
            continue
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
        alternatives = dict.fromkeys(form for form in (_words_of(span, indexed), *others) if form)
        if alternatives:
            groups.append((span.start, tuple(alternatives), is_known))
    words: dict[int, dict[tuple[str, ...], None]] = {}
    place: dict[int, int] = {}
    until = [*accumulate(covered, initial=0)]
    for term in found:
        if until[term.end] - until[term.start] < term.end - term.start:
            words.setdefault(term.position, {})[term.term,] = None
            place.setdefault(term.position, term.start)
    groups += [(place[position], tuple(forms), False) for position, forms in words.items()]
    groups.sort()
    return SearchQuery(
        tuple(group for _, group, _ in groups), frozenset(i for i, (*_, is_known) in enumerate(groups) if is_known)
    )


def _words_of(span: Span, words: list[SearchTerm]) -> tuple[str, ...]:
    """The words of a stretch as they are indexed; one that begins or ends inside a word is folded on its own.

    :param words: those of the text, in order.
    """
    first = bisect_right(words, span.start, key=lambda term: term.end)
    here = words[first : bisect_left(words, span.end, key=lambda term: term.start)]
    if here and here[0].start >= span.start and here[-1].end <= span.end:
        return tuple(term.term for term in here)
    return folded_words(span.text)


def _runs(text: str, words: list[Entity]) -> list[Entity]:
    """Latin words with nothing but blanks between them as one name."""
    result: list[Entity] = []
    for word in words:
        if result and not text[result[-1].end : word.start].strip():
            result[-1] = Entity(text, result[-1].start, word.end)
        else:
            result.append(word)
    return result


def _spellings(entity: Entity, known: Sequence[str]) -> list[tuple[str, ...]]:
    """Other spellings of a name: those of the tables, or the likeliest in the other script."""
    if not known and len(entity.text) <= LONGEST:
        known = _sounded(entity.text)
    return [folded_words(form) for form in ((entity.canonical or ""), *known)]


@lru_cache(maxsize=1 << 12)
def _sounded(name: str) -> tuple[str, ...]:
    """The likeliest spellings of a name in the other script; people ask for the same names again."""
    latin = any("a" <= c <= "z" for c in name.lower())
    return tuple(form for form, _ in (arabize if latin else romanize)(name, n=SPELLINGS))
