"""The compiled pass against slow references: a loop in Python, camel_tools and pyarabic."""

import re
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabnews_nlp import Normalizer
from arabnews_nlp._core.char_table import CharTable
from arabnews_nlp._core.edits import apply_edits, distinct_characters
from arabnews_nlp._core.unicode_forms import _STABLE, _UNCOMBINED
from arabnews_nlp.normalization import STEPS
from arabnews_nlp.normalization._markdown import markdown_edits
from arabnews_nlp.normalization._whitespace import elongation_edits, whitespace_edits
from arabnews_nlp.testing import arabic_text, messy_text, mixed_news

texts = st.one_of(arabic_text(), mixed_news(), messy_text())


def apply(*steps):
    return Normalizer(steps=steps).normalize


@given(
    st.dictionaries(st.integers(0, 0x10FFFF), st.text(st.characters(exclude_categories=()), max_size=3), max_size=8),
    st.text(st.characters(exclude_categories=()), max_size=30),
    st.data(),
)
def test_the_table_pass_equals_a_loop_over_characters(mapping, text, data):
    if mapping:
        extra = data.draw(st.lists(st.sampled_from(sorted(mapping)), max_size=10))
        text = "".join(map(chr, extra)) + text + "".join(map(chr, extra))
    table = CharTable(mapping)
    expected = "".join(mapping.get(ord(c), c) for c in text)
    assert table.apply(text) == expected
    result, alignment = table.align(text)
    assert result == expected
    reached = 0
    for i, character in enumerate(text):
        width = len(mapping.get(ord(character), character))
        start, end = alignment.to_normalized(i, i + 1)
        assert end - start == width
        assert width == 0 or start == reached
        reached += width
    assert alignment.normalized_length == reached


@pytest.mark.parametrize("form", ["NFC", "NFKC"])
@given(text=texts)
def test_normal_forms_equal_the_standard_library(form, text):
    assert apply(form.lower())(text) == unicodedata.normalize(form, text)


CAMEL = [
    (("dediacritize",), ["dediac.dediac_ar"]),
    (("alef",), ["normalize.normalize_alef_ar"]),
    (("alef_maqsura",), ["normalize.normalize_alef_maksura_ar"]),
    (("ta_marbuta",), ["normalize.normalize_teh_marbuta_ar"]),
]


@pytest.mark.parametrize(("steps", "functions"), CAMEL)
@given(text=texts)
def test_steps_equal_camel_tools(steps, functions, text):
    expected = text
    for name in functions:
        module, function = name.split(".")
        expected = getattr(pytest.importorskip(f"camel_tools.utils.{module}"), function)(expected)
    # Intended difference: the three old alef forms with wavy or high hamza (U+0672, U+0673, U+0675) are folded here.
    if steps == ("alef",):
        for character in "ٲٳٵ":
            text, expected = text.replace(character, ""), expected.replace(character, "")
    # Intended difference: camel_tools removes tatweel with the diacritics; here it is a step of its own.
    if steps == ("dediacritize",):
        steps = ("dediacritize",) + (("tatweel",) if "ـ" not in expected and "ـ" in text else ())
    assert apply(*steps)(text) == expected


@pytest.mark.parametrize(
    ("step", "function"),
    [
        ("dediacritize", "strip_tashkeel"),
        ("tatweel", "strip_tatweel"),
        ("harakat", "strip_harakat"),
        ("shadda", "strip_shadda"),
    ],
)
@given(text=texts)
def test_steps_equal_pyarabic(step, function, text):
    araby = pytest.importorskip("pyarabic.araby")

    # Intended difference: superscript alef (U+0670) is a diacritic here and is kept by pyarabic.
    text = text.replace("ٰ", "")
    if function == "strip_harakat":  # pyarabic counts tanwin among the harakat
        assert apply("harakat", "tanwin")(text) == araby.strip_harakat(text)
    else:
        assert apply(step)(text) == getattr(araby, function)(text)


def test_oracles_agree_on_the_seed(seed):
    dediac_ar = pytest.importorskip("camel_tools.utils.dediac").dediac_ar
    araby = pytest.importorskip("pyarabic.araby")

    assert apply("dediacritize")(seed) == dediac_ar(seed) == araby.strip_tashkeel(seed)
    assert apply("tatweel")(seed) == araby.strip_tatweel(seed)


@given(text=texts)
def test_unicode_forms_equal_camel_tools(text):
    normalize_unicode = pytest.importorskip("camel_tools.utils.normalize").normalize_unicode

    assert apply("nfc")(text) == normalize_unicode(text, compatibility=False)
    # Intended difference: camel_tools rewrites some ligatures of phrases (U+FDF0 … U+FDFD) in its own words.
    text = "".join(c for c in text if not 0xFDF0 <= ord(c) <= 0xFDFD)
    assert apply("nfkc")(text) == normalize_unicode(text)


@given(text=arabic_text())
def test_letter_folding_equals_pyarabic(text):
    araby = pytest.importorskip("pyarabic.araby")

    assert apply("ta_marbuta")(text) == araby.normalize_teh(text)
    # Intended difference: alef maqsura and superscript alef become alef in pyarabic; here each has a step of its own.
    plain = text.replace("ى", "").replace("ٰ", "")
    assert apply("alef")(plain) == araby.normalize_alef(plain)
    # pyarabic's "tasheel" is the two steps alef and hamza; its default folds every hamza to ء, which no step does.
    assert apply("alef", "hamza")(plain) == araby.normalize_hamza(plain, method="tasheel")


@given(text=st.text(st.sampled_from("لا ﻻﻷﻹﻵبت")))
def test_ligatures_equal_pyarabic(text):
    araby = pytest.importorskip("pyarabic.araby")

    # Intended difference: pyarabic drops the hamza or madda of the alef with the ligature; here it is kept.
    assert apply("presentation_forms", "alef")(text) == araby.normalize_ligature(text)


@given(text=st.text(st.sampled_from("ابت ًٌٍَُِّْ")))
def test_diacritics_equal_pyarabic(text):
    araby = pytest.importorskip("pyarabic.araby")

    assert apply("dediacritize")(text) == araby.strip_diacritics(text) == araby.strip_tashkeel(text)


@pytest.mark.parametrize("text", ["\uffff", "a\uffffb", "ا\uffff\uffff", "😀\uffff"])
def test_the_last_code_point_of_two_bytes_can_be_mapped(text):
    table = CharTable({0xFFFF: "xy"})
    assert table.apply(text) == table.align(text)[0] == text.replace("\uffff", "xy")
    assert [start for start, _, _ in table.edits(text)] == [i for i, c in enumerate(text) if c == "\uffff"]


@given(texts)
def test_distinct_characters_are_those_of_a_set(text):
    found = distinct_characters(text * 3)
    assert len(found) == len(set(found))
    assert set(found) == set(text)


def test_characters_called_uncombined_are_so():
    characters = [c for c in map(chr, range(0x110000)) if _UNCOMBINED.fullmatch(c)]
    decompositions = (unicodedata.decomposition(chr(c)).split() for c in range(0x110000))
    composed = {chr(int(parts[1], 16)) for parts in decompositions if len(parts) == 2 and parts[0][0] != "<"}
    assert not composed.intersection(characters)
    assert [c for c in characters if unicodedata.category(c)[0] == "M"] == list("ًٌٍَُِّْ")


def test_characters_called_stable_are_so():
    characters = "".join(c for c in map(chr, range(0x110000)) if _STABLE.fullmatch(c))
    assert set(characters) >= set(string.printable) | set("القاهرة٢٠٢٤،؛؟")
    assert unicodedata.normalize("NFKC", characters) == unicodedata.normalize("NFC", characters) == characters
    assert _UNCOMBINED.fullmatch(characters)


def test_only_one_mark_is_stable_among_letters():
    marks = "ًٌٍَُِّْ"
    assert [c for c in map(chr, range(0x110000)) if unicodedata.combining(c) and _STABLE.fullmatch(c)] == list(marks)
    assert all(_STABLE.fullmatch(f"ab{mark}كلمة") for mark in marks)
    assert not any(_STABLE.fullmatch(f"{first}م{second}") for first in marks for second in marks)


@pytest.mark.parametrize("name", [name for name, step in STEPS.items() if step.edits is not None])
@given(text=texts)
def test_a_step_without_concern_has_nothing_to_do(name, text):
    step = STEPS[name]
    for part in (text, text.replace("\u0651", ""), *text.split()):
        assert step.concerns(part) or not list(step.edits(part))


def among_words(alphabet):
    """Text of these characters between words without any of them, in stretches long and short."""
    words = st.integers(0, 80).map(lambda n: ("kalima كلمة ab " * 8)[:n])
    return st.lists(st.one_of(st.text(alphabet, max_size=8), words), max_size=6).map("".join)


_BLANKS = re.compile(r"[ \t]{2,}|[ \t]+(?=[\r\n]|\Z)|(?:(?<=[\r\n])|\A)[ \t]+|(?:\r?\n){3,}")
_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
_LATIN = ((0, 0x24F), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xFB00, 0xFB06), (0xFF21, 0xFF5A))


def elongations(text):
    """More than two of a letter, but of Latin ones and three of the letter teh."""
    for m in _ELONGATED.finditer(text):
        latin = any(first <= ord(m[1]) <= last for first, last in _LATIN)
        if not latin and m[1].isalpha() and m[0] != "تتت":
            yield m.start() + 2, m.end(), ""


def blanks_by_regex(text):
    """The edits of white space as one regular expression says them."""
    for match in _BLANKS.finditer(text):
        start, end = match.span()
        if match[0][0] in "\r\n":
            yield start, end, "\n\n"
        elif start == 0 or end == len(text) or text[start - 1] in "\r\n" or text[end] in "\r\n":
            yield start, end, ""
        else:
            yield start, end, " "


@given(among_words(" \t\r\n\n\x0bab1ه²ⅷ\U00010400_"))
def test_spacing_edits_are_those_of_regular_expressions(text):
    assert list(whitespace_edits(text)) == list(blanks_by_regex(text))
    assert list(elongation_edits(text)) == list(elongations(text))


_MARK = r"(?:#{1,6}[ \t]++|>[ \t]?|[*+•][ \t]++|[*_]{2,})"
_LINE_MARKS = re.compile(rf"(?:[ \t]*+{_MARK})++")
_BOLD = re.compile(r"[*_]{2,}")


def marks_by_regex(text):
    """The edits of Markdown as regular expressions say them."""
    spans = [match.span() for match in _BOLD.finditer(text)]
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
    spans += [match.span() for match in (_LINE_MARKS.match(text, start) for start in starts) if match]
    reached = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            yield start, end, ""
            reached = end


@given(among_words("  \t\n\r**__##>+•-aب\U00010400"))
def test_markdown_edits_are_those_of_regular_expressions(text):
    assert list(markdown_edits(text)) == list(marks_by_regex(text))


@given(st.text("abéب\U00010400", max_size=30), st.data())
def test_edits_are_applied_as_by_slices(text, data):
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6).filter(lambda x: len(x) % 2 == 0)))
    edits = [
        (a, b, data.draw(st.text("xéب\U00010400", max_size=3))) for a, b in zip(places[::2], places[1::2], strict=True)
    ]
    expected, last = "", 0
    for start, end, replacement in edits:
        expected += text[last:start] + replacement
        last = end
    expected += text[last:]
    result, alignment = apply_edits(text, edits)
    assert result == expected
    assert len(result.encode()) == len(expected.encode()) and result.isascii() == expected.isascii()
    assert (alignment.original_length, alignment.normalized_length) == (len(text), len(expected))
