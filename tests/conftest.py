"""Shared: the seed article, and quick hypothesis settings."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("fast", max_examples=150, deadline=None)
settings.register_profile("long", max_examples=20_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


@pytest.fixture(scope="session")
def seed() -> str:
    """The seed article, as it is."""
    (path,) = Path(__file__).parents[1].joinpath("seeds").glob("*.txt")
    return path.read_bytes().decode()
