"""spaCy: the blank Arabic pipeline."""

PORTION = 20_000


def _sentences():
    import spacy

    nlp = spacy.blank("ar")
    nlp.add_pipe("sentencizer")

    def run(text):
        return list(nlp(text[:PORTION]).sents)

    run.portion = PORTION
    return run


def _tokens():
    import spacy

    nlp = spacy.blank("ar")

    def run(text):
        return list(nlp(text[:PORTION]))

    run.portion = PORTION
    return run


TASKS = {"sentences": _sentences, "tokens": _tokens}
