"""What the benchmarks read: the seed article, unchanged."""

from __future__ import annotations

from pathlib import Path


def seed() -> str:
    """The seed article."""
    (path,) = Path(__file__).parents[1].joinpath("seeds").glob("*.txt")
    return path.read_bytes().decode()


def number_words(quick: bool = False) -> list[str]:
    """Numbers in words: all below two hundred, then some of every size, spelled by the library itself."""
    import arabnews_nlp as an

    return [an.spell(n) for n in (*range(20 if quick else 200), *(7919**k % 10**12 for k in range(1, 60)))]


def name_pairs(quick: bool = False) -> list[str]:
    """Every Latin name of the brand table against every fiftieth Arabic one, as ``latin<TAB>arabic`` lines."""
    from arabnews_nlp.names.tables import brands

    known = sorted({(brand.latin, brand.arabic[0]) for brand in brands().values()})[:: 400 if quick else 4]
    return ["\n".join(f"{latin}\t{arabic}" for latin, _ in known) for _, arabic in known[::40]]


def inputs(quick: bool = False) -> dict[str, list[str]]:
    """The seed as it is, one hundred times over as one text, and as 200-character pieces; much less where quick."""
    text = seed()[:2000] if quick else seed()
    pieces = [text[i : i + 200] for i in range(0, len(text), 200)]
    return {"seed": [text], "seed x100": [text * (2 if quick else 100)], "200 characters": pieces}
