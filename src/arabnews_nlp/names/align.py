"""Links the mentions of one name in both scripts and several spellings, anywhere in a document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import NamedTuple

from arabnews_nlp._core.lexemes import fold
from arabnews_nlp.doc import Mention, Name
from arabnews_nlp.errors import ArgumentTypeError
from arabnews_nlp.names.skeleton import similarity, skeleton
from arabnews_nlp.names.spans import latin_names
from arabnews_nlp.names.tables import acronyms, arabic_brands, brand_key, brands

__all__ = ["align_names"]

_ARABIC_WORD = re.compile(r"[\u0621-\u063a\u0640-\u0655\u0670-\u06d3]+")
_CLITICS = re.compile(r"(?:[وف]?(?:لل|[بكل])?|[وف])")
_SHORTEST = 3
"""Consonants that a skeleton needs to be evidence on its own."""
_ENOUGH = 0.8


class _Arabic(NamedTuple):
    start: int
    end: int
    key: str


def align_names(text: str) -> list[Name]:
    """Names that occur in both scripts or in several spellings, with all their mentions, in order of appearance.

    >>> [[m.text for m in n.mentions] for n in align_names("قالت Microsoft إن مايكروسوفت ستدعم Open AI وOpenAI")]
    [['Microsoft', 'مايكروسوفت'], ['Open AI', 'OpenAI']]
    """
    if not isinstance(text, str):
        raise ArgumentTypeError("text", text, "str")
    latin: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in latin_names(text):
        key = brand_key(text[start:end])
        if key.endswith("s") and key[:-1].isalpha() and text[start : end - 1].isupper():
            key = key[:-1]
        latin[key].append((start, end))
    if not latin:
        return []
    by_skeleton = _index(text, latin)
    wanted = {brand_key(acronym) for acronym in acronyms().values()} & latin.keys()
    linked: dict[str, list[Mention]] = defaultdict(list)
    words = [_Arabic(*m.span(), fold(m[0])) for m in _ARABIC_WORD.finditer(text)]
    i = 0
    while i < len(words):
        found = _match(text, words, i, latin, by_skeleton, wanted)
        if found is None:
            i += 1
            continue
        key, mention, i = found
        linked[key].append(mention)
    _surnames(text, latin, linked)
    return _clusters(text, latin, linked)


def _index(text: str, latin: dict[str, list[tuple[int, int]]]) -> dict[str, list[tuple[str, str]]]:
    """Latin names by skeleton, where the skeleton is long enough to tell names apart."""
    index: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, spans in latin.items():
        name = text[slice(*spans[0])]
        bones = skeleton(name)
        if len(bones) >= _SHORTEST and not name.isupper():
            index[bones].append((key, name))
    return index


def _match(
    text: str,
    words: list[_Arabic],
    i: int,
    latin: dict[str, list[tuple[int, int]]],
    by_skeleton: dict[str, list[tuple[str, str]]],
    wanted: set[str],
) -> tuple[str, Mention, int] | None:
    """The longest run of Arabic words at ``i`` that writes a Latin name of the document."""
    for count in range(min(4, len(words) - i), 0, -1):
        run = words[i : i + count]
        if any(text[a.end : b.start] not in (" ", "-") for a, b in pairwise(run)):
            continue
        tail = tuple(w.key for w in run[1:])
        for start, first in _without_clitics(run[0], text):
            form = (first, *tail)
            surface = text[start : run[-1].end]
            brand = arabic_brands().get(form)
            if brand and brand_key(brand.latin) in latin:
                mention = Mention(text, start, run[-1].end, "transliteration", "arabic", 1.0)
                return brand_key(brand.latin), mention, i + count
            acronym = acronyms().get(form)
            if acronym and brand_key(acronym) in wanted:
                mention = Mention(text, start, run[-1].end, "translation", "arabic", 1.0)
                return brand_key(acronym), mention, i + count
            if count > 3:
                continue
            for key, name in by_skeleton.get(skeleton(" ".join(form)), ()):
                if len(name.split()) == count and (score := similarity(name, surface)) >= _ENOUGH:
                    mention = Mention(text, start, run[-1].end, "transliteration", "arabic", round(score, 3))
                    return key, mention, i + count
    return None


def _without_clitics(word: _Arabic, text: str) -> list[tuple[int, str]]:
    """The word as it is, and without each run of clitics that may stand before a name."""
    forms = [(word.start, word.key)]
    if word.end - word.start == len(word.key):
        for length in (1, 2):
            if _CLITICS.fullmatch(word.key[:length]) and len(word.key) > length + 1:
                forms.append((word.start + length, word.key[length:]))
                if word.key[:length].endswith("لل"):
                    forms.append((word.start + length - 1, "ا" + word.key[length - 1 :]))
    return forms


def _surnames(text: str, latin: dict[str, list[tuple[int, int]]], linked: dict[str, list[Mention]]) -> None:
    """A last word alone (Altman) joins the one linked name that ends with it (Sam Altman)."""
    for key in list(linked):
        spans = latin.get(key, [])
        parts = text[slice(*spans[0])].split() if spans else []
        if len(parts) == 2 and all(p.isalpha() for p in parts) and brands().get(key, None) in (None, brands().get(key)):
            alone = brand_key(parts[-1])
            known = brands().get(key)
            if alone in latin and (known is None or known.type == "PER") and alone not in linked:
                latin[key].extend(latin.pop(alone))


def _clusters(text: str, latin: dict[str, list[tuple[int, int]]], linked: dict[str, list[Mention]]) -> list[Name]:
    """One record for each name with a counterpart or a second spelling."""
    names = []
    for key, spans in latin.items():
        spellings = Counter(text[start:end] for start, end in spans)
        if not linked.get(key) and len(spellings) < 2:
            continue
        canonical = max(spellings, key=lambda s: (spellings[s], s))
        mentions = [
            Mention(
                text,
                start,
                end,
                "acronym"
                if text[start:end].isupper() and any(m.kind == "translation" for m in linked[key])
                else "variant",
                "latin",
                1.0,
            )
            for start, end in spans
        ]
        mentions += linked[key]
        names.append(Name(canonical, tuple(sorted(mentions, key=lambda m: m.start))))
    return sorted(names, key=lambda n: n.mentions[0].start)
