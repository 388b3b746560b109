"""Reads the tab-separated tables that hold the facts of the language.

Every table has the same form: lines that begin with ``#`` say what it is for and what its columns mean, the first line
after them names the columns, and each line after that is a row. Columns at the end of a row may be left out.
"""

from __future__ import annotations

from arabnews_nlp._files.data import damaged, read_data_text

__all__ = ["columns", "read_table"]


def _lines(package: str, name: str) -> list[str]:
    """The line with the names of the columns, and the rows."""
    text = read_data_text(package, f"data/{name}")
    if not text.endswith("\n"):
        raise damaged(package, f"data/{name}", "is cut off")
    lines = text.split("\n")
    head = 0
    while lines[head].startswith("#"):
        head += 1
    found = [line for line in lines[head:] if line]
    if len(found) < 2:
        raise damaged(package, f"data/{name}", "has no rows")
    return found


def columns(package: str, name: str) -> tuple[str, ...]:
    """Names of the columns of a table.

    :raises ModelFormatError: the file is missing or damaged.
    """
    return tuple(_lines(package, name)[0].split("\t"))


def read_table(package: str, name: str) -> list[list[str]]:
    """Rows of the table ``data/name`` of a package, each with a field for every column.

    >>> read_table("arabnews_nlp.numbers", "currency_symbols.tsv")[0]
    ['€', 'EUR']

    :raises ModelFormatError: the file is missing or damaged, or a row has more fields than the table has columns.
    """
    header, *lines = _lines(package, name)
    width = header.count("\t") + 1
    rows = [line.split("\t") for line in lines]
    for row in rows:
        if len(row) != width:
            if len(row) > width:
                raise damaged(package, f"data/{name}", f"the row of {row[0][:60]!r} has more than {width} fields")
            row += [""] * (width - len(row))
    return rows
