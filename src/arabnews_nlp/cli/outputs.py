"""Files that a command writes: each is written under a temporary name and takes its own when it is whole.

Whatever ends a command before that, a full disk, a signal or an error, leaves the files as they were. While a file is
written its temporary one is locked, so that a second run of the same output is refused.
"""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, suppress
from typing import IO, Any, Self

from arabnews_nlp._files.locks import lock
from arabnews_nlp.errors import ConfigError
from arabnews_nlp.readers.files import COMPRESSIONS, zstd_writer

__all__ = ["Outputs", "check_outputs", "standard_output"]

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What is wrong with the disk and not with the command."""


def standard_output() -> IO[str]:
    """Standard output.

    :raises ConfigError: it is closed.
    """
    if sys.stdout is None:
        raise ConfigError("standard output is closed")
    return sys.stdout


def check_outputs(inputs: Iterable[str], outputs: Iterable[str | None], in_place: bool = False) -> bool:
    """Check, before anything is opened for writing, that no output destroys an input or another output.

    :param inputs: files to read; ``-`` is standard input.
    :param outputs: files to write; None for one that is not wanted. The first may be an input if ``in_place`` is true.
    :returns: whether the first output is an input.
    :raises ConfigError: two of the files are one, by name, through links or through a redirection.
    """
    read: dict[object, str] = {known: path for path in inputs if (known := _identity(path, 0)) is not None}
    written: dict[object, str] = {}
    replaced = False
    for number, path in enumerate(outputs):
        if path is None:
            continue
        if COMPRESSIONS.get(os.path.splitext(path)[1].lower()) == "zstd":
            zstd_writer()
        if os.path.isdir(path):
            raise ConfigError(f"{path}: is a folder; name a file")
        identity: tuple[int, int] | str = _identity(path, 1) or os.path.realpath(path)
        if identity in written:
            raise ConfigError(f"{path}: is also the file of {written[identity]}; choose another")
        if identity in read:
            if number or not in_place:
                hint = "choose another" if number else "choose another, or --in-place to replace it when all is done"
                raise ConfigError(f"{path}: is input and output; {hint}")
            replaced = True
        written[identity] = path
    if (standard := _identity("-", 1)) is not None and standard in read:
        raise ConfigError(f"{read[standard]}: is input and standard output; write to another file")
    return replaced


def _identity(path: str, descriptor: int) -> tuple[int, int] | None:
    """Device and number of a regular file that exists; None for all else.

    :param descriptor: what ``-`` stands for.
    """
    try:
        found = os.fstat(descriptor) if path == "-" else os.stat(path)
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


class _Named(io.FileIO):
    """A file whose errors of writing say its name."""

    def __init__(self, descriptor: int, path: str) -> None:
        super().__init__(descriptor, "w")
        self.path = path

    def write(self, data: Any) -> int:
        """Write bytes."""
        try:
            return super().write(data)
        except OSError as error:
            error.filename = self.path
            raise


class _Output:
    """One file.

    :param path: its name; a link stays, and what it leads to is replaced. What is no regular file, a device or a named
        pipe, is written to as it is.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.target = os.path.realpath(path)
        self.temporary: str | None = None
        try:
            old = _status(self.target)
            if path.startswith("/dev/") or (old is not None and not stat.S_ISREG(old.st_mode)):
                descriptor = os.open(path, os.O_WRONLY)
            else:
                if old is not None and not os.access(self.target, os.W_OK):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
                folder, name = os.path.split(self.target)
                self.temporary = os.path.join(folder, f".{name}.partial")
                descriptor = _locked(self.temporary, path)
                if old is not None:
                    with suppress(OSError):
                        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
                        os.fchown(descriptor, old.st_uid, old.st_gid)
        except OSError as error:
            if error.errno in _DISK:
                error.filename = path
                raise
            raise ConfigError(f"{path}: {error.strerror}") from error
        self.binary = io.BufferedWriter(_Named(descriptor, path), 1 << 16)
        self.text: IO[str] | None = None
        self.packed: Any = None

    def as_text(self) -> IO[str]:
        """The file for text in UTF-8, compressed where its suffix says so; a lone surrogate is written as an escape."""
        self.packed = _packed(self.path, self.binary)
        target = self.packed or self.binary
        self.text = io.TextIOWrapper(target, encoding="utf-8", errors="backslashreplace", newline="")
        return self.text

    def settle(self) -> None:
        """Everything is on the disk, or there is an error."""
        if self.text is not None:
            self.text.flush()
        if self.packed is not None:
            self.packed.close()
        self.binary.flush()
        if self.temporary is not None:
            try:
                os.fsync(self.binary.fileno())
            except OSError as error:
                if error.errno in _DISK:
                    error.filename = self.path
                    raise

    def take_name(self) -> None:
        """The file takes its name."""
        if self.temporary is not None:
            os.replace(self.temporary, self.target)
            self.temporary = None

    def close(self) -> None:
        """Close the file; without its name it is gone."""
        if self.temporary is not None:
            with suppress(OSError):
                os.unlink(self.temporary)
        for file in (self.text, self.packed, self.binary):
            if file is not None:
                with suppress(OSError, ValueError):
                    file.close()


def _packed(path: str, file: IO[bytes]) -> Any:
    """What compresses into a file as its suffix says; None where it says nothing."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix == ".gz":
        import gzip

        return gzip.GzipFile(fileobj=file, mode="wb", mtime=0)
    if suffix == ".bz2":
        import bz2

        return bz2.BZ2File(file, "wb")
    if suffix == ".xz":
        import lzma

        return lzma.LZMAFile(file, "wb")
    return zstd_writer()(file) if suffix == ".zst" else None


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _locked(temporary: str, path: str) -> int:
    """An empty file of this name, locked; what a killed run left under it is gone.

    :raises ConfigError: another run writes to it.
    """
    while True:
        descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        if not lock(descriptor):
            os.close(descriptor)
            raise ConfigError(f"{path}: another run is writing to it ({temporary})")
        now = _status(temporary)
        if now is not None and os.path.samestat(now, os.fstat(descriptor)):
            os.ftruncate(descriptor, 0)
            return descriptor
        os.close(descriptor)  # another run has just finished, and its file has its name


class _Folder:
    """A folder of files that takes its name when it is whole.

    :param path: its name; it is new or empty.
    """

    def __init__(self, path: str) -> None:
        self.target = os.path.realpath(path)
        parent, name = os.path.split(self.target)
        self.temporary: str | None = os.path.join(parent, f".{name}.partial")
        try:
            old = _status(self.target)
            if old is not None and not stat.S_ISDIR(old.st_mode):
                raise ConfigError(f"{path}: is a file; name a folder")
            if old is not None and os.listdir(self.target):
                raise ConfigError(f"{path}: is not empty; choose a new folder, what is in this one would be lost")
            os.makedirs(self.temporary, exist_ok=True)
            self.descriptor = os.open(self.temporary, os.O_RDONLY)
            if not lock(self.descriptor):
                os.close(self.descriptor)
                raise ConfigError(f"{path}: another run is writing to it ({self.temporary})")
            for left in os.scandir(self.temporary):
                os.unlink(left.path)
        except OSError as error:
            if error.errno in _DISK:
                error.filename = path
                raise
            raise ConfigError(f"{path}: {error.strerror}") from error

    def settle(self) -> None:
        """Nothing: each file was closed when it was written."""

    def take_name(self) -> None:
        """The folder takes its name."""
        if self.temporary is not None:
            os.replace(self.temporary, self.target)
            self.temporary = None

    def close(self) -> None:
        """Without its name the folder is gone."""
        if self.temporary is not None:
            import shutil

            shutil.rmtree(self.temporary, ignore_errors=True)
        os.close(self.descriptor)


class Outputs(AbstractContextManager["Outputs"]):
    """The files of one command: they take their names together, the first one last, when the block ends."""

    def __init__(self) -> None:
        self._outputs: list[_Output | _Folder] = []
        self._kept = False

    def open(self, path: str) -> IO[str]:
        """A UTF-8 file for output; a lone surrogate is written as an escape.

        :raises ConfigError: it cannot be opened, or another run is writing to it.
        """
        return self._opened(path).as_text()

    def open_binary(self, path: str | None) -> IO[bytes]:
        """A file for bytes; as :meth:`open`. None is standard output."""
        return standard_output().buffer if path is None else self._opened(path).binary  # type: ignore[attr-defined]

    def open_folder(self, path: str) -> str:
        """A folder for files.

        :returns: the folder to write them to until it takes its name.
        :raises ConfigError: it is not empty or cannot be made, or another run is writing to it.
        """
        folder = _Folder(path)
        self._outputs.append(folder)
        assert folder.temporary is not None
        return folder.temporary

    def _opened(self, path: str) -> _Output:
        output = _Output(path)
        self._outputs.append(output)
        return output

    def keep_first(self) -> None:
        """The first file stays as it was, whatever was written for it."""
        self._kept = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                ready = self._outputs[1:] if self._kept else self._outputs
                for output in ready:
                    output.settle()
                for output in reversed(ready):
                    output.take_name()
        finally:
            for output in self._outputs:
                output.close()
