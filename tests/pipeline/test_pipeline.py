"""The pipeline: order of stages, configuration, streams, processes and threads."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

import arabnews_nlp as an
from arabnews_nlp.errors import (
    ArgumentTypeError,
    ArgumentValueError,
    ConfigError,
    RecordError,
    StageOrderError,
    UnknownNameError,
)
from arabnews_nlp.pipeline import Pipeline, Stage, stage_names

TEXTS = ["أعلنت OpenAI ذلك.", "", "ارتفع 38% في 29 أغسطس.", "\ud800", "قالت مايكروسوفت وMicrosoft: نعم؟ لا."] * 8


class NeedsTokens(Stage):
    name = "needs-tokens"
    requires = frozenset({"tokens", "sentences"})


class Fails(Stage):
    name = "fails"

    def __call__(self, doc):
        if "38%" in doc.text:
            raise ZeroDivisionError("on purpose")
        return doc


def test_a_preset_is_built_once():
    assert an.load() is an.load("news")
    assert [stage.name for stage in an.load("fast").stages] == ["tokens", "sentences", "numbers"]


def test_a_stage_without_its_layers_is_refused():
    with pytest.raises(StageOrderError, match=r"needs sentences, tokens.*fulfilled here: nothing"):
        Pipeline([NeedsTokens()])


@pytest.mark.parametrize(
    ("config", "error", "match"),
    [
        ("nws", UnknownNameError, "did you mean 'news'"),
        ({"stages": ["tokns"]}, UnknownNameError, "did you mean 'tokens'"),
        ({"steps": ["tokens"]}, UnknownNameError, "did you mean 'stages'"),
        ({"stage": {}}, ConfigError, "either 'preset' or 'stages'"),
        ({"preset": "news", "stages": []}, ConfigError, "either"),
        ({"stagez": []}, UnknownNameError, "did you mean 'stage"),
        ({"stages": "tokens"}, ConfigError, "Expected"),
        ({"preset": "nope"}, UnknownNameError, "fast, news"),
        (
            {"stages": ["normalize"], "stage": {"normalize": {"profil": "x"}}},
            UnknownNameError,
            "did you mean 'profile'",
        ),
        ({"stages": ["normalize"], "stage": {"normalize": {"profile": 3}}}, ConfigError, "normalize"),
        ({"stages": ["normalize"], "stage": {"tokens": {}}}, UnknownNameError, "tokens"),
        ({"stages": ["numbers"], "stage": {"numbers": {"reference": "soon"}}}, ArgumentValueError, "ISO 8601"),
        ("missing.toml", ConfigError, r"missing\.toml"),
        (3, ArgumentTypeError, "preset name"),
    ],
)
def test_a_wrong_configuration_says_what_is_wrong(config, error, match):
    with pytest.raises(error, match=match):
        an.load(config)


def test_toml_round_trip(tmp_path):
    config = {"preset": "news", "stage": {"normalize": {"profile": "llm"}, "numbers": {"reference": "2023-09-01"}}}
    pipeline = an.load(config)
    path = tmp_path / "own.toml"
    path.write_text(pipeline.to_toml(), encoding="utf-8")
    assert an.load(str(path)) == pipeline
    assert an.load(path).fingerprint == pipeline.fingerprint != an.load().fingerprint
    path.write_text("stages = [", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"own\.toml"):
        an.load(path)


def test_options_reach_their_stage():
    doc = an.load({"stages": ["numbers"], "stage": {"numbers": {"reference": "2023-09-01", "prefer": "future"}}})(
        "في 29 أغسطس"
    )
    assert doc.numbers[0].timex == "2024-08-29"


def test_a_pipeline_pickles():
    pipeline = an.load()
    assert pickle.loads(pickle.dumps(pipeline))(TEXTS[0]) == pipeline(TEXTS[0])


def test_serial_threads_processes_and_batches_agree():
    pipeline = an.load()
    expected = [pipeline(text) for text in TEXTS]
    assert list(pipeline.pipe(iter(TEXTS), batch_size=3)) == expected
    assert list(pipeline.pipe(TEXTS, batch_size=3, n_process=2)) == expected
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(pipeline, TEXTS)) == expected


def test_a_generator_is_read_as_results_are_taken():
    taken = []

    def texts():
        for number in range(100):
            taken.append(number)
            yield "نص"

    results = an.load("fast").pipe(texts(), batch_size=4)
    next(results)
    assert len(taken) == 4


@pytest.mark.parametrize("n_process", [1, 2])
def test_a_bad_record_is_reported_in_its_place(n_process):
    records = ["نعم", None, "لا", 3]
    results = list(an.load("fast").pipe(records, on_error="record", n_process=n_process))
    assert [type(r).__name__ for r in results] == ["Doc", "RecordError", "Doc", "RecordError"]
    assert str(results[1]).startswith("record 1: text must be str")
    with pytest.raises(RecordError, match="record 1"):
        list(an.load("fast").pipe(records, n_process=n_process))


def test_a_failing_stage_does_not_stop_the_others():
    results = list(Pipeline([Fails()]).pipe(TEXTS[:3], on_error="record"))
    assert [isinstance(r, RecordError) for r in results] == [False, False, True]
    assert "ZeroDivisionError: on purpose" in str(results[2])


@pytest.mark.parametrize(
    ("argument", "value"), [("batch_size", 0), ("n_process", -1), ("batch_size", "2"), ("on_error", "skip")]
)
def test_wrong_arguments_of_pipe(argument, value):
    with pytest.raises((ArgumentValueError, UnknownNameError), match=argument):
        list(an.load("fast").pipe([], **{argument: value}))


def test_all_stages_are_listed():
    built_in = {"normalize", "tokens", "sentences", "numbers", "names", "entities", "duplicates"}
    only_of_other_libraries = {"morphology"}
    assert set(stage_names()) == built_in | only_of_other_libraries
