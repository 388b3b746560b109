"""What the benchmarks read: the seed article, unchanged, and number words and name pairs from the library's tables.

``python -m benchmarks.inputs FOLDER`` writes them as JSON lists of texts, so that no rival has to import the library.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

TIMES = (100, 10)
"""How often the article is repeated; who cannot finish the longest in time is measured on the next."""
PAIRS = (40, 4000, 400)
"""Sizes of the lists of name pairs: everyone's, the long one, and the one for those whom it would take too long."""
PIECES = "200 characters"


def seed() -> str:
    """The seed article."""
    (path,) = Path(__file__).parents[1].joinpath("seeds").glob("*.txt")
    return path.read_bytes().decode()


def running_text(quick: bool = False) -> dict[str, list[str]]:
    """The article as it is, as one text many times over, and as pieces; much less where quick."""
    text = seed()[:2000] if quick else seed()
    repeated = {f"seed x{n}": [text * (2 if quick else n)] for n in TIMES}
    return {"seed": [text], PIECES: [text[i : i + 200] for i in range(0, len(text), 200)], **repeated}


def documents(quick: bool = False) -> dict[str, list[str]]:
    """Running text where the repeated article is so many documents, not one long one."""
    texts = running_text(quick)
    return texts | {f"seed x{n}": texts["seed"] * (2 if quick else n) for n in TIMES}


def number_words(quick: bool = False) -> dict[str, list[str]]:
    """Numbers in words: all below two hundred, then some of every size."""
    import arabnews_nlp as an

    return {"words": [an.spell(n) for n in (*range(20 if quick else 200), *(7919**k % 10**12 for k in range(1, 60)))]}


def name_pairs(quick: bool = False) -> dict[str, list[str]]:
    """Distinct pairs of a Latin and an Arabic name, half of them true, as one text of ``latin<TAB>arabic`` lines."""
    from arabnews_nlp.names.tables import brands

    known = sorted({(brand.latin, brand.written[0]) for brand in brands().values() if brand.written})
    texts = {}
    for size in (40,) if quick else PAIRS:
        some = known[:: 2 * len(known) // size][: size // 2]
        wrong = [(some[i][0], some[i - 7][1]) for i in range(len(some))]
        texts[f"{size} pairs"] = ["\n".join(f"{a}\t{b}" for both in zip(some, wrong, strict=True) for a, b in both)]
    return texts


def inputs(task: str, quick: bool = False) -> dict[str, list[str]]:
    """The inputs of a task by name, in the order in which they are measured."""
    own = {"number words": number_words, "match": name_pairs, "pipeline": documents}
    return own.get(task, running_text)(quick)


def main() -> None:
    folder, quick = Path(sys.argv[1]), "--quick" in sys.argv
    from benchmarks.tasks import TASKS

    for task in TASKS:
        for name, texts in inputs(task, quick).items():
            path = folder / task / f"{name}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(texts, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
