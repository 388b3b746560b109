"""A fixed mix of what an interpreter does, with nothing but Python: the unit that this library's speed is told in where
an absolute time would not hold.
"""

import json


def _load():
    def run(text):
        counts = {}
        for word in text.split():
            counts[word] = counts.get(word, 0) + 1
        ordered = sorted(counts, key=lambda word: (-counts[word], word))
        pairs = [(word, len(word), counts[word]) for word in ordered]
        return json.dumps(pairs), text.replace(" ", "_").encode().decode(), sum(map(ord, text))

    return run


TASKS = {"calibration": _load}
