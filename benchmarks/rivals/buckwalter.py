"""letters to Buckwalter's scheme by a dictionary"""

PACKAGE = "lang-trans"


def _transliterate():
    from lang_trans.arabic import buckwalter

    return buckwalter.transliterate


TASKS = {"transliterate": _transliterate}
