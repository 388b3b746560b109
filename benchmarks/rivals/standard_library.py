"""what plain Python offers: ``str.translate`` with a table, ``re.findall``"""

import re

PACKAGE = None
BUCKWALTER = dict(zip(range(0x621, 0x63B), "'|>&<}AbptvjHxd*rzs$SDTZEg", strict=True))
BUCKWALTER |= dict(zip(range(0x640, 0x653), "_fqklmnhwYyFNKaui~o", strict=True))
BUCKWALTER |= dict(zip((0x670, 0x671, 0x67E, 0x686, 0x6A4, 0x6AF), "`{PJVG", strict=True))
"""Buckwalter's letter for each Arabic character."""


def _normalize():
    table = {code: None for code in (*range(0x64B, 0x653), 0x670, 0x640)}
    table |= {ord(a): "ا" for a in "أإآٱ"} | {ord("ى"): "ي", ord("ة"): "ه"}
    return lambda text: text.translate(table)


def _transliterate():
    return lambda text: text.translate(BUCKWALTER)


def _tokens():
    return re.compile(r"\w+|[^\w\s]").findall


TASKS = {"normalize": _normalize, "transliterate": _transliterate, "tokens": _tokens}
