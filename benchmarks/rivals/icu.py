"""ICU: the sentence BreakIterator, spelled-out numbers by rules, Any-Latin and rapidfuzz for names"""

PACKAGE = "PyICU"


def _sentences():
    from icu import BreakIterator, Locale

    iterator = BreakIterator.createSentenceInstance(Locale("ar"))

    def run(text):
        iterator.setText(text)
        begin, sentences = 0, []
        for end in iterator:
            sentences.append((begin, end))
            begin = end
        return sentences

    return run


def _number():
    from icu import ICUError, Locale, RuleBasedNumberFormat, URBNFRuleSetTag

    rules = RuleBasedNumberFormat(URBNFRuleSetTag.SPELLOUT, Locale("ar"))

    def run(text):
        try:
            return rules.parse(text).getInt64()
        except ICUError:
            return None

    return run


def _match():
    from icu import Transliterator
    from rapidfuzz import fuzz

    latin_form = Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")

    def run(text):
        pairs = (line.split("\t") for line in text.splitlines())
        return [fuzz.ratio(latin.lower(), latin_form.transliterate(arabic)) for latin, arabic in pairs]

    return run


TASKS = {"sentences": _sentences, "number words": _number, "match": _match}
