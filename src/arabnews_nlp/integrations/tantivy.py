"""tantivy: an index of the terms of documents."""

from __future__ import annotations

import os
from typing import Any

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.errors import MissingExtraError
from arabnews_nlp.integrations.sqlite import Hit
from arabnews_nlp.search import SearchQuery, index_text, search_query

try:
    import tantivy
except ImportError as error:
    raise MissingExtraError("tantivy", "tantivy") from error

__all__ = ["TantivyIndex"]

_FIELDS = ("words", "others")


class TantivyIndex:
    """Documents that queries in either script find.

    :param path: a folder for the index; in memory if not given.

    >>> import arabnews_nlp as an
    >>> index = TantivyIndex()
    >>> index.add("a1", an.load()("أنفقت مايكروسوفت 10 مليارات دولار"))
    >>> index.commit()
    >>> [hit.id for hit in index.search("Microsoft")], index.search("Apple")
    (['a1'], [])
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for field in _FIELDS:
            builder.add_text_field(field, tokenizer_name="terms", index_option="position")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=None if path is None else os.fspath(path))
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("terms", analyzer)
        self._writer = self._index.writer()

    def add(self, id: str, doc: Doc) -> None:
        """Index a document; it is found after :meth:`commit`."""
        words, others = (part.encode("utf-8", "replace").decode() for part in index_text(doc))
        self._writer.add_document(tantivy.Document(id=[id], words=[words], others=[others]))

    def commit(self) -> None:
        """Make what was added findable."""
        self._writer.commit()
        self._index.reload()

    def search(self, query: str | SearchQuery, limit: int = 10) -> list[Hit]:
        """The documents that fit best; none for a query without a word."""
        asked = search_query(query) if isinstance(query, str) else query
        if not asked.groups:
            return []
        every = [(tantivy.Occur.Must, self._any_of(group)) for group in asked.groups]
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(every), limit).hits
        return [Hit(searcher.doc(address)["id"][0], score) for score, address in hits]

    def _any_of(self, group: tuple[tuple[str, ...], ...]) -> Any:
        phrases = [
            (field, [word.encode("utf-8", "replace").decode() for word in p]) for p in group for field in _FIELDS
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, self._phrase(*phrase)) for phrase in phrases])

    def _phrase(self, field: str, words: list[str]) -> Any:
        if len(words) == 1:
            return tantivy.Query.term_query(self._schema, field, words[0])
        return tantivy.Query.phrase_query(self._schema, field, words)
