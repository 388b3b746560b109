"""Spans from tags and lists, by a lexicon of a few words."""

from tests.entities.small_lexicon import lexicon_of, scanned

from arabnews_nlp._core.hash_table import HashTable
from arabnews_nlp.entities._features import TYPES, phrase_key
from arabnews_nlp.entities._tagged import event_spans, listed_spans, tagged_spans
from arabnews_nlp.entities._tagged_runs import TaggedRuns
from arabnews_nlp.entities.tagger import TAGS

LEXICON = lexicon_of(
    ["في"],
    {
        "ترامب": TYPES["surname"],
        "بلينكن": TYPES["surname"],
        "فهد": TYPES["given"],
        "عائشة": TYPES["given"],
        "الزكام": TYPES["no-name"],
        "مونديال": TYPES["EVENT"],
        "روسيا": TYPES["LOC"],
        "شركة الغد": TYPES["ORG"],
        "محمد الأول": TYPES["PER"],
        "الغد": TYPES["PRODUCT"],
    },
)
HEADS = HashTable({phrase_key("مطار"): 2})


def tagged(text, *tags):
    """Text and type of the spans of ``(first token, last token + 1, type, score)``."""
    runs = TaggedRuns((first, last, TAGS.index(f"B-{label}"), score) for first, last, label, score in tags)
    found = tagged_spans(scanned(text, LEXICON), runs, LEXICON, HEADS)
    return [(text[start:end], label) for start, end, label, *_ in found]


def test_persons_whom_waw_joins_are_apart():
    assert tagged("ترامب وبلينكن", (0, 2, "PER", 0.9)) == [("ترامب", "PER"), ("بلينكن", "PER")]


def test_one_more_person_by_the_lists():
    assert tagged("فهد وعائشة", (0, 1, "PER", 0.9)) == [("فهد", "PER"), ("عائشة", "PER")]
    assert tagged("فهد وعائشة", (0, 1, "PER", 0.7)) == [("فهد", "PER")]


def test_a_head_noun_belongs_to_the_name():
    assert tagged("في مطار فاس", (2, 3, "LOC", 0.9)) == [("مطار فاس", "LOC")]


def test_a_hyphen_joins_two_places():
    assert tagged("فاس-سايس", (0, 1, "LOC", 0.9), (2, 3, "LOC", 0.8)) == [("فاس-سايس", "LOC")]


def test_unlikely_spans_and_words_that_are_no_names_are_left_out():
    assert tagged("فهد في الزكام", (0, 1, "PER", 0.42), (2, 3, "LOC", 0.99)) == []


def test_events_of_the_tables_take_their_place_and_year():
    text = "في مونديال روسيا 2018 في روسيا"
    found = event_spans(scanned(text, LEXICON), LEXICON)
    assert list(found) == [(3, 21, "EVENT", 0.9, None)]


def test_listed_persons_and_names_of_two_words():
    text = "محمد الأول في شركة الغد في الغد"
    found = listed_spans(scanned(text, LEXICON), LEXICON)
    assert [(text[a:b], label) for a, b, label, *_ in found] == [
        ("محمد الأول", "PER"),
        ("شركة الغد", "ORG"),
    ]
