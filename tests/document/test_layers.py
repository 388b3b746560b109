"""One table of layers: a row and a record are all that a new layer needs, and a line all that a new field needs."""

import json
import subprocess
import sys
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import jsonschema
import msgspec
import pytest

import arabnews_nlp as an
from arabnews_nlp.document.layers import LAYERS, REMARKS, ROWS, fields_of
from arabnews_nlp.document.records import Duplicate, Mention, Name, Span
from arabnews_nlp.pipeline.registry import stage_class, stage_names

SCHEMA = json.loads(files("arabnews_nlp.serialization").joinpath("arabnews-doc-1.schema.json").read_text("utf-8"))
PROPERTIES = SCHEMA["properties"]
TEXT = 'قال "س" 😀'


def test_the_schema_has_every_row():
    assert list(PROPERTIES) == ["schema", "text", *(row.name for row in ROWS)]
    assert SCHEMA["required"] == ["schema", "text", *(row.name for row in ROWS if row.many)]


@pytest.mark.parametrize("row", [row for row in LAYERS if row.many], ids=lambda row: row.name)
def test_the_schema_has_every_field(row):
    found = PROPERTIES[row.name]["items"]
    check_schema(SCHEMA["$defs"]["span"] if "$ref" in found else found, row.record)


JSON_TYPES = {"integer": {"$ref": "#/$defs/offset"}, "number": {"type": "number"}, "string": {"type": "string"}}


def check_schema(found, record):
    fields = fields_of(record)
    assert list(found["properties"]) == [field.name for field in fields]
    assert found["required"] == [field.name for field in fields if not field.omitted]
    assert found["additionalProperties"] is False
    for field in fields:
        entry = found["properties"][field.name]
        if field.kind == "records":
            check_schema(entry["items"], field.record)
        elif field.kind in ("pair", "spans", "strings"):
            assert entry["type"] == "array"
        elif field.kind == "string":
            assert entry.get("type") == "string" or all(type(value) is str for value in entry["enum"])
        elif field.kind == "integer":
            assert entry == JSON_TYPES["integer"] or entry["type"] == "integer"
        elif field.kind == "number":
            assert entry["type"] == "number"
        else:
            assert field.kind == "decimal" and "anyOf" in entry


def test_every_built_in_stage_provides_and_requires_layers():
    known = {row.name for row in LAYERS}
    stages = [stage_class(name) for name in stage_names() if name != "morphology"]
    assert {layer for stage in stages for layer in stage.provides | stage.requires} == known


RECORDS = {
    "id": 0,
    "meta": {"title": "س", "tags": [1, 1.5, None, {"x": True}]},
    "reference": "2024-01-05T10:30:00",
    "normalized": an.Normalizer("search")(TEXT),
    "sentences": [Span(TEXT, 0, 9)],
    "tokens": [an.Token(TEXT, 0, 3, 'ق"', "arabic", (Span(TEXT, 0, 1), Span(TEXT, 1, 3)), "VERB", "قال")],
    "numbers": [
        an.Quantity(TEXT, 0, 1, "MONEY", Decimal("1.50"), "USD", None, "APPROX", "لكل شخص"),
        an.Quantity(TEXT, 1, 2, "DATE", (None, Decimal(2)), None, "2023"),
        an.Quantity(TEXT, 2, 3, "DATE"),
    ],
    "names": [Name("S", (Mention(TEXT, 5, 6, "variant", "arabic", 0.25), Mention(TEXT, 8, 9))), Name('"', ())],
    "entities": [an.Entity(TEXT, 5, 6, "PER", 1 / 3, "\\"), an.Entity(TEXT, 6, 8, "PER", 1.0)],
    "duplicates": [Duplicate(TEXT, 5, 6, (0, 3), 2, 0.5, 7), Duplicate(TEXT, 5, 6, (0, 3))],
    "warnings": ["cut", '"'],
    "provenance": "abc",
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_is_written_alike_and_read_back(row):
    doc = an.Doc(TEXT)
    assert row.get(doc) == ([] if row.many else row.empty())
    setattr(doc, row.name, RECORDS[row.name])
    data = doc.to_dict()
    assert doc.to_json() == msgspec.json.encode(data).decode()
    assert doc.to_json() != an.Doc(TEXT).to_json() and doc != an.Doc(TEXT)
    assert an.Doc.from_dict(data) == an.Doc.from_json(doc.to_json()) == doc
    jsonschema.validate(data, SCHEMA)


def test_layers_without_a_value_are_empty():
    doc = an.Doc(TEXT)
    assert [getattr(doc, row.name) for row in REMARKS] == [None, {}, None, [], None]
    assert doc.warnings is not an.Doc(TEXT).warnings
    assert repr(doc) == "<Doc of 9 code points: no layers>"


def test_a_field_of_an_unknown_type_is_refused():
    class Odd(an.Span, frozen=True):
        odd: dict[str, int] | None = None

    with pytest.raises(TypeError, match=r"Odd\.odd: no field can be of type dict"):
        fields_of(Odd)


@pytest.mark.parametrize("part", ["core", "arrow", "spacy"])
def test_a_row_and_a_record_make_a_layer(part):
    if part != "core":
        pytest.importorskip({"arrow": "pyarrow"}.get(part, part))
    program = Path(__file__).with_name("new_layer.py")
    run = subprocess.run([sys.executable, program, part], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
