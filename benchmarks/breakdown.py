"""Where the time of the default pipeline goes, beside spaCy's blank Arabic pipeline.

usage: python -m benchmarks.breakdown [--rounds 100] [--documents 300]

Every round sends the seed article once through each stage, to JSON, and through spaCy; the figures are medians of
processor time, so that all are taken side by side. There each finds the caches as the others left them. The next lines
take documents in a row, as a stream has them: ten runs of a tenth of the rounds for each of the two, in turn. The last
ones take so many documents from ``pipe`` with one process and with two, in turn, by the clock on the wall, and do the
same with processes that have nothing to do with each other.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator
from multiprocessing import Process
from statistics import median, quantiles
from time import perf_counter, process_time

import arabnews_nlp as an
from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.document.doc import Doc
from arabnews_nlp.entities._features import scan_tagger_tokens
from arabnews_nlp.entities.tagger import load_model
from arabnews_nlp.names.spans import latin_mentions
from benchmarks.inputs import seed

NETWORK = "the tagger's network alone"
SPACY = "spaCy blank, sentencizer"


def steps(text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """What one document goes through, by name, in order."""
    doc = Doc(text)
    for stage in an.load().stages:
        yield stage.name, lambda stage=stage: stage(doc)  # type: ignore[misc]
    yield "JSON", doc.to_json


def network(text: str) -> Callable[[], object]:
    """The tagger's network alone, on the tokens of a text."""
    pretokens, model = PreTokens(text), load_model()
    tokens = scan_tagger_tokens(pretokens, latin_mentions(pretokens), model.lexicon)
    return lambda: model.network.tag(tokens)


def blank_spacy() -> Callable[[str], object] | None:
    """spaCy's blank Arabic pipeline with the sentencizer; None where it is not installed."""
    try:
        import spacy
    except ImportError:
        return None
    nlp = spacy.blank("ar")
    nlp.add_pipe("sentencizer")
    return lambda text: list(nlp(text).sents)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.breakdown")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--documents", type=int, default=300)
    arguments = parser.parse_args()
    text, rounds = seed(), arguments.rounds
    megabytes = len(text.encode()) / 1e6
    beside = {NETWORK: network(text)}
    if (rival := blank_spacy()) is not None:
        beside[SPACY] = lambda: rival(text)
    seconds = timed(text, beside, rounds)
    whole = sum(time for name, time in seconds.items() if name not in beside)
    for name, time in seconds.items():
        if name not in beside:
            print(f"{name:28s}{1e3 * time:8.2f} ms {100 * time / whole:5.1f} %")
    print_beside("document to JSON", whole, seconds.get(SPACY), megabytes)
    print(f"{NETWORK:28s}{1e3 * seconds[NETWORK]:8.2f} ms")
    if rival is not None:
        nlp = an.load()
        ours, theirs = in_a_row([lambda: nlp(text).to_json(), lambda: rival(text)], rounds)
        print_beside("documents in a row", ours, theirs, megabytes)
    if arguments.documents:
        speed_up([text] * arguments.documents)


def print_beside(name: str, ours: float, theirs: float | None, megabytes: float) -> None:
    """Seconds of a document, and beside them those of spaCy where it is installed."""
    print(f"{name:28s}{1e3 * ours:8.2f} ms {megabytes / ours:7.2f} MB/s")
    if theirs is not None:
        print(f"{SPACY:28s}{1e3 * theirs:8.2f} ms {megabytes / theirs:7.2f} MB/s")
        print(f"times as fast: {theirs / ours:.2f}")


def in_a_row(steps: list[Callable[[], object]], rounds: int) -> list[float]:
    """Median seconds of one of ten runs of each step, which take turns."""
    length = max(rounds // 10, 1)
    times: list[list[float]] = [[] for _ in steps]
    for _ in range(10):
        for step, own in zip(steps, times, strict=True):
            begun = process_time()
            for _ in range(length):
                step()
            own.append((process_time() - begun) / length)
    return [median(own) for own in times]


def speed_up(texts: list[str], rounds: int = 21) -> None:
    """Documents a second from ``pipe`` with one process and with two, and how many times as fast two are; in turn with
    the same for processes that have nothing to do with each other, the most that the machine gives."""
    nlp = an.load()

    def piped(n_process: int) -> None:
        for _ in nlp.pipe(texts, n_process=n_process):
            pass

    def apart(n_process: int) -> None:
        processes = [Process(target=_annotate, args=(nlp, texts[i::n_process])) for i in range(n_process)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()

    kinds = {"pipe": piped, "processes apart": apart}
    turns = [{(name, n): _seconds(run, n) for name, run in kinds.items() for n in (1, 2)} for _ in range(rounds + 1)]
    del turns[0]
    for name in kinds:
        for n_process in (1, 2):
            documents = len(texts) / median(turn[name, n_process] for turn in turns)
            print(f"{f'{name}, {n_process}':28s}{documents:8.0f} documents/s")
        low, middle, high = quantiles([turn[name, 1] / turn[name, 2] for turn in turns])
        print(f"times as fast: {middle:.2f} (half of the rounds {low:.2f} to {high:.2f})")


def _annotate(nlp: an.Pipeline, texts: list[str]) -> None:
    for text in texts:
        nlp(text)


def _seconds(run: Callable[[int], None], n_process: int) -> float:
    begun = perf_counter()
    run(n_process)
    return perf_counter() - begun


def timed(text: str, beside: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of each step and of what is measured beside them; the first round does not count."""
    times = defaultdict[str, list[float]](list)
    for _ in range(rounds + 1):
        for name, step in (*steps(text), *beside.items()):
            begun = process_time()
            step()
            times[name].append(process_time() - begun)
    return {name: median(some[1:]) for name, some in times.items()}


if __name__ == "__main__":
    main()
