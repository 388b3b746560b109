"""Names that the tagger passed over: of the tables, in parentheses, and found again."""

import pytest
from tests.entities.drawn_spans import spans_of
from tests.entities.small_lexicon import lexicon_of

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.entities._recall import found_again, with_glosses, with_known
from arabnews_nlp.names.known import known_names
from arabnews_nlp.names.spans import latin_mentions


def of_tables(find, text, rows):
    found = find(spans_of(rows), text, latin_mentions(PreTokens(text)), known_names())
    return [(text[start:end], label, canonical) for start, end, label, _, canonical in found]


def test_known_latin_names_are_added():
    assert of_tables(with_known, "في Microsoft", []) == [("Microsoft", "ORG", "Microsoft")]


@pytest.mark.parametrize(("score", "label"), [(0.89, "ORG"), (0.91, "LOC")])
def test_a_table_decides_where_the_tagger_is_in_doubt(score, label):
    assert of_tables(with_known, "Microsoft", [(0, 9, "LOC", score)]) == [("Microsoft", label, "Microsoft")]


@pytest.mark.parametrize("gloss", ["(Falcao)", "( Falcao )", "(«Falcao»)"])
def test_a_name_in_parentheses_is_the_one_before_it(gloss):
    text = f"فالكاو {gloss} سجل"
    assert of_tables(with_glosses, text, [(0, 6, "PER", 0.9)]) == [("فالكاو", "PER", None), ("Falcao", "PER", None)]


@pytest.mark.parametrize("gloss", ["(Falcao سجل)", "Falcao", "(قال Falcao)"])
def test_what_does_not_stand_alone_in_parentheses_is_no_gloss(gloss):
    assert of_tables(with_glosses, f"فالكاو {gloss}", [(0, 6, "PER", 0.9)]) == [("فالكاو", "PER", None)]


def again(text, rows, common=()):
    """Names found in a text beside those there were."""
    pretokens = PreTokens(text)
    found = found_again(spans_of(rows), pretokens, latin_mentions(pretokens), lexicon_of(common))
    return [text[row[0] : row[1]] for row in found if row not in [(*row, None) for row in rows]]


@pytest.mark.parametrize("mention", ["نادر فالكاو", "فالكاو", "وفالكاو", "وفالكاوٌ", "#نادر_فالكاو"])
def test_a_person_is_found_again_whole_and_by_the_last_word(mention):
    [name] = again(f"نادر فالكاو. قال {mention} أمس", [(0, 11, "PER", 0.9)])
    assert name == mention.lstrip("#و")


def test_only_sure_names_are_found_again():
    assert again("فالكاو ثم فالكاو", [(0, 6, "PER", 0.7)]) == []


def test_a_frequent_word_is_no_name_by_itself():
    assert again("نور ثم نور", [(0, 3, "PER", 0.9)], common=["نور"]) == []


def test_a_word_that_the_tagger_passed_over_too_often_is_no_name():
    assert len(again("فالكاو" + " ثم فالكاو" * 3, [(0, 6, "ORG", 0.9)])) == 3
    assert again("فالكاو" + " ثم فالكاو" * 4, [(0, 6, "ORG", 0.9)]) == []


def test_the_longest_name_is_found():
    text = "مركز البحوث , مركز البحوث الجديد. في مركز البحوث الجديد"
    rows = [(0, 11, "ORG", 0.9), (14, 32, "ORG", 0.9)]
    assert again(text, rows) == ["مركز البحوث الجديد"]
