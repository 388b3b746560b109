"""Shared: the seed article, hypothesis settings, what it means to take linear time, and when a test may be skipped.

A test that needs what this machine lacks (a browser, Java, a library) is skipped with the reason. Where
``ARABNEWS_REQUIRE_ALL=1`` is set, as in ``.ci/run``, every skip is a failure, so that none goes unnoticed.
"""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("quick", max_examples=20, deadline=None)
settings.register_profile("fast", max_examples=150, deadline=None)
settings.register_profile("long", max_examples=20_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

REQUIRE_ALL = os.environ.get("ARABNEWS_REQUIRE_ALL") == "1"


def _required(report: Any) -> Any:
    """The report, failed instead of skipped where everything is required; an expected failure is no skip."""
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        *_, reason = report.longrepr if isinstance(report.longrepr, tuple) else (report.longrepr,)
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: nothing may be skipped here (ARABNEWS_REQUIRE_ALL=1). {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    return _required((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    return _required((yield))


@pytest.fixture(scope="session")
def seed() -> str:
    """The seed article, as it is."""
    (path,) = Path(__file__).parents[1].joinpath("seeds").glob("*.txt")
    return path.read_bytes().decode()


@pytest.fixture(scope="session")
def assert_linear() -> Callable[..., None]:
    """Asserts that work on a text grows with the text: ``assert_linear(work, small, large)``.

    The machine's own speed may double from one second to the next, so that both texts are taken in turn, the fastest
    run of each counts, and a ratio beyond the bound is measured again before it fails.
    """

    def check(work: Callable[[Any], object], small: Any, large: Any) -> None:
        """:param large: four times the small text, for which quadratic work takes sixteen times as long."""
        fastest = [float("inf"), float("inf")]
        for turn in range(12):
            for which, text in enumerate((small, large)):
                begun = time.process_time()
                work(text)
                fastest[which] = min(fastest[which], time.process_time() - begun)
            if turn >= 2 and fastest[1] <= 4 * 1.7 * fastest[0] + 0.01:
                return
        pytest.fail(f"seconds for the text, and for four times as much: {fastest}")

    return check
