"""One text, one reading: the layers of a text do not depend on its encoding."""

import pytest
from benchmarks.agreement import LAYERS, marks
from hypothesis import given, settings
from tests.case_files import records

import arabnews_nlp as an
from arabnews_nlp._core.reading import reading
from arabnews_nlp.testing import ENCODINGS, encoded, encodings, messy_text, mixed_news

TEXTS = (
    "وقّعت شركة مايكروسوفت (Microsoft) عقدًا بقيمة ثلاثة ملايين دولار في القاهرة. وقال د. سامي التمان إن الأمر انتهى.",
    "أعلنت منظمة الصحة العالمية (WHO) يوم 29 أغسطس 2023 أنّ 38% من السكان مؤمَّنون، بحسب مؤتمر صحفي في الرباط.",
    "فاز لاعب ليفربول محمد صلاح بكأس العالم 2022! ولم يعلّق رئيس الاتحاد الأوروبي على ذلك...",
    "بلغ سعر البرميل 85.5 دولارًا، أي ما يعادل 5 ملايين ريال سعودي؛ وانخفض بنسبة ٣٫٥٪ خلال أسبوعين.",
    "قالت OpenAI إنّ ChatGPT سيتاح لـ 100 مليون مستخدم. وأضافت أوبن أي آي أنها تعمل مع الأمم المتحدة.",
    "ولد في الإسكندرية سنة 1950 ودرس الطبّ في جامعة القاهرة، ثم عاد إلى لبنان والأردن والمغرب.",
    "اشترت أبل (Apple) ثلث أسهم الشركة الناشئة بنحو مئتي ألف يورو؟ نعم. هكذا أعلن البنك المركزي المصري.",
)


def layers(text, alignment=None):
    """What the pipeline says of a text, and each function of its own."""
    doc = an.load()(text)
    alone = an.Doc(text)
    alone.sentences, alone.tokens = an.split_sentences(text), an.tokenize(text)
    alone.numbers, alone.names, alone.entities = (
        an.parse_numbers(text),
        an.align_names(text),
        an.find_entities(text),
    )
    return marks(doc, alignment), marks(alone, alignment)


@pytest.mark.parametrize("encoding", sorted(set(ENCODINGS) - {"tatweel"}))
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_every_layer_is_the_same_in_another_encoding(text, encoding):
    other, alignment = encoded(text, encoding)
    assert other != text
    assert layers(other) == layers(text, alignment)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_every_layer_but_the_clitics_is_the_same_with_tatweel(text):
    other, alignment = encoded(text, "tatweel")
    for found, expected in zip(layers(other), layers(text, alignment), strict=True):
        for layer in set(LAYERS) - {"tokens"}:
            assert found[layer] == expected[layer]
        assert {t[:4] for t in found["tokens"]} == {t[:4] for t in expected["tokens"]}


@settings(deadline=None, max_examples=150)
@given(mixed_news(), encodings().filter(lambda name: name != "tatweel"))
def test_generated_news_have_the_same_layers_in_another_encoding(text, encoding):
    read = reading(text)[0]
    other, alignment = encoded(read, encoding)
    assert layers(other) == layers(read, alignment)


@pytest.mark.parametrize("text", ["كان يتكلم . . . ثم سكت.", "نعم. . ، لا"])
def test_dots_may_be_parted_by_any_blank(text):
    assert [s.end for s in an.split_sentences(text.replace(" ", "\xa0"))] == [s.end for s in an.split_sentences(text)]


@given(messy_text())
def test_a_reading_is_its_own_reading(text):
    read, alignment = reading(text)
    assert reading(read) == (read, None)
    assert (alignment is None) == (read == text)
    if alignment is not None:
        assert (alignment.original_length, alignment.normalized_length) == (len(text), len(read))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("\ufed3\ufef2 \ufe8d\ufedf\ufed8\ufe8e\ufeeb\ufeae\ufe93", "في القاهرة"),
        ("لا إله إلا \ufdf2", "لا إله إلا الله"),
        ("\ufdfa", "\ufdfa"),
        ("5 \ufdfc", "5 ريال"),
        ("بي\x00ت", "بيت"),
        ("القا\u00ad\u2060\ufeffهرة", "القاهرة"),
        ("مو\u0654تمر", "مؤتمر"),
        ("cafe\u0301", "café"),
        ("كأس\u200f \u202bالعالم\u202c", "كأس العالم"),
        ("كلمة\u200bأخرى", "كلمة أخرى"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("نعم\u200c ثم", "نعم ثم"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("أ\u00a0\u2009ب\tج", "أ ب\tج"),
    ],
)
def test_what_is_read(text, read):
    assert reading(text)[0] == read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دفع **خمسة** ملايين دولار", ("خمسة** ملايين دولار", 5_000_000, "USD")),
        ("دفع <b>5</b> ملايين دولار", ("5</b> ملايين دولار", 5_000_000, "USD")),
        ("ارتفع **3** بالمئة", ("3** بالمئة", 3, "%")),
        ("خمسة ملايين **دولار**", ("خمسة ملايين **دولار", 5_000_000, "USD")),
        ("بلغ <strong>ثلاثة</strong> ملايين يورو", ("ثلاثة</strong> ملايين يورو", 3_000_000, "EUR")),
        ("بـ**38**% من الأصوات", ("38**%", 38, "%")),
    ],
)
def test_an_amount_is_read_across_marks_of_emphasis(text, expected):
    assert [(q.text, q.value, q.unit) for q in an.parse_numbers(text)] == [expected]


@pytest.mark.parametrize("text", ["زار **الأمم** المتحدة", "زار <b>الأمم</b> المتحدة", "زار الأمم **المتحدة** أمس"])
def test_an_entity_is_found_across_marks_of_emphasis(text):
    assert [e.label for e in an.find_entities(text)] == ["ORG"]
    assert an.find_entities(text)[0].text.replace("**", "").replace("</b>", "") == "الأمم المتحدة"


@pytest.mark.parametrize("text", ["حاصل 5*3", "حاصل 5 * 3", "حاصل 2**8"])
def test_a_sign_between_numbers_is_no_emphasis(text):
    assert len(an.parse_numbers(text)) == 2


CASES = records("readings.jsonl")


def told(doc):
    """The layers without offsets, and with words as every encoding has them."""
    return {
        "sentences": len(doc.sentences),
        "tokens": [(t.norm, t.kind, len(t.clitics)) for t in doc.tokens],
        "numbers": [(q.label, q.value, q.unit, q.timex) for q in doc.numbers],
        "names": [(n.canonical, len(n.mentions)) for n in doc.names],
        "entities": [(e.label, e.canonical) for e in doc.entities],
    }


@pytest.mark.parametrize("case", [c for c in CASES if "same as" in c], ids=lambda c: c["kind"])
def test_cases_that_are_read_alike(case):
    assert told(an.load()(case["text"])) == told(an.load()(case["same as"]))


@pytest.mark.parametrize("case", [c for c in CASES if "same as" not in c], ids=lambda c: c["kind"])
def test_cases_with_layers(case):
    doc = an.load()(case["text"])
    found = {
        "numbers": [[q.text, q.label, q.value, q.unit] for q in doc.numbers],
        "names": [[n.canonical, *(m.text for m in n.mentions)] for n in doc.names],
        "entities": [[e.text, e.label] for e in doc.entities],
    }
    for layer in found.keys() & case.keys():
        assert found[layer] == case[layer]
