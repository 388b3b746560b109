"""CoNLL: one token a line with its BIO entity tag, an empty line after each sentence."""

from __future__ import annotations

from functools import partial
from itertools import takewhile

from arabnews_nlp.doc import Doc, Entity, Token

__all__ = ["to_conll"]


def to_conll(doc: Doc) -> str:
    """Columns: token, start, end, BIO tag; white space inside a token is written as an underscore."""
    tags: dict[int, str] = {}
    tokens = list(doc.tokens)
    first = 0
    for entity in doc.entities:
        while first < len(tokens) and tokens[first].end <= entity.start:
            first += 1
        following = tokens[first : first + len(entity)]
        for number, token in enumerate(takewhile(partial(_begins_before, entity), following)):
            tags[token.start] = ("I-" if number else "B-") + entity.label
    ends = iter([s.end for s in doc.sentences])
    bound = next(ends, None)
    lines: list[str] = []
    for token in tokens:
        while bound is not None and token.start >= bound:
            if lines and lines[-1]:
                lines.append("")
            bound = next(ends, None)
        form = "_".join(token.text.split())
        lines.append(f"{form}\t{token.start}\t{token.end}\t{tags.get(token.start, 'O')}")
    return "\n".join(lines) + "\n" if lines else ""


def _begins_before(entity: Entity, token: Token) -> bool:
    return token.start < entity.end
