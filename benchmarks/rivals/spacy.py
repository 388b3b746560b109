"""the blank Arabic pipeline: tokenizer, and the sentencizer by punctuation"""

PACKAGE = "spacy"


def _sentences():
    import spacy

    nlp = spacy.blank("ar")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 10**9
    return lambda text: list(nlp(text).sents)


def _tokens():
    import spacy

    nlp = spacy.blank("ar")
    nlp.max_length = 10**9
    return lambda text: list(nlp(text))


TASKS = {"sentences": _sentences, "tokens": _tokens}
