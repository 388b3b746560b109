"""Bar charts as SVG, on a logarithmic scale. Arabic labels are text, which the browser shapes and orders."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

FONTS = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
ARABIC_FONTS = "'Noto Sans Arabic', 'Noto Kufi Arabic', 'Segoe UI', Tahoma, 'Geeza Pro', 'DejaVu Sans', sans-serif"
STYLE = f"""
 text {{ font: 13px {FONTS}; fill: #222; }}
 .title {{ font-size: 16px; font-weight: 600; }}
 .arabic {{ font-family: {ARABIC_FONTS}; direction: rtl; unicode-bidi: isolate; }}
 .soft {{ fill: #666; font-size: 12px; }}
 .group {{ font-weight: 600; }}
 .ours {{ fill: #0b7285; }}
 .slower {{ fill: #b35c00; }}
 .grid {{ stroke: #ddd; }}
 .one {{ stroke: #222; }}
"""
WIDTH, LABELS, RIGHT, ROW, TOP = 820, 280, 90, 26, 64
"""Pixels: the whole, the column of labels, the room for figures, a row, the head."""


class Bar(NamedTuple):
    """One bar, or the heading of a group where there is no value.

    :ivar figure: the value as written beside the bar.
    """

    label: str
    arabic: str = ""
    value: float | None = None
    figure: str = ""


def bars(title: str, unit: str, rows: Sequence[Bar], origin: float | None = None) -> str:
    """A chart with one row a bar.

    :param origin: the value that bars start from, those below it to the left; None is the next power of ten down.
    """
    values = [row.value for row in rows if row.value is not None]
    lowest = math.floor(math.log10(min([*values, origin or min(values)])) + 1e-9)
    highest = max(math.ceil(math.log10(max(values)) - 1e-9), lowest + 1)
    start = LABELS + 20
    scale = (WIDTH - start - RIGHT) / (highest - lowest)
    height = TOP + ROW * len(rows) + 20

    def x(value: float) -> float:
        return start + (math.log10(value) - lowest) * scale

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="#fff"/>',
        f'<text class="title" x="16" y="28">{escape(title)}</text>',
    ]
    for power in range(lowest, highest + 1):
        at = x(10.0**power)
        bold = "one" if origin == 10.0**power else "grid"
        parts.append(f'<line class="{bold}" x1="{at:.1f}" x2="{at:.1f}" y1="{TOP - 6}" y2="{height - 16}"/>')
        mark = f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"
        parts.append(f'<text class="soft" x="{at:.1f}" y="{TOP - 12}" text-anchor="middle">{mark}</text>')
    parts.append(f'<text class="soft" x="{WIDTH - 16}" y="28" text-anchor="end">{escape(unit)}, logarithmic</text>')
    for number, row in enumerate(rows):
        top = TOP + number * ROW
        base = top + 17
        heading = ' class="group"' if row.value is None else ""
        indent = 16 if row.value is None or row.arabic else 32
        parts.append(f'<text{heading} x="{indent}" y="{base}">{escape(row.label)}</text>')
        if row.arabic:
            arabic = escape(row.arabic)
            parts.append(f'<text class="arabic" x="{LABELS}" y="{base}" direction="rtl" lang="ar">{arabic}</text>')
        if row.value is not None:
            zero = x(origin) if origin else start
            left, right = sorted((zero, x(row.value)))
            kind = "slower" if origin and row.value < origin else "ours"
            width = max(right - left, 1)
            parts.append(f'<rect class="{kind}" x="{left:.1f}" y="{top + 4}" width="{width:.1f}" height="{ROW - 8}"/>')
            parts.append(f'<text class="soft" x="{right + 6:.1f}" y="{base}">{escape(row.figure)}</text>')
    return "\n".join([*parts, "</svg>", ""])
