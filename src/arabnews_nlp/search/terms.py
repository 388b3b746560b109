"""What a search engine should index of a document, as a token graph.

Each word has a position; what says the same in another way stands at the position where its words begin. A form of
several words takes as many positions, so that a phrase of it is found; as in every engine without position lengths
(SQLite, tantivy, Lucene after FlattenGraphFilter) it runs beside whatever follows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

import regex

from arabnews_nlp.document.doc import Doc, check_doc
from arabnews_nlp.document.records import Quantity, Span, Token
from arabnews_nlp.names.tables import brand_key, brands
from arabnews_nlp.normalization import Normalizer
from arabnews_nlp.segmentation.tokens import tokenize

__all__ = [
    "BETWEEN",
    "KINDS",
    "IndexText",
    "SearchTerm",
    "canonical_spellings",
    "date_terms",
    "folded_words",
    "index_text",
    "number_terms",
    "search_terms",
]

KINDS = ("word", "host", "name", "number", "date")
"""Kinds of terms."""


class SearchTerm(Span, frozen=True, gc=False):
    """A term with the stretch of the original that a hit on it highlights."""

    term: str = ""
    """The word that is indexed, folded by the profile ``search``."""
    position: int = 0
    """Number of the word in the document; terms at one position stand for each other."""
    kind: str = "word"
    """One of ``word`` (as it stands there), ``host`` (without clitics and article), ``name`` (a form, in either script,
    of the name that stands there), ``number`` (its value in digits) and ``date`` (in ISO form, at each grain)."""
    length: int = 1
    """How many terms the form has that it belongs to; the least number where it belongs to several."""


class IndexText(NamedTuple):
    """The terms of a document as texts with blanks between terms, one for each field of an engine that takes texts."""

    words: str
    """The words in order; phrases are found in it."""
    others: str
    """Hosts, numbers and dates."""
    names: str
    """The forms of names, the words of a form together; :data:`BETWEEN` stands before and behind each form."""


BETWEEN = "__"
"""A term between the forms of names, so that no phrase reaches into the next, and whole forms can be asked for."""


def search_terms(doc: Doc) -> list[SearchTerm]:
    """The terms of a document, by position; see :meth:`arabnews_nlp.document.doc.Doc.search_terms`."""
    check_doc(doc)
    words, forms = _analyzed(doc)
    others: dict[tuple[int, str], SearchTerm] = {}
    forms.sort(key=lambda found: KINDS.index(found[1]) << 32 | len(found[3]))
    for span, kind, first, form in forms:
        for position, word in enumerate(form, first):
            if position >= len(words) or words[position].term != word:
                term = SearchTerm(doc.text, span.start, span.end, word, position, kind, len(form))
                others.setdefault((position, word), term)
    return sorted(words + list(others.values()), key=_order)


def _order(term: SearchTerm) -> int:
    """Terms go by position, then kind, then start. One integer, as a tuple for each of many terms would be work for the
    garbage collector."""
    return (term.position * len(KINDS) + KINDS.index(term.kind)) << 32 | term.start


def index_text(doc: Doc) -> IndexText:
    """The same terms as texts."""
    check_doc(doc)
    words, forms = _analyzed(doc)
    names = [term for _, kind, _, form in forms if kind == "name" for term in (*form, BETWEEN)]
    return IndexText(
        " ".join(word.term for word in words),
        " ".join(term for _, kind, _, form in forms if kind != "name" for term in form),
        " ".join((BETWEEN, *names)) if names else "",
    )


_Form: TypeAlias = tuple[Span, str, int, tuple[str, ...]]
"""Another way to say a stretch: the stretch, its kind, its position, and its terms."""


def _analyzed(doc: Doc) -> tuple[list[SearchTerm], list[_Form]]:
    """The words of a document with their positions, and what says the same in another way."""
    text = doc.text
    words: list[SearchTerm] = []
    forms: list[_Form] = []
    starts: list[int] = []
    positions: list[int] = []
    for token in doc.tokens or tokenize(text):
        starts.append(token.start)
        positions.append(len(words))
        for part in (parts := _parts(token)):
            terms = _TERMS.get(token.kind, folded_words)(part.text)
            first = len(words)
            words += [SearchTerm(text, part.start, part.end, term, first + i) for i, term in enumerate(terms)]
        host = token.host
        if parts and host.start > token.start and (terms := folded_words(host.text)):
            forms.append((host, "host", positions[-1], terms))
    for span, kind, form in _others(doc):
        place = bisect_right(starts, span.start) - 1
        if form and place >= 0 and (starts[place] < span.start or form != folded_words(span.text)):
            forms.append((span, kind, positions[place], form))
    return words, forms


_NOT_INDEXED = frozenset(("punct", "symbol", "emoji"))
_HASHTAG_WORD = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|[\p{Lo}\p{M}\p{Lm}]+|\p{N}+")
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}]|[.:/_@+#'’-]+(?=[\p{L}\p{N}]))*+[+#]*")


def _parts(token: Token) -> list[Span]:
    """What of a token is indexed: nothing of a mark, the words of a hashtag, any other as it is."""
    if token.kind in _NOT_INDEXED:
        return []
    if token.kind != "hashtag":
        return [token]
    found = _HASHTAG_WORD.finditer(token.source, token.start, token.end)
    return [Span(token.source, *match.span()) for match in found]


@cache
def _normalizer() -> Normalizer:
    return Normalizer("search")


@lru_cache(maxsize=1 << 16)
def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text as terms."""
    return tuple(_WORD.findall(_normalizer().normalize(text)))


_THOUSANDS = regex.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


def _number_word(text: str) -> tuple[str, ...]:
    """A number as one term, without the commas between its thousands; any other comma is that of a decimal."""
    return folded_words(_THOUSANDS.sub("", _normalizer().normalize(text)).replace(",", "."))


_DOMAIN = regex.compile(r"(?:\w+://)?(?:www\.)?([^/?#:\s]+)")


def _domain(text: str) -> tuple[str, ...]:
    """An address by its domain: its path says nothing in words."""
    found = _DOMAIN.match(text)
    return () if found is None else (found[1].lower(),)


def _address(text: str) -> tuple[str, ...]:
    return ("".join(text.lower().split()),)


_TERMS = {"number": _number_word, "url": _domain, "email": _address}
"""How tokens of these kinds become terms."""


def _others(doc: Doc) -> Iterator[tuple[Span, str, tuple[str, ...]]]:
    """Other ways to say what stands in a stretch, with their kind."""
    for name in doc.names:
        forms = {name.canonical, *(mention.text for mention in name.mentions), *canonical_spellings(name.canonical)}
        words = {folded_words(form) for form in forms}
        for mention in name.mentions:
            yield from ((mention, "name", form) for form in sorted(words))
    for entity in doc.entities:
        if entity.canonical is not None:
            words = {folded_words(form) for form in (entity.canonical, *canonical_spellings(entity.canonical))}
            yield from ((entity, "name", form) for form in sorted(words))
    for quantity in doc.numbers:
        yield from ((quantity, "number", (term,)) for term in number_terms(quantity))
        yield from ((quantity, "date", (term,)) for term in date_terms(quantity))


@lru_cache(maxsize=1 << 12)
def canonical_spellings(canonical: str) -> tuple[str, ...]:
    """Spellings of a well-known name in both scripts."""
    brand = brands().get(brand_key(canonical))
    return () if brand is None else (brand.latin, *brand.variants, *brand.arabic)


def number_terms(quantity: Quantity) -> list[str]:
    """The value in plain digits; both ends of a range."""
    value = quantity.value
    parts = value if isinstance(value, tuple) else (value,)
    return [_digits(part) for part in parts if part is not None]


def _digits(value: Decimal) -> str:
    if not value.is_finite() or value.adjusted() > 40:
        return str(value)
    shown = format(value, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


_DATE = regex.compile(r"[0-9X]{4}(?:-[0-9]{2}(?:-[0-9]{2})?|-[QWHS][0-9A-Z]+)?|(?:AH|FY)-?[0-9]{4}(?:-[0-9]{2}){0,2}")


def date_terms(quantity: Quantity) -> list[str]:
    """The date in lower case, and what it lies in: 2023-08-29, 2023-08, 2023; nothing of a year that is not known."""
    if quantity.timex is None or (found := _DATE.match(quantity.timex)) is None:
        return []
    parts = found[0].lower().split("-")
    terms = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return [term for term in terms if any(c.isdigit() for c in term)]
