"""spoken numbers, dates and money rewritten in digits"""

PACKAGE = "arabic-itn"


def _numbers():
    from arabic_itn import normalize

    return normalize


def _number():
    from arabic_itn import normalize

    return lambda text: normalize(text)["text"]


TASKS = {"numbers": _numbers, "number words": _number}
PART = {"numbers": "number words only, written as digits"}
