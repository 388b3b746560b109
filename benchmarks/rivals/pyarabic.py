"""pyarabic: its character functions, one after another, and its sentence splitter."""


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


TASKS = {"normalize": _normalize, "sentences": _sentences}
