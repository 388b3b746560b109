"""Named entities by gazetteer and shape: the curated names of both scripts, places, and capitalized Latin names."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise

from arabnews_nlp._core.lexemes import fold
from arabnews_nlp.doc import Entity
from arabnews_nlp.errors import ArgumentTypeError
from arabnews_nlp.names.spans import latin_names
from arabnews_nlp.names.tables import acronyms, arabic_brands, brand_key, brands

__all__ = ["find_entities"]

_ARABIC_WORD = re.compile(r"[\u0621-\u063a\u0640-\u0655\u0670-\u06d3]+")
_LONGEST = 4
_NUMBERED = re.compile(r"[\d.]")


@cache
def _gazetteer() -> dict[tuple[str, ...], tuple[str, str | None]]:
    """Label and canonical form by folded words."""
    table: dict[tuple[str, ...], tuple[str, str | None]] = {}
    lines = files(__package__).joinpath("gazetteer.tsv").read_text("utf-8").splitlines()
    for line in lines[1:]:
        label, names = line.split("\t")
        for name in names.split("|"):
            table[tuple(fold(name).split())] = label, None
    for words, brand in arabic_brands().items():
        if len(words) > 1 or len(words[0]) > 4:
            table[words] = brand.type, brand.latin
    return table


def find_entities(text: str) -> list[Entity]:
    """Named entities in order, without overlap.

    >>> [(e.text, e.label) for e in find_entities("أعلنت OpenAI في سان فرانسيسكو عن GPT-4")]
    [('OpenAI', 'ORG'), ('سان فرانسيسكو', 'LOC'), ('GPT-4', 'PRODUCT')]
    """
    if not isinstance(text, str):
        raise ArgumentTypeError("text", text, "str")
    return sorted([*_latin(text), *_arabic(text)], key=lambda e: e.start)


def _latin(text: str) -> list[Entity]:
    technical = {brand_key(a) for a in acronyms().values()}
    found = []
    for start, end in latin_names(text):
        key = brand_key(text[start:end])
        if key in technical or (key.endswith("s") and key[:-1] in technical) or len(key) < 2:
            continue
        brand = brands().get(key)
        if brand is not None:
            found.append(Entity(text, start, end, brand.type, 0.95, brand.latin))
        else:
            words = text[start:end].split()
            parts = [brands().get(brand_key(word)) for word in words]
            product = (
                _NUMBERED.search(key) or any(b and b.type == "PRODUCT" for b in parts) or (len(parts) > 1 and parts[0])
            )
            found.append(Entity(text, start, end, "PRODUCT" if product else "ORG", 0.6))
    return found


def _arabic(text: str) -> list[Entity]:
    gazetteer = _gazetteer()
    words = [(m.start(), m.end(), fold(m[0])) for m in _ARABIC_WORD.finditer(text)]
    found, i = [], 0
    while i < len(words):
        hit = _longest(text, words, i, gazetteer)
        if hit is None:
            i += 1
            continue
        entity, i = hit
        found.append(entity)
    return found


def _longest(
    text: str,
    words: list[tuple[int, int, str]],
    i: int,
    gazetteer: dict[tuple[str, ...], tuple[str, str | None]],
) -> tuple[Entity, int] | None:
    start, end, form = words[i]
    starts = [(start, form)]
    if end - start == len(form):
        starts += [(start + n, form[n:]) for n in (1, 2) if all(c in "وفبكل" for c in form[:n]) and len(form) > n + 2]
    for count in range(min(_LONGEST, len(words) - i), 0, -1):
        run = words[i : i + count]
        if any(text[a[1] : b[0]] != " " for a, b in pairwise(run)):
            continue
        for begin, first in starts:
            known = gazetteer.get((first, *[w[2] for w in run[1:]]))
            if known is not None:
                return Entity(text, begin, run[-1][1], known[0], 0.8, known[1]), i + count
    return None
