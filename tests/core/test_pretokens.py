"""The scan that all stages share, against one that asks at each character whether the run goes on."""

from hypothesis import given
from hypothesis import strategies as st

from arabnews_nlp._core.characters import properties
from arabnews_nlp._core.pretokens import PreTokens

SPACE, NEWLINE, ARABIC, LATIN, DIGIT, PUNCT, SYMBOL, LETTER, INVISIBLE, MARK = range(10)
LETTERS = {ARABIC, LATIN, LETTER}
JOINERS = "\u200c\u200d"
CHARACTERS = "با\u0640ab1٢ \t\n\r\u00a0.،%😀é中\ufe8d\u064b\u0651\u0670\u0653\u0300\ufeff\U00020000\U000e0020" + JOINERS


def kind(character):
    return properties(character)[0]


def goes_on(text, begin, i):
    """Whether the pretoken from ``begin`` on has the character at ``i`` too."""
    first, here = kind(text[begin]), kind(text[i])
    if first == NEWLINE:
        return text[begin : i + 1] == "\r\n"
    if here == MARK and first in LETTERS:
        return True
    if text[i] in JOINERS and first == ARABIC:
        return kind(text[i + 1 : i + 2] or "\0") == ARABIC
    return here == first and first in {SPACE, DIGIT} | LETTERS


def runs(text):
    begin = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or not goes_on(text, begin, i):
            yield begin, i, kind(text[begin])
            begin = i


@given(st.one_of(st.text(CHARACTERS, min_size=1), st.text(st.characters(exclude_categories=()), min_size=1)))
def test_pretokens_are_the_longest_runs_of_a_class(text):
    assert list(PreTokens(text, text)) == list(runs(text))


@given(st.text(CHARACTERS))
def test_pretokens_cover_the_reading_of_a_text(text):
    pretokens = PreTokens(text)
    assert "".join(pretokens.text[start:end] for start, end, _ in pretokens) == pretokens.text
    assert (pretokens.text == text) == (pretokens.alignment is None)
