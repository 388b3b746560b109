"""Checks what a wheel carries: nothing too much, nothing missing, its licences, its size.

usage: python tools/wheel_contents.py WHEEL...
"""

from __future__ import annotations

import sys
import tomllib
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

LIMIT = 14_500_000
"""Bytes of a wheel."""
NEEDED = (
    "arabnews_nlp/py.typed",
    "arabnews_nlp/_core/pretokens.pyi",
    "arabnews_nlp/entities/data/entities.model",
    "arabnews_nlp/names/data/names.model",
    "arabnews_nlp/numbers/data/units_cldr.tsv",
    "arabnews_nlp/serialization/arabnews-doc-1.schema.json",
    "arabnews_nlp/render/page.css",
)
ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["project"]
LICENCES = [str(file.relative_to(ROOT)) for pattern in PROJECT["license-files"] for file in ROOT.glob(pattern)]
SOURCES = (".c", ".cpp", ".pyx", ".pxd", ".h")


def faults(path: Path) -> list[str]:
    """What is wrong with a wheel, a line each."""
    found = []
    with ZipFile(path) as wheel:
        names = wheel.namelist()
        info = next(name.partition("/")[0] for name in names if ".dist-info/" in name)
        metadata = message_from_bytes(wheel.read(f"{info}/METADATA"))
    found += [f"{name} is missing" for name in NEEDED if name not in names]
    found += [f"licence file {name} is missing" for name in LICENCES if f"{info}/licenses/{name}" not in names]
    found += [f"{name} belongs to the sources" for name in names if name.endswith(SOURCES)]
    found += [f"{name} is outside the package" for name in names if not name.startswith(("arabnews_nlp/", info))]
    found += [
        f"extra {extra!r} is for developers"
        for extra in {"test", "lint", "docs"} & set(metadata.get_all("Provides-Extra", []))
    ]
    if metadata["License-Expression"] != PROJECT["license"]:
        found.append(f"licence expression is {metadata['License-Expression']!r}")
    if sys.platform == "linux" and "-linux_" in path.name:
        found.append("its tag is for no index: repair it with auditwheel")
    if (size := path.stat().st_size) > LIMIT:
        found.append(f"{size:,} bytes are more than {LIMIT:,}")
    return found


def main() -> int:
    """Check every wheel that is named."""
    wrong = 0
    for path in map(Path, sys.argv[1:]):
        for fault in faults(path):
            print(f"{path.name}: {fault}")
            wrong = 1
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
