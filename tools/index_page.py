"""What a package index shows of the project: the README, and the addresses beside it.

An index has none of the repository's files, so that links into it become absolute, or plain text where the address of
the repository is not known.
"""

from __future__ import annotations

import re

__all__ = ["index_page", "urls"]

_IMAGE = re.compile(r"!\[(?P<text>[^\]]*)\]\((?!https?:)(?P<path>[^)]+)\)\n*")
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?!https?:|#|mailto:)(?P<path>[^)]+)\)")
_PAGES = {
    "Source": "",
    "Documentation": "/tree/HEAD/docs",
    "Changelog": "/blob/HEAD/CHANGELOG.md",
    "Issues": "/issues",
}


def index_page(readme: str, url: str) -> str:
    """The README for the index.

    :param url: the address of the repository; empty where there is none, which drops images and unlinks the rest.
    """
    readme = _IMAGE.sub(lambda m: f"![{m['text']}]({url}/raw/HEAD/{m['path']})\n\n" if url else "", readme)
    return _LINK.sub(lambda m: f"[{m['text']}]({url}/blob/HEAD/{m['path']})" if url else m["text"], readme)


def urls(url: str) -> dict[str, str]:
    """The addresses that the index shows, by name."""
    return {name: url + page for name, page in _PAGES.items()} if url else {}
