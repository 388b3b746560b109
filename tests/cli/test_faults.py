"""What goes wrong while a command writes leaves the old output or the whole new one (all commands: fuzz.faults)."""

import itertools
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from fuzz import faults

COMMANDS = ("process, 2 workers", "process, brat", "process, Parquet")
PAIRS = list(itertools.product(COMMANDS, faults.FAULTS))


@pytest.mark.slow
@pytest.mark.parametrize(("command", "fault"), PAIRS)
def test_the_old_output_is_whole_or_the_new_one_is(command, fault):
    try:
        assert faults.broken(command, fault) == []
    except faults.Skipped as reason:
        pytest.skip(str(reason))


def test_a_run_that_destroys_is_found(tmp_path, monkeypatch):
    monkeypatch.setitem(faults.FAULTS, "careless", careless)
    (wrong,) = faults.broken("normalize", "careless")
    assert "neither the old one nor the new one" in wrong


def careless(command, place):
    place.output.write_bytes(b"half of the new outp")
    yield from faults._judged(command, place, faults.Run(3, "full disk\n"), code=3)
