"""What is said about licences, in four places, is one thing: REUSE.toml, the metadata, NOTICE and the licence files."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "arabnews_nlp"
PROJECT = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["project"]
ENTRIES = tomllib.loads(ROOT.joinpath("REUSE.toml").read_text("utf-8"))["annotations"]
PATTERNS = [
    (path, entry)
    for entry in ENTRIES
    for path in ([entry["path"]] if isinstance(entry["path"], str) else entry["path"])
]


def entry_of(file: Path) -> dict[str, object]:
    """The entry that counts for a file: the last one that names it."""
    return [entry for path, entry in PATTERNS if path == "**" or file in ROOT.glob(path)][-1]


def test_the_licence_expression_covers_every_file_of_the_package() -> None:
    licences = {str(entry_of(file)["SPDX-License-Identifier"]) for file in PACKAGE.glob("**/data/*")}
    assert set(PROJECT["license"].split(" AND ")) == licences | {"Apache-2.0"}


def test_the_page_says_the_licence_expression() -> None:
    assert f"`{PROJECT['license']}`" in ROOT.joinpath("docs", "licences.md").read_text("utf-8")


def test_every_licence_has_its_text_among_the_licence_files() -> None:
    carried = {file.name for pattern in PROJECT["license-files"] for file in ROOT.glob(pattern)}
    named = {f"{licence}.txt" for licence in PROJECT["license"].split(" AND ")}
    assert named - carried == {"Apache-2.0.txt"} and {"LICENSE", "NOTICE", "LICENSE-MODEL.md"} <= carried
    assert ROOT.joinpath("LICENSE").read_text() == ROOT.joinpath("LICENSES", "Apache-2.0.txt").read_text()


def test_every_data_file_says_where_its_content_comes_from() -> None:
    files = sorted(PACKAGE.glob("**/data/*"))
    assert len(files) > 20 and [file for file in files if "SPDX-FileComment" not in entry_of(file)] == []


def test_what_is_not_our_own_is_credited_in_the_notice() -> None:
    notice = ROOT.joinpath("NOTICE").read_text("utf-8")
    others = {path: entry for path, entry in PATTERNS if entry["SPDX-License-Identifier"] != "Apache-2.0"}
    assert len(others) >= 4
    for path, entry in others.items():
        assert str(entry["SPDX-License-Identifier"]) in notice and Path(path).name.replace("*", "") in notice, path


def test_models_lie_beside_their_licence() -> None:
    models = list(PACKAGE.glob("*/data/*.model"))
    assert len(models) == 2
    for model in models:
        licence = model.parents[1].joinpath("LICENSE-MODEL.md").read_text("utf-8")
        assert model.name in licence and "CC BY-SA 4.0" in licence
