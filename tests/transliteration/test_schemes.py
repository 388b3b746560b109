"""Character schemes: identical to camel_tools' maps where it has them, and lossless where they are reversible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabnews_nlp import schemes, transliterate
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, UnknownNameError
from arabnews_nlp.transliteration.schemes import _schemes

CAMEL = {"buckwalter": "bw", "safe_buckwalter": "safebw", "xml_buckwalter": "xmlbw", "hsb": "hsb"}
REVERSIBLE = [name for name, scheme in _schemes().items() if scheme.reversible]


@pytest.mark.parametrize(("scheme", "camel"), CAMEL.items())
@given(text=st.text(st.characters(exclude_categories=())))
def test_equal_to_camel_tools(scheme, camel, text):
    CharMapper = pytest.importorskip("camel_tools.utils.charmap").CharMapper

    assert transliterate(text, scheme) == CharMapper.builtin_mapper(f"ar2{camel}").map_string(text)
    assert transliterate(text, scheme, reverse=True) == CharMapper.builtin_mapper(f"{camel}2ar").map_string(text)


@pytest.mark.parametrize("scheme", CAMEL)
def test_equal_to_camel_tools_on_every_character_of_the_table(scheme):
    CharMapper = pytest.importorskip("camel_tools.utils.charmap").CharMapper

    text = "".join(map(chr, range(0x20, 0x3000)))
    assert transliterate(text, scheme) == CharMapper.builtin_mapper(f"ar2{CAMEL[scheme]}").map_string(text)


def test_the_four_camel_schemes_are_reversible():
    assert set(CAMEL) <= set(REVERSIBLE)


@pytest.mark.parametrize("scheme", REVERSIBLE)
@given(data=st.data())
def test_reversible_schemes_are_lossless(scheme, data):
    table = _schemes()[scheme].forward.mapping
    latin = set(table.values())
    alphabet = [chr(c) for c in table] + [c for c in " \n،؟0٣\ud800😀éΩ" if c not in latin]
    text = data.draw(st.text(st.sampled_from(alphabet)))
    assert transliterate(transliterate(text, scheme), scheme, reverse=True) == text


def test_scholarly_schemes_by_example():
    assert transliterate("شيخ", "din31635") == "šyḫ"
    assert transliterate("شيخ", "ala_lc") == "shykh"
    assert transliterate("شيخ", "iso233") == "šyẖ"


def test_wrong_arguments():
    with pytest.raises(UnknownNameError, match="did you mean 'buckwalter'"):
        transliterate("x", "bukwalter")
    with pytest.raises(ArgumentValueError, match="reversible"):
        transliterate("x", "ala_lc", reverse=True)
    with pytest.raises(ArgumentTypeError):
        transliterate(3)
    assert "hsb" in schemes()
