"""Trains the name model: python -m training.transliterate --pairs FILE… --held-out FILE… --text FILE… --output FILE

The order of the pair files matters: the transducers speak for the first. Everything is seeded; about forty minutes on
one core. Run it from the root of the repository, with the core built. ``--weights-of MODEL`` fits only the weights and
the calibration of matching anew (half a minute) and takes the rest from a model.
"""

from __future__ import annotations

import argparse
import random
import struct
import time
from collections import Counter
from pathlib import Path

from arabnews_nlp.names.letters import latin_letters
from arabnews_nlp.names.models.model_file import KIND, read_model
from arabnews_nlp.names.tables import brands

from . import alignment, calibration, letters, matching, mining, transducer, weights
from .ngrams import NGrams
from .pairs import Pair, read, without, words_of
from .pruning import pruned

# Mined pairs whose log probability a letter is lower are taken for chance neighbours.
_LIKELY = -2.0
# Rise of the perplexity, as a share of it, that the loss of one gram may cost.
_JOINT_LOSS, _LETTER_LOSS = 3e-7, 1e-7


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.transliterate", description=__doc__)
    parser.add_argument("--pairs", type=Path, nargs="*", default=[], help="arabic<TAB>latin; the main source first")
    parser.add_argument("--held-out", type=Path, nargs="*", default=[], help="pairs that must not be learnt")
    parser.add_argument("--text", type=Path, nargs="*", default=[], help="xz texts for name pairs in brackets")
    parser.add_argument("--words", type=Path, nargs="*", default=[], help="words of names: arabic, latin, …, count")
    parser.add_argument("--lists", type=Path, required=True, help="folder of the open lists of names")
    parser.add_argument("--weights-of", type=Path, metavar="MODEL", help="fit how matching weighs, no more")
    parser.add_argument("--brands", action="store_true", help="match known names of the shipped table, too")
    parser.add_argument("--tune", type=int, default=800, help="pairs of the main source kept for weights")
    parser.add_argument("--epochs", type=int, default=25)
    parser.add_argument("--members", type=int, nargs=2, default=[1, 3], help="transducers to Arabic, to Latin")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    if not options.held_out or not (options.pairs or options.weights_of):
        parser.error("--held-out and one of --pairs and --weights-of are needed")
    data = reweighed(options) if options.weights_of else build(options)
    options.output.write_bytes(data)
    print(f"{options.output}: {len(data)} bytes")


def build(options: argparse.Namespace) -> bytes:
    """The bytes of the model file."""
    start = time.perf_counter()

    def say(text: str) -> None:
        print(f"[{time.perf_counter() - start:6.0f}s] {text}", flush=True)

    sources = [without(read(path), options.held_out) for path in options.pairs]
    for index in range(1, len(sources)):
        seen = {pair for source in sources[:index] for pair in source}
        sources[index] = [pair for pair in sources[index] if pair not in seen]
    tuned = random.Random(options.seed).sample(sources[0], min(options.tune, len(sources[0]) // 4))
    if options.text:
        sources.insert(1, mined(options, sources))
    arabic, latin = {p.arabic for p in tuned}, {p.latin for p in tuned}
    sources = [[p for p in source if p.arabic not in arabic and p.latin not in latin] for source in sources]
    say(f"pairs: {[len(source) for source in sources]}, {len(tuned)} kept for weights")

    pairs = [pair for source in sources for pair in source]
    domains = [index for index, source in enumerate(sources) for _ in source]
    cuts, likelihood = alignment.align(pairs, alignment.SHAPES["fine"])
    say(f"aligned, log likelihood {likelihood:.0f}")
    sections = {"joint": pruned(joint(cuts, order=7), _JOINT_LOSS)}
    known = {latin_letters(line.split("\t")[1]) for path in options.held_out for line in lines(path)} | latin
    words = [pair.latin for source in sources[:-1] or sources for pair in source]
    for path in options.text:
        words += letters.capitalized(path, known)
    sections["latin"] = pruned(letters.train(words), _LETTER_LOSS)
    say("joint and letter n-grams")

    for side, name, members in ((1, "to_arabic", options.members[0]), (0, "to_latin", options.members[1])):
        rows = [transducer.groups(cut, side) for cut in cuts if cut]
        of = [domain for cut, domain in zip(cuts, domains, strict=True) if cut]
        states = []
        for member in range(members):
            model, alphabet, groups = transducer.train(rows, of, options.seed + member, options.epochs)
            states.append(model.state_dict())
            say(f"{name} {member + 1} of {members}")
        sections[name] = transducer.pack(states, alphabet, groups)

    known = [*pairs, *(known_names() if options.brands else [])]
    sections |= matching.train(known, counted(options.words, options.held_out))
    sections |= calibration.fit(sections, calibration.Parts.of(options.lists, options.held_out[0]), options.seed)
    say("matching")
    return finish(sections, tuned, say)


def reweighed(options: argparse.Namespace) -> bytes:
    """The bytes of a model file with other weights of matching."""
    sections = KIND.unpack(options.weights_of.read_bytes())
    parts = calibration.Parts.of(options.lists, options.held_out[0])
    return KIND.pack(sections | calibration.fit(sections, parts, options.seed))


def finish(sections: dict[str, bytes], tuned: list[Pair], say) -> bytes:
    """Adds the weights, chosen on the tuning pairs."""
    for name in ("arabic_weights", "latin_weights"):
        sections[name] = struct.pack("<4f", 0.5, 0.0, 1.0, 0.9)
    model = read_model(KIND.pack(sections))
    for name, to_arabic in (("arabic_weights", True), ("latin_weights", False)):
        chosen, figures = weights.choose(model, tuned, to_arabic)
        sections[name] = struct.pack("<4f", *chosen)
        say(f"{name}: {[round(w, 3) for w in chosen]} { ({k: round(v, 4) for k, v in figures.items()}) }")
    return KIND.pack(sections)


def joint(cuts: list[list[alignment.Graphone] | None], order: int, threshold: float = 2.0) -> bytes:
    numbers: dict[alignment.Graphone, int] = {}
    sentences = [[numbers.setdefault(g, len(numbers) + 2) for g in cut] for cut in cuts if cut]
    model = NGrams(sentences, [1] * len(sentences), order, len(numbers) + 2)
    model.prune(threshold)
    return model.pack(list(numbers))


def mined(options: argparse.Namespace, sources: list[list[Pair]]) -> list[Pair]:
    """Pairs from brackets that a first joint model finds likely."""
    from arabnews_nlp.names.models._joint_ngrams import Graphones

    pairs = [pair for source in sources for pair in source]
    first = Graphones(joint(alignment.align(pairs, alignment.SHAPES["fine"])[0], order=6))
    found = [pair for path in options.text for pair in mining.candidates(path)]
    seen = set(pairs)
    return [
        pair
        for pair in without(dict.fromkeys(found), options.held_out)
        if pair not in seen and first.score(*pair) > _LIKELY * (len(pair.arabic) + len(pair.latin))
    ]


def known_names() -> list[Pair]:
    """The names of the shipped table that are not said letter by letter."""
    return [
        Pair(arabic, brand.latin)
        for brand in brands().values()
        if not brand.latin.isupper()
        for arabic in brand.arabic
        if len(arabic.split()) <= len(brand.latin) // 3 + 1
    ]


def counted(paths: list[Path], held: list[Path]) -> dict[Pair, int]:
    """How often lists have a pair of words; the first number of a line says it. Held-out names are left out."""
    counts: Counter[Pair] = Counter()
    for path in paths:
        for line in lines(path):
            arabic, latin, *fields = line.split("\t")
            for pair in words_of(arabic, latin):
                counts[pair] += int(next(filter(str.isdigit, fields), "1"))
    return {pair: counts[pair] for pair in without(counts, held)}


def lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if "\t" in line]


if __name__ == "__main__":
    main()
