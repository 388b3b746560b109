"""The scores of the entity model's card."""

from benchmarks.entity_scores import by_type, corpus_cases, only, shipped
from training.entities.corpora import Sentence


def test_f1_counts_exact_spans_with_their_types():
    cases = [({(0, 3, "PER"), (5, 9, "ORG")}, [(0, 3, "PER"), (5, 9, "PRODUCT")])]
    scores = by_type(cases)
    assert (scores["PER"], scores["ORG"], scores["ALL"]) == (100, 0, 50)
    assert by_type(cases, {"PRODUCT": "ORG"})["ALL"] == 100
    assert by_type(only(cases))["ALL"] == 100 * 2 / 3


def test_spans_are_widened_to_tokens():
    sentence = Sentence(["زار", "وMicrosoft", "أمس"], [(1, 2, "ORG")])
    ((expected, found),) = corpus_cases([sentence], shipped)
    assert set(found) == expected == {(4, 14, "ORG")}
