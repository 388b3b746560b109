"""The steps that a device does, each from the work folder into it:

python -m training.entities.device STEP --work DIR

They need torch and numpy alone, so that a folder of prepared arrays can be trained on elsewhere. In this order:
``pretrain`` and ``transformer`` for each part of the noisy corpus; ``recurrent`` for each teacher; ``label``;
``distil`` for each seed of the tagger.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy
import torch

from . import arrays
from .distilling import Lesson, fit, marginals, stretches
from .network import Network, begin, start_tables, take_up
from .pretraining import pretrain
from .recurrence import LongShortTermMemory, SimpleRecurrentUnits
from .teaching import (
    GUIDELINES,
    Course,
    Material,
    _variants,
    best_tags,
    columns_of,
    doubted,
    folds,
    judge,
    new_teacher,
    read,
    report,
    source_weights,
    tune,
)
from .transformer import Shape, load_parts, quantized, save_parts

_DISBELIEF = 0.7
"""What a stretch loses of its weight when it is doubted."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.entities.device", description=__doc__)
    parser.add_argument("step", choices=["pretrain", "transformer", "recurrent", "label", "distil"])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a model file whose vectors are trained on")
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rows", type=int, default=256, help="of a batch in pre-training")
    parser.add_argument("--units", type=int, default=12_000, help="of a batch")
    parser.add_argument("--shape", type=int, nargs=4, default=[128, 512, 8, 8], help="size, width, layers, heads")
    parser.add_argument("--hidden", type=int, default=48, help="states in each direction")
    parser.add_argument("--peak", type=float, default=2e-4, help="the highest rate")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--take-up", action="store_true", help="begin with all of the network of the start file")
    parser.add_argument("--number", type=int, default=0, help="of the teacher, or of the seed")
    parser.add_argument(
        "--folds", type=int, default=3, help="parts of the noisy corpus; each transformer leaves one out"
    )
    options = parser.parse_args()
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    {"pretrain": language_model, "transformer": transformer, "recurrent": recurrent, "label": label, "distil": distil}[
        options.step
    ](options)


def here() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def language_model(options: argparse.Namespace) -> None:
    """``lm*.npz``: the transformer that the teachers begin with."""
    made = pretrain(
        options.work,
        options.start,
        Shape(*options.shape),
        options.seconds,
        options.epochs,
        options.rows,
        options.number,
        options.peak,
        options.dropout,
    )
    save_parts(made.state_dict(), options.work, "lm", 15_000_000)


def transformer(options: argparse.Namespace) -> None:
    """``transformer-N.pt``, and ``doubted-N.npy``: the units of its part of the noisy corpus that it disbelieves."""
    course = read(options.work, here())
    k, meta = options.number, course.meta
    fold = folds(course.material, options.folds, meta["variants"])
    teacher = new_teacher(load_parts(options.work, "lm"), Shape(*options.shape), meta, here())
    tune(
        teacher,
        course.material,
        course.vocabulary,
        source_weights(course.material),
        fold != k % options.folds,
        meta["variants"],
        len(meta["tags"]),
        options.seconds,
        options.epochs,
        k,
        options.units,
        options.peak,
    )
    torch.save(teacher.state_dict(), options.work / f"transformer-{k}.pt")
    judge(course, [teacher], f"transformer {k}")
    judge(course, [teacher], f"transformer {k}, by the guidelines", GUIDELINES)
    numpy.save(options.work / f"doubted-{k}.npy", doubted(teacher, course, fold, k).cpu().numpy())


def corpora_lesson(course: Course, weights: torch.Tensor) -> Lesson:
    variant = _variants(course.material, course.meta["variants"])

    def rows(epoch: int, _: numpy.random.Generator) -> numpy.ndarray:
        return stretches(course.material, variant == epoch % course.meta["variants"])

    return Lesson(course.material, rows, weights, None)


def recurrent(options: argparse.Namespace) -> None:
    """``recurrent-N.pt``: a teacher, an LSTM with more states than the tagger has."""
    course = read(options.work, here())
    lesson = corpora_lesson(course, believed(options.work, course.material))
    network = learned(options, course, LongShortTermMemory, [lesson], options.dropout, "recurrent")
    torch.save(network.state_dict(), options.work / f"recurrent-{options.number}.pt")


def learned(
    options: argparse.Namespace,
    course: Course,
    kind: type[LongShortTermMemory | SimpleRecurrentUnits],
    lessons: list[Lesson],
    dropout: float,
    name: str,
) -> Network:
    """A network that begins with the vectors of words, or with what an earlier one learned, and takes the lessons."""
    meta = course.meta
    start, features = start_tables(options.start), len(meta["features"])
    network = begin(start, meta["buckets"], kind, options.hidden, features, meta["tags"], dropout)
    if options.take_up:
        take_up(network, options.start)
    network.to(here())
    return fit(
        network,
        lessons,
        course,
        f"{name} {options.number}",
        seconds=options.seconds,
        epochs=options.epochs,
        units=options.units,
        seed=options.number,
        peak=options.peak,
    )


def believed(work: Path, material: Material) -> torch.Tensor:
    """The weight of every unit by its source, less where a transformer that has not seen the stretch disbelieves it."""
    weights = source_weights(material)
    for path in sorted(work.glob("doubted-*.npy")):
        weights = weights * (1 - _DISBELIEF * torch.from_numpy(numpy.load(path)).to(weights.device).float())
    return weights


def label(options: argparse.Namespace) -> None:
    """``chances.npy`` and ``tags.npy`` of the raw stretches by all teachers."""
    course = read(options.work, here())
    meta, device = course.meta, here()
    silver = Material(columns_of(arrays.load(options.work / "silver.xz"), "silver"), meta, device)
    tests = {**course.tests, "silver": silver}
    parts: dict[str, list[torch.Tensor]] = {name: [] for name in tests}
    for path in sorted(options.work.glob("recurrent-*.pt")):
        state = torch.load(path)
        network = begin(
            start_tables(options.start),
            meta["buckets"],
            LongShortTermMemory,
            state["output.weight"].shape[1] // 2,
            len(meta["features"]),
            meta["tags"],
            0.0,
        )
        network.load_state_dict(state)
        network.to(device).eval()
        for name, material in tests.items():
            rows = stretches(material, material.lengths > 0)
            parts[name].append(marginals(network, material, rows, course.vocabulary, 100_000, GUIDELINES))
    means = {name: together(found) for name, found in parts.items()}
    found = {name: best_tags(material, means[name], meta["tags"]) for name, material in tests.items()}
    report("all teachers, by the guidelines", course.tests, found, meta["tags"], meta["labels"])
    numpy.save(options.work / "chances.npy", means["silver"].cpu().numpy())
    numpy.save(options.work / "tags.npy", found["silver"].to(torch.uint8).cpu().numpy())


def together(parts: list[torch.Tensor]) -> torch.Tensor:
    """The normalized geometric mean of probabilities."""
    logs = sum(p.float().clamp(min=1e-5).log() for p in parts) / len(parts)
    return torch.as_tensor(logs).softmax(-1).half()


def distil(options: argparse.Namespace) -> None:
    """``tagger-N.npz``: the tagger's network, trained on annotated and labelled stretches."""
    course, device = read(options.work, here()), here()
    meta = course.meta
    columns = columns_of(arrays.load(options.work / "silver.xz"), "silver")
    tags = numpy.load(options.work / "tags.npy")
    silver = Material(columns._replace(sources=numpy.full_like(columns.sources, GUIDELINES)), meta, device)
    given = torch.from_numpy(numpy.load(options.work / "chances.npy")).to(device)
    starts = silver.starts
    named = numpy.add.reduceat(tags > 0, numpy.minimum(starts[:-1], len(tags) - 1)) > 0
    fit_ = (silver.lengths >= 4) & (silver.lengths <= 80)

    def rows(_: int, rng: numpy.random.Generator) -> numpy.ndarray:
        return stretches(silver, fit_ & (named | (rng.random(len(named)) < 0.2)))

    weights = believed(options.work, course.material)
    lessons = [corpora_lesson(course, weights), Lesson(silver, rows, None, given)]
    network = learned(options, course, SimpleRecurrentUnits, lessons, 0.15, "tagger")
    numpy.savez(options.work / f"tagger-{options.number}.npz", **quantized(network.state_dict()))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
