"""SQLite FTS5: an index of the terms of documents, in the standard library."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.errors import ArgumentValueError
from arabnews_nlp.search import SearchQuery, index_text, search_query

__all__ = ["FtsIndex", "Hit"]


class Hit(NamedTuple):
    """A document that a query finds."""

    id: str
    """What it was added as."""
    score: float
    """How well it fits, by BM25; more is better."""


class FtsIndex:
    """A table of documents that queries in either script find.

    :param connection: a database with FTS5, which most builds of SQLite have.
    :param table: its name; made if it is not there.
    :raises ArgumentValueError: a name that is not an identifier.

    >>> import arabnews_nlp as an
    >>> index = FtsIndex(sqlite3.connect(":memory:"))
    >>> index.add("a1", an.load()("أنفقت مايكروسوفت 10 مليارات دولار"))
    >>> [hit.id for hit in index.search("Microsoft")], index.search("Apple")
    (['a1'], [])
    """

    def __init__(self, connection: sqlite3.Connection, table: str = "news") -> None:
        if not table.isidentifier():
            raise ArgumentValueError("table", table, "an identifier")
        self.connection, self.table = connection, table
        connection.execute(
            f"create virtual table if not exists {table} using fts5("
            "id unindexed, words, others, names, tokenize = \"unicode61 remove_diacritics 0 tokenchars '.:-/_@+#''’'\")"
        )

    def add(self, id: str, doc: Doc) -> None:
        """Index a document; the caller commits."""
        fields = [part.encode("utf-8", "replace").decode() for part in index_text(doc)]
        self.connection.execute(f"insert into {self.table} values (?, ?, ?, ?)", (id, *fields))

    def search(self, query: str | SearchQuery, limit: int = 10) -> list[Hit]:
        """The documents that fit best; none for a query without a word."""
        asked = search_query(query) if isinstance(query, str) else query
        if not asked.groups:
            return []
        match = asked.fts5().encode("utf-8", "replace").decode()
        rows = self.connection.execute(
            f"select id, -bm25({self.table}) from {self.table} where {self.table} match ? order by rank limit ?",
            (match, limit),
        )
        return [Hit(id, score) for id, score in rows]
