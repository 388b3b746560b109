"""the Punkt sentence tokenizer, untrained as it has no Arabic model, and its word-and-punctuation pattern"""

PACKAGE = "nltk"


def _sentences():
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    return PunktSentenceTokenizer().tokenize


def _tokens():
    from nltk.tokenize import wordpunct_tokenize

    return wordpunct_tokenize


TASKS = {"sentences": _sentences, "tokens": _tokens}
