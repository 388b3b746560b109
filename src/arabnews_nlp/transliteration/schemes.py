"""Character transliteration schemes: one Latin form for each Arabic character, and back where the scheme allows it.

Sources: Buckwalter (2002) and its Safe and XML variants; Habash, Soudi and Buckwalter (2007) for HSB; ISO 233-2:1993,
DIN 31635 and the ALA-LC romanization table for Arabic (2012), the last three letter by letter, without restoring
vowels that are not written.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from arabnews_nlp._core.char_table import CharTable
from arabnews_nlp._files.tables import columns, read_table
from arabnews_nlp.errors import ArgumentValueError, UnknownNameError, plain_text

__all__ = ["Scheme", "reversible", "schemes", "transliterate"]


class Scheme(NamedTuple):
    """One transliteration scheme."""

    name: str
    forward: CharTable
    backward: CharTable | None
    """None where two characters share a form, or a form is longer than one character."""

    @property
    def reversible(self) -> bool:
        """Whether text in this scheme can be turned back into Arabic script."""
        return self.backward is not None


@cache
def _schemes() -> dict[str, Scheme]:
    names = columns(__package__, "schemes.tsv")[1:]
    rows = read_table(__package__, "schemes.tsv")
    return {
        name: _scheme(name, {int(row[0], 16): row[column] for row in rows})
        for column, name in enumerate(names, start=1)
    }


def _scheme(name: str, table: dict[int, str]) -> Scheme:
    back = {ord(form): chr(code) for code, form in table.items() if len(form) == 1}
    return Scheme(name, CharTable(table), CharTable(back) if len(back) == len(table) else None)


def schemes() -> tuple[str, ...]:
    """Names of the schemes.

    >>> schemes()
    ('ala_lc', 'buckwalter', 'din31635', 'hsb', 'iso233', 'safe_buckwalter', 'xml_buckwalter')
    """
    return tuple(sorted(_schemes()))


def reversible(scheme: str) -> bool:
    """Whether text in the scheme of this name can be turned back into Arabic script."""
    return _schemes()[scheme].reversible


def transliterate(text: str, scheme: str = "buckwalter", reverse: bool = False) -> str:
    """The text with each Arabic character in its Latin form; every other character stays.

    With ``reverse`` the other way round. A reversible scheme is lossless on text that holds none of its own Latin
    characters: ``transliterate(transliterate(x, s), s, reverse=True) == x``.

    :raises UnknownNameError: a scheme that does not exist.
    :raises ArgumentValueError: ``reverse`` with a scheme that is not reversible.

    >>> transliterate("مايكروسوفت")
    'mAykrwswft'
    >>> transliterate("mAykrwswft", reverse=True)
    'مايكروسوفت'
    """
    text = plain_text(text)
    try:
        chosen = _schemes()[scheme]
    except (KeyError, TypeError):
        raise UnknownNameError("scheme", scheme, _schemes()) from None
    if not reverse:
        return chosen.forward.apply(text)
    if chosen.backward is None:
        ways = ", ".join(s.name for s in _schemes().values() if s.reversible)
        raise ArgumentValueError("scheme", scheme, f"a reversible one ({ways}) where reverse=True")
    return chosen.backward.apply(text)
