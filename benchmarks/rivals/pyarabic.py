"""its character functions one after another, its tokenizer and sentence splitter, its number words"""

PACKAGE = "PyArabic"


def _normalize():
    from pyarabic import araby

    def run(text):
        text = araby.strip_tatweel(araby.strip_tashkeel(text))
        # It takes alef maqsura for an alef, so that goes first.
        text = text.replace(araby.ALEF_MAKSURA, araby.YEH)
        return araby.normalize_alef(araby.normalize_teh(text))

    return run


def _tokens():
    from pyarabic import araby

    return araby.tokenize


def _sentences():
    from pyarabic import araby

    return araby.sentence_tokenize


def _numbers():
    from pyarabic import number

    return number.extract_number_phrases


def _number():
    from pyarabic import number

    return number.text2number


TASKS = {
    "normalize": _normalize,
    "tokens": _tokens,
    "sentences": _sentences,
    "numbers": _numbers,
    "number words": _number,
}
PART = {"numbers": "phrases of number words only, without their values"}
