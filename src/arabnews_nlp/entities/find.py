"""Named entities: the tagger's spans with their edges put right, what tables know, and what the document agrees on."""

from __future__ import annotations

from collections.abc import Sequence

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.document.reading import names_in_reading, spans_in_source
from arabnews_nlp.document.records import Entity, Name
from arabnews_nlp.entities._agreement import agree
from arabnews_nlp.entities._features import TaggerTokenScanner
from arabnews_nlp.entities._recall import found_again, with_glosses, with_known
from arabnews_nlp.entities._spans import Spans, outer
from arabnews_nlp.entities._tagged import event_spans, listed_spans, tagged_spans
from arabnews_nlp.entities.gazetteer import heads
from arabnews_nlp.entities.identity import identified
from arabnews_nlp.entities.own_names import Gazetteer, Names
from arabnews_nlp.entities.tagger import load_model
from arabnews_nlp.errors import plain_text
from arabnews_nlp.names.known import known_names
from arabnews_nlp.names.spans import latin_mentions

__all__ = ["entities_of", "find_entities"]

_PIECE = 1 << 15
"""Tokens that are made and tagged together; those of a whole text take several times its size."""


def find_entities(text: str, gazetteer: Names | None = None) -> list[Entity]:
    """Named entities in order, without overlap, as PER, ORG, LOC, PRODUCT and EVENT.

    :param gazetteer: names of your own, which win over everything else: a mapping of names to types, the path of a file
        with ``name<TAB>type<TAB>canonical`` lines, rows of these, or a
        :class:`~arabnews_nlp.entities.own_names.Gazetteer`.
    :raises ConfigError: a file that cannot be read.
    :raises UnknownNameError: a type that is none of ours.

    >>> [(e.text, e.label) for e in find_entities("أعلنت OpenAI في سان فرانسيسكو عن GPT-4")]
    [('OpenAI', 'ORG'), ('سان فرانسيسكو', 'LOC'), ('GPT-4', 'PRODUCT')]
    """
    text = plain_text(text)
    return entities_of(PreTokens(text), None if gazetteer is None else Gazetteer.of(gazetteer), ())


def entities_of(pretokens: PreTokens, gazetteer: Gazetteer | None, names: Sequence[Name]) -> list[Entity]:
    """:func:`find_entities` of a text that was scanned before.

    :param names: the aligned names of the text; entities that are mentions of one take its canonical form and number.
    """
    pretokens = pretokens.phrases
    text = pretokens.text
    spans = _tagged(pretokens)
    spans = with_known(spans, text, latin_mentions(pretokens), known_names())
    spans = with_glosses(spans, text, latin_mentions(pretokens), known_names())
    spans = found_again(spans, pretokens, latin_mentions(pretokens), load_model().lexicon)
    agree(spans, text)
    if gazetteer is not None:
        own = Spans()
        for found in gazetteer.find(text):
            own.add(*found)
        spans = outer(own, spans)
    return spans_in_source(pretokens, identified(spans, text, names_in_reading(pretokens, names)))


def _tagged(pretokens: PreTokens) -> Spans:
    """What the network and the table of events find, piece by piece: neither looks beyond a stretch."""
    model = load_model()
    scanner = TaggerTokenScanner(pretokens, latin_mentions(pretokens), model.lexicon)
    spans = Spans()
    while tokens := scanner.take(_PIECE):
        found = tagged_spans(tokens, model.network.tag(tokens), model.lexicon, heads())
        found = outer(event_spans(tokens, model.lexicon), found)
        spans.extend(outer(found, listed_spans(tokens, model.lexicon)))
    return spans
