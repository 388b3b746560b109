"""Tokens by sentence, their words, and BIO tags of the words: what both CoNLL formats write."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.records import Entity, Span, Token

__all__ = ["bio_tags", "by_sentence", "entity_edges", "one_word", "words_of"]


def by_sentence(doc: Doc) -> Iterator[tuple[Span, list[Token]]]:
    """Each sentence with its tokens and those just before it (marks outside of any sentence).

    The last has the tokens after it too; where the document has no sentences, the whole text is one.
    """
    tokens = list(doc.tokens)
    starts = [token.start for token in tokens]
    sentences = doc.sentences or [Span(doc.text, 0, len(doc.text))]
    first = 0
    for number, sentence in enumerate(sentences, start=1):
        last = len(tokens) if number == len(sentences) else bisect_left(starts, sentence.end)
        yield sentence, tokens[first:last]
        first = last


def entity_edges(doc: Doc) -> list[int]:
    """Where entities begin and end, in order."""
    return sorted({edge for entity in doc.entities for edge in (entity.start, entity.end)})


def one_word(text: str) -> str:
    """The text with underscores in place of white space, as a column of a line must be; an underscore for nothing."""
    return "_".join(text.split()) or "_"


def words_of(token: Token, edges: Sequence[int]) -> list[Span]:
    """The token cut at its clitics and at edges inside it.

    The article stays with its noun, as in the Arabic UD treebanks, also where it is ل after ل (للشركة).
    """
    cuts = {token.start, token.end}
    before = ""
    for clitic in token.clitics:
        if clitic.text != "ال" and (before, clitic.text) != ("ل", "ل"):
            cuts.add(clitic.end)
        before = clitic.text
    cuts.update(edges[bisect_right(edges, token.start) : bisect_left(edges, token.end)])
    return [Span(token.source, a, b) for a, b in pairwise(sorted(cuts))]


def bio_tags(words: Sequence[Span], entities: Sequence[Entity]) -> list[tuple[str, Entity | None]]:
    """A BIO tag for each word, with the entity on its first word. A word belongs to the first entity that it touches.

    :param words: in text order, without overlap.
    :param entities: in text order.
    """
    tags: list[tuple[str, Entity | None]] = [("O", None)] * len(words)
    ends = [word.end for word in words]
    starts = [word.start for word in words]
    for entity in entities:
        first, last = bisect_right(ends, entity.start), bisect_left(starts, entity.end)
        label = one_word(entity.label)
        free = [n for n in range(first, last) if tags[n][0] == "O"]
        for n in free:
            tags[n] = (f"B-{label}", entity) if n == free[0] else (f"I-{label}", None)
    return tags
