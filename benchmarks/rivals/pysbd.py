"""sentences by rules per language"""

PACKAGE = "pysbd"


def _sentences():
    import pysbd

    return pysbd.Segmenter(language="ar", clean=False).segment


TASKS = {"sentences": _sentences}
