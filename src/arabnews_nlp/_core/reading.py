"""How a text is read, whatever its encoding: the characters that a reader sees, aligned with those that are stored.

The same words reach a program in many encodings: as presentation forms out of a PDF, with soft hyphens and direction
marks inside, decomposed, with two blanks between words. Every layer is found in the *reading* of a text, in which all
of these are one, and is brought back to the offsets of the original.

- Presentation forms and ligatures are the letters that they show.
- Letters and combining marks are composed (NFC, UAX #15).
- Characters without shape or width are not there (default ignorable, and controls); a zero-width space parts words as a
  blank does. Joiners between letters or emoji stay.
- Blanks of any width, and several side by side, are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from arabnews_nlp._core.alignment import Alignment
from arabnews_nlp._core.char_table import CharTable
from arabnews_nlp._core.characters import character_set, set_characters
from arabnews_nlp._core.edits import apply_edits
from arabnews_nlp._core.unicode_forms import nfc

__all__ = ["presentation_forms", "reading", "unmarked", "unread_characters"]

_EXOTIC = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANKS = re.compile(f"[ {_EXOTIC}]{{2,}}|[{_EXOTIC}]")
_TAG = "</?(?:b|strong|em|i|u|mark|span|a)(?: [^<>]{0,300})?>"
_SIGNS = r"\*{1,3}|_{1,3}|~~|``?"
_PROCLITICS = set_characters("conjunction", "preposition")
_EMPHASIS = re.compile(
    rf"(?:(?<=[\w%،,] )|(?<=[ـ$€£])|(?<=\s[{_PROCLITICS}]))(?:{_SIGNS}|{_TAG})(?=[\w$€£])"
    rf"|(?<=[\w%$€£.])(?:{_SIGNS}|{_TAG})(?= [\w%]|[%٪])",
    re.IGNORECASE,
)
"""Opens after a word or closes before one; other marks stand at the edges of what they mark, or are no emphasis."""
_TATWEEL = re.compile("\u0640\u0640*+(?P<before_letter>(?=[\u064b-\u0652]*+[\u0621-\u063f\u0641-\u064a]))?")
_STRAY_JOINERS = re.compile(r"(?<![^\s])[\u200c\u200d]+|[\u200c\u200d]+(?![^\s])")


def presentation_forms() -> dict[int, str]:
    """Letters of the Arabic Presentation Forms (Unicode charts UFB50, UFE70), without the noncharacters.

    Spacing forms of harakat (U+FE70 …) decompose to a space and a mark; the space is dropped, as in running text the
    mark belongs to the letter before it.
    """
    table = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code):
            table[code] = plain.lstrip(" ") if len(plain) > 1 and unicodedata.combining(plain[1]) else plain
    return table | {0xFDFC: "ريال"}  # Unicode spells it with a Persian yeh


@cache
def _characters() -> CharTable:
    """What single characters are read as; a ligature of several words is left as the one sign that it is."""
    table = {code: letters for code, letters in presentation_forms().items() if " " not in letters}
    for first, last in character_set("unseen"):
        table |= dict.fromkeys(range(first, last + 1), "")
    table[0x200B] = " "
    return CharTable(table)


def unread_characters() -> list[int]:
    """Code points that may be read otherwise than they are stored, blanks and joiners apart."""
    return [*_characters().mapping, *range(0x300, 0x370), *range(0x653, 0x656)]


def reading(text: str) -> tuple[str, Alignment | None]:
    """The text as it is read, with its alignment; the text itself and None where it is stored as it is read.

    >>> reading("\\ufe8d\\ufedf\\ufed8\\ufe8e\\ufeeb\\ufeae\\ufe93")[0], reading("القا\\u00adهرة")[0]
    ('القاهرة', 'القاهرة')
    """
    read, alignment = _characters().align(text)
    for edits in (nfc, _stray_joiners, _blank_runs):
        edited, change = apply_edits(read, edits(read))
        if edited is not read:
            read, alignment = edited, alignment.then(change)
    return (text, None) if read == text else (read, alignment)


def unmarked(text: str, alignment: Alignment | None, signs: Iterable[int]) -> tuple[str, Alignment | None]:
    """A reading without the marks of emphasis between its words, in Markdown or HTML, and without tatweel inside them;
    the text itself where there are none.

    :param signs: offsets of every sign that marks begin with (``*_~`<``), in order.

    >>> unmarked("دفع **خمسة** ملايين", None, [4, 5, 10, 11])[0], unmarked("**خمسة ملايين**", None, [0, 1, 13, 14])[0]
    ('دفع خمسة ملايين', '**خمسة ملايين**')
    """
    marks = []
    last = 0
    for i in signs:
        if i >= last and (match := _EMPHASIS.match(text, i)):
            last = match.end()
            marks.append((i, last, ""))
    marks.extend(_tatweels(text))
    if not marks:
        return text, alignment
    read, change = apply_edits(text, sorted(marks))
    return read, change if alignment is None else alignment.then(change)


def _tatweels(text: str) -> Iterator[tuple[int, int, str]]:
    """Tatweel between two letters of a word, which may have marks."""
    i = text.find("\u0640")
    while i >= 0:
        match = _TATWEEL.match(text, i)
        assert match is not None
        if match["before_letter"] is not None and _joins(text, i):
            yield i, match.end(), ""
        i = text.find("\u0640", match.end())


def _joins(text: str, i: int) -> bool:
    """Whether the tatweel at ``i`` stands after a letter, maybe with marks."""
    while i > 0 and "\u064b" <= text[i - 1] <= "\u0652":
        i -= 1
    return i > 0 and "\u0621" <= text[i - 1] <= "\u064a"


def _stray_joiners(text: str) -> list[tuple[int, int, str]]:
    if "\u200c" not in text and "\u200d" not in text:
        return []
    return [(match.start(), match.end(), "") for match in _STRAY_JOINERS.finditer(text)]


def _blank_runs(text: str) -> list[tuple[int, int, str]]:
    return [(match.start(), match.end(), " ") for match in _BLANKS.finditer(text)]
