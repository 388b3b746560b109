"""The indexes that are compared: SQLite FTS5 over the text, the folded text, its stems, and the search terms."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from functools import cache
from typing import Any

import arabnews_nlp as an
from arabnews_nlp.integrations.sqlite import FtsIndex

__all__ = ["KINDS", "Index"]

KINDS = ("plain text", "folded", "stemmed", "search terms")
"""The indexes, from the plainest on."""


@cache
def _stemmer() -> Any:
    from nltk.stem.isri import ISRIStemmer  # type: ignore[import-untyped]

    return ISRIStemmer()


@cache
def _stem(word: str) -> str:
    return str(_stemmer().stem(word))


def _stemmed(text: str) -> str:
    return " ".join(map(_stem, an.normalize(text).split()))


_PREPARED: dict[str, Callable[[str], str]] = {
    "plain text": str,
    "folded": an.normalize,
    "stemmed": _stemmed,
}
"""What becomes of a text, or of a query, before it goes to the engine."""


class Index:
    """One of the indexes, in memory; it counts the seconds that it takes."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.connection = sqlite3.connect(":memory:")
        self.fts = FtsIndex(self.connection) if kind == "search terms" else None
        if self.fts is None:
            self.connection.execute("create virtual table news using fts5(id unindexed, body)")
        self.seconds = {"index": 0.0, "query": 0.0}
        self._found: dict[str, set[int]] = {}

    def add(self, number: int, doc: an.Doc) -> None:
        """Index an article under its number."""
        begun = time.process_time()
        if self.fts is not None:
            self.fts.add(str(number), doc)
        else:
            body = _PREPARED[self.kind](doc.text)
            self.connection.execute("insert into news values (?, ?)", (str(number), body))
        self.seconds["index"] += time.process_time() - begun

    def find(self, query: str) -> set[int]:
        """Numbers of the articles that a query finds, as a phrase."""
        if query in self._found:
            return self._found[query]
        begun = time.process_time()
        if self.fts is not None:
            found = {int(hit.id) for hit in self.fts.search(query, limit=1_000_000)}
        else:
            phrase = json.dumps(_PREPARED[self.kind](query), ensure_ascii=False)
            rows = self.connection.execute("select id from news where news match ?", (phrase,))
            found = {int(key) for (key,) in rows}
        self.seconds["query"] += time.process_time() - begun
        self._found[query] = found
        return found

    @property
    def queries(self) -> int:
        """How many queries it was asked."""
        return len(self._found)

    def megabytes(self) -> float:
        """Size of the database."""
        size = "select page_count * page_size from pragma_page_count, pragma_page_size"
        return float(self.connection.execute(size).fetchone()[0]) / 1e6
