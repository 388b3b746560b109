"""The annotated sentences of the entity tagger keep to their format: a slip of the hand is no training data."""

import json
import re
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest

FOLDER = Path(__file__).parents[2] / "training" / "entities" / "annotated"
FILES = sorted(FOLDER.glob("*.jsonl"))
LABELS = {"PER", "ORG", "LOC", "PRODUCT", "EVENT"}
LETTERS_AT_END = re.compile(r"[^\W\d_]+\Z")
CLITICS = re.compile(r"[وف]?[بكل]?ـ*")


def sentences(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_there_are_annotated_sentences() -> None:
    assert FILES


def test_no_sentence_stands_twice() -> None:
    texts = [sentence["text"] for file in FILES for sentence in sentences(file)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
class TestFile:
    def test_a_line_is_a_sentence_with_its_source(self, file: Path) -> None:
        for sentence in sentences(file):
            assert sentence.keys() == {"id", "text", "entities"}
            assert sentence["id"]
            assert sentence["text"] == sentence["text"].strip() != ""
            assert len(sentence["text"].splitlines()) == 1

    def test_spans_are_in_the_text_sorted_and_disjoint(self, file: Path) -> None:
        for sentence in sentences(file):
            end = 0
            for start, stop, _ in sentence["entities"]:
                assert end <= start < stop <= len(sentence["text"]), sentence
                end = stop

    def test_labels_are_those_of_the_tagger(self, file: Path) -> None:
        assert {label for sentence in sentences(file) for *_, label in sentence["entities"]} <= LABELS

    def test_a_span_begins_and_ends_with_a_letter_or_a_sign_of_the_name(self, file: Path) -> None:
        for sentence in sentences(file):
            for start, stop, _ in sentence["entities"]:
                name = sentence["text"][start:stop]
                assert {category(name[0])[0], category(name[-1])[0]}.isdisjoint("PZC"), name

    def test_a_span_covers_whole_words_but_for_clitics(self, file: Path) -> None:
        for sentence in sentences(file):
            text = sentence["text"]
            for start, stop, _ in sentence["entities"]:
                assert stop == len(text) or not text[stop].isalnum(), text[start : stop + 1]
                attached = LETTERS_AT_END.search(text, 0, start)
                assert attached is None or text[start].isascii() or CLITICS.fullmatch(attached[0]), sentence
