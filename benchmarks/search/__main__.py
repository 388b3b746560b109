"""What a search finds: ``python -m benchmarks.search FILE.jsonl[.xz] ... [--gold FOLDER] [--json FILE]``.

The articles are indexed in SQLite four times: as they are, folded by the profile ``search``, as stems of the folded
words (the ISRI stemmer of nltk), and as search terms. 300 names of the tables are asked for by their Latin form and by
their usual Arabic one, 200 amounts and dates in digits and with a word. ``relevance`` says which articles are relevant;
recall of the *other* script is that of articles in which the name stands in the script of the query nowhere. Annotated
documents (``--gold``) are a collection of their own. ``--sample`` prints the pairs of a question and an article that
``judged.tsv`` has verdicts on.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import arabnews_nlp as an
from benchmarks.search.gold import gold_documents
from benchmarks.search.indexes import KINDS, Index
from benchmarks.search.judged import judged_scores, sample
from benchmarks.search.relevance import Question, amount_questions, date_questions, folded_text, name_questions

Figures = dict[str, float | int]


def articles(paths: list[Path], count: int) -> Iterator[tuple[str, str]]:
    """Identity and text of the first articles of each file."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
            for number, line in enumerate(islice(file, count)):
                record = json.loads(line)
                yield str(record.get("id", f"{path.name}:{number}")), record["text"]


def indexed(texts: Sequence[str]) -> tuple[dict[str, Index], float]:
    """The texts in every index, and the seconds that the pipeline took for them."""
    indexes = {kind: Index(kind) for kind in KINDS}
    seconds = 0.0
    pipeline = an.load()
    for number, text in enumerate(texts):
        begun = time.process_time()
        doc = pipeline(text)
        seconds += time.process_time() - begun
        for index in indexes.values():
            index.add(number, doc)
    return indexes, seconds


def scores(index: Index, questions: Sequence[Question], misses: bool = False) -> Figures:
    """Recall and precision of an index, for names and for amounts and dates."""
    total = Counter[str]()
    for question in questions:
        kind = "names" if question.what == "name" else "values"
        for way, own in zip(question.ways, question.holders, strict=True):
            found, relevant = index.find(way), question.relevant
            counts = {"queries": 1, "relevant": len(relevant), "found": len(found), "right": len(found & relevant)}
            if kind == "names":
                counts |= {"other": len(relevant - own), "other_right": len((relevant - own) & found)}
            total.update({f"{kind} {name}": count for name, count in counts.items()})
            if misses and found != relevant:
                print(f"{way}: {len(found - relevant)} beyond, {len(relevant - found)} missed "
                      f"{sorted(relevant - found)[:3]}")  # fmt: skip
    figures: Figures = {name: count for name, count in total.items() if name.endswith("queries")}
    for name, part, whole in (
        ("names other script", "names other_right", "names other"),
        ("names recall", "names right", "names relevant"),
        ("names precision", "names right", "names found"),
        ("values recall", "values right", "values relevant"),
        ("values precision", "values right", "values found"),
    ):
        figures[name] = round(total[part] / total[whole], 3) if total[whole] else 0
    return figures


def main() -> int:
    """Measure, print, and write what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", help="articles as JSON lines with a field text")
    parser.add_argument("--articles", type=int, default=3000, help="of each file, at most")
    parser.add_argument("--names", type=int, default=300)
    parser.add_argument("--values", type=int, default=200, help="amounts and dates together")
    parser.add_argument("--gold", type=Path, metavar="FOLDER", help="annotated documents")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N hits to read by hand, and stop")
    parser.add_argument("--misses", action="store_true", help="print what search terms find beyond or not")
    arguments = parser.parse_args()
    identities, texts = zip(*articles(arguments.files, arguments.articles), strict=True)
    indexes, seconds = indexed(texts)
    folded = list(map(folded_text, texts))
    amounts = amount_questions(folded, arguments.values // 2)
    dates = date_questions(folded, arguments.values - len(amounts))
    questions = [*name_questions(folded, arguments.names), *amounts, *dates]
    terms = indexes["search terms"]
    if arguments.sample:
        for question, article in sample(questions, terms, arguments.sample):
            print(json.dumps(_shown(question, identities[article], texts[article], terms, article), ensure_ascii=False))
        return 0
    result: dict[str, Figures] = {}
    for kind, index in indexes.items():
        result[kind] = scores(index, questions, arguments.misses and index is terms)
        result[kind] |= {
            "megabytes": round(index.megabytes(), 1),
            "ms an article": round(1000 * index.seconds["index"] / len(texts), 2),
            "ms a query": round(1000 * index.seconds["query"] / index.queries, 2),
        }
    result["articles"] = {"count": len(texts), "pipeline ms an article": round(1000 * seconds / len(texts), 2)}
    result["read by hand"] = dict(judged_scores(questions, terms, identities))
    if arguments.gold:
        gold_texts, gold_questions = gold_documents(arguments.gold)
        result["gold"] = {"documents": len(gold_texts)}
        for kind, index in indexed(gold_texts)[0].items():
            result["gold"] |= {f"{kind}: {name}": figure for name, figure in scores(index, gold_questions).items()}
    print(json.dumps(result, indent=1, ensure_ascii=False))
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0


def _shown(question: Question, identity: str, text: str, terms: Index, article: int) -> dict[str, object]:
    """What one reads to judge a pair: the stretches that the query would highlight, or the beginning of the article."""
    doc = an.load()(text)
    found = [span for way in question.ways for span in an.search_query(way).spans(doc.search_terms())]
    around = [text[max(0, span.start - 60) : span.end + 60] for span in found[:2]] or [text[:200]]
    by = [article in terms.find(way) for way in question.ways]
    return {
        "asked": question.ways,
        "article": identity,
        "found": by,
        "text": article in question.relevant,
        "around": around,
    }


if __name__ == "__main__":
    sys.exit(main())
