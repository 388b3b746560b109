"""Every public function that takes a text of any length, by name; for the searches that look for slow texts."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Collection
from functools import partial

import arabnews_nlp as an
from arabnews_nlp.export import to_brat, to_conll2003, to_conllu, to_label_studio, to_web_annotations
from arabnews_nlp.render.bidi import strip_isolates, visual_order

__all__ = ["FUNCTIONS", "ON_DOCUMENTS", "ON_TEXTS", "timed"]

ON_TEXTS: dict[str, Callable[[str], object]] = {
    "tokenize": an.tokenize,
    "split_sentences": an.split_sentences,
    "parse_numbers": an.parse_numbers,
    "align_names": an.align_names,
    "find_entities": an.find_entities,
    **{f"normalize {profile}": lambda text, p=profile: an.normalize(text, p) for profile in an.profiles()},  # type: ignore[misc]
    **{f"Normalizer {p}": an.Normalizer(p) for p in an.profiles()},
    **{f"explain {p}": lambda text, p=p: an.Normalizer(p)(text).explain() for p in ("search", "arabert")},  # type: ignore[misc]
    "transliterate": an.transliterate,
    "isolate": an.isolate,
    "isolate, HTML": lambda text: an.isolate(text, html=True),
    "strip_isolates": strip_isolates,
    "visual_order": visual_order,
    "search_query": an.search_query,
    "pipeline": an.load(),
}
"""What is done with a text."""

ON_DOCUMENTS: dict[str, Callable[[an.Doc], object]] = {
    "to_json": an.Doc.to_json,
    "from_json": lambda doc: list(an.Doc.from_json(doc.to_json()).tokens),
    "to_html": an.Doc.to_html,
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


def timed(text: str, names: Collection[str] = FUNCTIONS) -> dict[str, float]:
    """Seconds of processor time that each of the functions takes for a text, but for collections of garbage."""
    doc: an.Doc | None = None
    times: dict[str, float] = {}
    for name in names:
        work: Callable[[], object]
        if name in ON_TEXTS:
            work = partial(ON_TEXTS[name], text)
        else:
            doc = doc or an.load()(text)
            work = partial(ON_DOCUMENTS[name], doc)
        gc.disable()
        begun = time.process_time()
        work()
        times[name] = time.process_time() - begun
        gc.enable()
    return times
