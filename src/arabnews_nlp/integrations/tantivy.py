"""tantivy: an index of the terms of documents."""

from __future__ import annotations

import os
from typing import Any

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.errors import ArgumentTypeError, MissingExtraError, check_count
from arabnews_nlp.integrations.sqlite import Hit
from arabnews_nlp.search import IndexText, SearchQuery, index_text, search_query

try:
    import tantivy
except ImportError as error:
    raise MissingExtraError("tantivy", "tantivy") from error

__all__ = ["TantivyIndex"]


class TantivyIndex:
    """Documents that queries in either script find.

    :param path: a folder for the index; in memory if not given.
    :raises ArgumentTypeError: the path is none.

    >>> import arabnews_nlp as an
    >>> index = TantivyIndex()
    >>> index.add("a1", an.load()("أنفقت مايكروسوفت 10 مليارات دولار"))
    >>> index.commit()
    >>> [hit.id for hit in index.search("Microsoft")], index.search("Apple")
    (['a1'], [])
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        if not (path is None or isinstance(path, (str, os.PathLike))):
            raise ArgumentTypeError("path", path, "a folder or None")
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for field in IndexText._fields:
            builder.add_text_field(field, tokenizer_name="terms", index_option="position")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=None if path is None else os.fspath(path))
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("terms", analyzer)
        self._writer = self._index.writer()

    def add(self, id: str, doc: Doc) -> None:
        """Index a document; it is found after :meth:`commit`.

        :raises ArgumentTypeError: the id is no string, or the document none.
        """
        if not isinstance(id, str):
            raise ArgumentTypeError("id", id, "str")
        fields = {field: [_encodable(text)] for field, text in index_text(doc)._asdict().items()}
        self._writer.add_document(tantivy.Document(id=[_encodable(id)], **fields))

    def commit(self) -> None:
        """Make what was added findable."""
        self._writer.commit()
        self._index.reload()

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
        every = [(tantivy.Occur.Must, self._any_of(asked.phrases(i))) for i in range(len(asked.groups))]
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(every), limit).hits
        return [Hit(searcher.doc(address)["id"][0], score) for score, address in hits]

    def _any_of(self, phrases: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> Any:
        parts = [self._phrase(field, phrase) for fields, phrase in phrases for field in fields]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])

    def _phrase(self, field: str, phrase: tuple[str, ...]) -> Any:
        words = [_encodable(word) for word in phrase]
        if len(words) == 1:
            return tantivy.Query.term_query(self._schema, field, words[0])
        return tantivy.Query.phrase_query(self._schema, field, words)


def _encodable(text: str) -> str:
    """The text, with a question mark for each lone surrogate."""
    return text.encode("utf-8", "replace").decode()
