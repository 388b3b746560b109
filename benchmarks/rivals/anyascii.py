"""anyascii: Arabic names romanized, then compared by rapidfuzz."""


def _matching():
    from anyascii import anyascii
    from rapidfuzz import fuzz

    def run(text):
        pairs = (line.split("\t") for line in text.splitlines())
        return [fuzz.ratio(latin.lower(), anyascii(arabic).lower()) for latin, arabic in pairs]

    return run


TASKS = {"name matching": _matching}
