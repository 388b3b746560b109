"""Documents cut into chunks for retrieval: whole sentences under a bound, each with what it mentions."""

from arabnews_nlp.chunking.chunks import Chunk, make_chunks

__all__ = ["Chunk", "make_chunks"]
