"""The changelog page also shows the changes of the next version: the fragments of ``changelog.d/``, by kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "changelog.d"
KINDS = ("added", "changed", "fixed", "removed")


def unreleased() -> str:
    """A section with a list for each kind of change; empty where there are no fragments."""
    lists = []
    for kind in KINDS:
        texts = [path.read_text("utf-8").strip() for path in sorted(FOLDER.glob(f"*.{kind}.md"))]
        if texts:
            lists.append("\n".join([f"### {kind.capitalize()}", "", *(f"- {text}" for text in texts)]))
    return "\n\n".join(["## Unreleased", *lists, ""]) if lists else ""


def add_unreleased(_app: Any, name: str, source: list[str]) -> None:
    """Appends the section to the source of the page."""
    if name == "changelog":
        source[0] += "\n" + unreleased()


def setup(app: Any) -> dict[str, bool]:
    """Connects to the reading of pages."""
    app.connect("source-read", add_unreleased)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
