"""Trains the entity tagger:

python -m training.entities --corpora DIR --translit DIR --text FILE… --work DIR --output FILE

Seeded and resumable: word vectors and the state after every epoch lie in the work folder. About two hours on two cores.
Run it from the root of the repository, with the core built and the ``train`` extra installed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy
import torch

from arabnews_nlp.entities._features import Lexicon, word_key
from arabnews_nlp.entities.tagger import TAGS

from . import corpora, vectors
from .examples import Example, Reader
from .invention import Inventor
from .lists import gazetteer
from .network import Batch, Network, decode, mean_chances
from .packing import pack
from .vectors import raw_lines


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.entities", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the annotated corpora")
    parser.add_argument("--translit", type=Path, required=True, help="folder of the name pairs")
    parser.add_argument(
        "--text", type=Path, nargs="+", required=True, help="xz texts for word vectors and self-training"
    )
    parser.add_argument("--apart", type=Path, nargs="*", default=[], help="texts that self-training must not see")
    parser.add_argument("--work", type=Path, required=True, help="what a later run can take up")
    parser.add_argument("--teachers", type=int, default=2)
    parser.add_argument("--teacher-hidden", type=int, default=128)
    parser.add_argument(
        "--hidden", type=int, default=48, help="states of the shipped tagger in each direction; 4x it in 64s"
    )
    parser.add_argument("--teacher-epochs", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=8, help="of the shipped tagger")
    parser.add_argument("--vector-epochs", type=int, default=4)
    parser.add_argument("--silver", type=int, default=45_000, help="stretches of raw text that the teachers label")
    parser.add_argument("--limit", type=int, default=0, help="sentences of each corpus, 0 for all")
    parser.add_argument("--leave-out", choices=["mixing", "lists", "vectors"], help="train without it, for ablations")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", choices=["teachers"], help="stop after the teachers")
    parser.add_argument("--first-teacher", type=int, default=0, help="train from this teacher on")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    train(options)


def train(options: argparse.Namespace) -> None:
    """Everything, from texts to the model file."""
    torch.set_num_threads(options.threads)
    words, table = vectors.load(options.text, options.work, options.vector_epochs, options.seed)
    if options.leave_out == "vectors":
        table = (numpy.random.default_rng(options.seed).standard_normal(table.shape) * 0.05).astype(numpy.float32)
    keys = b"".join(word_key(word).to_bytes(8, "little") for word in words)
    lists = b"" if options.leave_out == "lists" else gazetteer(options.translit)
    reader = Reader(Lexicon(keys, lists))
    sentences, held = load(options.corpora, options.limit)
    tests = {name: list(reader.examples(part)) for name, part in held.items()}
    course = Course(options, torch.from_numpy(table), reader, sentences, tests)
    sizes = {name: len(part) for name, part in sentences.items()}
    say(f"{len(words)} words; {sizes} sentences, {sum(map(len, held.values()))} held out")
    teachers = [
        course.fit(f"teacher{i}", options.teacher_hidden, options.teacher_epochs, options.seed + i, [])
        for i in range(options.first_teacher, options.teachers)
    ]
    if options.only:
        return
    silver = labelled(teachers, reader, raw_stretches(options, reader), options.silver)
    say(f"{len(silver)} stretches labelled by the teachers")
    network = course.fit("tagger", options.hidden, options.epochs, options.seed + 100, silver)
    options.output.write_bytes(pack(network, keys, lists))
    say(f"{options.output}: {options.output.stat().st_size} bytes")


class Course(NamedTuple):
    """What every network of a run is trained with."""

    options: argparse.Namespace
    table: torch.Tensor
    reader: Reader
    sentences: dict[str, list[corpora.Sentence]]
    tests: dict[str, list[Example]]

    def fit(self, name: str, hidden: int, epochs: int, seed: int, silver: list[Example]) -> Network:
        """A trained network: the state of its best epoch; taken up where an earlier run stopped."""
        options, best_path, path = self.options, self.options.work / f"{name}-best.pt", self.options.work / f"{name}.pt"
        torch.manual_seed(seed)
        rng = random.Random(seed)
        inventor = Inventor(options.translit, seed)
        network = Network(self.table, hidden, 0.4)
        sparse = torch.optim.SparseAdam([*network.words.parameters(), *network.grams.parameters()], lr=1e-3)
        dense = torch.optim.Adam(network.dense_parameters(), lr=2e-3)
        first, best = 0, -1.0
        if path.exists():
            saved = torch.load(path, weights_only=False)
            network.load_state_dict(saved["network"])
            sparse.load_state_dict(saved["sparse"])
            dense.load_state_dict(saved["dense"])
            first, best = saved["epoch"], saved["best"]
            rng.setstate(saved["rng"])
            inventor.random.setstate(saved["inventor"])
            torch.set_rng_state(saved["torch"])
        for epoch in range(first, epochs):
            rate = min(1.0, (epochs - epoch) / (0.6 * epochs))
            for optimizer, top in ((sparse, 1e-3), (dense, 2e-3)):
                for group in optimizer.param_groups:
                    group["lr"] = top * rate
            network.train()
            total = units = 0.0
            for examples in batched(
                [
                    *self.reader.examples(mixture(self.sentences, None if options.leave_out == "mixing" else inventor)),
                    *silver,
                ],
                rng,
            ):
                loss = network.loss(Batch(examples, self.reader.types))
                sparse.zero_grad()
                dense.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(network.dense_parameters(), 5.0)
                sparse.step()
                dense.step()
                total += loss.item() * len(examples)
                units += sum(len(e.types) for e in examples)
            figures = {corpus: evaluate([network], part, self.reader) for corpus, part in self.tests.items()}
            say(
                f"{name}, epoch {epoch + 1}: loss {total / units:.4f}  "
                + "  ".join(f"{n} {f:.4f}" for n, f in figures.items())
            )
            if sum(figures.values()) > best:
                best = sum(figures.values())
                torch.save(network.state_dict(), best_path)
            torch.save(
                {
                    "network": network.state_dict(),
                    "sparse": sparse.state_dict(),
                    "dense": dense.state_dict(),
                    "epoch": epoch + 1,
                    "best": best,
                    "rng": rng.getstate(),
                    "inventor": inventor.random.getstate(),
                    "torch": torch.get_rng_state(),
                },
                path,
            )
        network.load_state_dict(torch.load(best_path))
        network.eval()
        return network


def raw_stretches(options: argparse.Namespace, reader: Reader) -> Iterator[Example]:
    """Stretches of the raw texts, two in three lines of the last one, none of a text that is kept apart."""
    apart = {line.strip() for path in options.apart for line in path.read_text("utf-8").splitlines() if len(line) > 40}
    rng = random.Random(options.seed)
    sources = [raw_lines(path) for path in options.text]
    while True:
        line = next(sources[-1] if rng.random() < 0.67 else rng.choice(sources), None)
        if line is None:
            return
        if rng.random() < 0.15 and not any(sentence in line or line in sentence for sentence in apart):
            yield from reader.examples([corpora.Sentence(line.split(), [])])


def labelled(teachers: list[Network], reader: Reader, stretches: Iterator[Example], count: int) -> list[Example]:
    """Stretches with the tags that the teachers give together and their chances; most without entities left out."""
    rng = random.Random(1)
    result: list[Example] = []
    while len(result) < count:
        part = sorted((e for e in islice(stretches, 2048) if 5 <= len(e.types) <= 60), key=lambda e: len(e.types))
        if not part:
            break
        for i in range(0, len(part), 64):
            examples = part[i : i + 64]
            batch = Batch(examples, reader.types)
            with torch.no_grad():
                taggings, chances = decode(teachers, batch), mean_chances(teachers, batch)
            for example, tags, own in zip(examples, taggings, chances, strict=True):
                if any(tags) or rng.random() < 0.2:
                    allowed = [1 << tag for tag in tags]
                    result.append(example._replace(allowed=allowed, chances=own[: len(tags)].clone()))
    return rng.sample(result, min(count, len(result)))


def say(text: str) -> None:
    print(f"[{time.perf_counter() - _BEGAN:6.0f}s] {text}", flush=True)


_BEGAN = time.perf_counter()


def load(folder: Path, limit: int) -> tuple[dict[str, list[corpora.Sentence]], dict[str, list[corpora.Sentence]]]:
    """What is learnt from and what is held out, by corpus."""
    news = list(corpora.read(folder / "newsfane_coarse_train.conll", corpora.TAGS["newsfane"]))
    news, kept = corpora.split_newswire(news)
    learn = {
        "newsfane": [corpora.without_heads(s) for s in news],
        "wikifane": [
            corpora.without_heads(s)
            for s in corpora.read(folder / "wikifane_gold_coarse.conll", corpora.TAGS["wikifane"])
        ],
        "aqmar": list(corpora.read(folder / "aqmar_train.conll", corpora.TAGS["aqmar"])),
    }
    held = {"newsfane": kept, "aqmar": list(corpora.read(folder / "aqmar_dev.conll", corpora.TAGS["aqmar"]))}
    if limit:
        learn = {name: part[:limit] for name, part in learn.items()}
        held = {name: part[:limit] for name, part in held.items()}
    return learn, held


def mixture(sentences: dict[str, list[corpora.Sentence]], inventor: Inventor | None) -> list[corpora.Sentence]:
    """The sentences of one epoch: newswire twice; with an inventor, some rewritten and some from templates."""
    result = []
    if inventor is None:
        return [s for name, part in sentences.items() for s in part * (2 if name == "newsfane" else 1)]
    for name, part in sentences.items():
        for sentence in part * (2 if name == "newsfane" else 1):
            chance = inventor.random.random()
            if sentence.spans and chance < 0.22:
                sentence = inventor.mixed(sentence)
            elif sentence.spans and chance < 0.35:
                sentence = inventor.swapped(sentence)
            result.append(sentence)
    result += [inventor.from_template() for _ in range(len(result) // 12)]
    return result


def batched(examples: list[Example], rng: random.Random, size: int = 48) -> list[list[Example]]:
    """Batches of examples of like length, in random order."""
    order = sorted(examples, key=lambda e: len(e.types) + 4 * rng.random())
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(batches)
    return batches


def evaluate(networks: list[Network], examples: list[Example], reader: Reader) -> float:
    """Exact F1 of PER, ORG and LOC spans."""
    for network in networks:
        network.eval()
    right = found = wanted = 0
    with torch.no_grad():
        for i in range(0, len(examples), 128):
            part = examples[i : i + 128]
            for example, tags in zip(part, decode(networks, Batch(part, reader.types)), strict=True):
                gold = spans(
                    [TAGS[bits.bit_length() - 1] if bits & (bits - 1) == 0 else "O" for bits in example.allowed]
                )
                guess = spans([TAGS[t] for t in tags])
                right, found, wanted = right + len(gold & guess), found + len(guess), wanted + len(gold)
    return 2 * right / (found + wanted) if found + wanted else 0.0


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    result, begin = set(), -1
    for i, tag in enumerate([*tags, "O"]):
        if begin >= 0 and not tag.startswith("I-"):
            label = tags[begin][2:]
            if label in ("PER", "ORG", "LOC"):
                result.add((begin, i, label))
            begin = -1
        if tag.startswith("B-"):
            begin = i
    return result


if __name__ == "__main__":
    main()
