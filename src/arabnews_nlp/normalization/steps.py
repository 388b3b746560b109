"""The steps of normalization: each one small, named, documented and switchable.

A step is one of two kinds. A *character step* maps single characters (to nothing, one or several); neighbouring
character steps of a normalizer are fused into one table. An *edit step* looks at context and yields edits. Every step
belongs to a class: ``lossless`` (canonically the same text), ``folding`` (spellings that readers tell apart become
one) or ``cleaning`` (marks that carry no words are removed).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from arabnews_nlp._core import unicode_forms
from arabnews_nlp._core.characters import character_set, plain_letters
from arabnews_nlp._core.reading import presentation_forms
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.errors import UnknownNameError
from arabnews_nlp.normalization import markup, masking, whitespace

__all__ = ["STEPS", "Edit", "Step", "StepClass", "step"]

Edit: TypeAlias = tuple[int, int, str]
StepClass: TypeAlias = Literal["lossless", "folding", "cleaning"]


class Step(NamedTuple):
    """One normalization step: a name, a class, a line of explanation, and how it edits."""

    name: str
    kind: StepClass
    description: str
    characters: Callable[[], Mapping[int, str]] | None = None
    """Makes the character map, for a character step."""
    edits: Callable[[str], Iterable[Edit]] | None = None
    """Yields ordered, disjoint edits, for an edit step."""
    concerns: Callable[[str], bool] = lambda characters: True
    """Whether an edit step may have something to do in a text of these characters."""


def _deleting(*ranges: tuple[int, int]) -> Callable[[], Mapping[int, str]]:
    return lambda: {code: "" for first, last in ranges for code in range(first, last + 1)}


def _folding(to: str, sources: str) -> Callable[[], Mapping[int, str]]:
    return lambda: {ord(source): to for source in sources}


@cache
def _character_table() -> dict[str, dict[int, str]]:
    """Rows of ``data/steps.tsv`` by step."""
    tables: dict[str, dict[int, str]] = {}
    for name, source, target, _ in read_table(__package__, "steps.tsv"):
        tables.setdefault(name, {})[int(source, 16)] = "".join(chr(int(x, 16)) for x in target.split())
    return tables


def _listed(name: str) -> Callable[[], Mapping[int, str]]:
    return lambda: _character_table()[name]


def _digits(zeros: Iterable[int], target: int) -> Callable[[], Mapping[int, str]]:
    return lambda: {zero + n: chr(target + n) for zero in zeros for n in range(10)}


def _compatible_latin() -> Mapping[int, str]:
    """Full-width, circled, parenthesized and mathematical Latin letters and digits as plain ones."""
    table = {}
    for code in (*range(0x2460, 0x2500), *range(0xFF01, 0xFF5F), *range(0x1D400, 0x1D800), *range(0x1F130, 0x1F14A)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code) and plain.isascii():
            table[code] = plain
    return table


def _latin_accents() -> Mapping[int, str]:
    """Latin letters as those that they are made of, and combining marks removed."""
    table = dict.fromkeys(range(0x300, 0x370), "")
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = "".join(c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c))
        if plain != chr(code):
            table[code] = plain
    return table | _character_table()["latin_accents"]


def _lowercase() -> Mapping[int, str]:
    """Simple lower case, one character to one (full-width letters too, sigma always medial)."""
    table = {}
    for code in (*range(0x41, 0x250), *range(0x370, 0x590), *range(0x1E00, 0x2000), *range(0xFF21, 0xFF3B)):
        lowered = chr(code).lower()
        if lowered != chr(code) and len(lowered) == 1:
            table[code] = lowered
    return table


def _with(signs: str) -> Callable[[str], bool]:
    found = re.compile(f"[{re.escape(signs)}]").search
    return lambda characters: found(characters) is not None


_HARAKAT = ((0x064E, 0x0650), (0x0652, 0x0652))
_TANWIN = ((0x064B, 0x064D),)
_SHADDA = ((0x0651, 0x0651),)
_SUPERSCRIPT_ALEF = ((0x0670, 0x0670),)
_QURANIC = (
    (0x0610, 0x061A),
    (0x0653, 0x065F),
    (0x06D6, 0x06DE),
    (0x06DF, 0x06E4),
    (0x06E7, 0x06ED),
    (0x08D3, 0x08E1),
    (0x08E3, 0x08FF),
)
_JOINERS = ((0x200B, 0x200D),)
_FILLERS = ((0x115F, 0x1160), (0x3164, 0x3164), (0xFFA0, 0xFFA0))
_SELECTORS = ((0xFE00, 0xFE0F), (0xFFFC, 0xFFFC), (0xE0001, 0xE0001), (0xE0020, 0xE007F), (0xE0100, 0xE01EF))

_STEPS = (
    Step(
        "nfc",
        "lossless",
        "canonical composition (UAX #15)",
        edits=unicode_forms.nfc,
        concerns=unicode_forms.concerns_nfc,
    ),
    Step(
        "nfkc",
        "folding",
        "compatibility composition (UAX #15)",
        edits=unicode_forms.nfkc,
        concerns=unicode_forms.concerns_nfkc,
    ),
    Step(
        "presentation_forms",
        "lossless",
        "Arabic presentation forms and ligatures become letters",
        presentation_forms,
    ),
    Step(
        "dediacritize",
        "folding",
        "remove harakat, tanwin, shadda, sukun and superscript alef",
        _deleting(*_HARAKAT, *_TANWIN, *_SHADDA, *_SUPERSCRIPT_ALEF),
    ),
    Step("harakat", "folding", "remove fatha, damma, kasra and sukun", _deleting(*_HARAKAT)),
    Step("tanwin", "folding", "remove fathatan, dammatan and kasratan", _deleting(*_TANWIN)),
    Step("shadda", "folding", "remove shadda", _deleting(*_SHADDA)),
    Step("superscript_alef", "folding", "remove superscript (dagger) alef", _deleting(*_SUPERSCRIPT_ALEF)),
    Step("quranic_marks", "folding", "remove Quranic annotation and extended marks", _deleting(*_QURANIC)),
    Step("tatweel", "cleaning", "remove tatweel (kashida)", _deleting((0x0640, 0x0640))),
    Step("alef", "folding", "أ إ آ ٱ become ا", _folding("ا", "أإآٱٲٳٵ")),
    Step("alef_maqsura", "folding", "ى becomes ي", _folding("ي", "ى")),
    Step("ta_marbuta", "folding", "ة becomes ه", _folding("ه", "ة")),
    Step("hamza", "folding", "ؤ becomes و and ئ becomes ي", lambda: {0x624: "و", 0x626: "ي"}),
    Step("drop_hamza", "folding", "remove free-standing hamza", _deleting((0x0621, 0x0621))),
    Step("persian_urdu", "folding", "Persian and Urdu letters become their Arabic look-alikes", plain_letters),
    Step(
        "persian_letters",
        "folding",
        "letters that Arabic does not have (پ چ ژ گ ڤ …) become the nearest",
        _listed("persian_letters"),
    ),
    Step("digits_ascii", "folding", "Arabic-Indic and extended digits become 0–9", _digits((0x660, 0x6F0), 0x30)),
    Step("digits_arabic", "folding", "0–9 and extended digits become Arabic-Indic", _digits((0x30, 0x6F0), 0x660)),
    Step("number_separators", "folding", "٫ becomes . and ٬ becomes ,", _listed("number_separators")),
    Step("percent", "folding", "٪ becomes %", _listed("percent")),
    Step("punctuation", "folding", "Arabic punctuation becomes Latin", _listed("punctuation")),
    Step(
        "punctuation_arabic",
        "folding",
        "Latin comma, semicolon and question mark beside Arabic become Arabic",
        edits=whitespace.arabic_punctuation,
        concerns=_with(",;?"),
    ),
    Step("quotes", "folding", "quotation marks of all kinds become \" and '", _listed("quotes")),
    Step("dashes", "folding", "hyphens, dashes and minus become -", _listed("dashes")),
    Step(
        "invisible",
        "cleaning",
        "remove controls, direction marks, joiners, BOM, soft hyphen, zero-width space, fillers, variation selectors",
        _deleting(*character_set("unseen"), *_JOINERS, *_FILLERS, *_SELECTORS),
    ),
    Step(
        "spaces",
        "folding",
        "exotic spaces become a plain space",
        _folding(
            " ", "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
        ),
    ),
    Step("whitespace", "cleaning", "runs of blanks become one; none at line ends", edits=whitespace.whitespace),
    Step(
        "elongation",
        "folding",
        "a letter three times or more becomes two (Latin letters and ت three times stay)",
        edits=whitespace.elongation,
    ),
    Step("compatible_latin", "folding", "full-width and circled Latin become ASCII", _compatible_latin),
    Step("latin_accents", "folding", "Latin letters lose their accents; æ œ ß þ become two letters", _latin_accents),
    Step("lowercase", "folding", "letters become lower case", _lowercase),
    Step(
        "html_entities",
        "cleaning",
        "&nbsp; and the like become characters",
        edits=markup.html_entities,
        concerns=_with("&"),
    ),
    Step("html_tags", "cleaning", "HTML tags and comments become a space", edits=markup.html_tags, concerns=_with("<")),
    Step(
        "markdown",
        "cleaning",
        "remove Markdown marks ** __ # > and list marks",
        edits=markup.markdown,
        concerns=_with("#>*+•_"),
    ),
    Step("mask_urls", "cleaning", "URLs become [رابط]", edits=masking.urls),
    Step("mask_emails", "cleaning", "e-mail addresses become [بريد]", edits=masking.emails, concerns=_with("@")),
    Step("mask_mentions", "cleaning", "@mentions become [مستخدم]", edits=masking.mentions, concerns=_with("@")),
    Step("remove_urls", "cleaning", "remove URLs", edits=masking.no_urls),
    Step("remove_emails", "cleaning", "remove e-mail addresses", edits=masking.no_emails, concerns=_with("@")),
    Step("remove_mentions", "cleaning", "remove @mentions", edits=masking.no_mentions, concerns=_with("@")),
    Step("mask_hashtags", "cleaning", "hashtags become [وسم]", edits=masking.masked_hashtags, concerns=_with("#")),
    Step("mask_emoji", "cleaning", "emoji become [رمز]", edits=masking.masked_emoji),
    Step("hashtags", "cleaning", "#وسم_من_كلمات becomes its words", edits=masking.hashtags, concerns=_with("#")),
    Step("remove_emoji", "cleaning", "remove emoji", edits=masking.no_emoji),
)

STEPS: Mapping[str, Step] = {step.name: step for step in _STEPS}
"""All steps by name."""


def step(name: str) -> Step:
    """The step of this name.

    :raises UnknownNameError: there is none.
    """
    try:
        return STEPS[name]
    except (KeyError, TypeError):
        raise UnknownNameError("step", name, STEPS) from None
