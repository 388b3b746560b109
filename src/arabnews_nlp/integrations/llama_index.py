"""LlamaIndex: chunks of whole sentences as a node parser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from arabnews_nlp.errors import MissingExtraError
from arabnews_nlp.integrations.columns import pipeline_of

try:
    from llama_index.core.bridge.pydantic import Field
    from llama_index.core.node_parser import NodeParser
    from llama_index.core.node_parser.node_utils import build_nodes_from_splits
    from llama_index.core.schema import BaseNode
except ImportError as error:
    raise MissingExtraError("llama-index-core", "llama-index") from error

__all__ = ["ArabNewsNodeParser"]


class ArabNewsNodeParser(NodeParser):  # type: ignore[misc]
    """Parses documents into nodes as :meth:`arabnews_nlp.document.doc.Doc.chunks` cuts them.

    Nodes have the metadata of :meth:`arabnews_nlp.chunking.chunks.Chunk.metadata`, of which only the context is
    embedded; ``start_char_idx`` and ``end_char_idx`` are exact.
    """

    chunk_size: int = Field(default=1200, description="Longest chunk, as `length` counts.")
    chunk_overlap: int = Field(default=0, description="How much of a chunk the next one repeats at most.")
    length: Callable[[str], int] = Field(default=len, exclude=True, description="Counts code points, or tokens.")
    stages: Any = Field(default="news", description="A preset, TOML file, mapping, or stage names in order.")

    def _parse_nodes(self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any) -> list[BaseNode]:
        pipeline = pipeline_of(self.stages)
        result: list[BaseNode] = []
        for node in nodes:
            title, date = (None if (v := node.metadata.get(key)) is None else str(v) for key in ("title", "date"))
            doc = pipeline(node.get_content())
            chunks = doc.chunks(self.chunk_size, self.chunk_overlap, self.length, title=title, date=date)
            made = build_nodes_from_splits([chunk.text for chunk in chunks], node, id_func=self.id_func)
            for part, chunk in zip(made, chunks, strict=True):
                part.metadata = chunk.metadata()
                part.start_char_idx, part.end_char_idx = chunk.start, chunk.end
                inside = [key for key in part.metadata if key != "context"]
                part.excluded_embed_metadata_keys = [*part.excluded_embed_metadata_keys, *inside]
                part.excluded_llm_metadata_keys = [*part.excluded_llm_metadata_keys, *inside]
            result += made
        return result

    def _postprocess_parsed_nodes(self, nodes: list[BaseNode], parent_doc_map: dict[str, Any]) -> list[BaseNode]:
        """What the base class does, but for its search for the text of each node, which a repeated text misleads."""
        places = [(node.start_char_idx, node.end_char_idx) for node in nodes]
        nodes = super()._postprocess_parsed_nodes(nodes, parent_doc_map)
        for node, (start, end) in zip(nodes, places, strict=True):
            node.start_char_idx, node.end_char_idx = start, end
        return nodes
