"""Generated inputs: those that once broke a contract, and a short run of each target."""

import json
import math
import sys
from itertools import islice
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
from fuzz import contracts, files, identity, soak  # noqa: E402
from fuzz.strings import Strings  # noqa: E402
from fuzz.threads import threads  # noqa: E402

FOUND = [json.loads(line) for line in (ROOT / "tests/cases/fuzz-found.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", FOUND, ids=lambda case: ascii(case["text"])[:40])
def test_what_was_found_once_holds_now(case):
    for check in (*contracts.CORE, contracts.pipeline):
        for number in range(48):
            assert contracts.broken_by(check, case["text"], number) == []


@pytest.mark.parametrize("check", [*contracts.CORE, contracts.pipeline], ids=lambda check: check.__name__)
def test_generated_strings_keep_every_contract(check):
    for number, text in enumerate(islice(Strings(20), 1500)):
        assert contracts.broken_by(check, text, number) == [], ascii(text)


def test_a_seed_names_its_strings():
    assert list(islice(Strings(5), 50)) == list(islice(Strings(5), 50)) != list(islice(Strings(6), 50))


def test_every_width_of_string_is_made():
    widest = {max(map(ord, text), default=0) for text in islice(Strings(1), 2000)}
    assert min(widest) < 0x100 <= sorted(widest)[len(widest) // 2] < 0x10000 <= max(widest)


def test_a_broken_contract_is_named():
    assert contracts.broken_by(lambda text, number: ["always"], "", 0) == ["always"]
    assert contracts.broken_by(contracts.tokenize, None, 0)[0].startswith("tokenize: ArgumentTypeError")  # type: ignore[arg-type]


@pytest.mark.parametrize(("target", "count"), [(files.readers, 400), (files.models, 25)])
def test_damaged_files_are_read_or_refused(target, count):
    assert [finding for finding in target(4, count) if finding is not None] == []


def test_threads_get_the_documents_of_one_thread():
    assert [finding for finding in threads(4, 200) if finding is not None] == []


@pytest.mark.parametrize("way", identity.WAYS)
def test_every_id_comes_out_once_in_order(way):
    assert identity.broken(way, 350) is None


def test_every_way_gives_the_same_bytes(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["soak", "--documents", "300"])
    monkeypatch.setattr(soak, "GROWTH", math.inf)  # so few documents are all in the first moments
    assert soak.main() == 0, capsys.readouterr().out
