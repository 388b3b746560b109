"""Chunks in the words of LangChain and LlamaIndex."""

from langchain_core.documents import Document as Text
from llama_index.core import Document
from llama_index.core.schema import MetadataMode, NodeRelationship

import arabnews_nlp as an
from arabnews_nlp.integrations.langchain import ArabNewsTextSplitter
from arabnews_nlp.integrations.llama_index import ArabNewsNodeParser

TEXT = "نعم. أطلقت Microsoft خدمة جديدة. قال سام ألتمان إن الطلب زاد 38%. نعم. وقالت مايكروسوفت: نعم."


def words(text):
    return len(text.split())


def test_langchain_splits_as_chunks_do(seed):
    chunks = an.load()(seed).chunks(600, 100)
    splitter = ArabNewsTextSplitter(600, 100)
    assert splitter.split_text(seed) == [chunk.text for chunk in chunks]
    found = splitter.split_documents(
        [Text(page_content=seed, metadata={"id": 7, "title": "خبر", "date": "2023-08-29"})]
    )
    assert [seed[d.metadata["start_index"] : d.metadata["end_index"]] for d in found] == [d.page_content for d in found]
    assert {d.metadata["id"] for d in found} == {7}
    assert all(d.metadata["context"].startswith("خبر | 2023-08-29") for d in found)
    assert "Microsoft" in found[0].metadata["names"]


def test_langchain_counts_as_it_is_told():
    splitter = ArabNewsTextSplitter(6, length_function=words, stages="fast")
    assert [words(piece) <= 6 for piece in splitter.split_text(TEXT)] == [True, False, True]
    assert splitter.create_documents(["", "نعم."])[0].page_content == "نعم."


def test_llama_index_parses_as_chunks_do(seed):
    chunks = an.load()(seed).chunks(600, 100)
    nodes = ArabNewsNodeParser(chunk_size=600, chunk_overlap=100).get_nodes_from_documents([Document(text=seed)])
    assert [(n.text, n.start_char_idx, n.end_char_idx) for n in nodes] == [(c.text, c.start, c.end) for c in chunks]
    assert nodes[0].relationships[NodeRelationship.NEXT].node_id == nodes[1].node_id


def test_llama_index_finds_a_repeated_text_where_it_is():
    document = Document(text=TEXT, metadata={"title": "خبر", "source": "AFP"})
    nodes = ArabNewsNodeParser(chunk_size=6, length=words).get_nodes_from_documents([document])
    assert all(TEXT[n.start_char_idx : n.end_char_idx] == n.text for n in nodes)
    assert [n.start_char_idx for n in nodes] == sorted({n.start_char_idx for n in nodes})
    assert {n.metadata["source"] for n in nodes} == {"AFP"}
    shown = nodes[-1].get_content(MetadataMode.EMBED)
    assert "context: خبر" in shown and "start_index" not in shown


def test_llama_index_parser_is_written_and_read():
    parser = ArabNewsNodeParser(chunk_size=77, stages=["sentences"])
    data = parser.to_dict()
    del data["id_func"]  # LlamaIndex writes its name, and does not read it
    again = ArabNewsNodeParser.from_dict(data)
    assert (again.chunk_size, again.stages) == (77, ["sentences"])
