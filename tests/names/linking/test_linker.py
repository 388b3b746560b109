"""Names across scripts, by example and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.errors import ArgumentTypeError
from arabnews_nlp.testing import messy_text, mixed_news


def clusters(text):
    return [[m.text for m in name.mentions] for name in an.align_names(text)]


def kinds(text):
    return {m.text: m.kind for name in an.align_names(text) for m in name.mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قالت Microsoft إن مايكروسوفت", [["Microsoft", "مايكروسوفت"]]),
        ("ذا إنفورميشن أو The Information", [["ذا إنفورميشن", "The Information"]]),
        ("التقى Anderson أندرسون", [["Anderson", "أندرسون"]]),
        ("شركة زوربلاكس ثم قالت Zorblax", [["زوربلاكس", "Zorblax"]]),
        ("آندريسين هورويتز و Andreessen Horowitz", [["آندريسين هورويتز", "Andreessen Horowitz"]]),
    ],
)
def test_transliterations_anywhere_in_the_text(text, expected):
    assert clusters(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("لمايكروسوفت وMicrosoft", [["مايكروسوفت", "Microsoft"]]),
        ("ومايكروسوفت وبMicrosoft", [["مايكروسوفت", "Microsoft"]]),
        ("لـ Google ولـ غوغل وبغوغل", [["Google", "غوغل", "غوغل"]]),
        ("للبيتكوين أو Bitcoin", [["لبيتكوين", "Bitcoin"]]),
        ("جهاز #الآيفون من iPhone", [["الآيفون", "iPhone"]]),
    ],
)
def test_clitics_stay_outside_and_the_article_inside(text, expected):
    assert clusters(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سام التمان (Sam Altman) ثم Altman", [["سام التمان", "Sam Altman", "Altman"]]),
        ("قال Sam Altman (سام التمان) أمس", [["Sam Altman", "سام التمان"]]),
        ('رقاقة "إيه 15 بيونك" (A15 Bionic).', [["إيه 15 بيونك", "A15 Bionic"]]),
        ("بصمة توتش آي دي (TouchID)", [["توتش آي دي", "TouchID"]]),
        ("مجموعة واي سي (YC Group) وغيرها", [["واي سي", "YC Group"]]),
        ("نظام كروم Chrome OS الجديد", [["كروم", "Chrome OS"]]),
        ("رقاقة إم7 (M7) ثم إم7 وحدها", [["إم7", "M7", "إم7"]]),
    ],
)
def test_glosses_in_either_order_and_what_they_teach(text, expected):
    assert clusters(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("واجهة برمجة التطبيقات (API) وAPIs", [["واجهة برمجة التطبيقات", "API", "APIs"]]),
        ("قال PIF وصندوق الاستثمارات العامة", [["PIF", "صندوق الاستثمارات العامة"]]),
        ("المرصد السوري لحقوق الإنسان (SOHR) اليوم", [["المرصد السوري لحقوق الإنسان", "SOHR"]]),
        ("الإمارات العربية المتحدة (CNN)", []),
        ("الرئيس قال أمس إن الأمر (XYZ)", []),
    ],
)
def test_acronyms_and_their_expansions(text, expected):
    assert clusters(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open AI وOpenAI", [["Open AI", "OpenAI"]]),
        ("Llama 2 أو Llama2", [["Llama 2", "Llama2"]]),
        ("فيس بوك وفيسبوك وFacebook", [["فيس بوك", "فيسبوك", "Facebook"]]),
    ],
)
def test_spelling_and_spacing_variants(text, expected):
    assert clusters(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال كيندال لارسن Kendall Larsen، ثم أضاف لارسن", [["كيندال لارسن", "Kendall Larsen"]]),
        ("قال توماس لارسن Thomas Larsen، ثم أضاف لارسن", [["توماس لارسن", "Thomas Larsen", "لارسن"]]),
        ("سام ألتمان (Sam Altman) ولألتمان وAltman", [["سام ألتمان", "Sam Altman", "ألتمان", "Altman"]]),
        ("ريال مدريد Real Madrid في مدريد", [["ريال مدريد", "Real Madrid"]]),
    ],
)
def test_a_surname_alone(text, expected):
    assert clusters(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هواتف iPhone X Plus وآيفون", [["iPhone", "آيفون"]]),
        ("Huawei P20 Pro من هواوي", [["Huawei", "هواوي"]]),
        ("ساعة Apple Watch من أبل", []),
        ("شركة Snap وتطبيق سناب شات", []),
    ],
)
def test_a_name_inside_a_longer_one(text, expected):
    assert clusters(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "قال Microsoft فقط",
        "البنك ينشر Punk",
        "فرقة Punk أمام بنك كبير",
        "دار Kitab لها كتب كثيرة وكتاب واحد",
        "زار Surinam رجل سورينامي",
        "انظر https://www.microsoft.com/ar حول مايكروسوفت",
        "راسلوا info@microsoft.com بشأن مايكروسوفت",
        "حساب @Microsoft ووسم #Microsoft عن مايكروسوفت",
    ],
)
def test_no_false_friends(text):
    assert clusters(text) == []


def test_kinds_and_canonical():
    assert kinds("واجهة برمجة التطبيقات (API) من مايكروسوفت Microsoft") == {
        "واجهة برمجة التطبيقات": "translation",
        "API": "acronym",
        "مايكروسوفت": "transliteration",
        "Microsoft": "variant",
    }
    (name,) = an.align_names("OpenAI وOpen AI وOpenAI وأوبن إيه آي")
    assert name.canonical == "OpenAI"


def test_text_that_is_no_string_is_refused():
    with pytest.raises(ArgumentTypeError, match="text must be str"):
        an.align_names(b"Microsoft")


@given(st.one_of(mixed_news(), messy_text(), st.text()))
def test_mentions_are_ordered_disjoint_and_slice_back(text):
    taken = set()
    for name in an.align_names(text):
        starts = [m.start for m in name.mentions]
        assert starts == sorted(starts)
        assert len(name.mentions) > 1
        for m in name.mentions:
            assert text[m.start : m.end] == m.text
            assert 0 <= m.score <= 1
            assert m.start < m.end
            stretch = set(range(m.start, m.end))
            assert not taken & stretch
            taken |= stretch


PIECES = (
    "Microsoft مايكروسوفت iPhone XS آيفون API ( ) و لـ ، Sam Altman سام ألتمان Open AI OpenAI غوغل Google Play سناب "
    'شات Snap WHO (SOHR) 5G جي5 كروم Chrome OS 365 للآيفون ال AT&T " \u200f'
)
NAMES = st.sampled_from([*PIECES.split(" "), "\n", "واجهة برمجة التطبيقات", "منظمة الصحة العالمية", "Chrome OS"])


@given(st.lists(st.tuples(NAMES, st.sampled_from(["", " ", "-", "ـ"])), max_size=40))
def test_the_same_holds_for_texts_made_of_names(parts):
    test_mentions_are_ordered_disjoint_and_slice_back.hypothesis.inner_test("".join(a + b for a, b in parts))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000,
        "A" * 50_000,
        "ا" * 50_000,
        "Aa " * 30_000,
        "و " * 30_000,
        "A (ا) " * 20_000,
        "A. " * 30_000,
        "لل" * 30_000,
    ],
)
def test_adversarial_texts_take_little_time(text):
    an.align_names(text)
