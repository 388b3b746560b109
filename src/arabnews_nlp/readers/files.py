"""Finds input files, unpacks compressed ones, and tells which format each has."""

from __future__ import annotations

import codecs
import errno
import io
import json
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, BinaryIO, cast

from arabnews_nlp.errors import ArgumentValueError, ConfigError, MissingExtraError

__all__ = [
    "COMPRESSIONS",
    "FORMATS",
    "as_utf8",
    "format_of",
    "in_folder",
    "input_files",
    "opened",
    "sniffed",
    "zstd_reader",
    "zstd_writer",
]

FORMATS = ("csv", "json", "jsonl", "parquet", "text", "tsv")
"""Formats that can be read; the suffix of a file tells where no format is given, and then its first bytes."""

_SUFFIXES = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "text",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".text": "text",
    ".tsv": "tsv",
    ".txt": "text",
}
COMPRESSIONS = {".bz2": "bz2", ".gz": "gzip", ".xz": "xz", ".zst": "zstd"}
"""Compressions by their suffix, which follows the one of the format (``a.jsonl.gz``)."""
_MAGIC = {b"\x1f\x8b\x08": "gzip", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz", b"\x28\xb5\x2f\xfd": "zstd"}
_HEAD = 1 << 16
"""Bytes that are looked at where neither a format nor a suffix says what they are."""


def input_files(
    paths: Iterable[str], format: str | None = None, notice: Callable[[str], None] | None = None
) -> list[str]:
    """The files behind names of files and folders, glob patterns and ``-``, in order, each of which can be read here.

    Of a folder these are the files in it and below that have a suffix of a known format, or all of them where a format
    is given; hidden ones are left out.

    :param notice: is told which files of a folder are not among them.
    :raises ConfigError: a file that is missing or that may not be read, or closed standard input.
    :raises MissingExtraError: what reads a file is not installed: pyarrow for Parquet, zstandard for Zstandard.
    """
    files = _expanded(paths, format, notice or (lambda _: None))
    for path in files:
        if path == "-":
            if sys.stdin is None:
                raise ConfigError("standard input is closed")
        elif not os.access(path, os.R_OK):
            raise ConfigError(f"{path}: {os.strerror(errno.EACCES)}")
        if (format or format_of(path)) == "parquet" and find_spec("pyarrow") is None:
            raise MissingExtraError("pyarrow", "dataframe")
        if COMPRESSIONS.get(os.path.splitext(path)[1].lower()) == "zstd":
            zstd_reader()
    return files


def format_of(path: str) -> str | None:
    """The format that the suffix of a file says, before the suffix of its compression; None where it says nothing."""
    stem, suffix = os.path.splitext(path)
    if suffix.lower() in COMPRESSIONS:
        suffix = os.path.splitext(stem)[1]
    return _SUFFIXES.get(suffix.lower())


def _expanded(paths: Iterable[str], format: str | None, notice: Callable[[str], None]) -> list[str]:
    import glob

    files: list[str] = []
    for path in paths:
        if path == "-":
            files.append(path)
        elif os.path.isdir(path):
            files.extend(in_folder(path, format, notice))
        elif os.path.exists(path):
            files.append(path)
        elif matches := sorted(p for p in glob.glob(path, recursive=True) if os.path.isfile(p)):
            files.extend(matches)
        else:
            raise ConfigError(f"{path}: no such file")
    return files


def in_folder(folder: str, format: str | None, notice: Callable[[str], None]) -> list[str]:
    """The files of a folder and below that have a suffix of a known format, or all where a format is given; see
    :func:`input_files`.

    :raises ConfigError: there are none.
    """
    found: list[str] = []
    left: list[str] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                path = os.path.join(place, name)
                (found if format or format_of(name) else left).append(path)
    if left:
        shown = ", ".join(left[:5]) + (f" and {len(left) - 5} more" if len(left) > 5 else "")
        notice(f"not read, for the suffix is of no known format: {shown}")
    if not found:
        raise ConfigError(f"{folder}: no file of a known format in this folder; --format takes all its files as one")
    return found


@contextmanager
def opened(path: str) -> Iterator[io.BufferedReader]:
    """The bytes of a file or of standard input, unpacked where they are compressed, whatever the suffix says.

    :raises ConfigError: it cannot be opened or read, or what is compressed is damaged.
    :raises MissingExtraError: it is compressed with Zstandard, and no library for that is installed.
    """
    try:
        if path == "-":
            yield _unpacked(sys.stdin.buffer)
        else:
            with open(path, "rb") as file:
                yield _unpacked(file)
    except (OSError, EOFError, zlib.error) as error:
        raise ConfigError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    except Exception as error:
        if type(error).__name__ in ("LZMAError", "ZstdError"):  # of modules that are only imported where they are used
            raise ConfigError(f"{path}: {error}") from error
        raise


def as_utf8(file: io.BufferedReader, encoding: str, errors: str) -> io.BufferedReader:
    """The bytes of a file of text in another encoding as UTF-8.

    :param errors: what has no meaning in that encoding stays no UTF-8 (``strict``), or becomes U+FFFD (``replace``).
    :raises ArgumentValueError: there is no such encoding of text.
    """
    try:
        "".encode(encoding)
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        raise ArgumentValueError("encoding", encoding, "the name of an encoding, such as windows-1256") from error
    if name in ("utf-8", "utf-8-sig"):
        return file
    return io.BufferedReader(
        _Recoded(file, codecs.getincrementaldecoder(name)(_MARKED if errors == "strict" else errors))
    )


_MARKED = "arabnews.marked"
codecs.register_error(_MARKED, lambda error: ("\udcff", cast(UnicodeDecodeError, error).end))


class _Recoded(io.RawIOBase):
    """What a decoder makes of a file, as UTF-8; a lone surrogate is written as bytes that are none."""

    def __init__(self, file: BinaryIO, decoder: codecs.IncrementalDecoder) -> None:
        self._file, self._decoder = file, decoder
        self._ready = b""
        self._ended = False

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, target: Any) -> int:
        """Fill a buffer with the next bytes."""
        while not self._ready and not self._ended:
            data = self._file.read(1 << 16)
            self._ended = not data
            self._ready = self._decoder.decode(data, self._ended).encode("utf-8", "surrogatepass")
        count = min(len(target), len(self._ready))
        target[:count], self._ready = self._ready[:count], self._ready[count:]
        return count


def _unpacked(file: BinaryIO) -> io.BufferedReader:
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(cast(Any, file))
    head = buffered.peek(8)
    kind = next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None)
    if kind is None:
        return buffered
    unpacked: Any
    if kind == "gzip":
        import gzip

        unpacked = gzip.GzipFile(fileobj=buffered)
    elif kind == "bz2":
        if not head[3:4].isdigit():
            return buffered
        import bz2

        unpacked = bz2.BZ2File(buffered)
    elif kind == "xz":
        import lzma

        unpacked = lzma.LZMAFile(buffered)  # noqa: SIM115
    else:
        unpacked = zstd_reader()(buffered)
    return io.BufferedReader(unpacked, 1 << 17)


def zstd_reader() -> Callable[[BinaryIO], BinaryIO]:
    """What unpacks a Zstandard file: the standard library's from Python 3.14 on, else zstandard's.

    :raises MissingExtraError: neither is there.
    """
    if sys.version_info >= (3, 14):  # pragma: no cover
        from compression import zstd

        return zstd.ZstdFile
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtraError("zstandard", "zstd") from error
    return lambda file: cast(BinaryIO, _Zstd(file, zstandard.ZstdDecompressor().decompressobj))


class _Zstd(io.RawIOBase):
    """The unpacked bytes of a Zstandard file; one that ends within a frame is an error, as for the other compressions.

    :param frame: makes what unpacks a frame.
    """

    def __init__(self, file: BinaryIO, frame: Callable[[], Any]) -> None:
        self._file, self._frame = file, frame
        self._now: Any = None
        self._packed = self._ready = b""

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, target: Any) -> int:
        """Fill a buffer with the next bytes."""
        while not self._ready:
            self._packed = self._packed or self._file.read(1 << 16)
            if not self._packed:
                if self._now is not None:
                    raise EOFError("the compressed file ends too early")
                return 0
            if self._now is None:
                self._now = self._frame()
            self._ready, self._packed = self._now.decompress(self._packed), b""
            if self._now.eof:
                self._packed, self._now = self._now.unused_data, None
        count = min(len(target), len(self._ready))
        target[:count], self._ready = self._ready[:count], self._ready[count:]
        return count


def zstd_writer() -> Callable[[Any], Any]:
    """What compresses into a Zstandard file, which stays open; as :func:`zstd_reader`.

    :raises MissingExtraError: neither library is there.
    """
    if sys.version_info >= (3, 14):  # pragma: no cover
        from compression import zstd

        return lambda file: zstd.ZstdFile(file, "wb")
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtraError("zstandard", "zstd") from error
    return lambda file: zstandard.ZstdCompressor().stream_writer(file, closefd=False)


def sniffed(file: io.BufferedReader) -> str:
    """The format that the first bytes of a file have: Parquet, JSON lines where the first line is a JSON object, JSON
    where an object or a list of objects begins there, else text."""
    head = file.peek(_HEAD)[:_HEAD]
    if head.startswith(b"PAR1"):
        return "parquet"
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    line, ends, _ = start.partition(b"\n")
    if line.startswith(b"{"):
        try:
            return "jsonl" if isinstance(json.loads(line), dict) else "text"
        except (ValueError, RecursionError):
            inside = line[1:].lstrip()
            return ("json" if ends else "jsonl") if not inside or inside.startswith(b'"') else "text"
    if line.startswith(b"[") and start[1:].lstrip().startswith((b'{"', b"{\n", b"{\r", b"{ ")):
        return "json"
    return "text"
