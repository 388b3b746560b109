"""sentences by automata in C++, rules for all languages"""

PACKAGE = "blingfire"


def _sentences():
    import blingfire

    return blingfire.text_to_sentences


TASKS = {"sentences": _sentences}
