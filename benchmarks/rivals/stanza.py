"""neural tokenizer and entities, where ARABNEWS_STANZA_DIR names a folder with an Arabic model"""

import os

PACKAGE = "stanza"


def _pipeline(processors):
    folder = os.environ.get("ARABNEWS_STANZA_DIR")
    if not folder:
        raise ImportError("no model: ARABNEWS_STANZA_DIR is not set")
    import stanza

    return stanza.Pipeline("ar", dir=folder, processors=processors, download_method=None, verbose=False)


def _sentences():
    nlp = _pipeline("tokenize")
    return lambda text: [sentence.text for sentence in nlp(text).sentences]


def _tokens():
    nlp = _pipeline("tokenize")
    return lambda text: list(nlp(text).iter_tokens())


def _entities():
    nlp = _pipeline("tokenize,ner")
    return lambda text: list(nlp(text).ents)


TASKS = {"sentences": _sentences, "tokens": _tokens, "entities": _entities}
