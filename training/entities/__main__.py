"""Trains the entity tagger:

python -m training.entities --corpora DIR --translit DIR --lists DIR --text FILE… --work DIR --output FILE

Seeded and resumable: what a step made lies in the work folder, and a later run goes on after the last step that was
done. Run it from the root of the repository, with the core built and the ``train`` extra installed. The steps after
``prepare`` need torch and numpy alone and use a device where there is one (:mod:`training.entities.device`).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy

from . import device
from .packing import pack
from .prepare import prepare
from .transformer import restored

HABITS = {"newsfane": 1.0}
"""The annotated sources whose habits the shipped tagger has, by their shares; chosen on the development texts."""


def main() -> None:
    options = parser().parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    train(options)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m training.entities", description=__doc__)
    add, folder = made.add_argument, Path(__file__).parent
    add("--corpora", type=Path, required=True, help="folder of the annotated corpora")
    add(
        "--annotated",
        type=Path,
        default=folder / "annotated",
        help="folder of the sentences annotated by the guidelines",
    )
    add("--translit", type=Path, required=True, help="folder of the name pairs")
    add("--lists", type=Path, required=True, help="folder of the open lists of names")
    add("--text", type=Path, nargs="+", required=True, help="xz texts for vectors, language model and self-training")
    add("--apart", type=Path, nargs="*", default=[], help="texts of which nothing may be learnt")
    add("--gold", type=Path, help="folder of annotated documents for the choice of models")
    add("--start", type=Path, help="a model file to go on from; without it word vectors are trained first")
    add("--work", type=Path, required=True, help="what a later run goes on from")
    add("--output", type=Path, required=True)
    add("--seed", type=int, default=7)
    add("--vector-epochs", type=int, default=4)
    add("--limit", type=int, help="sentences of each corpus at most")
    add("--variants", type=int, default=4, help="mixtures of the corpora, each with other names in them")
    add("--templates", type=int, default=2000, help="sentences of a mixture that come from templates")
    add("--own-weight", type=int, default=3, help="how often a mixture has the sentences annotated by the guidelines")
    add("--rewritten", type=float, default=0.4, help="share of the sentences with names in which they are exchanged")
    add("--silver", type=int, default=130_000, help="raw stretches that the teachers label")
    add("--renamed", type=float, default=0.12, help="share of the raw text that they label with its names exchanged")
    add("--shape", type=int, nargs=4, default=[128, 512, 8, 8], help="size, width, layers, heads of the transformers")
    add("--transformers", type=int, default=3, help="that look for doubtful sentences in the noisy corpus, 0 for none")
    add("--pretraining-epochs", type=int, default=8)
    add("--transformer-epochs", type=int, default=7)
    add("--teacher-states", type=int, nargs="+", default=[160, 160, 128, 192], help="one number for each teacher")
    add("--teacher-epochs", type=int, default=18)
    add("--hidden", type=int, default=64, help="states of the shipped tagger in each direction, in sixteens")
    add("--seeds", type=int, default=3, help="taggers whose parameters are averaged")
    add("--epochs", type=int, default=9, help="of the tagger that they begin with")
    add("--further-epochs", type=int, default=5, help="of each of them")
    add("--batch", type=float, default=1.0, help="size of the batches, against the usual one")
    return made


def train(options: argparse.Namespace) -> None:
    """Everything, from texts to the model file."""
    work: Path = options.work
    step(work / "meta.json", lambda: prepare(options))
    start = options.start or work / "start.npz"
    common = {
        "work": work,
        "start": start,
        "seconds": 1e9,
        "shape": options.shape,
        "folds": max(options.transformers, 1),
    }

    def run(action: Callable[[argparse.Namespace], None], **more: object) -> Callable[[], None]:
        return lambda: action(argparse.Namespace(**{**common, "take_up": False, **more}))

    if options.transformers:
        settings = {
            "epochs": options.pretraining_epochs,
            "rows": 256,
            "peak": 1e-3,
            "dropout": 0.1,
            "number": options.seed,
        }
        step(work / "lm0.npz", run(device.language_model, **settings))
    for k in range(options.transformers):
        settings = {
            "number": k,
            "epochs": options.transformer_epochs,
            "units": int(12_000 * options.batch),
            "peak": 2e-4,
        }
        step(work / f"doubted-{k}.npy", run(device.transformer, **settings))
    for k, hidden in enumerate(options.teacher_states):
        settings = {
            "number": k,
            "epochs": options.teacher_epochs,
            "units": int(16_000 * options.batch),
            "peak": 2.5e-3,
            "dropout": 0.4,
        }
        step(work / f"recurrent-{k}.pt", run(device.recurrent, hidden=hidden, **settings))
    step(work / "tags.npy", run(device.label))
    tagger = {"units": int(9_000 * options.batch), "hidden": options.hidden, "take_up": True}
    settings = {"number": 0, "epochs": options.epochs, "peak": 3e-3, "take_up": options.start is not None}
    step(work / "tagger-0.npz", run(device.distil, **{**tagger, **settings}))
    first = work / "first.model"
    step(first, lambda: write(first, work, [0]))
    for k in range(1, options.seeds + 1):
        settings = {"number": k, "epochs": options.further_epochs, "peak": 2e-3, "start": first}
        step(work / f"tagger-{k}.npz", run(device.distil, **{**tagger, **settings}))
    write(options.output, work, range(1, options.seeds + 1))
    say(f"{options.output}: {options.output.stat().st_size} bytes")


def write(path: Path, work: Path, numbers: Iterable[int]) -> None:
    """The model file of the mean of some taggers."""
    lists, keys = (work / "gazetteer.bin").read_bytes(), (work / "vocabulary.bin").read_bytes()
    path.write_bytes(pack(average(work, numbers), keys, lists, HABITS))


def step(result: Path, action: Callable[[], None]) -> None:
    """Do what a file is the last result of, unless it is there."""
    if not result.exists():
        say(f"making {result.name}")
        action()


def average(work: Path, numbers: Iterable[int]) -> dict[str, numpy.ndarray]:
    """The mean of the parameters of some taggers.

    They begin at one point and end near each other, so that the mean is as good as the best of them, whichever that is
    (Wortsman et al. 2022).
    """
    states = []
    for k in numbers:
        with numpy.load(work / f"tagger-{k}.npz") as file:
            states.append({name: value.numpy() for name, value in restored({n: file[n] for n in file.files}).items()})
    return {name: numpy.mean([state[name] for state in states], axis=0, dtype=numpy.float64) for name in states[0]}


def say(text: str) -> None:
    print(f"[{time.perf_counter() - _BEGAN:6.0f}s] {text}", flush=True)


_BEGAN = time.perf_counter()


if __name__ == "__main__":
    main()
