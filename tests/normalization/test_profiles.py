"""Contracts that every profile keeps on any text."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabnews_nlp import Normalizer, normalize, profiles
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, ConfigError, UnknownNameError
from arabnews_nlp.normalization import STEPS, Normalized
from arabnews_nlp.testing import arabic_text, messy_text, mixed_news

PROFILES = sorted(profiles())
texts = st.one_of(messy_text(), mixed_news(), arabic_text())


@pytest.mark.parametrize("profile", PROFILES)
@given(text=texts)
def test_idempotent_aligned_and_replayable(profile, text):
    result = Normalizer(profile)(text)
    assert result.original == text
    assert result.text == normalize(text, profile)
    assert normalize(result.text, profile) == result.text
    assert result.alignment.original_length == len(text)
    assert result.alignment.normalized_length == len(result.text)
    last = 0
    for i in range(len(result.text)):
        start, end = result.to_original(i, i + 1)
        assert last <= start <= end <= len(text)
        last = start
    assert Normalized.from_dict(text, result.to_dict()) == result


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    "text",
    [
        "# " * 30 + "x",
        "> " * 30 + "x",
        "* " * 30 + "x",
        "# **" * 30 + "x",
        "# *\u064e*" * 30 + "x",
        "&#38;" + "#38;" * 30 + "lt;",
        "&#3" * 30 + "8;" * 30 + "lt;",
        "&" + "amp;#38;" * 30,
        "<b " * 30 + "x" + ">" * 30,
        "<!--" * 30 + "x" + "-->" * 30,
        "&lt;b&gt;" * 30,
        "<!<!---->--" * 30 + "-->" * 30,
    ],
)
def test_deeply_nested_marks_settle(profile, text):
    once = normalize(text, profile)
    assert normalize(once, profile) == once


@pytest.mark.parametrize("profile", PROFILES)
@given(text=texts)
def test_an_explanation_replays_to_the_same_result(profile, text):
    result = Normalizer(profile)(text)
    explanation = result.explain()
    assert explanation.apply(text) == result.text
    for change in explanation.changes:
        assert change.count == len(change.spans)
        assert all(0 <= start <= end <= len(text) for start, end in change.spans)


@pytest.mark.parametrize("step", sorted(STEPS))
@given(text=texts)
def test_every_step_alone_is_idempotent_and_aligned(step, text):
    normalizer = Normalizer(steps=[step])
    result = normalizer(text)
    assert normalizer.normalize(text) == result.text
    assert normalizer.normalize(result.text) == result.text


@given(text=texts)
def test_text_that_does_not_change_is_the_same_object(text):
    plain = normalize(text, "none")
    assert plain is text
    assert Normalizer("none")(text).alignment.is_identity


def test_unchanged_characters_map_to_themselves(seed):
    result = Normalizer("search")(seed)
    for i, character in enumerate(result.text):
        start, end = result.to_original(i, i + 1)
        if end - start == 1 and character.isdigit() and character.isascii():
            assert seed[start:end] in (character, chr(ord(character) + 0x630), chr(ord(character) + 0x6C0))


def test_the_alignment_of_the_seed_is_compact(seed):
    for profile in PROFILES:
        assert Normalizer(profile)(seed).alignment.nbytes < len(seed)


def test_switches_add_and_take_out_steps():
    assert Normalizer("search", ta_marbuta=False).normalize("مدرسةٌ") == "مدرسة"
    assert Normalizer("none", tatweel=True).normalize("عـربي") == "عربي"


def test_wrong_arguments_name_the_choices():
    with pytest.raises(UnknownNameError, match="did you mean 'search'"):
        normalize("x", "serach")
    with pytest.raises(UnknownNameError, match="tatweel"):
        Normalizer(steps=["tatwel"])
    with pytest.raises(UnknownNameError, match="step"):
        Normalizer("search", colour=True)
    with pytest.raises(ArgumentValueError):
        Normalizer("search", steps=["tatweel"])
    with pytest.raises(ArgumentTypeError, match="text must be str"):
        Normalizer("search")(b"bytes")
    with pytest.raises(ArgumentTypeError, match="text must be str"):
        normalize(None)


def test_profiles_of_your_own(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text('[plain]\nsteps = ["tatweel", "alef"]\n', encoding="utf-8")
    assert Normalizer.from_toml(path, "plain").normalize("أـب") == "اب"
    with pytest.raises(UnknownNameError, match="plain"):
        Normalizer.from_toml(path, "plan")
    path.write_text("[plain]\nsteps = 3\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="steps"):
        Normalizer.from_toml(path, "plain")
    path.write_text("[plain\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"own\.toml"):
        Normalizer.from_toml(path, "plain")
    with pytest.raises(ConfigError):
        Normalizer.from_toml(tmp_path / "missing.toml", "plain")


def test_a_normalizer_pickles():
    normalizer = Normalizer("ner")
    assert pickle.loads(pickle.dumps(normalizer)) == normalizer
    result = normalizer("أَهلًا")
    assert pickle.loads(pickle.dumps(result)) == result
