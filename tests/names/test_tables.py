"""The curated tables keep their schema."""

import re
import string

import pytest

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
LISTED = rows("listed_names.tsv")
BOTH = [*BRANDS, *LISTED]


def forms(*cells):
    return [form for cell in cells for form in cell.split("|") if form]


def test_the_tables_of_names_are_large():
    assert len(BRANDS) >= 3500
    assert len(BOTH) >= 6000
    assert {row[1] for row in BRANDS} == TYPES


def test_rows_have_six_columns_a_known_type_and_an_arabic_spelling():
    assert all(len(row) == 6 and row[0] and row[1] in TYPES and (row[2] or row[4]) for row in BOTH)


@pytest.mark.parametrize("table", [BRANDS, LISTED], ids=["brands", "listed"])
def test_names_are_sorted_and_unique(table):
    names = [row[0] for row in table]
    assert names == sorted(names, key=lambda name: (name.lower(), name))
    assert len({brand_key(name) for name in names}) == len(names)


def test_no_listed_name_is_a_curated_one():
    curated = {brand_key(form) for row in BRANDS for form in forms(row[0], row[3])}
    assert not curated & {brand_key(row[0]) for row in LISTED}


def test_a_latin_variant_belongs_to_one_brand():
    owners = {}
    for latin, _, _, variants, _, _ in BRANDS:
        for form in forms(latin, variants):
            assert owners.setdefault(brand_key(form), latin) == latin, form


def test_arabic_spellings_are_arabic_and_clean():
    for latin, _, arabic, _, described, plain in BOTH:
        for form in forms(arabic, described, plain):
            assert ARABIC.fullmatch(form), (latin, form)
            assert re.search(r"[\u0621-\u064a]", form), (latin, form)


def test_an_arabic_spelling_that_is_sought_has_one_type():
    types = {}
    for latin, kind, arabic, _, described, _ in BOTH:
        for form in forms(arabic, described):
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
    assert not {fold(form) for brand in brands().values() for form in brand.sought} & set(words)


def test_word_lists_are_sorted_and_have_one_word_a_row():
    words = rows("words.tsv")
    assert all(len(row) == 2 and row[1].split() == [row[1]] for row in words)
    names = list(dict.fromkeys(name for name, _ in words))
    people, rest = "arabic_given arabic_given_frequent", "counted english given head inner light lower outside particle"
    assert names == [*people.split(), "breaking", "corporate", *rest.split()]
    assert [name for name, _ in words] == sorted(name for name, _ in words)


def test_surnames_are_sorted_and_unique():
    pairs = [tuple(row) for row in rows("surnames.tsv")]
    assert pairs == sorted(set(pairs))
    assert all(ARABIC.fullmatch(arabic) and latin == brand_key(latin) for arabic, latin in pairs)


def test_national_spellings_are_sorted_and_weigh_something():
    spellings = rows("national_spellings.tsv")
    keys = [tuple(row[:3]) for row in spellings]
    assert keys == sorted(set(keys))
    for countries, arabic, latin, romanized, arabized in spellings:
        assert all(re.fullmatch("[A-Z]{2}", country) for country in countries.split())
        assert re.fullmatch("[\u0621-\u064aپچڤگ]{1,3}", arabic)
        assert re.fullmatch("[a-z']{1,4}|(?:al|el)[ -]|", latin)
        assert 0.35 <= max(abs(float(romanized)), abs(float(arabized))) <= 3
    codes = [country for countries in {row[0] for row in spellings} for country in countries.split()]
    assert len(codes) == len(set(codes))


def test_every_latin_letter_has_its_names():
    letters = rows("letter_names.tsv")
    assert [row[0] for row in letters] == list(string.ascii_uppercase)
    for _, arabic, consonants, english in letters:
        assert all(ARABIC.fullmatch(form) for form in arabic.split("|"))
        assert set(consonants) <= set("BTDKSRLMNF")
        assert re.fullmatch("[a-z]+", english)


def test_consonants_have_known_kinds_and_classes():
    for kind, sign, value in rows("consonants.tsv"):
        assert kind in {"class", "group", "written", "weak"}
        if kind == "group":
            assert re.fullmatch("[a-z]{1,4}", sign)
            assert all(reading == "-" or set(reading) <= set("BTDKSRLMNF") for reading in value.split())
        else:
            assert re.fullmatch("[\u0621-\u064aپچڤگژ]+", value)


def test_rules_of_english_sounds_name_a_place():
    for letters, place, heard in rows("english_sounds.tsv"):
        assert place in {"first", "end", "silent"}
        assert 1 <= int(heard) <= len(letters) if place == "silent" else len(heard) <= len(letters)


def test_the_table_of_sounds_has_costs_between_zero_and_one():
    for group, spellings in rows("sound_costs.tsv"):
        if group in {"spare", "missing"}:
            assert "*=1" in spellings.split()
            continue
        assert re.fullmatch("[a-z]{1,4}|[A-Z]", group)
        for spelling in spellings.split():
            arabic, cost = spelling.split("=")
            assert arabic == "-" or re.fullmatch(r"[\u0621-\u06d3]{1,6}", arabic), spelling
            assert 0 <= float(cost) < 1
