"""blingfire: sentences by automata."""


def _sentences():
    import blingfire

    return blingfire.text_to_sentences


TASKS = {"sentences": _sentences}
