"""sentencex: sentences with rules per language."""


def _sentences():
    import sentencex

    def run(text):
        return list(sentencex.segment("ar", text))

    return run


TASKS = {"sentences": _sentences}
