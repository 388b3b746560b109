"""rapidfuzz alone: letters of the two scripts compared after the Buckwalter scheme."""


def _matching():
    from rapidfuzz import fuzz

    from arabnews_nlp import transliterate

    def run(text):
        pairs = (line.split("\t") for line in text.splitlines())
        return [fuzz.ratio(latin.lower(), transliterate(arabic).lower()) for latin, arabic in pairs]

    return run


TASKS = {"name matching": _matching}
