"""Word vectors of raw text: skip-gram with negative sampling (Mikolov et al. 2013) by gensim, on folded words."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

import numpy

from arabnews_nlp._core.pretokens import fold

SIZE = 96
ROWS = 60_000
_WORD = re.compile(r"[\u0621-\u064a\u067e-\u06d3]+|[a-z\u00df-\u024f]+|\d+|[^\w\s]")


def raw_lines(path: Path) -> Iterator[str]:
    """Lines of a compressed text; a ``.jsonl`` file holds a text in each record."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for row in file:
            if ".jsonl" in path.name:
                yield from json.loads(row)["text"].split("\n")
            elif not row.startswith(("<doc", "</doc")):
                yield row


def lines(paths: list[Path]) -> Iterator[list[str]]:
    """Folded words of every line."""
    for path in paths:
        for line in raw_lines(path):
            words = ["0" * min(len(w), 4) if w[0].isdigit() else w for w in _WORD.findall(fold(line))]
            if len(words) > 2:
                yield words


def load(paths: list[Path], work: Path, epochs: int, seed: int) -> tuple[list[str], numpy.ndarray]:
    """Words in order of falling frequency, and their vectors; made once, then read from the work folder."""
    table, names = work / "vectors.npy", work / "vectors.txt"
    if not table.exists():
        from gensim.models import Word2Vec
        from gensim.models.word2vec import LineSentence

        text = work / "words.txt"
        with text.open("w", encoding="utf-8") as file:
            file.writelines(" ".join(words) + "\n" for words in lines(paths))
        model = Word2Vec(
            LineSentence(str(text)),
            vector_size=SIZE,
            window=3,
            sg=1,
            negative=6,
            min_count=6,
            max_final_vocab=70_000,
            sample=1e-4,
            epochs=epochs,
            workers=2,
            seed=seed,
        ).wv
        names.write_text("\n".join(model.index_to_key[:ROWS]), "utf-8")
        numpy.save(table, model.vectors[:ROWS].astype(numpy.float32))
        text.unlink()
    found = numpy.load(table)
    return names.read_text("utf-8").split("\n"), found * (0.3 / found.std())
