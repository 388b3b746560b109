"""Peak memory of the default pipeline on one large document, for the whole and stage by stage.

usage: python -m fuzz.memory [--megabytes 100] [--stages] [--family NAME]
"""

from __future__ import annotations

import argparse
import resource
import sys
from pathlib import Path

from fuzz.strings import ARTICLE
from fuzz.worst_cases import FAMILIES

__all__ = ["LIMIT", "LIMIT_OF_FAMILIES", "peak_of", "text_of"]

LIMIT = 11
"""Most bytes that a byte of UTF-8 may cost, on a document of a few megabytes and more."""
LIMIT_OF_FAMILIES = 100
"""The same for a text of a family of ``fuzz.worst_cases``, such as one with an annotation at every second character."""


def text_of(megabytes: float) -> str:
    """The seed article over and over, of about so many megabytes of UTF-8."""
    return ARTICLE * max(1, round(megabytes * 1e6 / len(ARTICLE.encode())))


def peak_of() -> int:
    """Most bytes that this process has held so far."""
    if peak := _told("VmHWM"):
        return peak
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _held() -> int:
    """Bytes that this process holds now; 0 where the system does not say."""
    return _told("VmRSS")


def _told(what: str) -> int:
    """Bytes that Linux tells of this program; ``ru_maxrss`` goes back to the program that started it."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(what)), 0)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz.memory")
    parser.add_argument("--megabytes", type=float, default=100)
    parser.add_argument("--stages", action="store_true", help="tell what each stage adds")
    parser.add_argument("--family", choices=FAMILIES, metavar="NAME", help="a text of fuzz.worst_cases instead")
    arguments = parser.parse_args()
    import arabnews_nlp as an

    nlp = an.load()
    nlp(ARTICLE)
    before = _held() or peak_of()
    family = arguments.family
    text = text_of(arguments.megabytes) if family is None else FAMILIES[family](int(arguments.megabytes * 1e6))
    size = len(text.encode("utf-8", "surrogatepass"))
    doc = an.Doc(text)
    for stage in nlp.stages:
        held = _held()
        doc = stage(doc)
        if arguments.stages:
            print(
                f"{stage.name:10s} keeps {(_held() - held) / size:5.2f}, peak so far {(peak_of() - before) / size:5.2f}"
            )
    ratio = (peak_of() - before) / size
    print(f"{size / 1e6:.1f} MB of UTF-8, peak {(peak_of() - before) / 1e6:.0f} MB: {ratio:.1f} bytes a byte")
    return 0 if ratio <= (LIMIT if family is None else LIMIT_OF_FAMILIES) else 1


if __name__ == "__main__":
    sys.exit(main())
