"""NLTK's Punkt with Arabic punctuation and abbreviations"""

PACKAGE = "arabic-sentencizer"


def _sentences():
    from arabic_sentencizer import split_sentences

    return split_sentences


TASKS = {"sentences": _sentences}
