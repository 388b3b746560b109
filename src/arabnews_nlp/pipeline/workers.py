"""Batches of texts through worker processes, in order; a worker that dies costs only the record that killed it."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from multiprocessing import Process, parent_process
from multiprocessing.connection import Connection, Pipe, wait
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeAlias

from arabnews_nlp.errors import RecordError
from arabnews_nlp.pipeline.transport import Batch, received_results, send_batch, send_results

__all__ = ["map_batches"]

Work: TypeAlias = Callable[[Batch], Iterable[Any]]

PREFETCH = 4
"""Batches sent to a worker ahead of its answers, so that none idles behind a slow one."""


def map_batches(work: Work, batches: Iterable[Batch], n_process: int) -> Generator[list[Any], None, None]:
    """Results of the batches in order, at most :data:`PREFETCH` batches for each worker ahead of the reader.

    The workers end with this generator, however it ends, and with this process, however it dies. If a worker dies, its
    batch is processed again record by record; a record that kills a worker of its own comes back as
    :class:`~arabnews_nlp.errors.RecordError`, and so does one whose result cannot be sent between processes.

    :param work: picklable; one result for each text of a batch.
    """
    workers: list[_Worker] = []
    done: dict[int, list[Any]] = {}
    numbered = enumerate(batches)
    given = taken = 0
    more = True
    try:
        while more or taken < given:
            while more and given - taken < PREFETCH * n_process:
                following = next(numbered, None)
                more = following is not None
                if following is not None:
                    _free_worker(workers, work, n_process).give(*following)
                    given += 1
            if taken in done:
                yield done.pop(taken)
                taken += 1
                continue
            busy = {worker.connection: worker for worker in workers if worker.queue}
            for connection in wait(busy) if taken < given else ():
                number, results = busy[connection].result()  # type: ignore[index]
                done[number] = results
    finally:
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            worker.end()


def _free_worker(workers: list[_Worker], work: Work, n_process: int) -> _Worker:
    """The worker with the shortest queue; a new one if all are busy and fewer than ``n_process`` run."""
    found = min(workers, key=lambda worker: len(worker.queue), default=None)
    if found is None or (found.queue and len(workers) < n_process):
        found = _Worker(work)
        workers.append(found)
    return found


class _Worker:
    """A worker process and the batches that it has been sent and has not answered."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.queue: deque[tuple[int, Batch]] = deque()
        self.start()

    def start(self) -> None:
        """A fresh process."""
        self.connection, other = Pipe()
        self.process = Process(target=_serve, args=(self.work, other), daemon=True)
        self.process.start()
        other.close()

    def end(self) -> None:
        """End the process, busy or not."""
        self.process.kill()
        self.process.join()
        self.connection.close()

    def give(self, number: int, batch: Batch) -> None:
        """Send a batch; a failure shows in :meth:`result`."""
        self.queue.append((number, batch))
        self.send(batch)

    def send(self, batch: Batch) -> None:
        """Send a batch."""
        with suppress(OSError):  # the process is dead: its end of the connection will say so
            send_batch(self.connection, batch)

    def result(self) -> tuple[int, list[Any]]:
        """Number and results of the oldest batch; waits for them."""
        number, batch = self.queue[0]
        try:
            results = received_results(self.connection, batch[1])
        except (EOFError, OSError):
            self.restart()
            results = None
        if results is None:
            results = self.one_by_one(*batch)
        self.queue.popleft()
        return number, results

    def restart(self) -> None:
        """Start a process in place of the dead one, with all waiting batches but the one it died on."""
        self.end()
        self.start()
        for _, batch in list(self.queue)[1:]:
            self.send(batch)

    def one_by_one(self, first: int, texts: list[Any]) -> list[Any]:
        """Results of a batch, processed record by record in a process of its own."""
        alone = _Worker(self.work)
        results: list[Any] = []
        for number, text in enumerate(texts, start=first):
            place = f"record {number}"
            try:
                send_batch(alone.connection, (number, [text]))
                result = received_results(alone.connection, [text])
            except (EOFError, OSError):
                alone.process.join()
                code = alone.process.exitcode
                result = [RecordError(place, f"the worker process died of it (exit code {code})")]
                alone.end()
                alone.start()
            results += (
                [RecordError(place, "its result cannot be sent to another process")] if result is None else result
            )
        alone.end()
        return results


def _serve(work: Work, connection: Connection) -> None:
    """What a worker process runs. Ctrl-C is left to the parent, which ends it; other signals act as usual."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    inbox: SimpleQueue[Batch] = SimpleQueue()
    Thread(target=_receive, args=(connection, inbox), daemon=True).start()
    while True:
        batch = inbox.get()
        try:
            send_results(connection, batch[1], work(batch))
        except OSError:
            os._exit(0)
        except Exception:
            send_results(connection, [], None)


def _receive(connection: Connection, inbox: SimpleQueue[Any]) -> None:
    """Read batches as they come, so that neither side waits for the other to read; ends with the parent."""
    parent = parent_process()
    assert parent is not None
    while True:
        if parent.sentinel in wait([connection, parent.sentinel]):
            os._exit(0)
        try:
            inbox.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)
