"""string similarity alone, after Buckwalter's letters for the Arabic"""

from benchmarks.rivals.standard_library import BUCKWALTER

PACKAGE = "rapidfuzz"


def _match():
    from rapidfuzz import fuzz

    def run(text):
        pairs = (line.split("\t") for line in text.splitlines())
        return [fuzz.ratio(latin.lower(), arabic.translate(BUCKWALTER).lower()) for latin, arabic in pairs]

    return run


TASKS = {"match": _match}
