"""LangChain: chunks of whole sentences as a text splitter."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from arabnews_nlp.chunking import Chunk
from arabnews_nlp.errors import MissingExtraError
from arabnews_nlp.integrations.columns import pipeline_of
from arabnews_nlp.pipeline import Pipeline

try:
    from langchain_core.documents import Document
    from langchain_text_splitters import TextSplitter
except ImportError as error:
    raise MissingExtraError("langchain-text-splitters", "langchain") from error

__all__ = ["ArabNewsTextSplitter"]


class ArabNewsTextSplitter(TextSplitter):  # type: ignore[misc]
    """Splits texts as :meth:`arabnews_nlp.document.doc.Doc.chunks` does.

    Documents have the metadata of :meth:`arabnews_nlp.chunking.chunks.Chunk.metadata` beside their own;
    ``start_index`` is exact. Title and date in their context are those of the metadata of the document that is split.

    :param chunk_size: longest chunk, as ``length_function`` counts.
    :param chunk_overlap: how much of a chunk the next one repeats at most, in whole sentences.
    :param length_function: counts code points, or tokens of a model.
    :param stages: a pipeline, preset, TOML file, mapping, or stage names in order.

    >>> ArabNewsTextSplitter(chunk_size=30).split_text("أطلقت Microsoft خدمة جديدة. وزاد الطلب 38%.")
    ['أطلقت Microsoft خدمة جديدة.', 'وزاد الطلب 38%.']
    """

    def __init__(
        self,
        chunk_size: int = 1200,
        chunk_overlap: int = 0,
        length_function: Callable[[str], int] = len,
        stages: Pipeline | str | os.PathLike[str] | Mapping[str, Any] | Sequence[str] = "news",
    ) -> None:
        super().__init__(chunk_size, chunk_overlap, length_function, add_start_index=True)
        self._pipeline = pipeline_of(stages)

    def split_text(self, text: str) -> list[str]:
        """The texts of the chunks."""
        return [chunk.text for chunk in self._chunks(text, {})]

    def create_documents(self, texts: list[str], metadatas: list[dict[Any, Any]] | None = None) -> list[Document]:
        """A document for each chunk of the texts.

        :param metadatas: what to keep of each text; its ``title`` and ``date`` go into the context of the chunks.
        """
        result = []
        for text, metadata in zip(texts, metadatas or [{}] * len(texts), strict=True):
            for chunk in self._chunks(text, metadata):
                result.append(Document(page_content=chunk.text, metadata={**metadata, **chunk.metadata()}))
        return result

    def _chunks(self, text: str, metadata: Mapping[Any, Any]) -> list[Chunk]:
        title, date = (None if (value := metadata.get(key)) is None else str(value) for key in ("title", "date"))
        doc = self._pipeline(text)
        return doc.chunks(self._chunk_size, self._chunk_overlap, self._length_function, title=title, date=date)
