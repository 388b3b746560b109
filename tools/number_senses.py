"""Writes ``numbers/_senses.pxd``, the senses as bits for the compiled rules, from ``numbers/data/senses.tsv``.

A new sense is a row of that table. It needs a bit only where a compiled rule asks for it; this program then makes the
name that the rule cimports.
"""

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "src/arabnews_nlp/numbers"
MOST_BITS = 63
SETS = {
    "ANY_MONTH": ("MONTH | WEAK_MONTH | HIJRI", "a month of any calendar"),
    "PART_OF": ("PIECE | OVER | OF", "links a number to the whole that it is a part of"),
    "PERIOD_DATE": ("SEASON | QUARTER | HALF | DECADE | CENTURY", "names a date that is longer than a month"),
    "CARDINAL": ("UNIT | TEN | TEEN | TENS", "a cardinal below a hundred"),
}


def generated() -> str:
    """Text of the file."""
    lines = [line for line in (FOLDER / "data/senses.tsv").read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    with_bit = [(sense, meaning) for sense, *_, bit, meaning, _ in rows if bit != "-"]
    bits = [int(bit) for *_, bit, _, _ in rows if bit != "-"]
    if bits != list(range(len(bits))) or len(bits) > MOST_BITS:
        raise SystemExit(f"bits must be 0 to at most {MOST_BITS - 1}, in order: {bits}")
    width = max(len(sense) for sense, _ in with_bit)
    return "\n".join(
        [
            "# Written by tools/number_senses.py from data/senses.tsv; do not edit.",
            "from libc.stdint cimport uint64_t",
            "",
            "cdef extern from *:",
            '    """',
            "    #define BIT(n) ((uint64_t)1 << (n))",
            "    #define SENSE_NAMES \\",
            *(f'        "{sense} " \\' for sense, _ in with_bit),
            "",
            "    enum {",
            *(f"        {sense.upper():{width}} = BIT({bit})," for bit, (sense, _) in enumerate(with_bit)),
            f"        {'OTHER_SENSE':{width}} = BIT({len(bits)}),",
            *(f"        {name:{width}} = {members}," for name, (members, _) in SETS.items()),
            "    };",
            "    #undef BIT",
            '    """',
            "    const char *SENSE_NAMES     # by bit, with a blank after each",
            *(f"    const uint64_t {sense.upper():{width}} # {meaning}" for sense, meaning in with_bit),
            f"    const uint64_t {'OTHER_SENSE':{width}} # one that no compiled rule asks for",
            *(f"    const uint64_t {name:{width}} # {meaning}" for name, (_, meaning) in SETS.items()),
            "",
        ]
    )


if __name__ == "__main__":
    (FOLDER / "_senses.pxd").write_text(generated(), "utf-8")
