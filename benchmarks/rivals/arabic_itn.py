"""arabic-itn: spoken numbers, dates and money rewritten in digits."""


def _numbers():
    from arabic_itn import normalize

    return normalize


def _number():
    from arabic_itn import normalize

    return lambda text: normalize(text)["text"]


TASKS = {"numbers": _numbers, "number words": _number}
