"""What find_entities promises."""

import random
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.entities import find
from arabnews_nlp.entities._features import TaggerTokenScanner, scan_tagger_tokens
from arabnews_nlp.entities.tagger import load_model, read_model
from arabnews_nlp.errors import ArgumentTypeError
from arabnews_nlp.names.spans import latin_mentions
from arabnews_nlp.testing import messy_text, mixed_news

DATA = files("arabnews_nlp.entities").joinpath("data", "entities.model").read_bytes()
TYPES = {"PER", "ORG", "LOC", "PRODUCT", "EVENT"}


def labels(text):
    return [(e.text, e.label) for e in an.find_entities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("شركة OpenAI وMicrosoft", [("OpenAI", "ORG"), ("Microsoft", "ORG")]),
        ("في سان فرانسيسكو", [("سان فرانسيسكو", "LOC")]),
        ("نموذج GPT-3.5 Turbo", [("GPT-3.5 Turbo", "PRODUCT")]),
        ("واجهة API", []),
        ("وصل إلى مصر", [("مصر", "LOC")]),
        ("قال الرئيس عبد الفتاح السيسي في القاهرة", [("عبد الفتاح السيسي", "PER"), ("القاهرة", "LOC")]),
        ("تأهل المنتخب إلى كأس العالم", [("كأس العالم", "EVENT")]),
    ],
)
def test_types(text, expected):
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وصل الوفد إلى القاهرة وبغداد", "بغداد"),
        ("سافر من القاهرة إلى الرياض وبالرياض أقام", "الرياض"),
        ("قدم الطلب إلى مجلس الأمن وللأمم المتحدة", "لأمم المتحدة"),
        ("قالت شركة لـOpenAI", "OpenAI"),
    ],
)
def test_clitics_are_outside(text, name):
    assert name in [e.text for e in an.find_entities(text)]


@pytest.mark.parametrize("name", ["وادي الفرات", "واشنطن", "كايلي جينير", "بوتين"])
def test_a_first_letter_of_a_name_is_no_clitic(name):
    found = an.find_entities(f"تحدث التقرير عن {name} أمس")
    assert name in [e.text for e in found]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("قال الرئيس التنفيذي Zorvan Kelmet إن الوضع صعب", "Zorvan Kelmet", "PER"),
        ("أعلنت شركة Brandelix عن أرباحها", "Brandelix", "ORG"),
        ("أطلقت Microsoft تطبيق Flumora 3 للهواتف", "Flumora 3", "PRODUCT"),
    ],
)
def test_latin_names_that_no_table_knows_are_told_by_their_context(text, name, label):
    assert (name, label) in labels(text)


def test_both_scripts_have_one_identity():
    doc = an.load()("قالت Microsoft إن مايكروسوفت")
    assert [e.canonical for e in doc.entities] == ["Microsoft", "Microsoft"]


def test_the_place_and_the_year_of_an_event_belong_to_it():
    assert ("مونديال روسيا 2018", "EVENT") in labels("شارك الفريق في مونديال روسيا 2018 الماضي")


def test_wrong_type_of_text():
    with pytest.raises(ArgumentTypeError, match="text"):
        an.find_entities(None)


@given(st.one_of(mixed_news(), messy_text()))
def test_entities_are_ordered_disjoint_and_slice_back(text):
    last = 0
    for entity in an.find_entities(text):
        assert last <= entity.start < entity.end <= len(text)
        assert text[entity.start : entity.end] == entity.text
        assert 0 <= entity.score <= 1
        assert entity.label in TYPES
        last = entity.end


def tags_of(network, text):
    pretokens = PreTokens(text)
    model = load_model()
    names = latin_mentions(pretokens)
    return list(network.tag(scan_tagger_tokens(pretokens, names, model.lexicon)))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("في 2019 أطلقت الشركة", "في 2018 أطلقت الشركة"),
        ("أطلقت شركة Open AI خدمة", "أطلقت شركة OpenAI خدمة"),
        ("هاتف GPT4 الجديد", "هاتف GPT-4 الجديد"),
        ("شركة Zorvan-X العملاقة", "شركة ZorvanX العملاقة"),
    ],
)
def test_spellings_that_differ_little_do_not_share_what_is_kept(text, other):
    alone, after = read_model(DATA).network, read_model(DATA).network
    tags_of(after, other)
    assert tags_of(after, text) == tags_of(alone, text)


def test_what_is_kept_is_replaced_without_a_trace(seed):
    rng = random.Random(4)
    words = ["".join(rng.choices("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", k=rng.randint(3, 7))) for _ in range(12_000)]
    text = " ".join(rng.choices((*words, "القاهرة", "Microsoft", ".\n"), [*(1,) * len(words), 900, 900, 900], k=15_000))
    used = read_model(DATA).network
    again = [tags_of(used, piece) for piece in (seed, text, seed, text)]
    assert again[:2] == again[2:] == [tags_of(read_model(DATA).network, piece) for piece in (seed, text)]


def test_threads_agree(seed):
    pieces = [seed[i : i + 1500] for i in range(0, len(seed), 1500)]
    alone = [an.find_entities(p) for p in pieces]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(an.find_entities, pieces * 4)) == alone * 4


@pytest.mark.parametrize(
    "text", ["ا" * 200_000, "محمد " * 40_000, "A" * 200_000, "(" * 200_000, "Ab " * 60_000, "1 " * 90_000]
)
def test_long_monotonous_texts_are_no_trouble(text):
    assert all(e.text for e in an.find_entities(text))


def columns_of(pretokens, most):
    model = load_model()
    scanner = TaggerTokenScanner(pretokens, latin_mentions(pretokens), model.lexicon)
    columns = ([], [], [], [], [], [])
    while tokens := scanner.take(most):
        for column, more in zip(columns, tokens.columns(), strict=True):
            column += more
    return columns


@pytest.mark.parametrize("most", [0, 1, 7, 500])
def test_units_are_the_same_in_pieces(seed, most):
    pretokens = PreTokens(seed + " كلمة" * 300)
    assert columns_of(pretokens, most) == columns_of(pretokens, len(pretokens))


@given(st.one_of(mixed_news(), messy_text()))
def test_units_of_any_text_are_the_same_in_pieces(text):
    pretokens = PreTokens(text)
    assert columns_of(pretokens, 1) == columns_of(pretokens, len(pretokens) + 1)


@pytest.mark.parametrize("piece", [1, 100])
def test_entities_are_the_same_in_pieces(seed, monkeypatch, piece):
    text = seed + "\nشارك في مونديال روسيا 2018"
    whole = an.find_entities(text)
    monkeypatch.setattr(find, "_PIECE", piece)
    assert an.find_entities(text) == whole


def test_an_event_ends_with_its_line():
    assert "2018" not in [e.text[-4:] for e in an.find_entities("شارك الفريق في مونديال روسيا\n2018 شهد الكثير")]
