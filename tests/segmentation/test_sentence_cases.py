"""Golden sentence cases: ``tests/cases/sentences*.txt`` say how they are written."""

import re
from pathlib import Path

import pytest

from arabnews_nlp.segmentation import split_sentences

CASES = Path(__file__).parent.parent / "cases"


def _decode(line: str) -> str:
    line = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), line)
    return line.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")


def sentence_cases(name: str) -> list[tuple[str, list[str]]]:
    """(text, sentences) of every case of a file: sentences end at ‖, marks outside stand in braces."""
    result = []
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("# ") or re.fullmatch(r"\[[a-zA-Z ,]+\]", line):
            continue
        line = _decode(line)
        text = re.sub("[‖{}]", "", line)
        expected = [re.sub(r"\{[^}]*\}", "", part).strip() for part in line.split("‖")]
        result.append((text, [re.sub("^[\u200f]|[\u200f]$", "", part) for part in expected]))
    return result


@pytest.mark.parametrize(("text", "expected"), sentence_cases("sentences.txt"))
def test_sentences(text, expected):
    assert [s.text for s in split_sentences(text)] == expected


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize(("text", "expected"), sentence_cases("sentences-known-failures.txt"))
def test_known_failures(text, expected):
    assert [s.text for s in split_sentences(text)] == expected
