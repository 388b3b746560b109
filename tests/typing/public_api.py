"""What a type checker knows about code that uses the library: read by mypy and basedpyright, never run."""

from collections.abc import Generator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, assert_type

import arabnews_nlp as an


def pipelines() -> None:
    nlp = an.load()
    assert_type(nlp, an.Pipeline)
    assert_type(an.load("fast"), an.Pipeline)
    assert_type(an.load({"stages": ["tokens"]}), an.Pipeline)
    assert_type(nlp("نعم."), an.Doc)
    assert_type(nlp("نعم.", id="a", meta={"x": 1}, reference=datetime(2024, 1, 5)), an.Doc)
    assert_type(nlp.fingerprint, str)
    assert_type(nlp.to_toml(), str)


def streams(texts: list[str]) -> None:
    nlp = an.load("fast")
    assert_type(nlp.pipe(texts), Generator[an.Doc, None, None])
    assert_type(nlp.pipe(texts, n_process=2, batch_size=8), Generator[an.Doc, None, None])
    assert_type(nlp.pipe(texts, on_error="raise"), Generator[an.Doc, None, None])
    for doc in nlp.pipe(texts):
        assert_type(doc.text, str)
    for result in nlp.pipe(texts, on_error="record"):
        assert_type(result, an.Doc | an.RecordError)
        if isinstance(result, an.RecordError):
            assert_type(result.location, str)
        else:
            assert_type(result.tokens, Sequence[an.Token])
    for doc, number in nlp.pipe([(text, len(text)) for text in texts], as_tuples=True):
        assert_type(doc.id, str | int | None)
        assert_type(number, int)
    for doc in nlp.pipe([{"id": 1, "text": "x"}], date_field="date"):
        assert_type(doc.meta, Mapping[str, Any])
    assert_type(nlp.map_batch({"text": texts}), dict[str, list[Any]])


def documents(doc: an.Doc) -> None:
    assert_type(doc.sentences, Sequence[an.Span])
    assert_type(doc.tokens, Sequence[an.Token])
    assert_type(doc.numbers, Sequence[an.Quantity])
    assert_type(doc.names, Sequence[an.Name])
    assert_type(doc.entities, Sequence[an.Entity])
    assert_type(doc.normalized, an.Normalized | None)
    assert_type(doc.to_json(), str)
    assert_type(doc.to_dict(), dict[str, Any])
    assert_type(an.Doc.from_json(doc.to_json()), an.Doc)
    assert_type(doc.to_html(), str)
    if doc.normalized is not None:
        assert_type(doc.normalized.to_original(0, 1), tuple[int, int])
        assert_type(doc.normalized.alignment, an.Alignment)


def records(doc: an.Doc) -> None:
    assert_type(doc.tokens[0].clitics, tuple[an.Span, ...])
    assert_type(doc.tokens[0].norm, str)
    assert_type(doc.tokens[0].lemma, str | None)
    assert_type(doc.entities[0].score, float)
    assert_type(doc.entities[0].canonical, str | None)
    assert_type(doc.names[0].mentions, tuple[an.Mention, ...])
    assert_type(doc.names[0].mentions[0].text, str)
    assert_type(doc.numbers[0].unit, str | None)
    assert_type([(span.start, span.end) for span in doc.sentences], list[tuple[int, int]])


def functions() -> None:
    assert_type(an.normalize("أ"), str)
    assert_type(an.normalize("أ", "ner"), str)
    assert_type(an.Normalizer("search", ta_marbuta=False)("أ"), an.Normalized)
    assert_type(an.Normalizer(steps=["alef"]).normalize("أ"), str)
    assert_type(an.split_sentences("نعم.", max_chars=None), list[an.Span])
    assert_type(an.tokenize("نعم"), list[an.Token])
    assert_type(an.parse_numbers("5", datetime(2023, 8, 30), scope="explicit"), list[an.Quantity])
    assert_type(an.spell(Decimal("2.5"), gender="feminine", case="genitive"), str)
    assert_type(an.find_entities("نعم"), list[an.Entity])
    assert_type(an.align_names("نعم"), list[an.Name])
    assert_type(an.romanize("نعم", n=1), list[tuple[str, float]])
    assert_type(an.arabize("Yes"), list[tuple[str, float]])
    assert_type(an.match("Yes", "يس"), float)
    assert_type(an.batch_match([("Yes", "يس")]), list[float])
    assert_type(an.transliterate("نعم", scheme="hsb"), str)
    assert_type(an.schemes(), tuple[str, ...])
    names: Mapping[str, object] = an.profiles()
    assert_type(an.__version__, str)
    print(names)


def wrong_uses(doc: an.Doc) -> None:
    """Each of these is an error to both checkers; one that is none is reported as an unused comment."""
    an.normalize(5)  # type: ignore[arg-type]
    an.tokenize(None)  # type: ignore[arg-type]
    an.split_sentences("نعم", max_char=5)  # type: ignore[call-arg]
    an.parse_numbers("5", scope="some")  # type: ignore[arg-type]
    an.spell(5, gender="neuter")  # type: ignore[arg-type]
    an.load("fast").pipe(["نعم"], on_error="ignore")  # type: ignore[call-overload]
    doc.entities[0].start = 5  # type: ignore[misc]
    doc.normalized.text  # type: ignore[union-attr]  # noqa: B018
    an.no_such_name()  # type: ignore[attr-defined]
