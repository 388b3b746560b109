"""What chunks break, beside recursive splitters: ``python -m benchmarks.chunks FILE.jsonl[.xz] [--articles 3000]``.

Every splitter has the same bound in characters and no overlap. A sentence, number, name or entity of our pipeline is
broken where a chunk begins or ends inside it; the figures are for 1,000 chunks.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import arabnews_nlp as an
from arabnews_nlp.document.layers import LAYERS, spans_of

BROKEN = ("sentences", "numbers", "names", "entities")
Edges = Callable[[an.Doc], Iterable[tuple[int, int]]]


def ours(size: int) -> Edges:
    return lambda doc: ((chunk.start, chunk.end) for chunk in doc.chunks(size))


def langchain(size: int) -> Edges:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=size, chunk_overlap=0, add_start_index=True)

    def edges(doc: an.Doc) -> Iterator[tuple[int, int]]:
        for piece in splitter.create_documents([doc.text]):
            start = piece.metadata["start_index"]
            yield start, start + len(piece.page_content)

    return edges


def llama_index(size: int) -> Edges:
    from llama_index.core import Document
    from llama_index.core.node_parser import SentenceSplitter

    splitter = SentenceSplitter(chunk_size=size, chunk_overlap=0, tokenizer=list)
    return lambda doc: (
        (node.start_char_idx, node.end_char_idx)
        for node in splitter.get_nodes_from_documents([Document(text=doc.text)])
    )


SPLITTERS = {"Doc.chunks": ours, "LangChain, recursive": langchain, "LlamaIndex, sentences": llama_index}


def broken(doc: an.Doc, edges: Iterable[tuple[int, int]]) -> Counter[str]:
    """How many chunks there are, and how many spans of each layer they break."""
    places = sorted({place for pair in edges for place in pair})
    found = Counter({"chunks": len(places) // 2})
    for row in LAYERS:
        if row.name in BROKEN:
            for span in spans_of(row, getattr(doc, row.name)):
                at = bisect_right(places, span.start)
                found[row.name] += at < len(places) and places[at] < span.end
    return found


def texts(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["text"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="articles as JSON lines with a field text")
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--size", type=int, default=1200)
    arguments = parser.parse_args()
    splitters = {name: make(arguments.size) for name, make in SPLITTERS.items()}
    totals = {name: Counter[str]() for name in splitters}
    for doc in an.load().pipe(islice(texts(arguments.file), arguments.articles)):
        for name, edges in splitters.items():
            totals[name].update(broken(doc, edges(doc)))
    print(f"{'broken in 1,000 chunks':24}" + "".join(f"{layer:>11}" for layer in ("chunks", *BROKEN)))
    for name, total in totals.items():
        figures = "".join(f"{1000 * total[layer] / total['chunks']:11.1f}" for layer in BROKEN)
        print(f"{name:24}{total['chunks']:11d}{figures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
