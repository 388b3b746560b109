"""NLTK: the Punkt sentence tokenizer, untrained, as there is no Arabic model."""


def _sentences():
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    return PunktSentenceTokenizer().tokenize


TASKS = {"sentences": _sentences}
