"""Everything that training reads, made by the compiled core and written to the work folder."""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy

from arabnews_nlp.entities._features import BUCKETS, FEATURES, Lexicon, word_key
from arabnews_nlp.entities.tagger import KIND, LABELS, TAGS

from . import arrays, corpora, vectors
from .arrays import Columns
from .encoding import Apart, Encoder, Spans, blocks, renamed, written
from .invention import Inventor
from .lists import Names, gazetteer
from .vectors import raw_lines

_RUN = 8
"""Stretches in a row of raw text, which teachers label together."""


def prepare(options: argparse.Namespace) -> None:
    """Write vocabulary, gazetteer, types, raw texts, corpora, tests and, last, ``meta.json`` to the work folder."""
    work: Path = options.work
    names = Names(options.translit, options.lists)
    lists = gazetteer(names)
    keys = KIND.unpack(options.start.read_bytes())["vocabulary"] if options.start else first_vectors(options)
    (work / "gazetteer.bin").write_bytes(lists)
    (work / "vocabulary.bin").write_bytes(keys)
    encoder = Encoder(Lexicon(keys, lists))
    tests = {name: encoder.columns(texts, source) for name, source, texts in held_out(options)}
    learn = list(annotated(options))
    inventor = Inventor(names, options.seed)
    mixtures = []
    for _ in range(options.variants):
        for source, part in learn:
            texts = mixture(part, inventor, options)
            if source == "guidelines":
                texts = chain(texts, written(inventor.from_template() for _ in range(options.templates)))
            mixtures.append(encoder.columns(texts, source))
    apart = Apart(options.apart)
    raw = [encoder.columns(((b, []) for b in blocks(raw_lines(path), apart)), "raw") for path in options.text]
    rng = random.Random(options.seed)
    silver = [chosen(part, rng, options.silver // len(raw)) for part in raw]
    silver += [
        encoder.columns(renamed(blocks(raw_lines(path), apart), inventor, options.renamed), "raw")
        for path in options.text
    ]
    words, rows, renumbered = encoder.by_frequency()
    (work / "words.txt.xz").write_bytes(lzma.compress("\n".join(words).encode("utf-8", "replace")))
    arrays.save(work / "rows.xz", rows=rows)
    arrays.save(work / "raw.xz", types=renumbered[numpy.concatenate([part.types for part in raw])])
    write(work / "silver.xz", {"silver": joined(silver)}, renumbered)
    write(work / "corpora.xz", {"corpora": joined(mixtures)}, renumbered)
    write(work / "tests.xz", tests, renumbered)
    meta = {
        "buckets": BUCKETS,
        "tags": TAGS,
        "features": FEATURES,
        "lists": [i for i, name in enumerate(FEATURES) if name.split("-")[0] in _LISTED],
        "labels": LABELS,
        "variants": options.variants,
    }
    (work / "meta.json").write_text(json.dumps(meta), "utf-8")
    print({p.name: p.stat().st_size for p in work.iterdir() if p.is_file()}, len(words), "types", flush=True)


_LISTED = (
    "first",
    "per",
    "org",
    "loc",
    "product",
    "event",
    "in",
    "place",
    "person",
    "given",
    "surname",
    "name",
    "small",
    "body",
)
"""How the features start that the gazetteer sets."""


def first_vectors(options: argparse.Namespace) -> bytes:
    """Train word vectors, write them to ``start.npz``, and return the keys of their words."""
    words, table = vectors.load(options.text, options.work, options.vector_epochs, options.seed)
    letters = numpy.random.default_rng(options.seed).standard_normal((BUCKETS, table.shape[1])) * 0.05
    padded = numpy.concatenate([numpy.zeros((1, table.shape[1])), table])
    numpy.savez(options.work / "start.npz", words=padded.astype(numpy.float32), letters=letters.astype(numpy.float32))
    return b"".join(word_key(word).to_bytes(8, "little") for word in words)


def annotated(options: argparse.Namespace) -> Iterator[tuple[str, list[tuple[str, Spans]]]]:
    """What is learnt from by its source, as texts."""
    folder: Path = options.corpora
    news, _ = corpora.split_newswire(
        list(corpora.read(folder / "newsfane_coarse_train.conll", corpora.TAGS["newsfane"]))
    )
    wiki = corpora.read(folder / "wikifane_gold_coarse.conll", corpora.TAGS["wikifane"])
    yield "newsfane", [*written(map(corpora.without_heads, news))][: options.limit]
    yield "wikifane", [*written(map(corpora.without_heads, wiki))][: options.limit]
    yield "aqmar", [*written(corpora.read(folder / "aqmar_train.conll", corpora.TAGS["aqmar"]))][: options.limit]
    own = [pair for path in sorted(options.annotated.glob("*.jsonl")) for pair in corpora.annotated(path)]
    yield "guidelines", own[: options.limit] * options.own_weight


def held_out(options: argparse.Namespace) -> Iterator[tuple[str, str, list[tuple[str, Spans]]]]:
    """What the choice of models looks at: name, whose habits, texts."""
    folder: Path = options.corpora
    news = corpora.split_newswire(list(corpora.read(folder / "newsfane_coarse_train.conll", corpora.TAGS["newsfane"])))[
        1
    ]
    yield "newsfane", "newsfane", list(written(news))
    yield "aqmar", "aqmar", list(written(corpora.read(folder / "aqmar_dev.conll", corpora.TAGS["aqmar"])))
    gold = []
    for path in sorted(options.gold.glob("gold/*.json")) if options.gold else ():
        record = json.loads(path.read_text("utf-8"))
        text = (options.gold / record["text_file"]).read_bytes().decode()
        gold.append((text, sorted((e["start"], e["end"], e["type"]) for e in record["entities"])))
    if gold:
        yield "gold", "guidelines", gold


def mixture(
    part: list[tuple[str, Spans]], inventor: Inventor, options: argparse.Namespace
) -> Iterator[tuple[str, Spans]]:
    """Texts of one epoch, four in ten of those with names rewritten."""
    for text, spans in part:
        if spans and inventor.random.random() < options.rewritten:
            yield inventor.rewritten(text, spans)
        else:
            yield text, spans


def chosen(part: Columns, rng: random.Random, count: int) -> Columns:
    """Stretches of raw text in runs of neighbours, at random."""
    runs = list(range(0, len(part.lengths) - _RUN, _RUN))
    picked = [i for run in sorted(rng.sample(runs, min(count // _RUN, len(runs)))) for i in range(run, run + _RUN)]
    starts = part.starts()
    places = numpy.concatenate([numpy.arange(starts[i], starts[i + 1]) for i in picked])
    return Columns(
        part.types[places], part.features[places], part.allowed[places], part.lengths[picked], part.sources[picked]
    )


def joined(parts: list[Columns]) -> Columns:
    """Columns one after another."""
    return Columns(*(numpy.concatenate(columns) for columns in zip(*parts, strict=True)))


def write(path: Path, parts: dict[str, Columns], renumbered: numpy.ndarray) -> None:
    """Columns by their names, with the types in their new numbers."""
    fields = {}
    for name, part in parts.items():
        fields.update({f"{name}.{field}": column for field, column in part._asdict().items()})
        fields[f"{name}.types"] = renumbered[part.types]
    arrays.save(path, **fields)
