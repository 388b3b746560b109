"""uroman: Arabic names romanized, then compared by rapidfuzz."""


def _matching():
    from rapidfuzz import fuzz
    from uroman import Uroman

    romanizer = Uroman()
    known = {}

    def run(text):
        scores = []
        for line in text.splitlines():
            latin, arabic = line.split("\t")
            if arabic not in known:
                known[arabic] = romanizer.romanize_string(arabic).lower()
            scores.append(fuzz.ratio(latin.lower(), known[arabic]))
        return scores

    return run


TASKS = {"name matching": _matching}
