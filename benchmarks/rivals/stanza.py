"""Stanza: its neural tokenizer, where ARABNEWS_STANZA_DIR names a folder with an Arabic model."""

import os

PORTION = 20_000


def _sentences():
    folder = os.environ.get("ARABNEWS_STANZA_DIR")
    if not folder:
        raise ImportError("ARABNEWS_STANZA_DIR is not set")
    import stanza

    nlp = stanza.Pipeline("ar", dir=folder, processors="tokenize", download_method=None, verbose=False)

    def run(text):
        return [sentence.text for sentence in nlp(text[:PORTION]).sentences]

    run.portion = PORTION
    return run


TASKS = {"sentences": _sentences}
