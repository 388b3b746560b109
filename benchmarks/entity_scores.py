"""The scores on the card of the entity model, from annotated data beside the repository.

    python -m benchmarks.entity_scores --data ../shared/data

F1 of exact spans with their types. *gold*: the annotated documents but the seed article (in brackets with company and
product counted as one type); *seed*: the seed article; *NewsFANE*: the tenth of that corpus that is kept for the choice
of models; *AQMAR*: its development part; the last two for PER, ORG and LOC, with spans widened to the edges of tokens.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from training.entities.corpora import Sentence, read, split_newswire

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.document.reading import spans_in_source
from arabnews_nlp.document.records import Entity
from arabnews_nlp.entities import find_entities
from arabnews_nlp.entities._edges import trimmed
from arabnews_nlp.entities._features import scan_tagger_tokens
from arabnews_nlp.entities.tagger import TAGS, load_model
from arabnews_nlp.names.spans import latin_mentions

Labelled = tuple[int, int, str]
Finder = Callable[[str], list[Labelled]]
Case = tuple[set[Labelled], list[Labelled]]
"""What was annotated, and what was found."""

TYPES = ("PER", "ORG", "LOC", "PRODUCT", "EVENT")
COARSE = {"PERS": "PER", "PER": "PER", "ORG": "ORG", "LOC": "LOC"}
PLACES = TYPES[:3]


def shipped(text: str) -> list[Labelled]:
    """All of ``find_entities``."""
    return [(e.start, e.end, e.label) for e in find_entities(text)]


def tagger_alone(text: str) -> list[Labelled]:
    """The network and the edges: no table, event or agreement."""
    model = load_model()
    pretokens = PreTokens(text)
    units = scan_tagger_tokens(pretokens, latin_mentions(pretokens), model.lexicon)
    found = []
    for first, last, tag, _ in model.network.tag(units):
        label = TAGS[tag][2:]
        if span := trimmed(units, first, last, label, model.lexicon):
            found.append(Entity(units.text, *span, label, 1.0))
    return [(e.start, e.end, e.label) for e in spans_in_source(pretokens, found)]


def gold_cases(data: Path, find: Finder, seed: bool) -> Iterator[Case]:
    """The annotated texts; what is found in a debatable span alone does not count."""
    for path in sorted((data / "gold/gold").glob("*.json")):
        if path.name.startswith("s00") == seed:
            gold = json.loads(path.read_text("utf-8"))
            expected = {(e["start"], e["end"], e["type"]) for e in gold["entities"]}
            debatable = gold.get("optional", {}).get("entities", [])
            found = find((data / "gold" / gold["text_file"]).read_bytes().decode())
            yield (
                expected,
                [f for f in found if _touches(f, expected) or not _touches(f, [tuple(d) for d in debatable])],
            )


def corpus_cases(sentences: list[Sentence], find: Finder) -> Iterator[Case]:
    """Texts of twenty sentences, one a line; spans found are widened to tokens."""
    for n in range(0, len(sentences), 20):
        text, tokens, expected = "", [], set()
        for sentence in sentences[n : n + 20]:
            places = []
            for word in sentence.words:
                places.append((len(text), len(text) + len(word)))
                text += word + " "
            text = text[:-1] + "\n"
            tokens += places
            expected |= {(places[a][0], places[b - 1][1], label) for a, b, label in sentence.spans}
        found = []
        for start, end, label in find(text):
            inside = [token for token in tokens if token[0] < end and start < token[1]]
            if inside:
                found.append((inside[0][0], inside[-1][1], label))
        yield expected, found


def _touches(one: Labelled, others: Iterable[Labelled]) -> bool:
    return any(one[0] < other[1] and other[0] < one[1] for other in others)


def by_type(cases: Iterable[Case], merged: dict[str, str] | None = None) -> dict[str, float]:
    """F1 by type, and over all under ``ALL``."""
    counts: Counter[tuple[str, str]] = Counter()
    rename = merged or {}
    for expected, found in cases:
        gold = {(a, b, rename.get(label, label)) for a, b, label in expected}
        predicted = {(a, b, rename.get(label, label)) for a, b, label in found}
        for kind, spans in (("right", gold & predicted), ("found", predicted), ("wanted", gold)):
            for *_, label in spans:
                counts[label, kind] += 1
                counts["ALL", kind] += 1
    return {
        label: 100 * 2 * counts[label, "right"] / ((counts[label, "found"] + counts[label, "wanted"]) or 1)
        for label in (*TYPES, "ALL")
    }


def only(cases: Iterable[Case]) -> Iterator[Case]:
    """The cases without products and events."""
    for expected, found in cases:
        yield {e for e in expected if e[2] in PLACES}, [f for f in found if f[2] in PLACES]


def main() -> None:
    """Print the two tables of the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    data: Path = parser.parse_args().data
    newswire = list(read(data / "entities/newsfane_coarse_train.conll", COARSE))
    corpora = {
        "NewsFANE": split_newswire(newswire)[1],
        "AQMAR": list(read(data / "entities/aqmar_dev.conll", COARSE)),
    }
    print("| what | gold | seed | NewsFANE | AQMAR |\n|---|---|---|---|---|")
    for name, find in (
        ("as shipped", shipped),
        ("the tagger alone: no table, event or agreement", tagger_alone),
    ):
        news = list(gold_cases(data, find, seed=False))
        one = by_type(news, {"PRODUCT": "ORG"})["ALL"]
        seed = by_type(gold_cases(data, find, seed=True))["ALL"]
        own = {key: by_type(only(corpus_cases(sentences, find))) for key, sentences in corpora.items()}
        scores = " | ".join(f"{own[key]['ALL']:.1f}" for key in corpora)
        print(f"| {name} | {by_type(news)['ALL']:.1f} ({one:.1f}) | {seed:.1f} | {scores} |")
        if find is shipped:
            types = by_type(news), *own.values()
    print("\n| type | gold | NewsFANE | AQMAR |\n|---|---|---|---|")
    for label in TYPES:
        print(f"| {label} | " + " | ".join(f"{t[label]:.1f}" if t[label] else "" for t in types) + " |")


if __name__ == "__main__":
    main()
