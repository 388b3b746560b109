"""letters of any script to ASCII; the names are then compared by rapidfuzz"""

PACKAGE = "anyascii"


def _match():
    from anyascii import anyascii
    from rapidfuzz import fuzz

    def run(text):
        pairs = (line.split("\t") for line in text.splitlines())
        return [fuzz.ratio(latin.lower(), anyascii(arabic).lower()) for latin, arabic in pairs]

    return run


TASKS = {"match": _match}
