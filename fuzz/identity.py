"""Many records with ids, dates and poison through every way of annotating them: each id once, in order, errors by id.

usage: python -m fuzz.identity [--records 100000] [--way NAME ...]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import arabnews_nlp as an

__all__ = ["WAYS", "broken", "main"]

CONFIG = {"stages": ["numbers"], "stage": {"numbers": {"scope": "all"}}}
TOML = 'stages = ["numbers"]\n[stage.numbers]\nscope = "all"\n'
Result = tuple[object, str | None]
"""An id, and the date of the first number, or None where the record failed."""


def record(number: int) -> dict[str, object]:
    """A record; one of a hundred is poison: without a text, with a text that is none, or with a date that is none."""
    found: dict[str, object] = {
        "id": f"r{number}",
        "date": f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        "title": f"عنوان {number}",
        "text": f"وصل اليوم {number} زائرا",
    }
    if number % 100 == 7:
        kind = number // 100 % 3
        if kind == 0:
            del found["text"]
        else:
            found |= {"text": 5} if kind == 1 else {"date": "yesterday"}
    return found


def expected(count: int) -> Iterator[Result]:
    """What comes out."""
    for number in range(count):
        given = record(number)
        yield given["id"], None if number % 100 == 7 else str(given["date"])


def _of_document(data: dict[str, object]) -> Result:
    if "error" in data:
        return data["id"], None
    assert data["meta"]["title"] == f"عنوان {str(data['id'])[1:]}"  # type: ignore[index]
    return data["id"], data["numbers"][0]["timex"]  # type: ignore[index]


def _command(count: int, folder: Path, *words: str) -> Iterator[Result]:
    source, config, output = folder / "in.jsonl", folder / "own.toml", folder / "out.jsonl"
    config.write_text(TOML)
    with source.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record(number), ensure_ascii=False) + "\n" for number in range(count))
    command = [sys.executable, "-m", "arabnews_nlp", "process", str(source), "--config", str(config), *words]
    subprocess.run([*command, "--date-field", "date", "--output", str(output), "-q"], check=False)
    with output.open(encoding="utf-8") as file:
        yield from (_of_document(json.loads(line)) for line in file)


def _pipe(count: int, n_process: int) -> Iterator[Result]:
    results = an.load(CONFIG).pipe(map(record, range(count)), date_field="date", on_error="record", n_process=n_process)
    for result in results:
        if isinstance(result, an.RecordError):
            yield result.id, None
        else:
            assert result.meta["title"] == f"عنوان {str(result.id)[1:]}"
            yield result.id, result.numbers[0].timex


def _arrow(count: int, _folder: Path) -> Iterator[Result]:
    import pyarrow as pa

    from arabnews_nlp.integrations.arrow import arrow_batch

    for first in range(0, count, 1000):
        rows = [record(number) for number in range(first, min(first + 1000, count))]
        texts = [text if isinstance(text := row.get("text"), str) else None for row in rows]
        batch = pa.record_batch({"id": [r["id"] for r in rows], "date": [r["date"] for r in rows], "text": texts})
        found = arrow_batch(batch, stages=an.load(CONFIG), reference="date")
        for row in found.select(["id", "numbers", "error"]).to_pylist():
            yield row["id"], row["numbers"][0]["timex"] if row["numbers"] else None


def _datatrove(count: int, folder: Path) -> Iterator[Result]:
    from arabnews_nlp.integrations.datatrove import DOCUMENT, ArabNewsAnnotator, ArabNewsReader

    source = folder / "in.jsonl"
    with source.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record(number), ensure_ascii=False) + "\n" for number in range(count))
    reader = ArabNewsReader([str(source)], date_field="date")
    for document in ArabNewsAnnotator(an.load(CONFIG)).run(reader.run(None)):
        line = document.metadata.get(DOCUMENT)
        doc = None if line is None else an.Doc.from_json(line)
        assert doc is None or doc.id == document.id
        yield document.id, None if doc is None else doc.numbers[0].timex


WAYS: dict[str, Callable[[int, Path], Iterator[Result]]] = {
    "command, 1 worker": lambda count, folder: _command(count, folder),
    "command, 2 workers": lambda count, folder: _command(count, folder, "--workers", "2"),
    "pipe": lambda count, _: _pipe(count, 1),
    "pipe, 2 processes": lambda count, _: _pipe(count, 2),
    "Arrow": _arrow,
    "datatrove": _datatrove,
}
"""Ways by name."""


def broken(way: str, count: int) -> str | None:
    """The first difference; None where every id comes out once, in order, with its date or as failed."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = expected(count)
        number = -1
        for number, found in enumerate(WAYS[way](count, Path(folder))):
            if found != (right := next(wanted, None)):
                return f"result {number} is {found}, not {right}"
    return None if number + 1 == count else f"{number + 1} results for {count} records"


def main(argv: Sequence[str] | None = None) -> int:
    """Each way, one line; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description="Many records through every way of annotating them.")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--way", nargs="+", choices=WAYS, default=list(WAYS), metavar="NAME")
    arguments = parser.parse_args(argv)
    bad = False
    for way in arguments.way:
        begun = time.perf_counter()
        wrong = broken(way, arguments.records)
        bad |= wrong is not None
        print(
            f"{way:20s} {arguments.records} records, {wrong or 'holds'}, {time.perf_counter() - begun:.1f} s",
            flush=True,
        )
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
