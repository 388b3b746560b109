"""Latin names written in Arabic by a dictionary and rules, then compared by its own similarity"""

PACKAGE = "arabnamer"


def _match():
    from arabnamer import translit
    from arabnamer.scoring import fuzzy_match

    def run(text):
        written, scores = {}, []
        for line in text.splitlines():
            latin, arabic = line.split("\t")
            if latin not in written:
                written[latin] = translit(latin).arabic
            scores.append(fuzzy_match(written[latin], arabic)[1])
        return scores

    return run


TASKS = {"match": _match}
