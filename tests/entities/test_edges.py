"""Where the name in some tokens begins and ends, by a lexicon of a few words."""

import pytest
from tests.entities.small_lexicon import lexicon_of, scanned

from arabnews_nlp.entities._edges import trimmed
from arabnews_nlp.entities._features import TYPES

LEXICON = lexicon_of(
    ["على", "في", "العراق", "فرنسا", "وليد", "علي"],
    {
        "وليد": TYPES["given"],
        "علي": TYPES["given"],
        "حسن": TYPES["given"],
        "جو": TYPES["given"],
        "فرنسا": TYPES["LOC"],
        "ليبيا": TYPES["LOC"],
    },
)


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("« فرنسا »", "LOC", "فرنسا"),
        ("وفرنسا", "LOC", "فرنسا"),
        ("وبفرنسا", "LOC", "فرنسا"),
        ("وليد", "PER", "وليد"),
        ("وجو بايدن", "PER", "جو بايدن"),
        ("للعراق", "LOC", "لعراق"),
        ("لليبيا", "LOC", "ليبيا"),
        ("على فالكاو", "PER", "فالكاو"),
        ("على حسن", "PER", "على حسن"),
        ("الـ Amazon القابضة", "ORG", "Amazon"),
        ("التسوق كـ Amazon", "ORG", "Amazon"),
        ("#حزب_الله الإرهابي", "ORG", "حزب_الله"),
    ],
)
def test_a_name_without_what_stands_around_it(text, label, name):
    tokens = scanned(text, LEXICON)
    start, end = trimmed(tokens, text.startswith("#"), len(tokens), label, LEXICON)
    assert text[start:end] == name


def test_a_quoted_name_ends_with_its_quotation():
    text = '"اتصالات" الإماراتية'
    tokens = scanned(text, LEXICON)
    assert trimmed(tokens, 1, len(tokens), "ORG", LEXICON) == (1, 8)


def test_a_product_takes_its_version():
    text = "أندرويد 2.1"
    assert trimmed(scanned(text, LEXICON), 0, 2, "PRODUCT", LEXICON) == (0, len(text))
    assert trimmed(scanned(text, LEXICON), 0, 2, "ORG", LEXICON) == (0, len("أندرويد 2"))


@pytest.mark.parametrize("text", ["« »", "دوماً", "دومًا"])
def test_nothing_is_left_of_marks_and_adverbs(text):
    tokens = scanned(text, LEXICON)
    assert trimmed(tokens, 0, len(tokens), "PER", LEXICON) is None


def test_units_must_be_there():
    with pytest.raises(IndexError):
        trimmed(scanned("فرنسا", LEXICON), 0, 2, "LOC", LEXICON)
