"""Pairs of names that are easily mixed up, from open lists: for fitting and for judging the probabilities of matching.

A name meets itself and other spellings of it that the lists give, and names that are not it:

- somebody else with the same surname, or with the same first name; another place or club with a word in common;
- its own name with a word in its place that differs in one letter, in either script (Hassan and حسين, Amira and أمير),
  and for a single word also an ordinary word that differs in one letter;
- any other name.

Left out are pairs that may be one name after all: what the lists give as spellings of one name, whole or word by word,
and Latin words that are read alike (Saleem and Salim). Names that are translated, not written by sound, are left out,
and so are names with two frequent words that the lists hardly ever pair.
"""

from __future__ import annotations

import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.names.letters import latin_letters
from arabnews_nlp.names.models._folded_names import folded
from arabnews_nlp.names.models.matcher import load_matcher
from arabnews_nlp.names.tables import brand_key, brands, same_names

from .matching import holes, ordinary_words

LABELS = ("people/peoples.json", "cities/cities_full.json", "sports/Clubs_key.json")
"""Tables of labels that hold names, most of them written by sound."""
FOLDS = 10
"""Parts of the names; each name is of one, by its Arabic letters."""
_EXPLAINED = re.compile(r" *[(,].*")
"""What the title of an article adds to a name."""
_SEEN, _SHARE = 3, 0.1
"""How often a word must occur, and which share of the partners of either word a spelling must be, to count."""
_ERROR = 0.05
"""Share of the occurrences of the rarer word, with its best partner, below which a pair is an error of the lists."""
_APART = 0.5
"""Share of consonants without a counterpart from which on a name is taken to be translated."""
_FREQUENT = 10
"""Occurrences of a word from which on a pair of it may be held to be an error."""
_TRIES = 8
"""How often a wrong partner is drawn until one is surely wrong."""
_READ_ALIKE = tuple(
    (re.compile(letters), sound)
    for letters, sound in (
        (r"[^a-z]", ""), (r"ou|oo|u", "o"), (r"ee|ei|ey|ie|i|y", "e"), (r"ph", "f"), (r"ck|c|q", "k"), (r"dj", "j"),
        (r"tch|ch", "sh"), (r"z|s", "s"), (r"(.)\1+", r"\1"), (r"(?<=.)[eh]$", ""),
    )
)  # fmt: skip
"""Latin letters that are read alike often enough, and the sign for them."""


class Name(NamedTuple):
    """A name in both scripts, by words."""

    arabic: tuple[str, ...]
    latin: tuple[str, ...]


class Case(NamedTuple):
    """Two strings, whether they are one name, and what the second is to the first."""

    latin: str
    arabic: str
    same: bool
    kind: str


class Lists:
    """What the open lists say of words and names.

    :param names: names in both scripts.
    :param words: pairs of words with how often each occurs.
    """

    def __init__(self, names: Iterable[Name], words: Counter[tuple[str, str]]) -> None:
        self.arabic_of: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.latin_of: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.whole: set[tuple[str, str]] = set()
        self.count = words.copy()
        for name in names:
            self.whole.add((folded(" ".join(name.arabic)), read_alike(" ".join(name.latin))))
        for (arabic, latin), count in self.count.items():
            self.arabic_of[latin][arabic] += count
            self.latin_of[arabic][latin] += count
        top = {word: max(found.values()) for ways in (self.arabic_of, self.latin_of) for word, found in ways.items()}
        self.alike = {
            arabic: {read_alike(w) for w, count in found.items() if count >= _ERROR * min(top[arabic], top[w])}
            for arabic, found in self.latin_of.items()
        }
        self.near_arabic = neighbours(w for w, found in self.latin_of.items() if found.total() >= _SEEN)
        self.near_ordinary = neighbours(ordinary_words())
        self.near_latin = neighbours(w for w, found in self.arabic_of.items() if found.total() >= _SEEN)

    def may_be_one(self, latin: Sequence[str], arabic: Sequence[str]) -> bool:
        """Whether a pair may be right, as a whole or word by word."""
        if (folded(" ".join(arabic)), read_alike(" ".join(latin))) in self.whole:
            return True
        return len(latin) == len(arabic) and all(
            read_alike(word) in self.alike.get(a, ()) for word, a in zip(latin, arabic, strict=True)
        )

    def is_error(self, name: Name) -> bool:
        """Whether a name pairs two frequent words that hardly ever are one."""
        return any(
            self.latin_of[arabic].total() >= _FREQUENT <= self.arabic_of[latin_letters(latin)].total()
            and read_alike(latin) not in self.alike[arabic]
            for arabic, latin in zip(name.arabic, name.latin, strict=True)
        )

    def spellings(self, arabic: str, latin: str) -> tuple[list[str], list[str]]:
        """Other Arabic and other Latin spellings that a pair of words has."""
        found = (
            [word for word in self.arabic_of[latin] if word != arabic and self._is_usual(word, latin)],
            [word for word in self.latin_of[arabic] if word != latin and self._is_usual(arabic, word)],
        )
        return sorted(found[0]), sorted(found[1])

    def _is_usual(self, arabic: str, latin: str) -> bool:
        count = self.count[arabic, latin]
        most = max(self.latin_of[arabic].total(), self.arabic_of[latin].total())
        return count >= _SEEN and count >= _SHARE * most


def read_alike(latin: str) -> str:
    """A Latin name by how it is read, so that Saleem is Salim."""
    return " ".join(_sound(word) for word in latin_letters(latin).replace("-", " ").split())


def _sound(word: str) -> str:
    for letters, sound in _READ_ALIKE:
        word = letters.sub(sound, word)
    return word


def neighbours(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by their letters but one."""
    near: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) > 2:
            for hole in holes(word):
                near[hole].append(word)
    return near


def read_names(path: Path, *tables: str) -> list[Name]:
    """Names of a file ``arabic, latin, …``, or of tables of one ``table, latin, arabic``; each once."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if "\t" in line]
    pairs = [(row[2], row[1]) for row in rows if row[0] in tables] if tables else [(row[0], row[1]) for row in rows]
    names = (Name(tuple(fold(_EXPLAINED.sub("", a)).split()), tuple(_EXPLAINED.sub("", b).split())) for a, b in pairs)
    return list(dict.fromkeys(name for name in names if name.arabic and name.latin and is_by_sound(name)))


def is_by_sound(name: Name) -> bool:
    """Whether a name has as many words in both scripts, and most consonants of each word and its counterpart agree."""
    if len(name.arabic) != len(name.latin):
        return False
    features = load_matcher().features
    found = [features(latin, arabic) for arabic, latin in zip(name.arabic, name.latin, strict=True)]
    return all(row is not None and row[1] < _APART for row in found)


def is_shipped(name: Name) -> bool:
    """Whether the tables of the library have a name in either script."""
    return name.arabic in same_names() or brand_key(" ".join(name.latin)) in brands()


def fold_of(name: Name) -> int:
    """The part of the names that a name is of."""
    return zlib.crc32(" ".join(name.arabic).encode()) % FOLDS


def word_pairs(names: Iterable[Name]) -> Counter[tuple[str, str]]:
    """Pairs of words of the names, which have as many in both scripts."""
    return Counter(
        (arabic, latin_letters(latin)) for name in names for arabic, latin in zip(name.arabic, name.latin, strict=True)
    )


class Drawn(NamedTuple):
    """Pairs drawn for some names."""

    ordinary: list[Case]
    hard: list[Case]


def draw(names: Sequence[Name], of: Sequence[Name], lists: Lists, seed: int) -> Drawn:
    """For each name of ``of`` a right pair and a wrong one of each sort; it is mixed up with ``names``."""
    rng = random.Random(seed)
    by_word: defaultdict[tuple[bool, str], list[Name]] = defaultdict(list)
    for name in names:
        for place, word in ((False, name.arabic[0]), (True, name.arabic[-1])):
            if len(name.arabic) > 1:
                by_word[place, word].append(name)
    ordinary, hard = [], []
    for name in of:
        if lists.is_error(name):
            continue
        right = Case(" ".join(name.latin), " ".join(name.arabic), True, "itself")
        other = Case(right.latin, " ".join(rng.choice(names).arabic), False, "other")
        if not lists.may_be_one(name.latin, other.arabic.split()):
            ordinary += [right, other]
        wrong = list(_wrong(name, by_word, lists, rng))
        if wrong:
            hard += [_variant(name, lists, rng) or right, rng.choice(wrong)]
        plain = _ordinary_word(name, lists, rng)
        if plain:
            hard += [right, plain]
    return Drawn(ordinary, hard)


def _wrong(name: Name, by_word: dict[tuple[bool, str], list[Name]], lists: Lists, rng: random.Random) -> Iterator[Case]:
    """Wrong pairs that are near a name, one of each kind that there is."""
    latin = " ".join(name.latin)
    for kind, place in (("same first word", False), ("same last word", True)):
        held = by_word.get((place, name.arabic[-place]), [])
        for other in rng.sample(held, min(len(held), _TRIES)):
            if other.arabic != name.arabic and not lists.may_be_one(name.latin, other.arabic):
                yield Case(latin, " ".join(other.arabic), False, kind)
                break
    place = rng.randrange(len(name.arabic))
    arabic, word = name.arabic[place], latin_letters(name.latin[place])
    sounds = {read_alike(word)} | lists.alike.get(arabic, set())
    near = {w for hole in holes(arabic) for w in lists.near_arabic.get(hole, ()) if not lists.alike[w] & sounds}
    if near:
        chosen = (*name.arabic[:place], _some(near, lists.latin_of, rng), *name.arabic[place + 1 :])
        yield Case(latin, " ".join(chosen), False, "one Arabic letter")
    far = {w for hole in holes(word) for w in lists.near_latin.get(hole, ()) if read_alike(w) not in sounds}
    if far:
        chosen = (*name.latin[:place], _some(far, lists.arabic_of, rng), *name.latin[place + 1 :])
        yield Case(" ".join(chosen), " ".join(name.arabic), False, "one Latin letter")


def _some(words: set[str], partners: dict[str, Counter[str]], rng: random.Random) -> str:
    """One of the words: as often any, as one by how often it occurs."""
    found = sorted(words)
    if rng.random() < 0.5:
        return rng.choice(found)
    return rng.choices(found, [partners[word].total() for word in found])[0]


def _ordinary_word(name: Name, lists: Lists, rng: random.Random) -> Case | None:
    """For a name of one word, an ordinary word that differs in one letter."""
    near = {w for hole in holes(name.arabic[0]) for w in lists.near_ordinary.get(hole, ()) if not lists.alike.get(w)}
    if len(name.arabic) > 1 or not near:
        return None
    return Case(name.latin[0], rng.choice(sorted(near)), False, "an ordinary word")


def _variant(name: Name, lists: Lists, rng: random.Random) -> Case | None:
    """A name with another spelling of one of its words in either script, if the lists have one."""
    found = []
    for place, (arabic, latin) in enumerate(zip(name.arabic, name.latin, strict=True)):
        left, right = lists.spellings(arabic, latin_letters(latin))
        found += [((*name.arabic[:place], other, *name.arabic[place + 1 :]), name.latin) for other in left] + [
            (name.arabic, (*name.latin[:place], other, *name.latin[place + 1 :])) for other in right
        ]
    if not found:
        return None
    chosen, spelled = rng.choice(found)
    return Case(" ".join(spelled), " ".join(chosen), True, "variant")
