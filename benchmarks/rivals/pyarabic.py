"""pyarabic: its character functions, one after another, its sentence splitter, its number words."""


def _normalize():
    from pyarabic import araby

    def run(text):
        text = araby.strip_tatweel(araby.strip_tashkeel(text))
        text = araby.normalize_alef(araby.normalize_teh(text))
        return text.replace(araby.ALEF_MAKSURA, araby.YEH)

    return run


def _sentences():
    from pyarabic import araby

    return araby.sentence_tokenize


def _numbers():
    from pyarabic import number

    return number.extract_number_phrases


def _number():
    from pyarabic import number

    return number.text2number


TASKS = {"normalize": _normalize, "sentences": _sentences, "numbers": _numbers, "number words": _number}
