"""The built site: no warning, no broken link or anchor, every public name in the reference."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import arabnews_nlp as an

pytest.importorskip("sphinx")
from sphinx.util.inventory import InventoryFile

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


class Page(HTMLParser):
    """Anchors, and what the page refers to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.targets: list[str] = []
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.anchors |= {value for key in ("id", "name") if (value := found.get(key))}
        self.targets += [value for key in ("href", "src") if (value := found.get(key))]
        self.loaded += [value for key in ("href", "src") if tag not in ("a", "base") and (value := found.get(key))]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as ``make docs`` builds it."""
    place = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-n", "-q", "-b", "html", ROOT / "docs", place],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return place


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text("utf-8")) for path in site.rglob("*.html")}


def test_no_internal_link_is_broken(site: Path, pages: dict[Path, Page]) -> None:
    broken, seen = [], 0
    for path, page in pages.items():
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            goal = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            seen += 1
            if not goal.exists() or (
                parts.fragment and goal in pages and unquote(parts.fragment) not in pages[goal].anchors
            ):
                broken.append(f"{path.relative_to(site)} → {target}")
    assert seen > 100
    assert broken == []


@pytest.mark.parametrize(
    "word",
    ["Elasticsearch", "OpenSearch", "RAG", "Anonymizing", "corpus", "Hijri", "Highlighting", "libraries", "Glossary"],
)
def test_the_search_of_the_site_finds_a_page_by_its_title(site: Path, word: str) -> None:
    index = site.joinpath("searchindex.js").read_text("utf-8")
    titles = re.search(r'"titles":\[(.*?)\]', index) or re.search(r"titles:\[(.*?)\]", index)
    assert titles is not None and word.lower() in titles[1].lower()


@pytest.mark.parametrize("word", ["pyarab", "stanza", "parquet", "camel", "tatweel", "opensearch"])
def test_the_search_of_the_site_knows_the_words_of_the_recipes(site: Path, word: str) -> None:
    assert re.search(rf'[{{,]"?{word}\w*"?:', site.joinpath("searchindex.js").read_text("utf-8"))


def test_no_page_has_the_name_of_one_that_the_builder_makes() -> None:
    assert {path.stem for path in ROOT.glob("docs/*.md")} & {"search", "genindex", "py-modindex"} == set()


def test_no_anchor_hides_a_global_that_scripts_ask_for(pages: dict[Path, Page]) -> None:
    """An element with such an id is a property of ``window``, so that a copy button takes the page for Node."""
    assert [
        path.name for path, page in pages.items() if page.anchors & {"exports", "module", "define", "require"}
    ] == []


def test_nothing_is_loaded_from_elsewhere(pages: dict[Path, Page]) -> None:
    assert [target for page in pages.values() for target in page.loaded if urlsplit(target).netloc] == []


def test_every_public_name_is_in_the_reference(site: Path) -> None:
    with open(site / "objects.inv", "rb") as file:
        inventory = InventoryFile.load(file, "", lambda base, place: place)
    listed = {name.rsplit(".", 1)[-1] for kind in inventory for name in inventory[kind] if kind.startswith("py:")}
    assert {name for name in an.__all__ if name not in listed and not name.startswith("__")} == set()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_pages_outside_the_site_link_to_files(name: str) -> None:
    targets = re.findall(r"(?<!!)\[[^\]]+\]\(([^)#]+)", ROOT.joinpath(name).read_text("utf-8"))
    assert len(targets) >= 2
    assert [t for t in targets if not urlsplit(t).scheme and not (ROOT / t).exists()] == []
