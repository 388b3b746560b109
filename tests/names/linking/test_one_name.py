"""A mention belongs to one name: no two mentions of a document overlap."""

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.testing import mixed_news

GOLD = Path(__file__).parents[4] / "shared" / "data" / "gold" / "raw"
"""Annotated news, where this machine has them."""
NAMES = (
    *("iPhone", "iPhone 9", "iPhone X", "آيفون", "آيفون إكس", "Microsoft", "مايكروسوفت", "Microsoft Office", "أوفيس"),
    *("Sam Altman", "سام ألتمان", "ألتمان", "Altman", "OpenAI", "أوبن إيه آي", "WHO", "منظمة الصحة العالمية", "X"),
    *("Google", "غوغل", "جوجل", "Google Maps", "خرائط غوغل", "Galaxy S9", "غالاكسي إس 9", "Samsung Galaxy", "سامسونغ"),
    *("Ronaldo", "رونالدو", "Cristiano Ronaldo", "كريستيانو رونالدو", "Windows 11", "ويندوز", "Elon Musk", "ماسك"),
    *("Trump", "ترامب", "Donald Trump", "GPT-4", "جي بي تي", "ChatGPT", "تشات جي بي تي", "Apple", "أبل", "Chrome OS"),
)
GLUE = (" ", " (", ") ", "، ", " و", " سيكون ", " قال ", ". ", " لـ ", " / ", "-", " إلى ", "\n")


def assert_one_name_for_each_mention(text):
    mentions = sorted((m.start, m.end) for name in an.align_names(text) for m in name.mentions)
    assert all(a[1] <= b[0] for a, b in pairwise(mentions)), [text[slice(*m)] for m in mentions]


@pytest.mark.parametrize(
    "text",
    [
        "آيفون iPhone 9 سيكون iPhone X،",
        "سام ألتمان لـ آيفون وiPhone 9 ورونالدو وTrump ماسك. iPhone X إلى",
        "GPT-4) آيفون إكس) X / Sam Altman X لـ ويندوز (",
        "Microsoft Office Cristiano Ronaldo. Apple لـ خرائط غوغل سيكون iPhone X، Ronaldo إلى كريستيانو رونالدو)",
    ],
)
def test_texts_that_had_a_mention_twice(text):
    assert_one_name_for_each_mention(text)


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(GLUE)).map("".join), min_size=2, max_size=12))
def test_names_in_any_order(pieces):
    assert_one_name_for_each_mention("".join(pieces))


@given(mixed_news())
def test_generated_news(text):
    assert_one_name_for_each_mention(text)


def mutated(text, chance):
    """A text with some of its words moved, doubled and left out."""
    words = text.split(" ")[:400]
    for _ in range(len(words) // 15):
        i, j = chance.randrange(len(words)), chance.randrange(len(words))
        words[i : i + 1] = chance.choice([[words[j]], [words[i], words[j]], []])
    return " ".join(words)


@pytest.mark.slow
def test_the_seed_article_and_annotated_news_with_mutations(seed):
    chance = random.Random(1)
    for text in (seed, *(path.read_text("utf-8") for path in sorted(GOLD.glob("*.txt")))):
        assert_one_name_for_each_mention(text)
        for _ in range(5):
            assert_one_name_for_each_mention(mutated(text, chance))
