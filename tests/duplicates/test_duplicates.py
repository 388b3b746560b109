"""Duplicates: repeated paragraphs are marked with where they stood first; fingerprints tell near-duplicate texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.duplicates import Fingerprint
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, RecordError
from arabnews_nlp.testing import messy_text, mixed_news

LONG = "أعلنت شركة مايكروسوفت في بيان لها يوم الثلاثاء أنها ستستثمر مليار دولار في الذكاء الاصطناعي خلال العام"
OTHER = "ارتفعت أسعار النفط في التعاملات المبكرة بعد صدور بيانات أظهرت انخفاض المخزونات الأمريكية"
DISCLAIMER = "قد تحتوي هذه الصفحة على محتوى من جهات خارجية يقدم لأغراض إعلامية فقط"


def stage(**options):
    return an.load({"stages": ["duplicates"], "stage": {"duplicates": options}})


def test_the_second_half_of_the_seed_article_repeats_the_first(seed):
    doc = stage()(seed)
    assert len(doc.duplicates) == 37
    assert all(seed[slice(*d.of)] == d.text and d.score == 1 for d in doc.duplicates)
    assert doc.duplicates[0].of[0] == 0
    assert {d.document for d in doc.duplicates} == {None}


def test_marks_diacritics_and_spacing_do_not_count():
    doc = stage()(f"{LONG}\n\n** {LONG.replace(' ', '  ')}،**\nأَ{LONG[1:]}")
    assert [(*d.of, d.seen, d.score) for d in doc.duplicates] == [
        (0, len(LONG), 1, 1),
        (0, len(LONG), 2, 1),
    ]


def test_a_changed_word_is_near_and_other_news_is_not():
    changed = LONG.replace("الثلاثاء", "الأربعاء")
    doc = stage(threshold=0.6)(f"{LONG}\n{OTHER}\n{changed}")
    (found,) = doc.duplicates
    assert (found.text, found.of[0]) == (changed, 0)
    assert 0.6 <= found.score < 1
    assert not stage(threshold=1)(doc.text).duplicates


def test_short_paragraphs_are_left_alone():
    assert not stage()("اقرأ أيضًا\nاقرأ أيضًا").duplicates
    assert len(stage(min_words=2)("اقرأ أيضًا\nاقرأ أيضًا").duplicates) == 1


@pytest.mark.parametrize("n_process", [1, 2])
def test_across_a_stream_the_first_document_is_named(n_process):
    texts = [
        f"{LONG}\n{DISCLAIMER}",
        f"{OTHER}\n{DISCLAIMER}",
        7,
        f"{LONG} {DISCLAIMER}",
        f"{LONG}\n{DISCLAIMER}\n{LONG}",
    ]
    found = list(stage(across=True).pipe(texts, n_process=n_process, batch_size=1, on_error="record"))
    assert isinstance(found[2], RecordError)
    assert [[(d.text, d.document, d.seen) for d in doc.duplicates] for doc in (found[0], found[1], found[4])] == [
        [],
        [(DISCLAIMER, 0, 1)],
        [(LONG, 0, 1), (DISCLAIMER, 0, 2), (LONG, 0, 2)],
    ]


def test_a_stream_forgets_nothing_and_the_next_one_starts_anew():
    pipe = stage(across=True)
    for _ in range(2):
        first, second = pipe.pipe([LONG, LONG])
        assert (len(first.duplicates), len(second.duplicates)) == (0, 1)


def test_without_across_documents_are_apart():
    assert not [doc.duplicates for doc in stage().pipe([LONG, LONG]) if doc.duplicates]


def test_json_and_the_command_line_hold_them():
    doc = stage(across=True)
    *_, last = doc.pipe([LONG, f"{OTHER}\n{LONG}"])
    assert an.Doc.from_json(last.to_json()) == last
    assert last.to_dict()["duplicates"] == [
        {"start": len(OTHER) + 1, "end": len(last.text), "of": [0, len(LONG)], "seen": 1, "score": 1.0, "document": 0}
    ]


@given(st.lists(st.one_of(mixed_news(), messy_text(), st.sampled_from([LONG, OTHER, DISCLAIMER])), max_size=6))
def test_any_text_goes_through(paragraphs):
    text = "\n".join(paragraphs)
    doc = stage(min_words=1, threshold=0.7)(text)
    last = 0
    for found in doc.duplicates:
        assert last <= found.start < found.end <= len(text)
        assert found.of[1] <= found.start
        last = found.end
    assert an.Doc.from_dict(doc.to_dict()) == doc


def test_wrong_options_are_named():
    with pytest.raises(ArgumentValueError, match="threshold must be above 0"):
        stage(threshold=0)
    with pytest.raises(ArgumentValueError, match="min_words"):
        stage(min_words=0)


@given(st.one_of(mixed_news(), messy_text()))
def test_a_fingerprint_is_that_of_the_normalized_words(text):
    own = an.Doc(text).fingerprint()
    assert own == Fingerprint.of(text) == Fingerprint.of(f"  {text}\n")
    assert own.similarity(own) == 1
    assert (len(own.exact), len(own.signature)) == (16, 512)


def test_similarity_falls_with_what_differs(seed):
    first = Fingerprint.of(seed)
    scores = [first.similarity(Fingerprint.of(seed[: len(seed) * part // 8])) for part in (8, 3, 2, 1)]
    assert scores == sorted(scores, reverse=True) and scores[0] == 1
    assert first.similarity(Fingerprint.of(OTHER)) < 0.1
    with pytest.raises(ArgumentTypeError, match="other must be a Fingerprint"):
        first.similarity("x")
