"""Hashes of everything the library says about a fixed set of inputs, for changes that must not alter output.

usage: python tools/snapshot.py [--write] [--show STAGE]

Without ``--write`` the hashes are compared with those in ``tests/snapshots.json``, and each stage that differs is
named with an input: the first in its block on which any stage differs, of the block where the fewest do. ``--show
STAGE`` prints what that stage says of every input of the differing blocks, a line each, so that two checkouts can be
compared with diff. Only public names are used, so that the hashes survive any move inside the package. Scores are
rounded; the provenance, which holds hashes of data files, is left out.

Inputs: the seed article whole and paragraph by paragraph, the texts of the case files in ``tests/``, 50,000 strings of
:mod:`fuzz.strings`, and about 2,000 rows of the table of brands, 400 of them romanized, which is slow. The words of the
number grammar that the strings are made of are kept with the hashes, so that a new row in a table does not change the
strings.

The file holds one SHA-256 for each stage and, to find a difference, the beginning of one for each stage on each block
of inputs, and one byte for each input. Strings lie in blocks of 500 in their order; case texts and brands in 64 blocks
by the hash of the text, so that a new one changes the inputs of one block only.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from fuzz.strings import ARTICLE, Strings, table_words  # noqa: E402

import arabnews_nlp as an  # noqa: E402

FILE = ROOT / "tests/snapshots.json"
STRINGS = 50_000
SEED = 16
BLOCK = 500
BUCKETS = 64
SHARE_OF_BRANDS = 0.7
"""About 2,000 of the rows, chosen by the hash of the Latin name."""
SHARE_ROMANIZED = 0.14
"""About 400 of the rows: to romanize one takes some 60 ms."""
DIGITS = 4
"""Decimals of a score."""
REFERENCE = datetime(2023, 8, 30, 10)
"""What relative dates count from, in the stage ``numbers at a reference``; a Wednesday."""

Stages = dict[str, Any]
"""What each stage says of one input, as JSON values."""
Input = Any
"""A text, or a brand as its Latin name and Arabic spellings."""

_SCORE = re.compile(r'"score":([-+.e0-9]+)')


def main() -> int:
    """Compare or write; 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="take the present output as right")
    parser.add_argument("--show", metavar="STAGE", help="print the present output of this stage on differing blocks")
    options = parser.parse_args()
    old: dict[str, Any] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    words: list[str] = old["words"].split() if old else table_words()
    new, findings = _taken(words, old, options.show)
    for stage in sorted((old["stages"].keys() ^ new["stages"].keys()) if old else ()):
        findings.append(f"{stage}: stage only {'before' if stage in old['stages'] else 'now'}")
    for finding in findings:
        print(finding)
    if options.write:
        FILE.write_text(json.dumps(new, ensure_ascii=False, indent=1) + "\n", "utf-8")
        print(f"wrote {FILE.relative_to(ROOT)}, {len(new['stages'])} stages")
        return 0
    if not old:
        print(f"{FILE.relative_to(ROOT)} is missing; --write makes it")
        return 1
    same = sum(old["stages"].get(stage) == digest for stage, digest in new["stages"].items())
    print(f"{same} of {len(new['stages'])} stages are the same on all inputs")
    return 0 if not findings and old == new else 1


def _taken(words: list[str], old: dict[str, Any], show: str | None) -> tuple[dict[str, Any], list[str]]:
    """The snapshot of the present code, and what differs from the old one: new inputs, then one line for each stage."""
    whole: dict[str, Any] = {}
    blocks: dict[str, dict[str, dict[str, str]]] = {}
    marks: dict[str, dict[str, str]] = {}
    changed_inputs: list[str] = []
    differing: dict[str, list[tuple[int, str]]] = {}
    for source, observe, parts in _sources(words):
        known, known_marks = old.get("blocks", {}).get(source, {}), old.get("inputs", {}).get(source, {})
        blocks[source], marks[source] = {}, {}
        for name, inputs in parts:
            outputs = [{stage: _canonical(value) for stage, value in observe(item).items()} for item in inputs]
            stages = list(outputs[0])
            now = {"input": _digest(map(_canonical, inputs))}
            for stage in stages:
                whole.setdefault(stage, sha256()).update(f"{source} {name}\n".encode())
                digest = _digest((out[stage] for out in outputs), whole[stage])
                now[stage] = digest
            blocks[source][name] = now
            mark = "".join(_digest([*out.values()])[:2] for out in outputs)
            marks[source][name] = mark
            before = known.get(name)
            if not old or before == now:
                continue
            if before is None or before["input"] != now["input"]:
                changed_inputs.append(f"{source} {name}")
                continue
            wrong = [stage for stage in stages if before.get(stage) != now[stage]]
            then = known_marks.get(name, "")
            k = next((k for k in range(len(inputs)) if mark[2 * k : 2 * k + 2] != then[2 * k : 2 * k + 2]), 0)
            for stage in wrong:
                place = f"{source} {name} ({len(wrong)} wrong there), on {_readable(_canonical(inputs[k]))[:300]}"
                where = (len(wrong), f"{place}\n    now {_readable(outputs[k][stage])[:600]}")
                differing.setdefault(stage, []).append(where)
            if show in wrong:
                for item, out in zip(inputs, outputs, strict=True):
                    print(f"{_canonical(item)}\t{out[show]}")
        changed_inputs += [f"{source} {name}" for name in known if name not in blocks[source]]
    changed_inputs += [source for source in old.get("blocks", {}) if source not in blocks]
    findings = []
    if changed_inputs:
        few = ", ".join(changed_inputs[:5])
        findings.append(f"inputs changed, outputs not compared: {len(changed_inputs)} blocks ({few} …)")
    findings += [
        f"{stage}: {len(where)} blocks differ; {min(where, key=lambda x: (x[0], len(x[1])))[1]}"
        for stage, where in differing.items()
    ]
    new = {
        "stages": {stage: digest.hexdigest() for stage, digest in whole.items()},
        "words": " ".join(words),
        "blocks": blocks,
        "inputs": marks,
    }
    return new, findings


def _digest(lines: Iterable[str], whole: Any = None) -> str:
    """The beginning of the hash of some lines, which also go into the hash of the stage."""
    data = "\n".join(lines).encode()
    if whole is not None:
        whole.update(data)
    return sha256(data).hexdigest()[:8]


def _canonical(value: Any) -> str:
    """JSON in ASCII, so that lone surrogates can be hashed."""
    return json.dumps(value, separators=(",", ":"))


def _readable(line: str) -> str:
    """JSON with its letters, for people."""
    return json.dumps(json.loads(line), ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


# Inputs


def _sources(words: list[str]) -> Iterator[tuple[str, Callable[[Any], Stages], Iterable[tuple[str, list[Input]]]]]:
    """Each source with what to observe on its inputs, which come in named blocks."""
    pipelines = {"": an.load(), "fast ": an.load("fast")}
    normalizers = {name: an.Normalizer(name) for name in sorted(an.profiles())}

    def short(text: str) -> Stages:
        return _pipeline(pipelines[""], text) | _normalized(normalizers, text) | _transliterated(text)

    def full(text: str) -> Stages:
        return short(text) | {f"fast {k}": v for k, v in _pipeline(pipelines["fast "], text).items()} | _functions(text)

    yield "article", full, [("whole", [ARTICLE]), ("paragraphs", [x for x in ARTICLE.split("\n") if x.strip()])]
    yield "cases", full, _buckets(_case_texts(), lambda text: text)
    yield "strings", short, _blocks(islice(Strings(SEED, words), STRINGS))
    yield "brands", _arabized, _buckets(_brands(SHARE_OF_BRANDS), lambda row: row[0])
    yield "romanized brands", _romanized, _buckets(_brands(SHARE_ROMANIZED), lambda row: row[0])


def _blocks(items: Iterable[str]) -> Iterator[tuple[str, list[Input]]]:
    for name in range(STRINGS // BLOCK):
        yield f"{name * BLOCK}", list(islice(items, BLOCK))


def _buckets(items: Iterable[Input], key: Callable[[Input], str]) -> Iterator[tuple[str, list[Input]]]:
    buckets: dict[int, list[Input]] = {}
    for item in sorted(items, key=key):
        buckets.setdefault(_hashed(key(item)) % BUCKETS, []).append(item)
    for number, inputs in sorted(buckets.items()):
        yield f"{number:02}", inputs


def _hashed(text: str) -> int:
    return int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest()[:4], "big")


def _case_texts() -> set[str]:
    """The texts of the case files, by what their suffix says of their form."""
    texts = set[str]()
    for path in sorted((ROOT / "tests").rglob("cases/*")):
        for line in path.read_text("utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            if path.suffix == ".jsonl":
                texts.add(json.loads(line)["text"])
            elif path.suffix == ".tsv":
                texts.add(line.split("\t")[0].removeprefix("@").strip())
            elif not line.startswith("["):
                texts.add(_unescaped(re.sub("[‖{}]", "", line)))
    return texts


def _unescaped(line: str) -> str:
    return re.sub(r"\\(n|t|u[0-9a-fA-F]{4})", lambda m: json.loads(f'"{m[0]}"'), line)


def _brands(share: float) -> list[tuple[str, list[str]]]:
    """Rows of the table of brands, wherever in the sources it lies: the Latin name and its Arabic spellings."""
    (table,) = (ROOT / "src").rglob("brands.tsv")
    head, *lines = (line for line in table.read_text("utf-8").splitlines() if not line.startswith("#"))
    latin, arabic = head.split("\t").index("latin"), head.split("\t").index("arabic")
    rows = [line.split("\t") for line in lines if line]
    return [(row[latin], row[arabic].split("|")) for row in rows if _hashed(row[latin]) < share * 2**32]


# What is observed


def _pipeline(pipeline: an.Pipeline, text: str) -> Stages:
    """Each layer by its records, and the whole document as JSON."""
    doc = pipeline(text)
    doc.provenance = None
    layers = doc.to_dict()
    line = _SCORE.sub(lambda m: f'"score":{round(float(m[1]), DIGITS)}', doc.to_json())
    names = ("normalized", "tokens", "sentences", "numbers", "names", "entities", "warnings")
    return {name: _rounded(layers.get(name)) for name in names} | {"to_json": line}


def _normalized(normalizers: dict[str, an.Normalizer], text: str) -> Stages:
    """Text, steps and edits of every profile, and the text from the way that keeps no alignment."""
    return {
        f"profile {name}": [normalizer(text).to_dict(), normalizer.normalize(text)]
        for name, normalizer in normalizers.items()
    }


def _transliterated(text: str) -> Stages:
    return {f"transliterate {scheme}": an.transliterate(text, scheme) for scheme in an.schemes()}


def _functions(text: str) -> Stages:
    """The functions that need no pipeline."""
    doc = an.Doc(text)
    doc.tokens, doc.sentences = an.tokenize(text), an.split_sentences(text)
    doc.names, doc.entities = an.align_names(text), an.find_entities(text)
    doc.numbers = an.parse_numbers(text)
    layers = doc.to_dict()
    doc.numbers = an.parse_numbers(text, reference=REFERENCE)
    out = {
        f"function {name}": _rounded(layers[name]) for name in ("tokens", "sentences", "names", "entities", "numbers")
    }
    return out | {"numbers at a reference": doc.to_dict()["numbers"]}


def _arabized(row: tuple[str, list[str]]) -> Stages:
    """A name into Arabic, and how well right and wrong pairs match."""
    latin, arabic = row
    pairs = [(name, spelling) for name in (latin, latin[::-1], "Microsoft") for spelling in arabic]
    return {
        "arabize": _rounded(an.arabize(latin)),
        "match": [_rounded(an.match(*pair)) for pair in pairs],
        "batch_match": _rounded(an.batch_match(pairs)),
    }


def _romanized(row: tuple[str, list[str]]) -> Stages:
    """A name into Latin, and names that no table has into both scripts."""
    latin, arabic = row
    return {
        "romanize": _rounded(an.romanize(arabic[0])),
        "romanize unlisted": _rounded(an.romanize(f"{arabic[0][1:]}ا")),
        "arabize unlisted": _rounded(an.arabize(f"{latin[1:]}a")),
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(x) for key, x in value.items()}
    return [_rounded(x) for x in value] if isinstance(value, list | tuple) else value


if __name__ == "__main__":
    sys.exit(main())
