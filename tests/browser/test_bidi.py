"""What Chromium shows of mixed lines: scrambled as they are, in order when they are isolated."""

import itertools
from html import escape
from statistics import mean

import arabnews_nlp as an

TERMS = [
    "OpenAI",
    "C++",
    "GPT-4 Turbo",
    "AT&T",
    "C#",
    "Bing Chat",
    "2023-08-29",
    "$10",
    "3.5%",
    "+966 50 123",
    "v2.0-beta",
]
FRAMES = ["{} أعلنت ثم {} نمت", "قالت {}، {} إن الطلب زاد", "شركتا {} ({}) نمتا", "من {} إلى {}", "{}"]
LINES = [
    frame.format(*terms)
    for frame in FRAMES[:-1]
    for terms in itertools.islice(zip(TERMS, TERMS[1:] + TERMS[:1], strict=True), 12)
] + [f"شركة {term}" for term in TERMS]

# Left edge of each character of each line; null for those without a width.
EDGES = """
return [...document.querySelectorAll("p")].map((line) => {
  const node = line.firstChild, edges = [];
  for (let i = 0; i < node.length; i++) {
    const range = document.createRange();
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    const box = range.getBoundingClientRect();
    edges.push(box.width ? box.left : null);
  }
  return edges;
});
"""


def edges_of(window, lines):
    window.show(
        '<!DOCTYPE html><meta charset="utf-8">'
        "<style>p { white-space: nowrap; width: 1200px; unicode-bidi: plaintext; }</style>"
        + "".join(f"<p>{escape(line)}</p>" for line in lines)
    )
    return window.run(EDGES)


def in_order(line, edges):
    """Whether each term runs from left to right, and the words and terms of the line from right to left."""
    parts, last = [], 0
    for term in sorted((t for t in TERMS if t in line), key=line.index):
        at = line.index(term, last)
        last = at + len(term)
        parts.append((at, last))
    terms = [[e for e in edges[a:b] if e is not None] for a, b in parts]
    if not all(term == sorted(term) for term in terms):
        return False
    words = [(a, b) for a, b in spans_of_words(line) if not any(a < d and c < b for c, d in parts)]
    middle = [mean(x for x in edges[a:b] if x is not None) for a, b in sorted([*words, *parts])]
    return middle == sorted(middle, reverse=True)


def spans_of_words(line):
    place = 0
    for word in line.split():
        at = line.index(word, place)
        place = at + len(word)
        yield at, place


def test_isolated_lines_are_in_order_and_others_are_not(window):
    assert len(LINES) > 50
    isolated = [an.isolate(line) for line in LINES]
    before = [in_order(line, edges) for line, edges in zip(LINES, edges_of(window, LINES), strict=True)]
    after = [in_order(line, edges) for line, edges in zip(isolated, edges_of(window, isolated), strict=True)]
    assert sum(before) < 0.5 * len(LINES)
    assert [line for line, right in zip(LINES, after, strict=True) if not right] == []
