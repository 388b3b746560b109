"""Micro-benchmarks by pytest-benchmark: ``make bench-micro``. The plain test run does not collect them."""

import pytest
from benchmarks.inputs import inputs
from benchmarks.ours import TASKS

SHORT = {"number words": "words", "match": "40 pairs"}


@pytest.mark.parametrize("task", TASKS)
def test_a_short_input(benchmark, task):
    """One sentence or two: what a call costs before the text counts."""
    run = TASKS[task]()
    text = inputs(task)[SHORT.get(task, "200 characters")][0]
    benchmark(run, text)


@pytest.mark.parametrize("task", [task for task in TASKS if task not in SHORT])
def test_the_seed_article(benchmark, task):
    run = TASKS[task]()
    (text,) = inputs(task)["seed"]
    benchmark(run, text)


def test_the_way_back(benchmark):
    """A thousand spans of the normalized article mapped to the original."""
    import arabnews_nlp as an

    (text,) = inputs("normalize")["seed"]
    normalized = an.Normalizer("search")(text)
    step = len(normalized.text) // 1000

    def run():
        return [normalized.to_original(i * step, i * step + 5) for i in range(1000)]

    benchmark(run)


def test_a_document_to_json_and_back(benchmark):
    import arabnews_nlp as an

    (text,) = inputs("pipeline")["seed"]
    doc = an.load()(text)
    benchmark(lambda: an.Doc.from_dict(doc.to_dict()))
