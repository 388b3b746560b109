"""arabic-norm: normalization in Rust."""


def _normalize():
    import arabic_norm

    def run(text):
        return arabic_norm.normalize(text, ta_marbuta=True)

    return run


TASKS = {"normalize": _normalize}
