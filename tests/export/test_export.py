"""Exports, read back by the parsers that people use: conllu, stanza, pybrat, rdflib, Label Studio's converter."""

import json
from itertools import pairwise
from pathlib import Path

import conllu
import pytest
import rdflib
from hypothesis import given
from label_studio_sdk.converter import Converter
from pybrat.parser import BratParser
from stanza.utils.conll import CoNLL

import arabnews_nlp as an
from arabnews_nlp.export import (
    LABELING_CONFIG,
    to_brat,
    to_conll2003,
    to_conllu,
    to_label_studio,
    to_web_annotations,
)
from arabnews_nlp.testing import messy_text, mixed_news

nlp = an.load()
TEXT = "قالت Microsoft ومايكروسوفت\nإنها  أنفقت بين 5 و7 مليارات دولار. زار سام ألتمان لندن 😀 في 2023."


@pytest.fixture(scope="module")
def docs(seed):
    return [nlp(TEXT), nlp(seed), nlp(""), nlp('سطر\r\n\r\nثانٍ | <b>&"x"</b> \\ 5%')]


def unescaped(value):
    for escape, character in (("\\s", " "), ("\\t", "\t"), ("\\r", "\r"), ("\\n", "\n"), ("\\p", "|")):
        value = value.replace(escape, character)
    return value


def placed(value):
    return tuple(map(int, value.split(":")))


def mentions_beside(doc):
    """Mentions that do not have the span of an entity."""
    taken = {(e.start, e.end) for e in doc.entities}
    return [(m.start, m.end, "NAME") for n in doc.names for m in n.mentions if (m.start, m.end) not in taken]


# CoNLL-U


def test_conllu_gives_back_the_text_and_every_offset(docs):
    for doc in docs[:2]:
        text, ranges = "", []
        for sentence in conllu.parse(to_conllu(doc)):
            inside = 0
            for row in sentence:
                misc = row["misc"]
                start, end = placed(misc["TokenRange"])
                form = " ".join(doc.text[start:end].split())
                assert row["form"] == form
                if isinstance(row["id"], tuple):
                    inside = row["id"][2] - row["id"][0] + 1
                elif inside:
                    inside -= 1
                    continue
                ranges.append((start, end))
                after = "" if misc.get("SpaceAfter") == "No" else misc.get("SpacesAfter", "\\s")
                text += unescaped(misc.get("SpacesBefore", "")) + form + unescaped(after)
        assert ranges == [(t.start, t.end) for t in doc.tokens]
        assert text == doc.text


def test_conllu_holds_entities_numbers_and_names(docs):
    for doc in docs:
        found = {"NERRange": [], "NumberRange": [], "NameRange": []}
        for sentence in conllu.parse(to_conllu(doc)):
            for row in sentence:
                for key, ranges in found.items():
                    if key in (row["misc"] or {}):
                        ranges.append(placed(row["misc"][key]))
        assert found["NERRange"] == [(e.start, e.end) for e in doc.entities]
        assert found["NumberRange"] == [(q.start, q.end) for q in doc.numbers]
        assert sorted(found["NameRange"]) == sorted((m.start, m.end) for n in doc.names for m in n.mentions)
    (rows,) = conllu.parse(to_conllu(nlp("أنفقت بين 5 و7 مليارات دولار")))
    (amount,) = (row["misc"] for row in rows if row["misc"] and "Number" in row["misc"])
    assert (amount["Number"], amount["NumberValue"], amount["NumberUnit"]) == ("MONEY", "5000000000..7000000000", "USD")


def test_conllu_splits_clitics_as_the_treebanks_do():
    (rows,) = conllu.parse(to_conllu(nlp("وبالقاهرة للشركة")))
    assert [(row["id"], row["form"]) for row in rows] == [
        ((1, "-", 3), "وبالقاهرة"),
        (1, "و"),
        (2, "ب"),
        (3, "القاهرة"),
        ((4, "-", 5), "للشركة"),
        (4, "ل"),
        (5, "لشركة"),
    ]
    assert rows[3]["misc"]["NER"] == "B-LOC"


def test_an_entity_begins_a_word():
    (rows,) = conllu.parse(to_conllu(nlp("قال ومايكروسوفت ذلك")))
    assert [row["form"] for row in rows if row["misc"].get("NER")] == ["مايكروسوفت"]


def test_stanza_reads_conllu(docs):
    found = CoNLL.conll2doc(input_str=to_conllu(docs[0], doc_id="a b"))
    assert len(found.sentences) == len(docs[0].sentences)
    assert [t.text for s in found.sentences for t in s.tokens] == [t.text for t in docs[0].tokens]


# CoNLL-2003


def test_conll2003_gives_the_entities_to_its_readers(docs):
    for doc in docs:
        spans, words, last = [], [], None
        for line in to_conll2003(doc).splitlines():
            columns = line.split(" ")
            assert columns == [""] or len(columns) == 4
            if columns == [""] or columns[0] == "-DOCSTART-":
                last = None
                continue
            words.append(columns[0])
            tag, _, label = columns[3].partition("-")
            if tag == "B":
                spans.append([label, columns[0]])
            elif tag == "I":
                assert last is not None and last[0] != "O"
                spans[-1].append(columns[0])
            last = tag, label
        assert [label for label, *_ in spans] == [e.label for e in doc.entities]
    assert spans == []


def test_spacy_reads_conll2003(docs):
    from spacy.training.converters import conll_ner_to_docs

    (found,) = list(conll_ner_to_docs(to_conll2003(docs[0]), n_sents=0, no_print=True))
    assert [e.label_ for e in found.ents] == [e.label for e in docs[0].entities]
    assert found.ents[-1].text == "لندن"


# brat


def test_pybrat_reads_every_annotation(docs, tmp_path):
    for number, doc in enumerate(docs):
        Path(tmp_path, f"{number}.txt").write_bytes(doc.text.encode())
        Path(tmp_path, f"{number}.ann").write_bytes(to_brat(doc).encode())
    found = {e.id: e for e in BratParser().parse(tmp_path)}
    for number, doc in enumerate(docs):
        example = found[str(number)]
        expected = [
            *((e.start, e.end, e.label) for e in doc.entities),
            *((q.start, q.end, q.label) for q in doc.numbers),
            *mentions_beside(doc),
        ]
        got = [(e.spans[0].start, e.spans[-1].end, e.type) for e in example.entities]
        assert sorted(got) == sorted(expected)
        for entity in example.entities:
            assert entity.mention == " ".join(doc.text[s.start : s.end] for s in entity.spans)


def test_brat_notes_values_and_links_mentions():
    ann = to_brat(nlp("دفعت Microsoft مبلغ 5 دولارات وقالت مايكروسوفت ذلك"))
    assert "#3\tAnnotatorNotes T3\tvalue=5; unit=USD\n" in ann
    assert "#1\tAnnotatorNotes T1\tcanonical=Microsoft; kind=" in ann
    assert "\n*\tEquiv T1 T2\n" in ann


def test_brat_cuts_spans_at_line_breaks():
    doc = nlp("x")
    doc.text = "سان\nفرانسيسكو"
    doc.entities = [an.Entity(doc.text, 0, len(doc.text), "LOC")]
    assert to_brat(doc).startswith("T1\tLOC 0 3;4 13\tسان فرانسيسكو\n")


# Web Annotation

TERMS = {
    "@context": {
        "oa": "http://www.w3.org/ns/oa#",
        "as": "http://www.w3.org/ns/activitystreams#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "id": "@id",
        "type": {"@id": "@type", "@type": "@vocab"},
        "Annotation": "oa:Annotation",
        "AnnotationPage": "as:OrderedCollectionPage",
        "TextualBody": "oa:TextualBody",
        "TextPositionSelector": "oa:TextPositionSelector",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "items": {"@id": "as:items", "@container": "@list"},
        "body": "oa:hasBody",
        "target": "oa:hasTarget",
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": "oa:hasSelector",
        "start": "oa:start",
        "end": "oa:end",
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "value": "rdf:value",
        "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        "tagging": "oa:tagging",
        "identifying": "oa:identifying",
        "describing": "oa:describing",
    }
}
"""The terms of the vocabulary that are used, so that no context is fetched."""

QUERY = """
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?start ?end ?exact ?label WHERE {
  ?a a oa:Annotation ; oa:hasBody ?body ; oa:hasTarget ?target .
  ?body oa:hasPurpose oa:tagging ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> ?label .
  ?target oa:hasSource <http://example.org/a> ; oa:hasSelector ?place, ?quote .
  ?place a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
  ?quote a oa:TextQuoteSelector ; oa:exact ?exact .
}
"""


def test_rdflib_reads_web_annotations(docs):
    for doc in (docs[0], docs[3]):
        page = to_web_annotations(doc, "http://example.org/a")
        graph = rdflib.Graph().parse(data=json.dumps({**page, **TERMS}), format="json-ld")
        found = sorted((int(s), int(e), str(x), str(label)) for s, e, x, label in graph.query(QUERY))
        expected = [
            *((s.start, s.end, s.text, "SENTENCE") for s in doc.sentences),
            *((e.start, e.end, e.text, e.label) for e in doc.entities),
            *((q.start, q.end, q.text, q.label) for q in doc.numbers),
            *((start, end, doc.text[start:end], label) for start, end, label in mentions_beside(doc)),
        ]
        assert found == sorted(expected)


def test_web_annotations_identify_names():
    page = to_web_annotations(nlp("قالت Microsoft ومايكروسوفت"), "urn:x")
    bodies = [body for item in page["items"] for body in item["body"] if body["purpose"] == "identifying"]
    assert {body["value"] for body in bodies} == {"Microsoft"}


# Label Studio


def test_label_studios_converter_reads_the_tasks(docs, tmp_path):
    tasks = [to_label_studio(doc) for doc in docs[:2]]
    for number, task in enumerate(tasks):
        task["id"] = number
        task["annotations"] = [{"id": number, **prediction} for prediction in task.pop("predictions")]
    (tmp_path / "tasks.json").write_text(json.dumps(tasks), "utf-8")
    converter = Converter(LABELING_CONFIG, str(tmp_path), download_resources=False)
    converter.convert_to_json_min(str(tmp_path / "tasks.json"), str(tmp_path / "out"), is_dir=False)
    (out,) = (tmp_path / "out").glob("*.json")
    for doc, task in zip(docs, json.loads(out.read_text("utf-8")), strict=False):
        found = [(x["start"], x["end"], x["labels"][0]) for x in task["label"]]
        assert all(doc.text[x["start"] : x["end"]] == x["text"] for x in task["label"])
        assert found[: len(doc.entities)] == [(e.start, e.end, e.label) for e in doc.entities]
        assert len(found) == len(doc.entities) + len(doc.numbers) + len(mentions_beside(doc))


def test_label_studio_chains_the_mentions_of_a_name():
    task = to_label_studio(nlp("قالت Microsoft ومايكروسوفت و Microsoft"))
    result = task["predictions"][0]["result"]
    mentions = [r["id"] for r in result if r["type"] == "labels"]
    relations = [(r["from_id"], r["to_id"]) for r in result if r["type"] == "relation"]
    assert relations == list(pairwise(mentions)) != []


# any text


@given(messy_text() | mixed_news())
def test_no_text_breaks_an_export(text):
    doc = nlp(text)
    parsed = conllu.parse(to_conllu(doc))
    ranges = [placed(row["misc"]["TokenRange"]) for s in parsed for row in s if not isinstance(row["id"], tuple)]
    assert sum(end - start for start, end in ranges) == sum(map(len, doc.tokens))
    assert all(len(line.split(" ")) in (1, 4) for line in to_conll2003(doc).split("\n"))
    for line in to_brat(doc).split("\n"):
        assert line == "" or line[0] in "T#*"
    json.dumps([to_web_annotations(doc, "urn:x"), to_label_studio(doc)])


def test_white_space_in_labels_and_ids_makes_no_line_and_no_column():
    doc = an.Doc("نص في خبر")
    doc.entities = [an.Entity(doc.text, 0, 2, "A\nB\tC", 0.5, "x\ny")]
    doc.tokens = an.tokenize(doc.text)
    assert [line.split("\t")[0] for line in to_brat(doc).splitlines()] == ["T1", "#1"]
    assert "T1\tA_B_C 0 2\tنص" in to_brat(doc)
    assert "نص -X- -X- B-A_B_C" in to_conll2003(doc).splitlines()
    conllu = to_conllu(doc, "a\nb\tc")
    assert "# newdoc id = a b c" in conllu.splitlines()
    assert all(line.startswith("#") or line.count("\t") in (0, 9) for line in conllu.splitlines())


@pytest.mark.parametrize("mark", "\v\f\x1c\x1d\x1e\x85\u2028\u2029")
def test_no_other_end_of_line_makes_a_line_of_brat(mark):
    doc = an.Doc(f"نص{mark}خبر")
    doc.entities = [an.Entity(doc.text, 0, 6, "ORG")]
    assert len(to_brat(doc).splitlines()) == 2
