"""PyICU: the sentence BreakIterator."""


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


TASKS = {"sentences": _sentences}
