"""The lexicon of the tagger and the tokens made with it: rows, proclitics, phrases of the gazetteer."""

import pytest
from tests.entities.small_lexicon import lexicon_of, scanned

from arabnews_nlp.entities._features import FEATURES, NUMBERED, TYPES, Lexicon, feature_bits, word_key


def units_of(text, lexicon):
    """Text, row and features of each token."""
    tokens = scanned(text, lexicon)
    for i in range(len(tokens)):
        start, end, row, _, features = tokens[i]
        yield text[start:end], row, {name for bit, name in enumerate(FEATURES) if features >> bit & 1}


def test_a_word_has_the_row_of_its_first_place():
    words = ["في", "من", "قال", "من", "قالَ"]
    assert [row for _, row, _ in units_of("قال مَن في بيت", lexicon_of(words))] == [2, 1, 0, -1]


def test_a_word_without_a_row_takes_that_of_its_rest():
    kinds = {"row", "row-less-one", "row-less-two", "no-row"}
    tokens = units_of("والمدينة بمدينة فبمدينة للمدينة", lexicon_of(["المدينة", "مدينة"]))
    assert [(text, row, features & kinds) for text, row, features in tokens] == [
        ("والمدينة", 0, {"row-less-one"}),
        ("بمدينة", 1, {"row-less-one"}),
        ("فبمدينة", 1, {"row-less-two"}),
        ("للمدينة", 0, {"row-less-one"}),
    ]


def test_nothing_is_known_to_an_empty_lexicon():
    assert all(row == -1 for _, row, _ in units_of("قال Microsoft في 2019 ، نعم", lexicon_of()))


def lists_of(text, lexicon):
    """The lists that each token stands in, in text order; empty for none."""
    names = {"org", "in-org", "loc", "in-loc", "place", "in-place"}
    return [" ".join(features & names) for *_, features in units_of(text, lexicon)]


@pytest.mark.parametrize("before", range(115))
def test_a_phrase_is_found_wherever_it_stands(before):
    phrase = "مركز العلوم البحرية الدولي الكبير"
    lexicon = lexicon_of(["نعم"], {phrase: TYPES["ORG"], "مركز العلوم": TYPES["place"]})
    assert lists_of("نعم " * before + phrase + " نعم", lexicon) == [*[""] * before, "org", *["in-org"] * 4, ""]


def test_the_longest_phrase_wins_and_ends_with_its_stretch():
    lexicon = lexicon_of(["مركز"], {"مركز العلوم البحرية": TYPES["ORG"], "مركز العلوم": TYPES["LOC"]})
    assert lists_of("مركز العلوم البحرية", lexicon) == ["org", "in-org", "in-org"]
    assert lists_of("مركز العلوم\nالبحرية", lexicon) == ["loc", "in-loc", ""]


def test_a_name_in_latin_script_is_listed_whole_and_by_its_first_word():
    records = b"".join(
        word_key(word).to_bytes(8, "little") + TYPES[label].to_bytes(2, "little")
        for word, label in (("AcmeCorp", "ORG"), ("Acme", "PRODUCT"))
    )
    [(_, _, features)] = units_of("Acme Corp", Lexicon(b"", records))
    assert features & {"latin-org", "latin-product", "first-org", "first-product"} == {"latin-org", "first-product"}


def test_the_numbers_in_the_code_are_those_of_the_names():
    assert {name: FEATURES.index(name) for name in NUMBERED} == NUMBERED
    assert len(FEATURES) <= 64


def test_bits_of_features():
    assert feature_bits("arabic", "latin") == 0b101
    assert feature_bits() == 0
