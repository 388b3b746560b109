"""Runs of Arabic words against plain Python."""

import random

import pytest

from arabnews_nlp._core.pretokens import KeyMap, PreTokens, fold
from arabnews_nlp.names._latin_names import LatinNames
from arabnews_nlp.names.known import known_names
from arabnews_nlp.names.linking._arabic_matches import Phrases, find_matches, readings
from arabnews_nlp.names.linking._consonant_keys import ConsonantKeys
from arabnews_nlp.names.spans import latin_mentions

SPACE, ARABIC, DIGIT = 0, 2, 4
MOST = 6


LETTERS = "اوبلسمتشـَّ"
CLITICS = ("", "", "و", "ب", "ال", "وال", "لل", "فب")
PIECES = ("بس", "باس", "سم", "سام", "لم", "لام", "توم", "بلبو", "سمز", "باسل", "او", "موس", "لمب", "متش", "م")


def word(rng):
    """A word of few letters, with clitics, marks and tatweel."""
    return rng.choice(CLITICS) + "".join(rng.choices(LETTERS, k=rng.randrange(1, 6)))


def next_word(text, rows, i):
    """The pretoken that continues a run, None where there is none."""
    if i + 1 < len(rows):
        start, end, kind = rows[i + 1]
        i += (kind == SPACE and end - start <= 2) or text[start] in "-_"
    return i + 1 if i + 1 < len(rows) and rows[i + 1][2] in (ARABIC, DIGIT) else None


def phrase_runs(text, numbers):
    """Number, start and end of the phrases of a text, by their folded words."""
    pretokens = PreTokens(text)
    text = pretokens.text
    rows = [pretokens[i] for i in range(len(pretokens))]
    found = []
    for i, (start, end, kind) in enumerate(rows):
        for body, left in readings(text[start:end]) if kind == ARABIC else ():
            words, j = [fold(text[start + body : end])], i
            while j is not None and len(words) <= MOST:
                if tuple(words) in numbers:
                    found.append((numbers[tuple(words)], start + left, rows[j][1]))
                j = next_word(text, rows, j)
                words += [fold(text[rows[j][0] : rows[j][1]])] if j is not None else []
    return found


@pytest.mark.parametrize("seed", range(60))
def test_phrases_are_found_wherever_they_stand(seed):
    rng = random.Random(seed)
    vocabulary = [word(rng) for _ in range(12)]
    phrases, numbers = Phrases(), {}
    for _ in range(8):
        pretokens = PreTokens(form := " ".join(rng.choices(vocabulary, k=rng.randrange(1, 4))))
        rows = [pretokens[i] for i in range(len(pretokens))]
        words = tuple(fold(pretokens.text[start:end]) for start, end, kind in rows if kind == ARABIC)
        if words and words not in numbers:
            numbers[words] = len(numbers) + 1
            phrases.add(form, numbers[words])
    gaps = (" ", " ", "  ", "-", "، ", "\n")
    text = "".join(rng.choice(CLITICS) + rng.choice((*vocabulary, "5")) + rng.choice(gaps) for _ in range(60))
    found = [(hit[1], hit[2], hit[3]) for hit in find_matches(PreTokens(text), phrases, KeyMap({}))]
    assert found == phrase_runs(text, numbers)


def skeleton_runs(text):
    """Start, end and first pretoken of the runs with the consonants of the Latin names of a text."""
    pretokens = PreTokens(text)
    skeletons = ConsonantKeys(LatinNames(pretokens, latin_mentions(pretokens), known_names()))
    return [hit[2:5] for hit in find_matches(pretokens, Phrases(), KeyMap({}), skeletons) if hit[0] == 1]


@pytest.mark.parametrize("seed", range(12))
def test_a_run_has_the_skeleton_of_a_name_whatever_stands_around_it(seed):
    rng = random.Random(seed)
    latin = " . ".join(rng.sample(("Bas", "Samsam", "Tom Lam", "Bilbo Sams", "LM", "Moss5", "Sam Basl"), 3)) + " . "
    words = [rng.choice(CLITICS) + rng.choice(PIECES) for _ in range(20)]
    words[rng.randrange(20)] = "5"
    starts = [len(latin) + len(" ".join(words[:i])) + (i > 0) for i in range(len(words) + 1)]
    expected = set()
    for i in range(len(words)):
        for size in range(1, MOST + 1):
            alone = latin + (run := " ".join(words[i : i + size]))
            for start, end, _ in skeleton_runs(alone):
                if end == len(alone) and len(latin) <= start < len(latin) + len(words[i]) and i + size <= len(words):
                    expected.add((start - len(latin) + starts[i], starts[i] + len(run)))
    assert {hit[:2] for hit in skeleton_runs(latin + " ".join(words))} == expected
