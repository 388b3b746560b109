"""SQLite FTS5: an index of the terms of documents, in the standard library."""

from __future__ import annotations

import sqlite3
import sys
from typing import NamedTuple

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.offsets import without_surrogates
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, check_count
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
    :raises ArgumentTypeError: the connection is none.
    :raises ArgumentValueError: a name that is not an identifier.

    >>> import arabnews_nlp as an
    >>> index = FtsIndex(sqlite3.connect(":memory:"))
    >>> index.add("a1", an.load()("أنفقت مايكروسوفت 10 مليارات دولار"))
    >>> [hit.id for hit in index.search("Microsoft")], index.search("Apple")
    (['a1'], [])
    """

    def __init__(self, connection: sqlite3.Connection, table: str = "news") -> None:
        if not isinstance(connection, sqlite3.Connection):
            raise ArgumentTypeError("connection", connection, "a sqlite3.Connection")
        if not isinstance(table, str) or not table.isidentifier():
            raise ArgumentValueError("table", table, "an identifier")
        self.connection, self.table = connection, table
        connection.execute(
            f"create virtual table if not exists {table} using fts5("
            "id unindexed, words, others, names, tokenize = \"unicode61 remove_diacritics 0 tokenchars '.:-/_@+#''’'\")"
        )

    def add(self, id: str, doc: Doc) -> None:
        """Index a document; the caller commits.

        :raises ArgumentTypeError: the id is no string, or the document none.
        """
        if not isinstance(id, str):
            raise ArgumentTypeError("id", id, "str")
        fields = [part.encode("utf-8", "replace").decode() for part in index_text(doc)]
        self.connection.execute(f"insert into {self.table} values (?, ?, ?, ?)", (without_surrogates(id), *fields))

    def search(self, query: str | SearchQuery, limit: int = 10) -> list[Hit]:
        """The documents that fit best; none for a query without a word.

        :param limit: most documents.
        :raises ArgumentTypeError: the query is no text and no :class:`~arabnews_nlp.search.query.SearchQuery`.
        :raises ArgumentValueError: a limit below 1.
        """
        check_count("limit", limit)
        asked = query if isinstance(query, SearchQuery) else search_query(query)
        if not asked.groups:
            return []
        match = asked.fts5().encode("utf-8", "replace").decode()
        rows = self.connection.execute(
            f"select id, -bm25({self.table}) from {self.table} where {self.table} match ? order by rank limit ?",
            (match, min(limit, sys.maxsize)),
        )
        return [Hit(id, score) for id, score in rows]
