"""What a search finds: ``python -m benchmarks.search FILE.jsonl[.xz] ... [--articles 3000] [--names 200]``.

The articles are indexed in SQLite three times: as they are, folded by the profile ``search``, and as search terms. Each
name is asked for once by its Latin form and once by its usual Arabic one. The names are those of the tables that most
articles have. An article is relevant if one of the spellings in the tables stands in its folded text as a whole word,
with an article before it or not, or with clitics if it is too long to become another word by them (بديل is not Dell);
links do not count. This is read from the text alone, without the pipeline. Recall of the *other* script is that of
articles in which the name stands in the script of the query nowhere.

Amounts are asked for by their digits; an article is relevant if it has the amount, as numbers or in words, so that this
figure says what the engine finds of what the pipeline reads.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import sqlite3
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import regex

import arabnews_nlp as an
from arabnews_nlp.integrations.sqlite import FtsIndex
from arabnews_nlp.names.tables import brands
from arabnews_nlp.search.terms import number_terms

INDEXES = ("plain text", "folded", "search terms")
SEED = 7


def texts(paths: list[Path], articles: int) -> Iterator[str]:
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
            for line in islice(file, articles):
                yield json.loads(line)["text"]


LINK = regex.compile(r"(?:https?://|www\.)[^\s()<>]+|[\w.-]+\.(?:com|org|net)\b")


def holds(forms: set[str]) -> regex.Pattern[str]:
    """Whether a text has one of these forms."""
    long = "|".join(sorted((regex.escape(form) for form in forms if len(form) >= 5), key=len, reverse=True))
    short = "|".join(sorted((regex.escape(form) for form in forms if len(form) < 5), key=len, reverse=True))
    parts = [rf"[وف]?[بكل]?(?:ال|ل)?(?:{long})" if long else "", rf"(?:ال)?(?:{short})" if short else ""]
    return regex.compile(rf"(?<!\w)(?:{'|'.join(part for part in parts if part)})(?!\w)")


def names_of(folded: list[str], count: int) -> list[tuple[str, str, set[int], set[int]]]:
    """Latin name, usual Arabic spelling, and the articles that have the name in Latin and in Arabic letters."""
    everything = "\n".join(folded)
    known = []
    for brand in dict.fromkeys(brands().values()):
        if brand.arabic and len(brand.latin) >= 4:
            latin = {an.normalize(form) for form in (brand.latin, *brand.variants) if form.isascii()}
            arabic = {an.normalize(form) for form in brand.arabic}
            both = [sum(map(everything.count, forms)) for forms in (latin, arabic)]
            if min(both):
                known.append((sum(both), brand, latin, arabic))
    known.sort(key=lambda row: -row[0])
    found = []
    for _, brand, latin, arabic in known[: 2 * count]:
        places = [{i for i, text in enumerate(folded) if p.search(text)} for p in map(holds, (latin, arabic))]
        if places[0] and places[1]:
            found.append((brand.latin, brand.arabic[0], *places))
    found.sort(key=lambda row: -len(row[2] | row[3]))
    return found[:count]


class Index:
    """One of the three indexes."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.connection = sqlite3.connect(":memory:")
        if kind == "search terms":
            self.fts = FtsIndex(self.connection)
        else:
            self.connection.execute("create virtual table news using fts5(id unindexed, body)")
        self.seconds = Counter[str]()

    def add(self, number: int, doc: an.Doc, folded: str) -> None:
        begun = time.perf_counter()
        if self.kind == "search terms":
            self.fts.add(str(number), doc)
        else:
            body = folded if self.kind == "folded" else doc.text
            self.connection.execute("insert into news values (?, ?)", (str(number), body))
        self.seconds["index"] += time.perf_counter() - begun

    def find(self, query: str) -> set[int]:
        begun = time.perf_counter()
        if self.kind == "search terms":
            found = {int(hit.id) for hit in self.fts.search(query, limit=1_000_000)}
        else:
            phrase = json.dumps(an.normalize(query) if self.kind == "folded" else query, ensure_ascii=False)
            rows = self.connection.execute("select id from news where news match ?", (phrase,))
            found = {int(key) for (key,) in rows}
        self.seconds["query"] += time.perf_counter() - begun
        return found

    def megabytes(self) -> float:
        size = "select page_count * page_size from pragma_page_count, pragma_page_size"
        return float(self.connection.execute(size).fetchone()[0]) / 1e6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", help="articles as JSON lines with a field text")
    parser.add_argument("--articles", type=int, default=3000, help="of each file, at most")
    parser.add_argument("--names", type=int, default=200)
    parser.add_argument("--numbers", type=int, default=200)
    parser.add_argument("--misses", action="store_true", help="print what search terms find wrongly or not")
    arguments = parser.parse_args()
    indexes = {kind: Index(kind) for kind in INDEXES}
    folded: list[str] = []
    amounts: defaultdict[str, set[int]] = defaultdict(set)
    for number, doc in enumerate(an.load().pipe(texts(arguments.files, arguments.articles))):
        folded.append(LINK.sub(" ", an.normalize(doc.text)))
        for index in indexes.values():
            index.add(number, doc, an.normalize(doc.text))
        for quantity in doc.numbers:
            for term in number_terms(quantity):
                if len(term) > 3 and quantity.label in ("CARDINAL", "MONEY"):
                    amounts[term].add(number)
    scores = {kind: Counter[str]() for kind in INDEXES}
    for latin, arabic, in_latin, in_arabic in names_of(folded, arguments.names):
        relevant = in_latin | in_arabic
        for query, own in ((latin, in_latin), (arabic, in_arabic)):
            for kind, index in indexes.items():
                found, other = index.find(query), relevant - own
                scores[kind].update(
                    queries=1, relevant=len(relevant), found=len(found), right=len(found & relevant),
                    other=len(other), other_right=len(found & other),
                )  # fmt: skip
                if arguments.misses and kind == "search terms" and found != relevant:
                    print(f"{query}: {len(found - relevant)} wrong {sorted(found - relevant)[:3]}, "
                          f"{len(relevant - found)} missed {sorted(relevant - found)[:3]}")  # fmt: skip
    for term in random.Random(SEED).sample(sorted(amounts), min(arguments.numbers, len(amounts))):
        for kind, index in indexes.items():
            found = index.find(term)
            scores[kind].update(amounts=len(amounts[term]), amounts_right=len(found & amounts[term]))
    print(f"{len(folded)} articles, {scores['plain text']['queries']} queries for names\n")
    head = ("other script", "recall", "precision", "amounts", "MB", "ms/article", "ms/query")
    print(f"{'':14}" + "".join(f"{name:>13}" for name in head))
    for kind, s in scores.items():
        index = indexes[kind]
        queries = s["queries"] + min(arguments.numbers, len(amounts))
        figures = (
            f"{s['other_right'] / s['other']:.3f}", f"{s['right'] / s['relevant']:.3f}",
            f"{s['right'] / s['found']:.3f}",
            f"{s['amounts_right'] / s['amounts']:.3f}", f"{index.megabytes():.1f}",
            f"{1000 * index.seconds['index'] / len(folded):.2f}", f"{1000 * index.seconds['query'] / queries:.2f}",
        )  # fmt: skip
        print(f"{kind:14}" + "".join(f"{figure:>13}" for figure in figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
