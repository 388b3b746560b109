"""Links the mentions of one name in both scripts and several spellings, anywhere in a document.

Latin names are found by shape. Arabic counterparts come from four kinds of evidence: the curated tables, a name in
brackets, a run of words with the consonants of a Latin name, and a spelling that a bracket elsewhere has taught. Each
candidate is scored once; the best ones that do not overlap are kept. What is said of people and of names inside longer
names comes after that, from what is linked.
"""

from __future__ import annotations

from functools import cache

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.document.reading import names_in_source
from arabnews_nlp.document.records import Name
from arabnews_nlp.errors import plain_text
from arabnews_nlp.names._latin_names import LatinNames
from arabnews_nlp.names.known import known_names
from arabnews_nlp.names.lexicon import arabic_given_names, given_names, surname_spellings
from arabnews_nlp.names.linking.clusters import clusters
from arabnews_nlp.names.linking.evidence import search_parentheticals, search_words
from arabnews_nlp.names.linking.inner_names import link_inner_names, may_have_inner_names
from arabnews_nlp.names.linking.linked_text import LinkedText
from arabnews_nlp.names.linking.people import link_first_names, link_full_names, link_surnames
from arabnews_nlp.names.spans import latin_mentions

__all__ = ["align_names", "linked_names"]


def align_names(text: str) -> list[Name]:
    """Names that occur in both scripts or in several spellings, with all their mentions, in order of appearance.

    :raises ArgumentTypeError: ``text`` is not a string.

    >>> [[m.text for m in n.mentions] for n in align_names("قالت Microsoft إن مايكروسوفت ستدعم Open AI وOpenAI")]
    [['Microsoft', 'مايكروسوفت'], ['Open AI', 'OpenAI']]
    """
    text = plain_text(text)
    return linked_names(PreTokens(text))


@cache
def _load() -> None:
    """Read the tables that few Latin names need, so that no text is slow for being the first that has such a name."""
    surname_spellings()
    arabic_given_names()
    given_names()


def linked_names(pretokens: PreTokens) -> list[Name]:
    """:func:`align_names` of a text that was scanned before."""
    pretokens = pretokens.phrases
    occurrences = latin_mentions(pretokens)
    if not occurrences:
        return []
    _load()
    doc = LinkedText(pretokens, LatinNames(pretokens, occurrences, known_names()))
    search_words(doc)
    search_parentheticals(doc)
    _select(doc)
    link_first_names(doc)
    link_inner_names(doc)
    link_full_names(doc)
    link_surnames(doc)
    return names_in_source(pretokens, clusters(doc))


def _select(doc: LinkedText) -> None:
    """Keep the best candidates that do not overlap."""
    selected = doc.links.select_non_overlapping(doc.key, lambda number: may_have_inner_names(doc, number))
    for number, links in selected.items():
        doc.name(number).link(links)
