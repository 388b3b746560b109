"""arabic-normalize: normalization in Rust."""


def _normalize():
    import arabic_normalize

    return arabic_normalize.normalize


TASKS = {"normalize": _normalize}
