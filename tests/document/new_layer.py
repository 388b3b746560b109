"""Run by ``test_layers.py``: a record and a row are put into the sources, then the new layer goes everywhere.

usage: python new_layer.py core|arrow|spacy
"""

import importlib.util
import json
import sys
from decimal import Decimal
from pathlib import Path

import arabnews_nlp as an

RECORD = """
class Word(Span, frozen=True, gc=False):
    label: str = ""
    weight: float = 1.0
    amount: Value = None
    of: tuple[int, int] | None = None
    parts: tuple[Span, ...] = ()
    forms: tuple[str, ...] = ()
    count: int | None = None
    inside: tuple[Mention, ...] = ()


"""
IMPORT = "from arabnews_nlp.document.records import Word\n"
ROW = "    words: Sequence[Word]\n"


def grown(module: str, **additions: str) -> None:
    """Import a module with lines added before those that begin like this."""
    path = Path(an.__file__).parent.joinpath(*module.split(".")).with_suffix(".py")
    source = path.read_text("utf-8")
    for line, addition in additions.items():
        head, found, tail = source.partition("\n" + line.replace("_", " "))
        assert found
        source = f"{head}\n{addition}{found[1:]}{tail}"
    spec = importlib.util.spec_from_file_location(f"arabnews_nlp.{module}", path)
    made = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    exec(compile(source, str(path), "exec"), made.__dict__)


def annotated():
    """A pipeline with a stage for the new layer, and a document of it."""
    from arabnews_nlp.document.records import Mention, Word
    from arabnews_nlp.pipeline import Stage

    class Words(Stage):
        name = "words"
        provides = frozenset({"words"})

        def __call__(self, doc):
            text = doc.text
            doc.words = [
                Word(text, 0, 3, "W", 0.5, Decimal("1.0"), (1, 2), (an.Span(text, 0, 1),), ("a", "b"), 3),
                Word(text, 4, 10, "W", 0.25, (None, Decimal(2)), None, (), (), None, (Mention(text, 5, 7),)),
            ]
            return doc

    nlp = an.Pipeline([*an.load().stages, Words()])
    return nlp, nlp("قال OpenAI 5%")


def core(nlp, doc):
    from arabnews_nlp.serialization.packed import packed, unpacked

    assert "2 words" in repr(doc), doc
    data = doc.to_dict()
    assert data["words"][0] == {
        "start": 0, "end": 3, "label": "W", "weight": 0.5, "amount": "1.0", "of": [1, 2], "parts": [[0, 1]],
        "forms": ["a", "b"], "count": 3,
    }  # fmt: skip
    assert doc.to_json() == json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    assert an.Doc.from_json(doc.to_json()) == doc
    assert [*map(repr, unpacked(doc.text, packed(doc))["words"])] == [*map(repr, doc.words)]
    assert an.Doc(doc.text) != doc
    assert not an.Doc(doc.text).words
    assert nlp.map_batch({"text": [doc.text]})["words"][0][1]["high"] == "2"


def arrow(nlp, doc):
    import pyarrow as pa

    from arabnews_nlp.integrations.arrow import arrow_batch

    table = arrow_batch(pa.record_batch({"text": [doc.text, None]}), stages=nlp)
    table.validate(full=True)
    assert table.column("words").to_pylist()[0][0] == {
        "start": 0, "end": 3, "label": "W", "weight": 0.5, "amount": "1.0", "low": None, "high": None,
        "of": {"start": 1, "end": 2}, "parts": [{"start": 0, "end": 1}], "forms": ["a", "b"], "count": 3, "inside": [],
    }  # fmt: skip


def spacy(nlp, doc):
    import spacy

    found = doc.to_spacy(spacy.blank("ar").vocab)
    first, second, inside = found.spans["words"]
    assert (first.label_, first._.amount, second._.amount) == ("W", "1.0", [None, "2"])
    assert (inside.label_, inside.text, inside._.weight) == ("variant", "pe", 0.25)


if __name__ == "__main__":
    grown("document.records", class_Name=RECORD)
    grown("document.layers", from_arabnews=IMPORT, ____warnings=ROW)
    {"core": core, "arrow": arrow, "spacy": spacy}[sys.argv[1]](*annotated())
