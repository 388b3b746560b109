"""Which way the parts of a line run: the left-to-right stretches of a right-to-left text.

The bidirectional algorithm alone shows ``OpenAI، ChatGPT`` in an Arabic line from left to right, so that the second
name of a list stands first. Each stretch found here is isolated on its own, and the line keeps its order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import regex

__all__ = ["has_rtl", "is_ltr", "isolated", "ltr_runs"]

_RTL = regex.compile(r"[\p{bc=R}\p{bc=AL}]")
_LTR = regex.compile(r"(?V1)[\p{bc=L}&&\p{L}]")

# Words of letters that run left to right, with their digits, joined by blanks and by marks that belong to both sides.
# Brackets, quotation marks and Arabic punctuation end a run; closing marks belong to the line around it.
_RUN = regex.compile(
    r"""(?V1)
    [@\#]? (?:(?<![0-9])[0-9]++)? [\p{bc=L}&&\p{L}]
    (?: [[\p{bc=L}&&\p{L}]\p{M}0-9] | [\ \u00a0.,:;\-–—/\\&'’_@\#%$+*=~?!|]{1,4} (?=[[\p{bc=L}&&\p{L}]0-9]) )*+
    (?: [+\#]+ | (?<=[0-9])% | (?<=\b\p{Lu}\.\p{Lu})\. )?
    """,
    regex.VERBOSE,
)


def has_rtl(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a stretch holds a letter that runs right to left."""
    return _RTL.search(text, start, end) is not None


def is_ltr(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a stretch holds letters, all of which run left to right."""
    return _LTR.search(text, start, end) is not None and not has_rtl(text, start, end)


def ltr_runs(text: str, start: int, end: int, stops: Sequence[int] = ()) -> Iterator[tuple[int, int]]:
    """Left-to-right runs of ``text[start:end]``, in order.

    :param stops: places in ascending order where a run ends though its letters go on.
    """
    for stop in (*stops, end):
        for found in _RUN.finditer(text, start, stop):
            yield found.span()
        start = stop


def isolated(text: str) -> str:
    """A short text as HTML for a right-to-left place, each left-to-right run on its own."""
    if is_ltr(text):
        return f'<bdi dir="ltr">{escape(text)}</bdi>'
    parts, last = [], 0
    for start, end in ltr_runs(text, 0, len(text)):
        parts.append(f"{escape(text[last:start])}<bdi>{escape(text[start:end])}</bdi>")
        last = end
    return f'<bdi dir="rtl">{"".join(parts)}{escape(text[last:])}</bdi>'
