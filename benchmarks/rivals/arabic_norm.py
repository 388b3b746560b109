"""normalization in Rust"""

PACKAGE = "arabic-norm"


def _normalize():
    import arabic_norm

    return lambda text: arabic_norm.normalize(text, ta_marbuta=True)


TASKS = {"normalize": _normalize}
