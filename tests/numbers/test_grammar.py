"""The tables that the grammar is made of."""

import re
import runpy
from pathlib import Path

import pytest

import arabnews_nlp as an
from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.numbers._parser import Parser
from arabnews_nlp.numbers.grammar import RULES
from arabnews_nlp.numbers.lexicon import lexicon

ROOT = Path(__file__).parents[2]
SENSES = {row[0] for row in read_table("arabnews_nlp.numbers", "senses.tsv")}
OF_WORDS = {row[0] for name in ("words.tsv", "calendar.tsv") for row in read_table("arabnews_nlp.numbers", name)}
OF_OTHER_TABLES = {"percent_sign", "symbol", "money", "money_dual", "measure", "unit_dual"}


@pytest.mark.sources
def test_the_senses_of_the_compiled_rules_are_those_of_the_table():
    written = ROOT / "src/arabnews_nlp/numbers/_senses.pxd"
    assert runpy.run_path(str(ROOT / "tools/number_senses.py"))["generated"]() == written.read_text("utf-8")


@pytest.mark.sources
def test_senses_that_compiled_rules_ask_for_by_name_have_no_bit():
    without_bit = {row[0] for row in read_table("arabnews_nlp.numbers", "senses.tsv") if row[4] == "-"}
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "src/arabnews_nlp/numbers").glob("_*.pyx"))
    asked = set(re.findall(r'(?:has_rare|_near)\(parser, .*?, "(\w+)"\)', sources))
    assert {"levantine", "angle"} <= asked <= without_bit


def test_every_kind_of_word_is_a_sense_and_every_sense_has_words():
    assert SENSES == OF_WORDS | OF_OTHER_TABLES


def test_every_sense_has_an_example():
    for sense, *_, meaning, example in read_table("arabnews_nlp.numbers", "senses.tsv"):
        assert meaning and example, sense


def phrase(parser, i, sense):
    """What ``parser.phrase`` gives, read from the senses of the words alone."""
    senses = parser.word(i).senses
    for rest, value in senses.get("…", {}).get(sense, []):
        if all(parser.word(i + 1 + k).form == form for k, form in enumerate(rest)):
            return value, i + 1 + len(rest)
    return (senses[sense], i + 1) if sense in senses else None


@pytest.fixture
def meanings(monkeypatch):
    """What each folded form means, as the tables say it to the lexicon."""
    given = {}
    with monkeypatch.context() as patched:
        patched.setattr("arabnews_nlp.numbers.lexicon.Lexicon", lambda senses, *_: given.update(senses))
        lexicon.__wrapped__(True)
    return given


def test_phrases_are_those_of_the_lexicon(meanings):
    for form, senses in meanings.items():
        rests = [rest for phrases in senses.get("…", {}).values() for rest, _ in phrases]
        for rest in [*rests, ("كلمة",), ()]:
            parser = Parser(PreTokens(" ".join((form, *rest))), lexicon(True), None, True)
            for sense in SENSES:
                assert parser.phrase(0, sense) == phrase(parser, 0, sense)


class TestRules:
    def test_names_are_unique(self):
        names = [rule.name for rule in RULES]
        assert len(set(names)) == len(names)

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
    def test_a_rule_asks_for_known_senses(self, rule):
        assert {*rule.senses, *rule.unless} <= SENSES
        assert {*rule.classes} <= {"digits", "letters", "marks"}
        assert rule.scope in an.numbers.SCOPES

    def test_the_more_specific_rule_goes_first(self):
        order = [rule.name for rule in RULES]
        for first, then in [("time of day", "number"), ("day or month", "number"), ("number with a unit", "number")]:
            assert order.index(first) < order.index(then)

    def test_a_reader_takes_a_parser_and_a_position(self):
        parser = Parser(PreTokens("بلغ 5 كيلومترات"), lexicon(True), None, True)
        read = {rule.name: rule.read for rule in RULES}
        found, following = read["number with a unit"](parser, 1)
        assert (found.text, following) == ("5 كيلومترات", 3)
        assert read["ordinal"](parser, 1) is None
