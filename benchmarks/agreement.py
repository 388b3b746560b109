"""Do the layers stay the same in another encoding of the text? ``python -m benchmarks.agreement FOLDER_OR_FILE …``

Every text is annotated as it is and in each encoding of :data:`arabnews_nlp.testing.ENCODINGS`. An annotation agrees
where it has the same label, value and canonical form, and the span that the characters of the original take in the
other encoding. The figure is twice what agrees over what there is in both, as an F1; ``--show`` tells what does not.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import arabnews_nlp as an
from arabnews_nlp.testing import ENCODINGS, encoded

LAYERS = ("sentences", "tokens", "numbers", "names", "entities")
Marks = Counter[tuple[object, ...]]


def marks(doc: an.Doc, alignment: an.Alignment | None) -> dict[str, Marks]:
    """The annotations of a document by layer, with spans in the encoding that the alignment leads back from."""

    def span(x: an.Span) -> tuple[int, int]:
        return (x.start, x.end) if alignment is None else alignment.to_normalized(x.start, x.end)

    return {
        "sentences": Counter(span(s) for s in doc.sentences),
        "tokens": Counter((*span(t), t.kind, t.norm, *(span(c)[0] for c in t.clitics)) for t in doc.tokens),
        "numbers": Counter((*span(q), q.label, q.value, q.unit, q.timex, q.modifier) for q in doc.numbers),
        "names": Counter((n.canonical, *sorted(map(span, n.mentions))) for n in doc.names),
        "entities": Counter((*span(e), e.label, e.canonical) for e in doc.entities),
    }


def texts(paths: Iterable[Path]) -> Iterable[tuple[str, str]]:
    for path in paths:
        for file in sorted(path.rglob("*.txt")) if path.is_dir() else [path]:
            yield file.name, file.read_text("utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print so many differences of each encoding")
    parser.add_argument("--encoding", action="append", choices=list(ENCODINGS))
    options = parser.parse_args()
    pipeline = an.load()
    same: dict[tuple[str, str], list[int]] = {}
    shown: Counter[str] = Counter()
    for name, text in texts(options.paths):
        doc = pipeline(text)
        for encoding in options.encoding or ENCODINGS:
            other, alignment = encoded(text, encoding)
            if other == text:
                continue
            expected, found = marks(doc, alignment), marks(pipeline(other), None)
            for layer in LAYERS:
                counts = same.setdefault((encoding, layer), [0, 0])
                counts[0] += 2 * (expected[layer] & found[layer]).total()
                counts[1] += expected[layer].total() + found[layer].total()
                for sign, more in (("-", expected[layer] - found[layer]), ("+", found[layer] - expected[layer])):
                    for mark in sorted(more, key=str):
                        if shown[encoding] < options.show:
                            shown[encoding] += 1
                            start, end = mark[:2] if layer != "names" else mark[1]
                            print(f"{name} {encoding} {layer} {sign} {other[start:end]!r} {mark}", file=sys.stderr)
    lowest = 1.0
    print(f"{'':36}" + "".join(f"{layer:>11}" for layer in LAYERS) + f"{'all':>11}")
    for encoding in options.encoding or ENCODINGS:
        cells = [same[encoding, layer] for layer in LAYERS]
        total = [sum(c[0] for c in cells), sum(c[1] for c in cells)]
        lowest = min(lowest, share(total), *map(share, cells))
        print(f"{encoding:36}" + "".join(f"{share(c):11.4f}" for c in (*cells, total)))
    total = [sum(c[0] for c in same.values()), sum(c[1] for c in same.values())]
    print(f"all {share(total):.4f}, the lowest {lowest:.4f}")
    return 0


def share(counts: list[int]) -> float:
    return counts[0] / counts[1] if counts[1] else 1.0


if __name__ == "__main__":
    sys.exit(main())
