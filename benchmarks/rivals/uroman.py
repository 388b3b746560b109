"""names of any script romanized; the names are then compared by rapidfuzz"""

PACKAGE = "uroman"


def _match():
    from rapidfuzz import fuzz
    from uroman import Uroman

    romanizer = Uroman()

    def run(text):
        written, scores = {}, []
        for line in text.splitlines():
            latin, arabic = line.split("\t")
            if arabic not in written:
                written[arabic] = romanizer.romanize_string(arabic).lower()
            scores.append(fuzz.ratio(latin.lower(), written[arabic]))
        return scores

    return run


TASKS = {"match": _match}
