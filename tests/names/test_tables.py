"""The curated tables keep their schema."""

import re

from arabnews_nlp._core.pretokens import fold
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.names.tables import acronym_rows, brand_key, brands

TYPES = {"PER", "ORG", "LOC", "PRODUCT", "EVENT"}
ARABIC = re.compile(
    r"[\u0621-\u064a\u064b-\u0652\u067e\u0686\u06a4\u06af0-9A-Za-z+.]+(?:[ -][\u0621-\u064a\u064b-\u06520-9A-Za-z+.]+)*"
)


def rows(name):
    return read_table("arabnews_nlp.names", name)


BRANDS = rows("brands.tsv")


def test_the_brand_table_is_large():
    assert len(BRANDS) >= 1500
    assert {row[1] for row in BRANDS} == TYPES


def test_brand_rows_have_four_columns_and_a_known_type():
    assert all(len(row) == 4 and row[0] and row[2] and row[1] in TYPES for row in BRANDS)


def test_brands_are_sorted_and_unique():
    names = [row[0] for row in BRANDS]
    assert names == sorted(names, key=lambda name: (name.lower(), name))
    assert len({brand_key(name) for name in names}) == len(names)


def test_a_latin_variant_belongs_to_one_brand():
    owners = {}
    for latin, _, _, variants in BRANDS:
        for form in (latin, *filter(None, variants.split("|"))):
            assert owners.setdefault(brand_key(form), latin) == latin, form


def test_arabic_spellings_are_arabic_and_clean():
    for latin, _, arabic, _ in BRANDS:
        for form in arabic.split("|"):
            assert ARABIC.fullmatch(form), (latin, form)
            assert re.search(r"[\u0621-\u064a]", form), (latin, form)


def test_an_arabic_spelling_has_one_type():
    types = {}
    for latin, kind, arabic, _ in BRANDS:
        for form in arabic.split("|"):
            assert types.setdefault(fold(form), kind) == kind, (latin, form)


def test_acronyms_are_sorted_unique_and_expanded_in_arabic():
    names = [acronym for acronym, _ in acronym_rows()]
    assert len(names) >= 200
    assert names == sorted(names, key=lambda name: (name.lower(), name))
    assert len(set(names)) == len(names)
    for acronym, expansions in acronym_rows():
        assert all(ARABIC.fullmatch(form) for form in expansions), acronym


def test_common_words_are_sorted_folded_and_no_names():
    words = [row[0] for row in rows("common_words.tsv")]
    assert words == sorted(set(words))
    assert all(fold(word) == word for word in words)
    assert not {fold(form) for brand in brands().values() for form in brand.arabic} & set(words)


def test_word_lists_have_a_name_and_words():
    names = [name for name, word in rows("words.tsv") if word]
    assert names == sorted(names)
    assert list(dict.fromkeys(names)) == [
        "breaking",
        "counted",
        "english",
        "given",
        "head",
        "inner",
        "light",
        "lower",
        "outside",
    ]


def test_the_table_of_sounds_has_costs_between_zero_and_one():
    for group, spellings in rows("sound_costs.tsv"):
        assert re.fullmatch("[a-z]{1,4}|[A-Z]", group)
        for spelling in spellings.split():
            arabic, cost = spelling.split("=")
            assert arabic == "-" or re.fullmatch(r"[\u0621-\u06d3]{1,6}", arabic), spelling
            assert 0 <= float(cost) < 1
