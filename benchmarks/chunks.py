"""What chunks break, beside recursive splitters: ``python -m benchmarks.chunks FILE.jsonl[.xz] [--gold FOLDER]``.

Every splitter has the same bound in characters and no overlap. A sentence, number, name or entity is broken where a
chunk begins or ends inside it; the figures are for 1,000 chunks. What counts as one is what the pipeline finds in the
articles, and what people marked in the annotated documents (``--gold``).
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


Spans = dict[str, list[tuple[int, int]]]


def found_spans(doc: an.Doc) -> Spans:
    """What the pipeline finds."""
    rows = [row for row in LAYERS if row.name in BROKEN]
    return {row.name: [(span.start, span.end) for span in spans_of(row, getattr(doc, row.name))] for row in rows}


def broken(spans: Spans, edges: Iterable[tuple[int, int]]) -> Counter[str]:
    """How many chunks there are, and how many spans of each layer they break."""
    pairs = list(edges)
    places = sorted({place for pair in pairs for place in pair})
    found = Counter({"chunks": len(pairs)})
    for layer, each in spans.items():
        for start, end in each:
            at = bisect_right(places, start)
            found[layer] += at < len(places) and places[at] < end
    return found


def gold(folder: Path) -> Iterator[tuple[str, Spans]]:
    """Annotated documents with the spans that people marked."""
    for path in sorted(folder.glob("gold/*.json")):
        data = json.loads(path.read_text("utf-8"))
        spans = {layer: [(s["start"], s["end"]) for s in data[layer]] for layer in ("numbers", "entities")}
        spans["sentences"] = [(start, end) for start, end in data["sentences"]]
        spans["names"] = [(m["start"], m["end"]) for cluster in data["xscript"] for m in cluster["mentions"]]
        yield folder.joinpath(data["text_file"]).read_bytes().decode("utf-8"), spans


def texts(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["text"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="articles as JSON lines with a field text")
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--size", type=int, default=300)
    parser.add_argument("--gold", type=Path, metavar="FOLDER", help="annotated documents")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    arguments = parser.parse_args()
    splitters = {name: make(arguments.size) for name, make in SPLITTERS.items()}
    nlp = an.load()
    articles = ((doc, found_spans(doc)) for doc in nlp.pipe(islice(texts(arguments.file), arguments.articles)))
    result = {"articles": measured(splitters, articles)}
    if arguments.gold:
        result["gold"] = measured(splitters, ((nlp(text), spans) for text, spans in gold(arguments.gold)))
    for what, rows in result.items():
        print(f"{what + ', broken in 1,000 chunks':34}" + "".join(f"{layer:>11}" for layer in ("chunks", *BROKEN)))
        for name, row in rows.items():
            print(f"{name:34}{row['chunks']:11.0f}" + "".join(f"{row[layer]:11.1f}" for layer in BROKEN))
    if arguments.json:
        about = {"size": arguments.size, "articles": arguments.articles}
        arguments.json.write_text(
            json.dumps({**about, **{f"broken in {k}": v for k, v in result.items()}}, indent=1) + "\n"
        )
    return 0


def measured(splitters: dict[str, Edges], documents: Iterable[tuple[an.Doc, Spans]]) -> dict[str, dict[str, float]]:
    """Chunks of each splitter, and what 1,000 of them break."""
    totals = {name: Counter[str]() for name in splitters}
    for doc, spans in documents:
        for name, edges in splitters.items():
            totals[name].update(broken(spans, edges(doc)))
    return {
        name: {
            "chunks": total["chunks"],
            **{layer: round(1000 * total[layer] / total["chunks"], 1) for layer in BROKEN},
        }
        for name, total in totals.items()
    }


if __name__ == "__main__":
    sys.exit(main())
