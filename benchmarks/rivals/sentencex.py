"""sentences with rules per language, in Rust"""

PACKAGE = "sentencex"


def _sentences():
    import sentencex

    return lambda text: list(sentencex.segment("ar", text))


TASKS = {"sentences": _sentences}
