"""Names and numbers of a text replaced, with the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.errors import ArgumentTypeError, UnknownNameError
from arabnews_nlp.testing import messy_text, mixed_news

NLP = an.load()
TEXT = (
    "قال سام ألتمان (Sam Altman) إن OpenAI دفعت 20 دولارًا، أي عشرين دولارًا. وأضاف ألتمان أن أوبن إيه آي "
    "ستدفع 30 دولارًا لـ Sam Altman."
)
LABELS = ["PER", "ORG", "MONEY"]


def test_one_name_has_one_replacement_in_both_scripts_and_one_value_too():
    replaced = NLP(TEXT).replace(LABELS)
    assert replaced.text == (
        "قال [PER_1] ([PER_1]) إن [ORG_1] دفعت [MONEY_1]، أي [MONEY_1]. وأضاف [PER_1] أن [ORG_1] "
        "ستدفع [MONEY_2] لـ [PER_1]."
    )


def test_a_mention_of_a_name_that_is_no_entity_is_replaced_with_it():
    doc = NLP(TEXT)
    doc.entities = doc.entities[:1]
    assert "Altman" not in doc.replace(["PER"]).text


def test_offsets_lead_both_ways():
    replaced = NLP(TEXT).replace(LABELS)
    for replacement in replaced.replacements:
        start, end = replaced.to_rendered(replacement.start, replacement.end)
        assert replaced.text[start:end] == replacement.new
        assert replaced.to_original(start, end) == (replacement.start, replacement.end)


def test_another_text_about_the_same_is_restored():
    replaced = NLP(TEXT).replace(LABELS)
    assert replaced.restore("[ORG_1]: [MONEY_2]؟ [PER_7]") == "OpenAI: 30 دولارًا؟ [PER_7]"
    assert replaced.restore(replaced.text) == TEXT


def test_what_stands_for_several_things_is_not_restored():
    replaced = NLP(TEXT).replace(["MONEY"], by="مبلغ")
    assert replaced.restore("دفعت مبلغ كبير") == "دفعت مبلغ كبير"


@pytest.mark.parametrize(
    ("by", "shown"),
    [
        ("<{label}>", "قال <PER> إن OpenAI"),
        ("شخص {number}", "قال شخص 1 إن OpenAI"),
        ({"PER": "فلان"}, "قال فلان إن OpenAI"),
        (lambda record: record.canonical or "؟", "قال Sam Altman إن OpenAI"),
        ("", "قال  إن OpenAI"),
    ],
)
def test_what_stands_in_their_place_is_chosen(by, shown):
    assert NLP("قال سام ألتمان إن OpenAI").replace(["PER"], by=by).text == shown


def test_a_placeholder_that_the_text_has_already_is_passed_over():
    assert NLP("كتب [PER_1] أن سام ألتمان").replace(["PER"]).text == "كتب [PER_1] أن [PER_2]"


@pytest.mark.parametrize(
    ("error", "labels", "by"),
    [
        (ArgumentTypeError, "PER", None),
        (ArgumentTypeError, 5, None),
        (UnknownNameError, ["PERS"], None),
        (UnknownNameError, [["PER"]], None),
        (UnknownNameError, ["PER"], {"PERSON": "x"}),
        (UnknownNameError, ["PER"], {5: "x"}),
        (ArgumentTypeError, ["PER"], 5),
        (ArgumentTypeError, ["PER"], {"PER": 5}),
        (ArgumentTypeError, ["PER"], lambda record: None),
    ],
)
def test_wrong_arguments_are_named(error, labels, by):
    with pytest.raises(error):
        NLP(TEXT).replace(labels, by)


@given(messy_text() | mixed_news(), st.sampled_from([LABELS, ["PER", "LOC", "DATE", "CARDINAL"]]))
def test_nothing_else_changes(text, labels):
    replaced = NLP(text).replace(labels)
    place, rest = 0, []
    for replacement in replaced.replacements:
        assert replacement.start >= place and replacement.text
        rest += [text[place : replacement.start], replacement.new]
        place = replacement.end
    assert "".join([*rest, text[place:]]) == replaced.text


def test_numbers_that_the_text_has_are_left_out():
    text = "قال [PER_1] و[PER_3] إن محمد علي لقي سامي حسن"
    doc = an.Doc(text)
    names = ("محمد علي", "سامي حسن")
    doc.entities = tuple(an.Entity(text, text.index(n), text.index(n) + len(n), "PER") for n in names)
    assert [r.new for r in doc.replace(["PER"]).replacements] == ["[PER_2]", "[PER_4]"]
    assert [r.new for r in doc.replace(["PER"], "{number}").replacements] == ["2", "4"]
    assert [r.new for r in doc.replace(["PER"], "{number}-{number}").replacements] == ["1-1", "2-2"]


def test_the_longest_replacement_that_begins_at_a_place_is_put_back():
    text = "محمد وسامي"
    doc = an.Doc(text)
    doc.entities = (an.Entity(text, 0, 4, "PER"), an.Entity(text, 6, 10, "PER"))
    replaced = doc.replace(["PER"], lambda entity: "X" if entity.start == 0 else "X1")
    assert replaced.restore("X1 X X2 x") == "سامي محمد محمد2 x"
