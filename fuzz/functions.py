"""Every public function that takes a text of any length, by name; for the searches that look for slow texts."""

from __future__ import annotations

import gc
import pickle
import time
from collections.abc import Callable
from functools import cached_property, partial
from importlib.util import find_spec

import arabnews_nlp as an
from arabnews_nlp.entities.own_names import Gazetteer
from arabnews_nlp.export import to_brat, to_conll2003, to_conllu, to_label_studio, to_web_annotations
from arabnews_nlp.integrations.columns import row_of
from arabnews_nlp.render import summarize, to_fragment
from arabnews_nlp.render.bidi import strip_isolates, visual_order
from arabnews_nlp.search import index_text

__all__ = ["FUNCTIONS", "ON_DOCUMENTS", "ON_TEXTS", "Measured"]

OWN_NAMES = Gazetteer([("ب و ال " * 16, "ORG"), ("Of Of Of Of", "ORG"), ("محمد محمد", "PER"), ("a", "PRODUCT")])
QUERY = an.search_query("Microsoft محمد علي 5 a B")
LABELS = ("PER", "ORG", "LOC", "PRODUCT", "EVENT", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "DATE")


def _asked(text: str) -> object:
    query = an.search_query(text)
    return query.fts5(), query.opensearch()


ON_TEXTS: dict[str, Callable[[str], object]] = {
    "tokenize": an.tokenize,
    "split_sentences": an.split_sentences,
    "parse_numbers": an.parse_numbers,
    "align_names": an.align_names,
    "find_entities": an.find_entities,
    **{f"normalize {profile}": lambda text, p=profile: an.normalize(text, p) for profile in an.profiles()},  # type: ignore[misc]
    **{f"Normalizer {p}": an.Normalizer(p) for p in an.profiles()},
    **{f"explain {p}": lambda text, p=p: an.Normalizer(p)(text).explain() for p in ("search", "arabert")},  # type: ignore[misc]
    "sentences of lines": lambda text: an.split_sentences(text, newline="always", max_chars=None),
    "short sentences": lambda text: an.split_sentences(text, newline="never", max_chars=50, split_on_semicolon=True),
    "all numbers": lambda text: an.parse_numbers(text, "2024-01-05", scope="all"),
    "own names": lambda text: an.find_entities(text, gazetteer=OWN_NAMES),
    "match": lambda text: an.match(text, text),
    "transliterate": an.transliterate,
    "transliterate back": lambda text: an.transliterate(text, "buckwalter", True),
    **({"duplicates": an.load({"stages": ["duplicates"]})} if find_spec("rensa") else {}),
    "isolate": an.isolate,
    "isolate, HTML": lambda text: an.isolate(text, html=True),
    "strip_isolates": strip_isolates,
    "visual_order": visual_order,
    "search_query": _asked,
    "pipeline": an.load(),
}
"""What is done with a text."""


def _replaced_and_restored(doc: an.Doc) -> str:
    replaced = doc.replace(LABELS)
    return replaced.restore(replaced.text + " ")


ON_DOCUMENTS: dict[str, Callable[[an.Doc], object]] = {
    "to_json": an.Doc.to_json,
    "from_json": lambda doc: list(an.Doc.from_json(doc.to_json()).tokens),
    "pickle": lambda doc: list(pickle.loads(pickle.dumps(doc)).tokens),
    "row of columns": row_of,
    "to_html": an.Doc.to_html,
    "to_fragment": to_fragment,
    "summarize": summarize,
    "replace": _replaced_and_restored,
    "within": lambda doc: [list(doc.within(span).tokens) for span in doc.sentences],
    "hosts": lambda doc: [token.host for token in doc.tokens],
    "offsets": lambda doc: [doc.offsets.to_utf8(token.start, token.end) for token in doc.tokens],
    "spans of the normalized": lambda doc: [doc.normalized.to_normalized(x.start, x.end) for x in doc.tokens],
    "index_text": index_text,
    "highlights": lambda doc: QUERY.spans(doc.search_terms()),
    **{f"render {names}": lambda doc, n=names: doc.render(n, "isolate") for names in ("both", "latin", "arabic")},  # type: ignore[misc]
    "chunks": an.Doc.chunks,
    "chunks, overlapping": lambda doc: doc.chunks(max_chars=80, overlap=40),
    "search_terms": an.Doc.search_terms,
    "fingerprint": an.Doc.fingerprint,
    "copy, equality": lambda doc: doc == an.Doc.from_dict(doc.to_dict()),
    "explain": lambda doc: doc.normalized.explain(),
    "to_conll2003": to_conll2003,
    "to_conllu": to_conllu,
    "to_brat": to_brat,
    "to_label_studio": to_label_studio,
    "to_web_annotations": lambda doc: to_web_annotations(doc, "https://example.org/"),
}
"""What is done with an annotated document; the time of annotating it does not count."""

FUNCTIONS = (*ON_TEXTS, *ON_DOCUMENTS)


class Measured:
    """A text on which functions are timed; it is annotated when the first of them wants a document.

    :param text: the text.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _doc(self) -> an.Doc:
        return an.load()(self._text)

    def seconds(self, name: str) -> float:
        """Processor time that a function takes, but for collections of garbage and for annotating the text."""
        work = partial(ON_TEXTS[name], self._text) if name in ON_TEXTS else partial(ON_DOCUMENTS[name], self._doc)
        gc.disable()
        begun = time.process_time()
        work()
        taken = time.process_time() - begun
        gc.enable()
        return taken
