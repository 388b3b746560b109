"""pySBD: rule-based sentences."""

PORTION = 20_000


def _sentences():
    import pysbd

    segmenter = pysbd.Segmenter(language="ar", clean=False)

    def run(text):
        return segmenter.segment(text[:PORTION])

    run.portion = PORTION
    return run


TASKS = {"sentences": _sentences}
