"""Every public function meets wrong arguments with an error of this library, or takes them."""

import inspect
import sqlite3
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

import arabnews_nlp as an
from arabnews_nlp import export, render, search
from arabnews_nlp.chunking import make_chunks
from arabnews_nlp.duplicates import Fingerprint
from arabnews_nlp.entities.own_names import Gazetteer
from arabnews_nlp.errors import ArabNewsError, ArgumentValueError
from arabnews_nlp.integrations.columns import pipeline_of
from arabnews_nlp.integrations.sqlite import FtsIndex
from arabnews_nlp.pipeline.registry import stage_class
from arabnews_nlp.readers import read_records
from arabnews_nlp.render.bidi import strip_isolates, visual_order
from arabnews_nlp.render.replaced import replace
from arabnews_nlp.scaleout import process_folder

PROFILES = Path(an.__file__).parent / "normalization/data/profiles.toml"

TEXT = "قالت OpenAI إن السعر 20 دولارًا."


class Sub(str):
    """A text as BeautifulSoup, MarkupSafe and NumPy make them."""

    __slots__ = ()


class Hostile:
    """An argument that is nothing at all."""

    def __repr__(self):
        return "hostile"


WRONG = (
    None,
    0,
    -1,
    1.5,
    True,
    b"x",
    "",
    "nope",
    "a\0b",
    [],
    ["x"],
    {},
    {"x": 1},
    (),
    object,
    Hostile(),
    float("nan"),
    10**5000,
    "\ud800",
)


def normalizer(**arguments):
    return an.Normalizer(**arguments)(TEXT)


def doc():
    return an.load()(TEXT)


def folder(**arguments):
    """What is refused before anything is done; a right call is tested with the folders."""
    try:
        return process_folder(**arguments)
    except ArabNewsError:
        return None


CALLS = {
    "load": (lambda **a: an.load(**a)(TEXT), {"config": "news"}),
    "Doc": (an.Doc, {"text": TEXT, "id": 1, "meta": None, "reference": None}),
    "Doc.from_dict": (an.Doc.from_dict, {"data": an.Doc(TEXT).to_dict()}),
    "Doc.from_json": (an.Doc.from_json, {"line": an.Doc(TEXT).to_json()}),
    "Pipeline": (an.Pipeline, {"stages": ()}),
    "Pipeline.from_config": (an.Pipeline.from_config, {"config": "fast"}),
    "Pipeline.only": (lambda **a: an.load().only(**a), {"layers": ["numbers"]}),
    "Pipeline()": (lambda **a: an.load()(**a), {"text": TEXT, "id": "a", "meta": {"a": 1}, "reference": "2024-01-01"}),
    "Pipeline.pipe": (
        lambda **a: list(an.load("fast").pipe(**a)),
        {
            **{"texts": [TEXT], "batch_size": 2, "n_process": 1, "on_error": "raise", "as_tuples": False},
            **{"text_field": "text", "id_field": "id", "date_field": None},
        },
    ),
    "Pipeline.map_batch": (
        lambda **a: an.load("fast").map_batch(**a),
        {"batch": {"text": [TEXT], "date": [None]}, "column": "text", "reference": "date"},
    ),
    "Normalizer.normalize": (an.Normalizer("search").normalize, {"text": TEXT}),
    "Normalizer()": (an.Normalizer("search"), {"text": TEXT}),
    "Normalizer.from_toml": (
        lambda **a: an.Normalizer.from_toml(**a),
        {"path": str(PROFILES), "profile": "search"},
    ),
    "normalize": (an.normalize, {"text": TEXT, "profile": "search"}),
    "Normalizer": (normalizer, {"profile": "search", "steps": None}),
    "split_sentences": (
        an.split_sentences,
        {"text": TEXT, "newline": "always", "max_chars": 50, "split_on_semicolon": True},
    ),
    "tokenize": (an.tokenize, {"text": TEXT}),
    "parse_numbers": (
        an.parse_numbers,
        {"text": TEXT, "reference": datetime(2024, 1, 1), "scope": "all", "prefer": "future"},
    ),
    "find_entities": (an.find_entities, {"text": TEXT, "gazetteer": None}),
    "isolate": (an.isolate, {"text": TEXT, "direction": "auto", "markdown": True, "html": False}),
    "strip_isolates": (strip_isolates, {"text": TEXT}),
    "visual_order": (visual_order, {"text": TEXT}),
    "search_query": (an.search_query, {"text": TEXT}),
    "align_names": (an.align_names, {"text": TEXT}),
    "transliterate": (an.transliterate, {"text": TEXT, "scheme": "buckwalter", "reverse": False}),
    "romanize": (an.romanize, {"name": "محمد", "n": 2, "country": "EG"}),
    "arabize": (an.arabize, {"name": "Muhammad", "n": 2, "country": "EG"}),
    "match": (an.match, {"latin": "Muhammad", "arabic": "محمد"}),
    "batch_match": (an.batch_match, {"pairs": [("Muhammad", "محمد")]}),
    "spell": (
        an.spell,
        {"value": 5, "gender": "masculine", "case": "nominative", "unit": "USD", "ordinal": False},
    ),
    "stop_words": (an.stop_words, {"classes": ["pronoun"], "profile": "search"}),
}


def option(stage, name):
    """A stage option, through a configuration."""
    return lambda value: an.load({"stages": [stage], "stage": {stage: {name: value}}})(TEXT)


CALLS |= {
    f"stage {stage}.{field}": (option(stage, field), {"value": getattr(stage_class(stage).Config(), field)})
    for stage in ("normalize", "tokens", "sentences", "numbers", "names", "entities")
    for field in stage_class(stage).Config.__struct_fields__
}
CALLS |= {
    "stage backend": (lambda value: an.load({"stages": ["tokens"], "stage": {"tokens": value}}), {"value": {}}),
    "config stages": (lambda value: an.load({"stages": value}), {"value": ["tokens"]}),
    "config stage": (lambda value: an.load({"stages": ["tokens"], "stage": value}), {"value": {}}),
    "config preset": (lambda value: an.load({"preset": value}), {"value": "fast"}),
    "config TOML": (lambda value: an.load(f"{value}.toml") if isinstance(value, str) else None, {"value": None}),
    "backend": (
        lambda value: an.load({"stages": ["tokens"], "stage": {"tokens": {"backend": value}}}),
        {"value": "camel"},
    ),
    "Alignment.from_edits": (an.Alignment.from_edits, {"original_length": 5, "edits": [(1, 2, 3)]}),
    "Alignment.identity": (an.Alignment.identity, {"length": 5}),
    "Alignment.then": (lambda value: an.Alignment.identity(3).then(value), {"value": an.Alignment.identity(3)}),
    "Normalizer steps": (lambda value: an.Normalizer(steps=value), {"value": ["tatweel"]}),
    "doc.chunks": (
        lambda **a: doc().chunks(**a),
        {"max_chars": 50, "overlap": 0, "length": len, "title": None, "date": None},
    ),
    "doc.replace": (lambda **a: doc().replace(**a), {"labels": ["ORG"], "by": None}),
    "doc.within": (lambda **a: doc().within(**a), {"start": 0, "end": 1}),
    "doc.id": (lambda value: an.Doc(TEXT, id=value).to_json(), {"value": "a"}),
    "doc.meta": (lambda value: an.Doc(TEXT, meta={"a": value}).to_json(), {"value": "a"}),
    "doc.render": (lambda **a: doc().render(**a), {"names": "both", "bidi": "isolate"}),
    "doc.to_html": (lambda **a: doc().to_html(**a), {"title": "x", "changes": True, "script": False}),
    "Replaced.restore": (lambda **a: doc().replace(["ORG"]).restore(**a), {"text": TEXT}),
    "Rendered.to_original": (lambda **a: doc().render("both").to_original(**a), {"start": 0, "end": 1}),
    "Rendered.to_rendered": (lambda **a: doc().render("both").to_rendered(**a), {"start": 0, "end": 1}),
    "Gazetteer": (Gazetteer, {"rows": [("x", "ORG")]}),
    "Gazetteer.find": (Gazetteer([("x", "ORG")]).find, {"text": TEXT}),
    "Gazetteer.of": (Gazetteer.of, {"names": {"x": "ORG"}}),
    **({"Fingerprint.of": (Fingerprint.of, {"text": TEXT})} if find_spec("rensa") else {}),
    "process_folder": (
        folder,
        {
            **{"source": "docs/_static", "output": "/dev/null/out", "config": "fast", "engine": "nope", "workers": 1},
            **{"text_field": "text", "id_field": "id", "date_field": None},
        },
    ),
    "read_records": (
        lambda **a: list(read_records(**a)),
        {"paths": ["/dev/null"], "format": "text", "text_field": "text", "encoding_errors": "strict"},
    ),
    "Normalized.to_original": (lambda **a: doc().normalized.to_original(**a), {"start": 0, "end": 1}),
    "Normalized.to_normalized": (lambda **a: doc().normalized.to_normalized(**a), {"start": 0, "end": 1}),
    "Normalized.from_dict": (an.Normalized.from_dict, {"original": TEXT, "data": doc().normalized.to_dict()}),
    "Alignment.to_original": (lambda **a: doc().normalized.alignment.to_original(**a), {"start": 0, "end": 1}),
    "Alignment.to_normalized": (lambda **a: doc().normalized.alignment.to_normalized(**a), {"start": 0, "end": 1}),
    "offsets": (lambda **a: doc().offsets.to_utf8(**a), {"start": 0, "end": 1}),
    "offsets, UTF-16": (lambda **a: doc().offsets.to_utf16(**a), {"start": 0, "end": 1}),
    "SearchQuery.phrases": (an.search_query(TEXT).phrases, {"number": 0}),
    "SearchQuery.spans": (an.search_query(TEXT).spans, {"terms": doc().search_terms()}),
    "FtsIndex": (FtsIndex, {"connection": sqlite3.connect(":memory:"), "table": "news"}),
    "FtsIndex.add": (FtsIndex(sqlite3.connect(":memory:")).add, {"id": "a", "doc": doc()}),
    "FtsIndex.search": (FtsIndex(sqlite3.connect(":memory:")).search, {"query": "OpenAI", "limit": 3}),
    "pipeline_of": (pipeline_of, {"stages": "fast"}),
    "schemes": (lambda value: an.transliterate(value, "hsb", True), {"value": TEXT}),
}


CALLS |= {
    function.__name__: (function, {"doc": doc(), **more})
    for function, more in (
        (export.to_brat, {}),
        (export.to_conll2003, {}),
        (export.to_conllu, {"doc_id": "a"}),
        (export.to_label_studio, {}),
        (export.to_web_annotations, {"source": "http://a"}),
        (render.to_html, {"title": "x", "changes": True, "script": True}),
        (render.to_fragment, {}),
        (render.summarize, {"rows": 3, "bidi": "isolate"}),
        (render.document_name, {"place": "a.txt"}),
        (render.render_names, {"names": "both"}),
        (replace, {"labels": ["ORG"], "by": "x"}),
        (search.search_terms, {}),
        (search.index_text, {}),
        (make_chunks, {"max_chars": 50}),
    )
}


def names():
    covered = {name.partition(".")[0] for name in CALLS}
    functions = [name for name in an.__all__ if inspect.isfunction(getattr(an, name))]
    return [name for name in functions if name not in covered]


def test_every_public_function_is_called():
    without_arguments = {"profiles", "schemes"}
    assert set(names()) <= without_arguments


CLASSES = (an.Doc, an.Pipeline, an.Normalizer, an.Normalized, search.SearchQuery, FtsIndex, Gazetteer)


@pytest.mark.parametrize("kind", CLASSES)
def test_every_method_with_arguments_is_called(kind):
    methods = {
        name
        for name, method in inspect.getmembers(kind, callable)
        if not name.startswith("_") and name in vars(kind) and len(inspect.signature(method).parameters) > 1
    }
    covered = {name.partition(".")[2] for name in CALLS if name.partition(".")[0].lower() == kind.__name__.lower()}
    elsewhere = {"to_spacy", "hf_features", "from_file", "from_config"}
    assert methods - covered <= elsewhere


@pytest.mark.parametrize("room", [export, render, search])
def test_every_function_of_a_public_package_is_called(room):
    functions = {name for name in room.__all__ if inspect.isfunction(getattr(room, name))}
    assert functions <= set(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_wrong_arguments_are_errors_of_this_library(name):
    if name == "backend":
        pytest.importorskip("camel_tools")
    assert foreign(*CALLS[name]) == []


def foreign(function, right):
    """What is raised that is no error of this library, or cannot be shown."""
    function(**right)
    raw = []
    for argument in right:
        for value in WRONG:
            try:
                function(**{**right, argument: value})
            except ArabNewsError as error:
                try:
                    str(error), repr(error)
                except Exception as worse:
                    raw.append(f"{argument}={value!r:.40}: message: {worse!r}")
            except Exception as error:
                shown = "10**5000" if value == 10**5000 else repr(value)
                raw.append(f"{argument}={shown:.40}: {type(error).__name__}: {error}")
    return raw


@pytest.mark.parametrize("name", [name for name, (_, right) in CALLS.items() if "text" in right])
def test_a_subclass_of_str_is_text(name):
    function, right = CALLS[name]
    assert function(**{**right, "text": Sub(TEXT)}) == function(**right)


@pytest.mark.parametrize("value", ["0.1234567890123456789", "1" * 19, "1e-30", "12345.1234567890123456789"])
def test_what_cannot_be_spelt_exactly_is_refused(value):
    with pytest.raises(ArgumentValueError, match="at most 18 decimals"):
        an.spell(value)


def test_every_digit_is_spelt():
    spelt = [an.spell(f"123456789012345678.12345678901234567{digit}") for digit in range(1, 9)]
    assert len({*spelt}) == 8


def test_a_configuration_may_begin_with_a_byte_order_mark(tmp_path):
    (tmp_path / "a.toml").write_bytes(b'\xef\xbb\xbfstages = ["tokens"]\n')
    assert [stage.name for stage in an.load(str(tmp_path / "a.toml")).stages] == ["tokens"]
