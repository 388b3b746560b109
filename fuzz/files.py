"""Damaged input files and models: every one is read, or refused with an error of this library."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import zstandard

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp._files.models import ModelKind
from arabnews_nlp.entities import tagger
from arabnews_nlp.entities._features import scan_tagger_tokens
from arabnews_nlp.errors import ArabNewsError, RecordError
from arabnews_nlp.names.models import matcher, model_file
from arabnews_nlp.names.spans import latin_mentions
from arabnews_nlp.normalization.profiles import read_profiles
from arabnews_nlp.pipeline import Pipeline
from arabnews_nlp.readers import read_records
from fuzz.strings import Strings

__all__ = ["damaged", "models", "readers"]

Finding = tuple[str, str]

_TEXT = "أعلنت OpenAI في القاهرة عن 5 ملايين دولار، ومايكروسوفت Microsoft."


def damaged(rng: random.Random, data: bytes) -> bytes:
    """The data with bytes flipped, dropped, doubled, overwritten, or cut off."""
    changed = bytearray(data)
    for _ in range(1 + int(rng.random() * 3)):
        at = int(rng.random() * (len(changed) + 1))
        way = int(rng.random() * 6)
        if way == 0:
            del changed[at:]
        elif way == 1:
            del changed[at : at + int(rng.random() * 9)]
        elif way == 2:
            changed[at:at] = rng.randbytes(1 + int(rng.random() * 8))
        elif way == 3:
            changed[at : at + 4] = rng.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\1\0\0\0"))[
                : max(0, len(changed) - at)
            ]
        elif at < len(changed):
            changed[at] ^= 1 << int(rng.random() * 8)
    return bytes(changed)


def _refused(read: Callable[[], object]) -> str | None:
    """None where the input was read or refused; else the name of the foreign exception."""
    try:
        read()
    except ArabNewsError:
        return None
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def readers(seed: int, count: int) -> Iterator[Finding | None]:
    """Damaged text, JSONL, CSV, Parquet and TOML files."""
    rng, strings = random.Random(seed), iter(Strings(seed))
    with TemporaryDirectory() as folder:
        for _ in range(count):
            suffix = rng.choice(_SUFFIXES)
            data = _sample(suffix, list(islice(strings, 3)))
            if rng.random() < 0.8:
                data = damaged(rng, data)
            path = Path(folder, f"sample{suffix}")
            path.write_bytes(data)
            problem = _refused(lambda path=path: _read(path))  # type: ignore[misc]
            yield None if problem is None else (f"{suffix}: {problem}", data.decode("latin-1"))


_SUFFIXES = (
    ".txt",
    ".jsonl",
    ".csv",
    ".csv",
    ".jsonl",
    ".toml",
    ".parquet",
    ".json",
    ".tsv",
    ".jsonl.gz",
    ".bz2",
    ".zst",
)


def _sample(suffix: str, texts: list[str]) -> bytes:
    if suffix == ".jsonl.gz":
        return gzip.compress(_sample(".jsonl", texts))
    if suffix == ".bz2":
        return bz2.compress(_sample(".txt", texts))
    if suffix == ".zst":
        return bytes(zstandard.compress(_sample(".jsonl", texts)))
    clean = [text.encode("utf-8", "replace").decode() for text in texts]
    if suffix == ".jsonl":
        return "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in clean).encode()
    if suffix == ".json":
        return json.dumps([{"id": number, "text": text} for number, text in enumerate(clean)]).encode()
    if suffix in (".csv", ".tsv"):
        rows = ('"' + text.replace('"', '""') + '",1\r\n' for text in clean)
        return ("text,n\r\n" + "".join(rows)).encode()
    if suffix == ".toml":
        return b'preset = "news"\nstages = ["tokens", "numbers"]\n[stage.numbers]\nscope = "all"\n'
    if suffix == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        sink = io.BytesIO()
        pq.write_table(pa.table({"text": clean}), sink)
        return sink.getvalue()
    return "\n".join(clean).encode()


def _read(path: Path) -> None:
    if path.suffix == ".toml":
        for read in (Pipeline.from_config, read_profiles):
            try:
                read(str(path))
            except ArabNewsError:
                continue
        return
    for errors in ("strict", "replace"):
        for record in read_records([str(path)], encoding_errors=errors):
            if not isinstance(record, RecordError):
                record.text.encode("utf-8", "surrogatepass")


def models(seed: int, count: int) -> Iterator[Finding | None]:
    """Damaged model files, and files whose checksum agrees while a section inside is damaged; what loads must run."""
    rng = random.Random(seed)
    sources = [
        (tagger.KIND, files("arabnews_nlp.entities").joinpath("data", "entities.model").read_bytes(), _tag),
        (model_file.KIND, model_file.file_bytes(), _generate),
    ]
    opened = [(kind, data, kind.unpack(data), use) for kind, data, use in sources]
    for _ in range(count):
        kind, data, sections, use = opened[rng.random() < 0.7]
        if rng.random() < 0.1:
            changed = damaged(rng, data)
            part = "file"
        else:
            part = rng.choice(list(sections))
            changed = _packed(kind, sections | {part: damaged(rng, sections[part])})
        problem = _refused(lambda changed=changed, use=use: use(changed))  # type: ignore[misc]
        yield None if problem is None else (f"{kind.name}, {part}: {problem}", part)


def _packed(kind: ModelKind, sections: dict[str, bytes]) -> bytes:
    """As :meth:`ModelKind.pack`, without the time that compression takes."""
    entries = b"".join(struct.pack("<16sII", name.encode(), len(d), len(d)) for name, d in sections.items())
    body = entries + b"".join(sections.values())
    return struct.pack("<4sHHI", kind.magic, kind.version, len(sections), zlib.crc32(body)) + body


def _tag(data: bytes) -> None:
    loaded = tagger.read_model(data)
    pretokens = PreTokens(_TEXT)
    loaded.network.tag(scan_tagger_tokens(pretokens, latin_mentions(pretokens), loaded.lexicon))


def _generate(data: bytes) -> None:
    loaded = model_file.read_model(data)
    loaded.to_latin.decode("سامي", 2, 4)
    loaded.to_arabic.decode("sami", 2, 4)
    loaded.to_latin.score("سامي", "sami")
    loaded.joint.score("سامي", "sami")
    loaded.joint.decode("سامي", 0, 2, 8)
    loaded.joint.decode("sami", 1, 2, 8)
    loaded.latin.decode("sami", 1, 2, 8)
    matcher.read_matcher(data).score("sami samir", "سامي سمير")
