"""The README on a package index: no link into files that are not there."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
README = ROOT.joinpath("README.md").read_text("utf-8")
URL = "https://forge.example/team/arabnews-nlp"
TARGETS = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture(scope="module")
def page() -> ModuleType:
    spec = importlib.util.spec_from_file_location("index_page", ROOT / "tools" / "index_page.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("url", ["", URL])
def test_every_link_is_absolute(page: ModuleType, url: str) -> None:
    targets = TARGETS.findall(page.index_page(README, url))
    assert all(target.startswith(("https://", "#")) for target in targets)
    assert len(targets) >= (len(TARGETS.findall(README)) if url else 0)


def test_links_of_the_readme_lead_to_files(page: ModuleType) -> None:
    targets = [target.partition("#")[0] for target in TARGETS.findall(README) if not target.startswith("https://")]
    assert targets and [target for target in targets if not ROOT.joinpath(target).exists()] == []


@pytest.mark.parametrize(
    ("text", "without", "with_url"),
    [
        ("see [the page](docs/a.md#b) now", "see the page now", f"see [the page]({URL}/blob/HEAD/docs/a.md#b) now"),
        ("![a view](docs/v.png)\n\nText", "Text", f"![a view]({URL}/raw/HEAD/docs/v.png)\n\nText"),
        ("[index](https://pypi.org)", "[index](https://pypi.org)", "[index](https://pypi.org)"),
        ("[below](#install)", "[below](#install)", "[below](#install)"),
    ],
)
def test_a_link(page: ModuleType, text: str, without: str, with_url: str) -> None:
    assert (page.index_page(text, ""), page.index_page(text, URL)) == (without, with_url)


def test_addresses_stand_beside_it_where_one_is_known(page: ModuleType) -> None:
    assert page.urls("") == {}
    assert page.urls(URL)["Source"] == URL and all(each.startswith(URL) for each in page.urls(URL).values())
