"""Output for people and programs: nothing is lost, nothing is executed."""

import html
import re

from hypothesis import given

import arabnews_nlp as an
from arabnews_nlp.render import summarize, to_html
from arabnews_nlp.testing import messy_text, mixed_news

nlp = an.load()


def test_script_in_the_text_is_escaped():
    page = to_html(nlp('<script>alert(1)</script> "OpenAI" & <img onerror=x>'))
    assert "<script" not in page and "<img" not in page


def test_both_scripts_are_isolated_and_marked():
    page = to_html(nlp("قالت Microsoft إن مايكروسوفت ربحت 5 دولارات"))
    assert 'dir="rtl"' in page
    assert '<mark class="ORG" title="Microsoft"><bdi>Microsoft</bdi><small>ORG</small><sup>1</sup></mark>' in page
    assert "<bdi>مايكروسوفت</bdi><small>ORG</small><sup>1</sup>" in page
    assert 'title="5 USD"' in page


@given(mixed_news())
def test_the_page_holds_the_whole_text(text):
    page = to_html(nlp(text))
    body = page[page.index("</h1>") : page.index("</body>")]
    body = re.sub(r"<small>.*?</small>|<sup>.*?</sup>|<table>.*</table>", "", body)
    shown = html.unescape(re.sub(r"<[^>]*>", "", body))
    assert "".join(shown.split()) == "".join(text.split())


@given(messy_text())
def test_no_text_breaks_an_output(text):
    doc = nlp(text)
    to_html(doc).encode()
    summarize(doc)
