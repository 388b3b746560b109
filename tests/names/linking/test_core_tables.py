"""The columns under name alignment against plain Python: key tables, known names, occurrences, links."""

import random

import pytest

from arabnews_nlp._core.hash_table import HashTable
from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.names._latin_names import LatinNames
from arabnews_nlp.names.known import known_names
from arabnews_nlp.names.lexicon import common_words
from arabnews_nlp.names.linking._arabic_matches import Phrases, find_matches
from arabnews_nlp.names.linking._candidates import Candidates
from arabnews_nlp.names.spans import latin_mentions
from arabnews_nlp.names.tables import acronyms, arabic_brands, brand_key, brands


def test_a_key_table_grows_and_keeps_the_last_value():
    rng, table, expected = random.Random(1), HashTable({5: 1, 2**64 - 1: 2}), {5: 1, 2**64 - 1: 2}
    for _ in range(5000):
        key = rng.choice((rng.randrange(2**64), rng.randrange(50)))
        expected[key] = rng.randrange(2**31)
        table.set(key, expected[key])
    assert len(table) == len(expected)
    assert all(table.get(key) == value for key, value in expected.items())
    assert table.get(2**63 + 12345) == -1
    with pytest.raises(ValueError):
        table.set(1, -1)


def test_known_names_are_those_of_the_tables():
    known = known_names()
    for key, brand in brands().items():
        assert known.canonical[known.latin(key)] == brand.latin == known.canonical[known.get(brand.latin.upper())]
        assert known.types[known.latin(key)] == brand.type
    for words, brand in arabic_brands().items():
        assert known.canonical[known.get("  ".join(words))] == brand.latin
    for term in {brand_key(acronym) for acronym in acronyms().values()} - brands().keys():
        assert known.technical(term) and known.technical(term.upper() + "s")
    assert known.get("لا اسم") == known.get("") == known.latin("") == -1
    assert not known.technical("s") and not known.technical("")


def test_phrases_are_found_in_any_reading_of_their_first_word():
    phrases = Phrases()
    phrases.add("سام ألتمان", 1)
    phrases.add("غوغل", 2)
    forms = ("سام التمان", "سام", "غوغل", "ألتمان", "")
    assert [phrases.get(form) for form in forms] == [1, 0, 2, -1, 0]
    text = "قال سام ألتمان وغوغلُ وبغوغـل لسام ثم سامٌ التمان و غوغلي"
    found = [(hit[1], text[hit[2] : hit[3]]) for hit in find_matches(PreTokens(text), phrases, common_words())]
    assert found == [(1, "سام ألتمان"), (2, "غوغلُ"), (2, "غوغـل"), (1, "سامٌ التمان")]


def test_occurrences_of_one_name_are_together():
    text = "قالت OpenAI وOpen AI إن GPUs وGPU وOPENAI في Paris ثم Open AI"
    pretokens = PreTokens(text)
    names = LatinNames(pretokens, latin_mentions(pretokens), known_names())
    spelled = [[text[start:end] for start, end in names.spans(name)] for name in range(len(names))]
    assert spelled == [["OpenAI", "Open AI", "OPENAI", "Open AI"], ["GPUs", "GPU"], ["Paris"]]
    assert names.varied() == [0, 1]
    assert [names.get(letters) for letters in ("openai", "gpu", "paris", "gpus", "rome")] == [0, 1, 2, -1, -1]
    assert known_names().canonical[names.row_of(0)] == "OpenAI"


def test_names_with_parts_are_those_of_which_some_words_are_a_name():
    text = "Sam Altman وAltman وZorblax Qwertz وMicrosoft Zorb وOne"
    pretokens = PreTokens(text)
    names = LatinNames(pretokens, latin_mentions(pretokens), known_names())
    assert [names.text_of(name) for name, _ in names.parted()] == ["Sam Altman", "Microsoft Zorb"]
    altman, microsoft = (parts for _, parts in names.parted())
    row = known_names().latin("microsoft")
    assert altman == [(1, 1, names.get("altman"), -1, False)] and microsoft == [(1, 0, -1, row, True)]
    assert names.spellings(0, [(11, 17)]) == {"Sam Altman": 1, text[11:17]: 1} and names.spellings(-1) == {}


def settled(rows, idle_open):
    """The candidates that are kept, in plain Python: the highest weight first, then the higher score, then the earlier.

    One that overlaps a better one is dropped. One of a frequent word waits: it counts at all only with a weight above 2
    or more than 3 characters, and then only blocks its place, and only where no other mention of its name was kept.
    """
    ranked = sorted(
        (
            (-weight, -score, start, f"k{name}", blocking, number)
            for number, (start, end, name, score, weight, blocking) in enumerate(rows)
            if not blocking or weight > 2 or end - start > 3
        ),
    )
    taken, kept, held = set(), [], set()
    for *_, blocking, number in ranked:
        start, end, name = rows[number][:3]
        stretch = set(range(start, end))
        if taken & stretch:
            continue
        if not blocking:
            kept.append(number)
        elif idle_open(name):
            continue
        else:
            held.add((start, end))
        taken |= stretch
    return kept, held, taken


@pytest.mark.parametrize("seed", range(40))
def test_the_best_links_without_overlap_are_kept(seed):
    rng, size = random.Random(seed), 60
    links, rows = Candidates("x" * size), []
    for _ in range(rng.randrange(60)):
        start = rng.randrange(size - 8)
        row = (start, start + rng.randrange(1, 8), rng.randrange(9), rng.choice((0.5, 1.0)), rng.randrange(1, 5))
        rows.append((*row, rng.random() < 0.3))
        links.add(*row[:4], False, row[4], rows[-1][5])
    kept, held, taken = settled(rows, lambda name: name == 3)
    named: dict[int, list[int]] = {}
    for number in kept:
        named.setdefault(links[number][2], []).append(number)
    assert links.select_non_overlapping(lambda name: f"k{name}", lambda name: name == 3) == named
    for start in range(size):
        for end in range(start + 1, min(size, start + 9)):
            assert links.held(start, end) == ((start, end) in held)
    assert all(links.take(i, i + 1) == (i not in taken) for i in range(size))
    assert [links[i][:4] for i in range(len(links))] == [row[:4] for row in rows]
