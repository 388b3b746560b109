"""How Arabic says Latin letters one by one, and which words in capitals are read as words."""

from __future__ import annotations

import re

from arabnews_nlp._core.pretokens import fold

__all__ = ["LETTER_OF", "WORD_READ", "spelled"]

_NAMES = {
    "A": "إيه أيه", "B": "بي", "C": "سي", "D": "دي", "E": "إي", "F": "إف أف", "G": "جي",
    "H": "إتش أتش", "I": "آي أي", "J": "جيه جاي", "K": "كيه كي كاي", "L": "إل أل", "M": "إم أم", "N": "إن أن",
    "O": "أو", "P": "بي", "Q": "كيو", "R": "آر", "S": "إس أس", "T": "تي", "U": "يو", "V": "في", "W": "دبليو",
    "X": "إكس", "Y": "واي", "Z": "زد",
}  # fmt: skip

# A word in capitals that has vowels between its consonants and no hard cluster: NASA, OPEC, NATO, UNESCO.
WORD_READ = re.compile("(?=.{4})[B-DF-HJ-NP-TV-Z]?(?:[AEIOU][B-DF-HJ-NP-TV-Z]{1,2})+[AEIOU]?")

# The letter that an Arabic letter name stands for, by its folded form; the first letter keeps a shared name (B, not P).
LETTER_OF: dict[str, str] = {}
for _letter, _forms in _NAMES.items():
    for _form in _forms.split():
        LETTER_OF.setdefault(fold(_form), _letter)
LETTER_OF[fold("آي")] = "I"


def spelled(letters: str) -> str:
    """Capitals as Arabic letter names.

    >>> spelled("IBM")
    'آي بي إم'
    """
    return " ".join(_NAMES[c].split()[0] for c in letters.upper() if c in _NAMES)
