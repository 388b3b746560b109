"""arabnamer: English names written in Arabic, then compared by its own similarity."""


def _matching():
    from arabnamer import translit
    from arabnamer.scoring import fuzzy_match

    known = {}

    def run(text):
        scores = []
        for line in text.splitlines()[:PORTION]:
            latin, arabic = line.split("\t")
            if latin not in known:
                known[latin] = translit(latin).arabic
            result = fuzzy_match(known[latin], arabic)
            scores.append(result[1] if isinstance(result, tuple) else result)
        return scores

    return run


PORTION = 100
"""Pairs of a text that it is given: it writes some names a second."""
TASKS = {"name matching": _matching}
