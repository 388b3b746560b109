"""Isolates: removable, put once, around whole runs of the other direction; nothing that a program reads is touched."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.errors import ArgumentTypeError, UnknownNameError
from arabnews_nlp.render.bidi import strip_isolates, visual_order
from arabnews_nlp.testing import messy_text, mixed_news

PIECES = st.sampled_from(
    [*"ابة 10-/.:+%$*_|`~[]()<>#\n", "OpenAI", "GPT-4", "c++", "3.5%", "2023-08-29", "```", "**", "خبر"]
)
TEXTS = st.one_of(mixed_news(), messy_text(), st.lists(PIECES, max_size=30).map("".join))
MARKS = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


def shown(text, **options):
    """With brackets in place of the control characters."""
    return an.isolate(text, **options).translate({0x2066: "{", 0x2067: "{", 0x2069: "}"})


@given(TEXTS, st.booleans(), st.sampled_from(["auto", "rtl", "ltr"]))
@example("\u200fA£0", False, "auto")
@example("\u200f£0A", False, "auto")
def test_isolates_can_be_taken_away_and_are_put_once(text, markdown, direction):
    text = text.translate(MARKS)
    isolated = an.isolate(text, markdown=markdown, direction=direction)
    assert strip_isolates(isolated) == text
    assert an.isolate(isolated, markdown=markdown, direction=direction) == isolated
    for line in isolated.split("\n"):
        assert line.count("\u2066") + line.count("\u2067") == line.count("\u2069")


@given(TEXTS)
def test_a_view_with_isolates_leads_back(text):
    doc = an.load()(text.translate(MARKS))
    view = doc.render(bidi="isolate")
    assert strip_isolates(view.text) == doc.text
    for entity in doc.entities:
        start, end = view.to_rendered(entity.start, entity.end)
        assert strip_isolates(view.text[start:end]) == entity.text
        assert view.to_original(start, end) == (entity.start, entity.end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قالت OpenAI إن GPT-4 Turbo أسرع", "قالت {OpenAI} إن {GPT-4 Turbo} أسرع"),
        ("نماذج OpenAI، ChatGPT، Bing Chat", "نماذج {OpenAI}، {ChatGPT}، {Bing Chat}"),
        ("OpenAI أعلنت", "{OpenAI} أعلنت"),
        ("لغة C++ و C#", "لغة {C++} و {C#}"),
        ("شركة AT&T (Inc.) كبيرة", "شركة {AT&T} ({Inc}.) كبيرة"),
        ("في 2023-08-29 و 29/8/2023", "في {2023-08-29} و {29/8/2023}"),
        ("ارتفع 3.5% إلى $10 أو +966 50 123", "ارتفع {3.5%} إلى {$10} أو {+966 50 123}"),
        ("بين 10-12 مليونا عام 2023", "بين 10-12 مليونا عام 2023"),
        ("سطر عربي\nan English line\n", "سطر عربي\nan English line\n"),
        ("An English text about القاهرة الكبرى and more", "An English text about {القاهرة الكبرى} and more"),
        ("", ""),
    ],
)
def test_runs_of_the_other_direction_are_isolated(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("شغّل `pip install x` الآن", "شغّل `pip install x` الآن"),
        ("كتاب [OpenAI docs](https://openai.com/a_b) هنا", "كتاب [{OpenAI docs}](https://openai.com/a_b) هنا"),
        ("موقع https://openai.com/x-1 جديد", "موقع https://openai.com/x-1 جديد"),
        ("بريد a.b@c.com هنا", "بريد a.b@c.com هنا"),
        ("نص **OpenAI** *GPT* *Bing*", "نص **{OpenAI}** *{GPT}* *{Bing}*"),
        ("| شركة | OpenAI | Bing |", "| شركة | {OpenAI} | {Bing} |"),
        ("# OpenAI تعلن", "# {OpenAI} تعلن"),
        ("نص\n```\nعربي x = y\n```\nنص OpenAI", "نص\n```\nعربي x = y\n```\nنص {OpenAI}"),
        ("نص <b>OpenAI</b>", "نص <b>{OpenAI}</b>"),
    ],
)
def test_markdown_stays_markdown(text, expected):
    assert shown(text) == expected


def test_html_isolates_with_elements():
    assert an.isolate("قالت AT&T <نعم>", html=True, markdown=False) == (
        'قالت <bdi dir="ltr">AT&amp;T</bdi> &lt;نعم&gt;'
    )


def test_names_and_isolates_in_one_view():
    doc = an.load()("قالت Microsoft إن مايكروسوفت نمت.")
    view = doc.render(names="latin", bidi="isolate")
    assert view.text == "قالت \u2066Microsoft\u2069 إن \u2066Microsoft\u2069 نمت."
    at = view.text.rindex("Microsoft")
    assert doc.text[slice(*view.to_original(at, at + 9))] == "مايكروسوفت"


def test_the_seed_article_is_in_logical_order(seed):
    assert visual_order(seed) == []
    backwards = "\n".join(line[::-1] for line in seed.split("\n"))
    found = visual_order(backwards)
    assert sum(len(span) for span in found) > 0.6 * len(seed)
    assert all(backwards[span.start : span.end] == span.text for span in found)


def test_wrong_arguments_are_named():
    with pytest.raises(ArgumentTypeError, match="text must be str"):
        an.isolate(None)
    with pytest.raises(UnknownNameError, match="did you mean 'rtl'"):
        an.isolate("نص", direction="rlt")
    with pytest.raises(UnknownNameError, match="did you mean 'isolate'"):
        an.Doc("نص").render(bidi="isolat")
