"""A view of a document in which every linked name is written in one script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from arabnews_nlp._core.characters import set_characters
from arabnews_nlp._core.pretokens import fold
from arabnews_nlp.document.alignment import Alignment
from arabnews_nlp.document.doc import Doc, check_doc
from arabnews_nlp.document.records import Mention, Name
from arabnews_nlp.errors import UnknownNameError
from arabnews_nlp.names.tables import arabic_brands, brand_key, brands

__all__ = ["NAMES", "Rendered", "apply_edits", "render_names"]

_CONJUNCTIONS, _PREPOSITIONS = set_characters("conjunction"), set_characters("preposition")

NAMES = ("latin", "arabic", "both", "original")
"""How linked names may be written."""

_ARTICLE_BEFORE = re.compile(r"(?<![\u0621-\u064a])([وف]?[بك]?)(ال|لل)$")
"""Clitics and article right before a name in Latin script."""
_ARTICLE = ("ال", "لا", "لآ", "لأ", "لإ")


class Rendered(msgspec.Struct, frozen=True):
    """A view of a text with the way back."""

    original: str
    """The text of the document, untouched."""
    text: str
    """The view."""
    alignment: Alignment
    """Offsets of ``text`` to offsets of ``original`` and back."""

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Original span of a span of the view.

        :raises OffsetError: the span is not inside the view.
        """
        return self.alignment.to_original(start, end)

    def to_rendered(self, start: int, end: int) -> tuple[int, int]:
        """Span of the view for a span of the original.

        :raises OffsetError: the span is not inside the original text.
        """
        return self.alignment.to_normalized(start, end)


def render_names(doc: Doc, names: str = "original") -> Rendered:
    """The text of ``doc`` with the linked mentions of ``doc.names`` in one script.

    ``latin`` writes Arabic mentions as the Latin name of their cluster, ``arabic`` the other way round, ``both`` adds
    the other script in brackets, ``original`` changes nothing. A clitic before a name stays: ل becomes لـ before
    Latin letters, and لـ becomes ل before Arabic ones. Names without a counterpart stay as they are.

    :raises UnknownNameError: ``names`` is none of these.
    """
    check_doc(doc)
    if names not in NAMES:
        raise UnknownNameError("names", names, NAMES)
    text = doc.text
    edits: list[tuple[int, int, str]] = []
    if names != "original":
        for name in doc.names:
            latin, arabic = _form(name, "latin"), _form(name, "arabic")
            if latin is None or arabic is None:
                continue
            repeated = _repetitions(text, name) if names != "both" else {}
            definite = _with_article(name)
            for place, mention in enumerate(name.mentions):
                other = latin if mention.script == "arabic" else arabic
                if mention.start in repeated:
                    edits.append((*repeated[mention.start], ""))
                    continue
                if mention.script == "arabic" and not _is_plural(mention.text):
                    other = _singular(other)
                if names == "both":
                    if not _glossed(text, name.mentions, place):
                        edits.append((mention.end, mention.end, f" ({other})"))
                elif names == "latin" and mention.script == "arabic":
                    edits.append(_as_latin(text, mention, other))
                elif names == "arabic" and mention.script == "latin":
                    edits.append(_as_arabic(text, mention, other, definite))
    return apply_edits(text, edits)


def _form(name: Name, script: str) -> str | None:
    """The spelling of a name in one script that stands for all: the canonical one or the most frequent."""
    spellings = Counter(m.text for m in name.mentions if m.script == script)
    if not spellings:
        return None
    if script == "arabic":
        bare = Counter({s: n for s, n in spellings.items() if not s.startswith(_ARTICLE)})
        ends = pairwise(sorted(s[::-1] for s in spellings))
        ends_another = any(longer.startswith(end) and end[::-1] in bare for end, longer in ends)
        spellings = bare if ends_another else Counter({_bare(s): n for s, n in spellings.items()})
    if script == "latin" and name.canonical in spellings:
        return name.canonical
    return max(spellings, key=lambda s: (spellings[s], len(s), s))


def _repetitions(text: str, name: Name) -> dict[int, tuple[int, int]]:
    """Mentions in brackets right after a mention in the other script, with the stretch that holds the brackets.

    In a view in one script such a gloss would only say the name again.
    """
    found = {}
    for before, mention in pairwise(name.mentions):
        gap = text[before.end : mention.start]
        opened = gap.lstrip("\"”“»'’*")
        if before.script != mention.script and opened in (" (", "(", " ( ", "( ") and mention.end < len(text):
            end = mention.end + (text[mention.end] == " ")
            if text[end : end + 1] == ")":
                found[mention.start] = mention.start - len(opened), end + 1
    return found


def _glossed(text: str, mentions: Sequence[Mention], place: int) -> bool:
    """Whether the mention before or after one is of the other script, at most a bracket away."""
    mention = mentions[place]
    for other in (*mentions[max(place - 1, 0) : place], *mentions[place + 1 : place + 2]):
        if other.script != mention.script:
            gap = text[mention.end : other.start] if other.start >= mention.end else text[other.end : mention.start]
            if len(gap) <= 4 and not any(c.isalnum() or c == "\n" for c in gap):
                return True
    return False


def _as_latin(text: str, mention: Mention, latin: str) -> tuple[int, int, str]:
    """Latin name in place of an Arabic mention, off the clitic that is written on it."""
    start, end = mention.start, mention.end
    if start and text[start - 1] in "ل" and mention.text[:1] == "ل" and not latin[:1].isspace():
        return start, end, "ـ " + latin  # للآيفون: the second ل is the article
    if start and text[start - 1] in _PREPOSITIONS:
        return start, end, "ـ " + latin
    if start and _is_letter(text[start - 1]) and text[start - 1] not in _CONJUNCTIONS:
        return start, end, " " + latin
    return start, end, latin


def _as_arabic(text: str, mention: Mention, arabic: str, definite: str | None) -> tuple[int, int, str]:
    """Arabic name in place of a Latin mention, on the clitic before it: لـ OpenAI gives لأوبن إيه آي.

    An article before the Latin name (الـ iPhone) only stays where the text writes the Arabic name with one.
    """
    place = mention.start
    while place and text[place - 1] == " ":
        place -= 1
    stretched = place > 0 and text[place - 1] == "ـ"
    place -= stretched
    article = _ARTICLE_BEFORE.search(text, max(0, place - 6), place)
    if article is not None and (stretched or place < mention.start):
        clitics = article[1] + ("ل" if article[2] == "لل" else "")
        return article.start(), mention.end, _attached(clitics, definite or arabic)
    if stretched and place >= 1 and text[place - 1] in _CONJUNCTIONS + _PREPOSITIONS:
        return place - 1, mention.end, _attached(text[place - 1], arabic)
    return mention.start, mention.end, arabic


def _attached(clitics: str, arabic: str) -> str:
    """A name with clitics before it; ل takes the first letter of the article."""
    return clitics + ("ل" + arabic[2:] if clitics.endswith("ل") and arabic.startswith("ال") else arabic)


def _bare(arabic: str) -> str:
    """A name without its article, if the tables usually write it without."""
    if not arabic.startswith("ال"):
        return arabic
    known = arabic_brands().get(tuple(fold(arabic[2:]).split()))
    return arabic if known is None or known.written[0].startswith("ال") else arabic[2:]


def _with_article(name: Name) -> str | None:
    """The Arabic spelling with the article, if the name has one."""
    found = (m.text for m in name.mentions if m.script == "arabic" and m.text.startswith("ال"))
    return next(found, None)


def _is_plural(arabic: str) -> bool:
    """Whether the first word of a translation is a sound plural (واجهات برمجة التطبيقات)."""
    return " " in arabic and arabic.split()[0].endswith("ات")


def _singular(latin: str) -> str:
    """A Latin name without the s of the plural, if the tables or its capitals say that it has one."""
    stem = latin[:-1]
    if not latin.endswith("s") or brands().get(brand_key(latin)) is not None:
        return latin
    known = brands().get(brand_key(stem))
    return stem if (known is not None and known.latin == stem) or (len(stem) > 1 and stem.isupper()) else latin


def _is_letter(c: str) -> bool:
    return "\u0621" <= c <= "\u064a"


def apply_edits(text: str, edits: list[tuple[int, int, str]]) -> Rendered:
    """The text with the edits made, in order; an edit that overlaps one before it is left out."""
    pieces: list[str] = []
    made: list[tuple[int, int, int]] = []
    last = 0
    for start, end, new in sorted(edits):
        if start < last:
            continue
        pieces += (text[last:start], new)
        made.append((start, end, len(new)))
        last = end
    pieces.append(text[last:])
    return Rendered(text, "".join(pieces), Alignment.from_edits(len(text), made))
