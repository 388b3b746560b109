"""normalization in Rust"""

PACKAGE = "arabic-normalize"


def _normalize():
    from arabic_normalize import Normalizer

    return Normalizer(alef_maqsura=True, ta_marbuta=True, bidi_marks=False).normalize


TASKS = {"normalize": _normalize}
