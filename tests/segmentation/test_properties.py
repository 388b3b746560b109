"""What holds of sentences and tokens for every text."""

import json
import pickle
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp._core.characters import character_set, properties
from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.records import Span, Token
from arabnews_nlp.errors import ArabNewsError
from arabnews_nlp.segmentation import SentencesStage, TokensStage, split_sentences, tokenize
from arabnews_nlp.testing import messy_text, mixed_news

INVISIBLE = 8
PIECES = [
    *"ابتثدومهيةلأإ ABzéжЩ中 0159٣٫٬.،؛:!?؟…۔\"'«»“”()[]{}*#_@/\\-–—ـ%٪&+$€<>=|~^`",
    "\n", "\r\n", "\t", "\u00a0", "\u200f", "\u200e", "\u200d", "\u202b", "\ufeff", "\u0000", "\ud800",
    "\udfff", "\U000e0041", "😀", "👍🏽", "🇸🇦", "\ufe0f", "َ", "ّ", " ", " ", ". ", "؟ ", "...", "..", "<!--",
    "-->", "https://", "![", "](", "د. ", "U.S.", "ق.م", "وMicrosoft ", "بـ38% ", "الـ", "قال ", "والشركة ",
    "للشركة ", "سي.", "1. ", "**",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.text(st.characters(), max_size=60),
)
NEWLINES = st.sampled_from(["paragraph", "always", "never"])


def invisible(text):
    """Offsets of characters of the class that no token covers."""
    unseen = {chr(c) for first, last in character_set("unseen") for c in range(first, last + 1)}
    return {i for i, c in enumerate(text) if properties(c)[0] == INVISIBLE or c in unseen}


def check_spans(text, spans):
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert span.text == text[span.start : span.end]
        end = span.end


@settings(max_examples=400, deadline=None)
@given(TEXTS, NEWLINES, st.sampled_from([None, 1, 2, 7, 4000]), st.booleans())
def test_sentences_are_ordered_disjoint_and_trimmed(text, newline, bound, semicolon):
    spans = split_sentences(text, newline=newline, max_chars=bound, split_on_semicolon=semicolon)
    check_spans(text, spans)
    for span in spans:
        assert span.text == span.text.strip()
        if bound and any(c.isalnum() for c in span.text):
            marks = sum(not c.isalnum() for c in span.text)
            comments = sum(map(len, re.findall("<!--.*?-->", span.text, re.DOTALL)))  # nobody reads what is in them
            assert len(span) <= bound + marks + comments


@settings(max_examples=400, deadline=None)
@given(TEXTS, NEWLINES)
def test_sentences_cover_every_letter_and_digit(text, newline):
    """All but Markdown images that lead a sentence, lines of HTML tags, and HTML comments."""
    text = (
        text.replace("![", "").replace("<!--", "").replace("](", "").replace("!", "").replace("<", "").replace("{", "")
    )
    covered = {i for s in split_sentences(text, newline=newline) for i in range(s.start, s.end)}
    assert all(i in covered for i, c in enumerate(text) if unicodedata.category(c)[0] == "L" or c.isdecimal())


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_tokens_cover_all_but_blanks_and_invisible_characters(text):
    tokens = tokenize(text)
    check_spans(text, tokens)
    covered = {i for t in tokens for i in range(t.start, t.end)}
    hidden = invisible(text)
    assert all(i in covered or i in hidden or c.isspace() for i, c in enumerate(text))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_clitics_lead_their_token(text):
    for token in tokenize(text):
        at = token.start
        for clitic in token.clitics:
            assert clitic.start == at < clitic.end <= token.end
            at = clitic.end


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_results_do_not_depend_on_earlier_texts(text, other):
    sentences, tokens = split_sentences(text), tokenize(text)
    split_sentences(other), tokenize(other)
    assert split_sentences(text) == sentences
    assert tokenize(text) == tokens


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_columns_equal_lists(text):
    doc = SentencesStage()(TokensStage()(Doc(text)))
    assert doc.sentences == split_sentences(text)
    assert doc.tokens == tokenize(text)
    assert [doc.tokens[i] for i in range(len(doc.tokens))] == tokenize(text)
    assert list(doc.sentences) == doc.sentences[:]
    assert Doc.from_dict(doc.to_dict()) == doc
    assert pickle.loads(pickle.dumps(doc)) == doc


@pytest.mark.parametrize("length", [254, 255, 256, 70_000])
def test_long_tokens_keep_their_length_and_clitics(length):
    text = "في وMicrosoft " + "ب" * length + " بـ38% " + "b" * length
    doc = TokensStage()(Doc(text))
    assert [t.text for t in doc.tokens] == text.split(" ")
    assert [[c.text for c in t.clitics] for t in doc.tokens] == [[], ["و"], [], ["بـ"], []]
    assert pickle.loads(pickle.dumps(doc)) == doc
    assert Doc.from_json(doc.to_json()) == doc


def test_columns_index_like_lists():
    doc = TokensStage()(Doc("قال سامي نعم."))
    assert doc.tokens[-1] == Token(doc.text, 12, 13, ".", "punct")
    assert doc.tokens[1:3] == tokenize(doc.text)[1:3]
    with pytest.raises(IndexError):
        doc.tokens[4]


ADVERSARIAL = {
    "one letter": "ا",
    "no spaces": "كلمة،كلمة-Word_",
    "no stops": "كلمة أخرى ",
    "digits": "7",
    "digits and stops": "7.",
    "brackets": "(",
    "closing brackets": ").",
    "quotes": '"',
    "quotes and stops": '."',
    "dots": ".",
    "spaced dots": ". ",
    "spaced marks": "! ؟ ",
    "asterisks": "*",
    "blanks": " ",
    "line breaks": "\n",
    "short lines": "سطر قصير من الكلام هنا لا غير\n",
    "glued stops": "كلمة.",
    "initials": "ق.",
    "spaced initials": "د. ",
    "letter names": "سي. ",
    "comments": "<!--",
    "images": "![a](b",
    "image lines": "![a](b\n",
    "links": "](",
    "tags": "<a>",
    "addresses": "http://",
    "address ends": "://))",
    "mails": "a@",
    "hyphens": "a-",
    "marks": "َ",
    "joiners": "ا\u200d",
    "emoji": "😀",
    "joined emoji": "😀\u200d",
    "surrogates": "\ud800",
    "hashtags": "#ا",
}


@pytest.mark.parametrize("function", [split_sentences, tokenize])
@pytest.mark.parametrize("name", ADVERSARIAL)
def test_time_is_linear(function, name, assert_linear):
    small = ADVERSARIAL[name] * (100_000 // len(ADVERSARIAL[name]))
    assert_linear(function, small, small * 4)


@pytest.mark.parametrize("tail", ["ا. ", "! ", "7.", "(."])
def test_a_long_lead_of_marks_is_walked_once(tail, assert_linear):
    assert_linear(split_sentences, "*" * 30_000 + tail * 10_000, "*" * 120_000 + tail * 40_000)


def test_a_long_sentence_is_cut_at_a_clause_and_recorded():
    text = "كلمة أخرى، " * 40 + "نهاية."
    doc = SentencesStage(SentencesStage.Config(max_chars=100))(Doc(text))
    assert all(len(s) <= 100 for s in doc.sentences)
    assert all(s.text.endswith("،") for s in doc.sentences[:-1])
    assert len(doc.warnings) == len(doc.sentences) - 1
    assert doc.warnings[0].startswith("sentences: cut at ")
    assert "".join(s.text for s in doc.sentences).replace(" ", "") == text.replace(" ", "")


def test_a_semicolon_is_preferred_to_a_comma():
    text = "كلمة، " * 12 + "كلمة؛ " + "كلمة، " * 12
    assert split_sentences(text, max_chars=100)[0].text.endswith("؛")


def test_without_a_bound_nothing_is_cut():
    assert len(split_sentences("كلمة " * 5000, max_chars=None)) == 1


def test_semicolon_option():
    text = "حضر الأول؛ وغاب الثاني."
    assert [s.text for s in split_sentences(text, split_on_semicolon=True)] == ["حضر الأول؛", "وغاب الثاني."]


WRAPPED = (
    "قالت الشركة في بيان لها إنها تعتزم توسيع أعمالها في\n"
    "المنطقة خلال العام المقبل بعد أن سجلت نموا كبيرا في\n"
    "الأرباح والإيرادات معا. وأضافت أن الخطة تشمل افتتاح\n"
    "فروع جديدة في عدد من المدن الكبرى التي يزداد فيها\n"
    "الطلب."
)


def test_hard_wrapped_lines_are_joined():
    first, second = split_sentences(WRAPPED)
    assert first.text.endswith("معا.")
    assert second.text.startswith("وأضافت")


def test_newline_always_and_never():
    assert len(split_sentences(WRAPPED, newline="always")) == 6
    assert len(split_sentences("عنوان\n\nنص\nآخر", newline="never")) == 1


@pytest.mark.parametrize(
    "arguments",
    [{"newline": "sometimes"}, {"newline": None}, {"max_chars": 0}, {"max_chars": "9"}, {"max_chars": True}],
)
def test_wrong_arguments(arguments):
    with pytest.raises(ArabNewsError):
        split_sentences("نص", **arguments)


@pytest.mark.parametrize("function", [split_sentences, tokenize])
def test_text_must_be_str(function):
    with pytest.raises(ArabNewsError):
        function(b"text")


def test_stage_rejects_a_bound_below_one():
    with pytest.raises(ArabNewsError):
        SentencesStage.from_options(max_chars=0)


def test_span_types():
    assert type(split_sentences("نص")[0]) is Span
    assert type(tokenize("نص")[0]) is Token


NER = an.Normalizer("ner")
SPECIAL = {"url", "email", "mention", "hashtag", "emoji"}


class TestNorm:
    @given(
        st.one_of(
            messy_text(),
            mixed_news(),
            st.text(st.sampled_from("واىئءآأ\u0653\u0654\u0655\u064e\u0651eE\u0301\u0323ﻻﷺﷲكک٣Ａ𝐀")),
        )
    )
    def test_it_is_the_token_under_the_light_profile(self, text):
        for token in an.tokenize(text):
            if token.kind not in SPECIAL:
                assert token.norm == (NER.normalize(token.text) or token.text)

    def test_it_is_so_for_every_character(self):
        for code in (*range(0xD800), *range(0xE000, 0x11000), *range(0x1D400, 0x1D800), *range(0x1F100, 0x1F200)):
            for token in an.tokenize(chr(code)):
                if token.kind not in SPECIAL:
                    assert token.norm == (NER.normalize(token.text) or token.text), hex(code)

    @given(messy_text())
    def test_json_has_the_same_norms(self, text):
        doc = an.load({"stages": ["tokens"]})(text)
        assert [t["norm"] for t in json.loads(doc.to_json()).get("tokens", [])] == [t.norm for t in doc.tokens]


@pytest.mark.parametrize("code", [c for first, last in character_set("emoji") for c in range(first, last + 1)][::7])
def test_an_emoji_is_one_to_tokens_sentences_and_masks(code):
    emoji = chr(code)
    assert [t.kind for t in an.tokenize(emoji)] == ["emoji"]
    assert an.Normalizer(steps=["mask_emoji"]).normalize(emoji) == "[رمز]"
    assert an.split_sentences(f"انتهى الاجتماع. {emoji} ثم عاد.")[0].text.endswith(emoji)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# عنوان المقال {#عنوان-المقال}\nنص أول.", ["عنوان المقال", "نص أول."]),
        ("## لماذا هذا؟ {#لماذا}\nنص.", ["لماذا هذا؟", "نص."]),
        ("## قسم (أول) {#扽村}\nنص.", ["قسم (أول)", "نص."]),
        ("# عنوان {#title}\nنص.", ["عنوان", "نص."]),
        ("## سؤال آخر؟ {#question}\nجواب.", ["سؤال آخر؟", "جواب."]),
    ],
)
def test_the_anchor_of_a_heading_is_outside(text, expected):
    assert [s.text for s in split_sentences(text)] == expected
