"""Annotated corpora as texts with entity spans, in our five types.

Where a corpus does not say which of our types its tag stands for, the tag is kept open: the training objective then
sums over every labelling that the tag allows (a partially observed sequence).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from arabnews_nlp._core.pretokens import fold

OPEN = "?"
"""A span that may be a PRODUCT, an EVENT or nothing."""

TAGS = {
    "wikifane": {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "PROD": "PRODUCT"},  # MISC there: peoples and religions
    "newsfane": {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "PROD": "PRODUCT"},
    "aqmar": {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": OPEN},
}
"""Our label for each tag that a corpus has; tags that are left out are no entities here."""

HELD_OUT_RUN = 40
"""Sentences in a row of which every tenth run of NewsFANE is kept for the choice of models."""


class Sentence(NamedTuple):
    """Words and the entities among them as ``(first word, last word + 1, label)``."""

    words: list[str]
    spans: list[tuple[int, int, str]]


def read(path: Path, tags: dict[str, str]) -> Iterator[Sentence]:
    """Sentences of a file with a word, a tab and a BIO tag on each line, and an empty line after each sentence."""
    words: list[str] = []
    spans: list[tuple[int, int, str]] = []
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        word, _, tag = line.rpartition("\t")
        if not word:
            if words:
                yield Sentence(words, spans)
            words, spans = [], []
            continue
        bio, _, label = tag.partition("-")
        ours = tags.get(label)
        if ours and bio == "I" and spans and spans[-1][1] == len(words) and spans[-1][2] == ours:
            spans[-1] = (spans[-1][0], len(words) + 1, ours)
        elif ours:
            spans.append((len(words), len(words) + 1, ours))
        words.append(word)


@cache
def _heads() -> dict[str, frozenset[str]]:
    lines = Path(__file__).with_name("heads.tsv").read_text("utf-8").splitlines()
    return {label: frozenset(fold(words).split()) for label, words in (line.split("\t") for line in lines[1:])}


def without_heads(sentence: Sentence) -> Sentence:
    """The sentence with titles and head nouns outside its entities, as our guidelines have them (شركة, الأمير, مدينة).

    The newswire corpus mostly does the same; the Wikipedia corpus does as often as not.
    """
    spans = []
    for start, end, label in sentence.spans:
        heads = _heads().get(label, frozenset())
        while end - start > 1:
            word = fold(sentence.words[start])
            if word not in heads and not (word[0] in "وبلفك" and word[1:] in heads):
                break
            start += 1
        spans.append((start, end, label))
    return Sentence(sentence.words, spans)


def split_newswire(sentences: list[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """What is trained on, and what is kept for the choice of models: every tenth run of sentences."""
    kept = [s for i, s in enumerate(sentences) if i // HELD_OUT_RUN % 10 == 9]
    return [s for i, s in enumerate(sentences) if i // HELD_OUT_RUN % 10 != 9], kept


def annotated(path: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Texts with their entities in code points, of a file of ``annotated/``."""
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        yield record["text"], [(start, end, label) for start, end, label in record["entities"]]


def write(sentences: list[Sentence], path: Path) -> None:
    """The sentences in the form that :func:`read` reads."""
    lines = []
    for words, spans in sentences:
        tags = ["O"] * len(words)
        for start, end, label in spans:
            tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
        lines += [f"{w}\t{t}" for w, t in zip(words, tags, strict=True)] + [""]
    path.write_text("\n".join(lines), "utf-8")
