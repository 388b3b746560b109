"""Names from one script into the other: tables first, then the models, word by word.

Candidates come from the transducer and the joint n-grams; their score is the likelihood under both, made a probability
on held-out names: 0.7 means that about seven of ten such answers are the spelling in use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from heapq import nlargest
from math import exp, log

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, UnknownNameError, plain_text
from arabnews_nlp.names.letters import LETTER_OF, READ_AS_WORD, arabic_letters, latin_letters, spelled
from arabnews_nlp.names.models.model_file import NameModel, load_model
from arabnews_nlp.names.tables import arabic_brands, brand_key, brands

__all__ = ["LONGEST", "arabize", "romanize"]

LONGEST = 300
"""Code points of a name, at most; a text is no name."""

Scored = list[tuple[str, float]]

_CAMEL = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z])|[A-Z]{2,}s?$|[A-Z]{2,}|[ie](?=[A-Z][a-z])|[A-Z]?[^A-Z]+|[A-Z]")
_LATIN_RUN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ARABIC_RUN = re.compile("[\u0621-\u063a\u0641-\u064aپچژڤگ]+")
_FUNCTION_WORDS = dict(read_table("arabnews_nlp.names", "function_words.tsv"))
"""Words that have their own form inside a name of several words, in either script."""
_SMALL = {word for word in _FUNCTION_WORDS.values() if word.islower()}
"""Latin words that stay small inside a name."""
_HARD_END = re.compile("(?<![oe]v)ic$")
"""A final -ic that is heard as k (Rafic, Dominic) more often than as ch, which it is after ov and ev (Djokovic)."""
_SOFT_END_SHARE = 0.1
_PIECE = 40
_ARABIC_POOL, _LATIN_POOL = 16, 40
"""Candidates that each model gives for a word; Latin spellings vary more."""


def romanize(name: str, n: int = 5, country: str | None = None) -> Scored:
    """Latin spellings of an Arabic name, best first, each with its probability; known names from the table first.

    >>> romanize("مايكروسوفت", n=1)[0][0]
    'Microsoft'
    >>> [latin for latin, score in romanize("آي بي إم", n=1)]
    ['IBM']

    :param country: code (ISO 3166, such as ``EG``) of an Arab country whose habits count: ou and ch of the Maghreb,
        g for ج in Egypt.
    :raises ArgumentTypeError: a name or country that is not a string, a number of answers that is no integer.
    :raises ArgumentValueError: a name of more than 300 characters, fewer than one answer asked for.
    :raises UnknownNameError: a country of which no habits are known.
    """
    habits = _checked(name, n, country)
    words = arabic_letters(name).split()
    brand = arabic_brands().get(tuple(fold(name).split()))
    first = [brand.latin] if brand else []
    acronym = _acronym(words)
    if acronym:
        first.append(acronym)
    alone = len(words) == 1
    parts = [_latin_word(word, alone, habits) for word in _servants(words)]
    made = [(_capitals(text), score) for text, score in _joined(parts, " ", max(n, 5))]
    return _ranked(first, made, n)


def arabize(name: str, n: int = 5, country: str | None = None) -> Scored:
    """Arabic spellings of a Latin name, best first, each with its probability; known names from the table first.

    Words in capitals are spelled letter by letter unless they read as words. What is in Arabic script stays as it is.

    >>> [arabic for arabic, score in arabize("IBM", n=1)], [arabic for arabic, score in arabize("NASA", n=1)]
    (['آي بي إم'], ['ناسا'])

    :param country: code (ISO 3166, such as ``EG``) of an Arab country whose habits count: ou and ch of the Maghreb,
        g for ج in Egypt.
    :raises ArgumentTypeError: a name or country that is not a string, a number of answers that is no integer.
    :raises ArgumentValueError: a name of more than 300 characters, fewer than one answer asked for.
    :raises UnknownNameError: a country of which no habits are known.
    """
    habits = _checked(name, n, country)
    brand = brands().get(brand_key(name))
    words = name.split()
    alone = len(words) == 1
    made = _joined([_arabic_word(word, alone, habits) for word in words], " ", max(n, 5))
    return _ranked(brand.written if brand else (), made, n)


def _checked(name: object, n: object, country: object) -> str:
    """The countries whose habits are asked for, as the table names them; none for no country."""
    name = plain_text(name, "name")
    if len(name) > LONGEST:
        raise ArgumentValueError("name", f"{name[:20]}…", f"a name of at most {LONGEST} characters")
    if not isinstance(n, int) or isinstance(n, bool):
        raise ArgumentTypeError("n", n, "an integer")
    if n < 1:
        raise ArgumentValueError("n", n, "at least 1")
    if country is None:
        return ""
    if not isinstance(country, str):
        raise ArgumentTypeError("country", country, "a code of ISO 3166 or None")
    if country not in _countries():
        raise UnknownNameError("country", country, _countries())
    return _countries()[country]


@cache
def _countries() -> dict[str, str]:
    """The groups of countries with habits of their own, by the code of each country."""
    return {code: group for group in _habits() for code in group.split()}


@cache
def _habits() -> dict[str, dict[tuple[str, str], tuple[float, float]]]:
    """By group and graphone, what they add to the logarithm of a Latin and of an Arabic spelling."""
    found: dict[str, dict[tuple[str, str], tuple[float, float]]] = {}
    for group, arabic, latin, romanized, arabized in read_table("arabnews_nlp.names", "national_spellings.tsv"):
        found.setdefault(group, {})[arabic, latin] = float(romanized), float(arabized)
    return found


_DIGRAPHS = frozenset(["ou", "oo", "ee", "ei", "ai", "ch", "sh", "dj", "gh", "kh", "th", "dh", "gu"])
"""Latin letters that stand for one Arabic letter together."""


def letter_pairs(arabic: str, latin: str) -> list[tuple[str, str]]:
    """Which Latin letters stand for which Arabic letter of a pair of words."""
    pairs: list[tuple[str, str]] = []
    for a, b in load_model().joint.cut(arabic, latin):
        before = pairs[-1] if pairs else ("", "")
        if before[1] + b in _DIGRAPHS and not (a and before[0]):
            pairs[-1] = before[0] + a, before[1] + b
        else:
            pairs.append((a, b))
    return pairs


_HABIT = 1.5
"""Power of the habits of a country over the likelihood of a spelling, set by hand so that the Egyptian g comes first
for ج.

Held-out words give no clear choice: the first five answers gain in seven of eight groups, the first one in some only.
"""


def _by_habit(choices: Scored, word: str, to_arabic: bool, habits: str) -> Scored:
    """The choices for a word with the probabilities that they have in some countries."""
    if not habits or len(choices) < 2:
        return choices
    weights = _habits()[habits]
    factors = []
    for text, _ in choices:
        cut = letter_pairs(text, word) if to_arabic else letter_pairs(word, text)
        factors.append(exp(_HABIT * sum(weights.get(pair, (0.0, 0.0))[to_arabic] for pair in cut)))
    total = sum(p for _, p in choices)
    new = sum(p * factor for (_, p), factor in zip(choices, factors, strict=True))
    made = [(text, p * factor * total / new) for (text, p), factor in zip(choices, factors, strict=True)]
    return sorted(made, key=lambda row: -row[1])


def _ranked(first: Iterable[str], made: Scored, n: int) -> Scored:
    """Known names, then made ones, which share what the known ones leave."""
    known = list(dict.fromkeys(first))[:n]
    if not known:
        return made[:n]
    out = [(text, 0.97 * 0.5**k) for k, text in enumerate(known)]
    rest = 0.03 * 0.5 ** (len(known) - 1)
    out += [(text, score * rest) for text, score in made if text not in known]
    return out[:n]


def _joined(parts: list[Scored], space: str, n: int) -> Scored:
    """The best combinations of the choices for each part."""
    if not parts:
        return []
    rows: list[tuple[tuple[object, str] | None, float]] = [(None, 0.0)]
    for choices in parts:
        grown = [((back, text), score + log(p)) for back, score in rows for text, p in choices]
        rows = nlargest(n, grown, key=lambda row: row[1])
    found: dict[str, float] = {}
    for back, score in rows:
        texts: list[str] = []
        at: object = back
        while at is not None:
            assert isinstance(at, tuple)
            texts.append(at[1])
            at = at[0]
        text = space.join(t for t in reversed(texts) if t)
        if text:
            found[text] = min(1.0, found.get(text, 0.0) + max(exp(score), 1e-300))
    return sorted(found.items(), key=lambda row: -row[1])


def _acronym(words: list[str]) -> str:
    """The capitals that these words name one by one (آي بي إم), or nothing."""
    letters = [LETTER_OF.get(fold(word), "") for word in words]
    return "".join(letters) if 1 < len(letters) < 9 and all(letters) else ""


def _capitals(name: str) -> str:
    out = []
    for k, word in enumerate(name.split(" ")):
        small = k > 0 and word in _SMALL
        mixed = word != word.lower()
        out.append(word if small or mixed else "'".join(w[:1].upper() + w[1:] for w in word.split("'")))
    return " ".join(out)


def _latin_word(word: str, alone: bool, habits: str) -> Scored:
    """Latin choices for one word: letters through the models, everything else as it is."""
    parts: list[Scored] = []
    at = 0
    for match in _ARABIC_RUN.finditer(word):
        if match.start() > at:
            parts.append([(word[at : match.start()], 1.0)])
        article = not alone and match[0].startswith("ال") and len(match[0]) > 4
        if " " in word and match[0] == "عبد":
            parts.append(_servant(word.split(" ")[1][2:], habits))
            return _joined(parts, "", 5)
        if article:
            base = _pieces(match[0][2:], False, habits)
            forms = _by_article(habits)
            choices = [(form + text[:1].upper() + text[1:], share * p) for text, p in base for form, share in forms]
            parts.append(sorted(choices, key=lambda row: -row[1])[:5])
        elif not alone and match[0] in _FUNCTION_WORDS:
            parts.append([(_FUNCTION_WORDS[match[0]], 0.9), *_lower(_pieces(match[0], False, habits), 0.1)])
        else:
            parts.append(_pieces(match[0], False, habits))
        at = match.end()
    if at < len(word):
        parts.append([(word[at:].translate(_DIGITS), 1.0)])
    return _joined(parts, "", 5)


_ARTICLES = (("al-", 0.6), ("Al ", 0.2), ("El ", 0.1), ("", 0.1))
"""Latin forms of the article of a name of several words, each with its share of the spellings in the lists of names."""


def _by_article(habits: str) -> Scored:
    """The forms of the article with their shares, in some countries or in all."""
    if not habits:
        return list(_ARTICLES)
    weights = _habits()[habits]
    forms = [(form, share * exp(weights.get(("ال", form.lower()), (0.0, 0.0))[0])) for form, share in _ARTICLES]
    total = sum(share for _, share in forms)
    return [(form, share / total) for form, share in forms]


def _servants(words: list[str]) -> list[str]:
    """Words of a name; عبد and the word with the article after it are one."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == "عبد" and word.startswith("ال"):
            joined[-1] += " " + word
        else:
            joined.append(word)
    return joined


def _servant(name: str, habits: str) -> Scored:
    """Latin choices for عبد with one of the names of God without its article."""
    if name == "له":
        return [("Abdullah", 0.8), ("Abdallah", 0.2)]
    choices: Scored = []
    for text, p in _pieces(name, False, habits)[:3]:
        shown = text[:1].upper() + text[1:]
        choices += [("Abdul" + text, 0.5 * p), ("Abdul " + shown, 0.2 * p), ("Abdel " + shown, 0.2 * p)]
        choices.append(("Abd al-" + shown, 0.1 * p))
    return sorted(choices, key=lambda row: -row[1])[:5]


_DIGITS = {code + k: str(k) for code in (0x660, 0x6F0) for k in range(10)}


def _lower(choices: Scored, share: float) -> Scored:
    return [(text, p * share) for text, p in choices]


def _arabic_word(word: str, alone: bool, habits: str) -> Scored:
    """Arabic choices for one word between spaces."""
    if word == "&":
        return [("آند", 1.0)]
    parts: list[Scored] = []
    at = 0
    for match in _LATIN_RUN.finditer(word):
        between = word[at : match.start()]
        parts.append([(_between(between, bool(parts)), 1.0)])
        if _ARABIC_RUN.match(match[0]):
            parts.append([(match[0], 1.0)])
            at = match.end()
            continue
        parts.append(_arabic_run(match[0], alone, word[match.end() : match.end() + 1] == ".", habits))
        at = match.end()
    if at < len(word):
        parts.append([(_between(word[at:], False), 1.0)])
    return _joined(parts, "", 5)


def _between(text: str, inner: bool) -> str:
    """What stands between letters: a joiner is a space, a stop is silent, digits and signs stay."""
    if text in ("-", "‐", "‑", "–", ".", "_", "/"):
        return " " if inner else ""
    if text == "&":
        return " آند "
    return "" if text in (".", ",", ":", "'", "’", "!", "") else text


def _arabic_run(run: str, alone: bool, stopped: bool, habits: str) -> Scored:
    """Arabic choices for an unbroken run of letters: a function word, an acronym, or a word."""
    small = latin_letters(run)
    if len(run) == 1 and run.isascii():
        return [(spelled(run), 0.9), *_lower(_pieces(small, True, habits), 0.1)]
    if run.isupper() and run.isascii() and (2 <= len(run) <= 5 or not re.search("[AEIOUY]", run)):
        word = READ_AS_WORD.fullmatch(run) is not None
        letters, read = (0.15, 0.85) if word else (0.9, 0.1)
        return sorted([(spelled(run), letters), *_lower(_pieces(small, True, habits), read)], key=lambda row: -row[1])
    if small in _FUNCTION_WORDS and (not alone or small == "the") and not stopped:
        return [(_FUNCTION_WORDS[small], 0.9), *_lower(_pieces(small, True, habits), 0.1)]
    camel = _CAMEL.findall(run) if not run.islower() and run.isascii() else []
    if len(camel) > 1 and any(len(c) > 1 and c.isupper() for c in camel):
        return _joined([_arabic_run(c, True, False, habits) for c in camel], " ", 5)
    if len(camel) > 1 and camel[0] in ("i", "e"):
        head = [("آي" if camel[0] == "i" else "إي", 1.0)]
        return _joined([head, _pieces(latin_letters(run[1:]), True, habits)], "", 5)
    return _pieces(small, True, habits)


def _pieces(word: str, to_arabic: bool, habits: str) -> Scored:
    """Choices for a word; one too long for a name is read in pieces, by the transducer alone."""
    if len(word) <= _PIECE:
        return _word(word, to_arabic, habits)
    net = load_model().to_arabic if to_arabic else load_model().to_latin
    cut = [word[at : at + _PIECE] for at in range(0, len(word), _PIECE)]
    read = [[(text, exp(score)) for text, score in net.decode(piece, 2, 4) if text] for piece in cut]
    return _joined([choices or [(piece, 1e-6)] for choices, piece in zip(read, cut, strict=True)], "", 5)


@lru_cache(maxsize=8192)
def _word(word: str, to_arabic: bool, habits: str) -> Scored:
    """Scored candidates for one word of known letters; the word itself where the models know nothing."""
    found = candidates(load_model(), word, to_arabic)
    if to_arabic and _HARD_END.search(word):
        found = [(text, p * (_SOFT_END_SHARE if text.endswith("تش") else 1.0)) for text, p in found]
        found.sort(key=lambda row: -row[1])
    found = _by_habit(found, word, to_arabic, habits)
    return found[:8] or [(word, 1e-6)]


def candidates(model: NameModel, word: str, to_arabic: bool) -> Scored:
    """Every candidate with its probability, best first."""
    share, look, sharp, cover = model.arabic_weights if to_arabic else model.latin_weights
    scored = raw_scores(model, word, to_arabic)
    mixed = [(text, sharp * (net + share * joint + look * letters)) for text, net, joint, letters in scored]
    mixed.sort(key=lambda row: -row[1])
    if not mixed:
        return []
    top = mixed[0][1]
    total = sum(exp(score - top) for _, score in mixed)
    return [(text, max(cover * exp(score - top) / total, 1e-9)) for text, score in mixed]


def raw_scores(model: NameModel, word: str, to_arabic: bool) -> list[tuple[str, float, float, float]]:
    """Candidates, each with its log probability under transducer, joint model and letters (Latin candidates alone)."""
    net = model.to_arabic if to_arabic else model.to_latin
    size = _ARABIC_POOL if to_arabic else _LATIN_POOL
    pool = dict(net.decode(word, size, size))
    for text, _ in model.joint.decode(word, 1 if to_arabic else 0, size, 48):
        if text and text not in pool:
            pool[text] = net.score(word, text)
    pool.pop("", None)
    rows = []
    for text, score in pool.items():
        joint = model.joint.score(text, word) if to_arabic else model.joint.score(word, text)
        letters = 0.0 if to_arabic else max(model.latin.score("", text), -200.0)
        rows.append((text, score, max(joint, -60.0), letters))
    return rows
