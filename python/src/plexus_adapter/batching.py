"""One thread that owns the model, and the queue before it."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Union

from .errors import AdapterError, BusyError, ModelFailedError, NotReadyError
from .metrics import Metrics

if TYPE_CHECKING:
    from .adapt import Array

Arrays = dict[str, "Array"]


@dataclass(eq=False)
class TensorJob:
    """A request for tensors; `done` is set once it has its outputs or its error."""

    inputs: Arrays
    rows: int
    # Equal for requests that can run as one call; None for one that cannot be joined.
    key: tuple[Any, ...] | None
    done: threading.Event = field(default_factory=threading.Event)
    outputs: Arrays | None = None
    error: Exception | None = None


@dataclass(eq=False)
class TextJob:
    """A request for text, whose pieces go through a bounded queue; None is the end."""

    start: Callable[[], Iterator[str]]
    pieces: queue.Queue[str | Exception | None] = field(default_factory=lambda: queue.Queue(64))
    cancelled: threading.Event = field(default_factory=threading.Event)


Job = Union[TensorJob, TextJob]


class Worker:
    """Runs jobs in its own thread: frameworks do not like to be entered twice."""

    def __init__(
        self, run: Callable[[Arrays], Arrays], metrics: Metrics, batch: int, max_wait_ms: float
    ) -> None:
        self._run = run
        self._metrics = metrics
        self._batch = batch
        self._wait = max_wait_ms / 1000
        self._jobs: deque[Job] = deque()
        self._changed = threading.Condition()
        self._closing = False
        # A lone client should not wait for company that never comes.
        self._has_company = False
        self._thread = threading.Thread(target=self._work, name="plexus-model", daemon=True)

    def start(self) -> None:
        """Starts the thread."""
        self._thread.start()

    @property
    def waiting(self) -> int:
        """Jobs before the model."""
        return len(self._jobs)

    def submit(self, job: Job) -> None:
        """Puts a job into the queue, or refuses it."""
        with self._changed:
            if self._closing:
                raise NotReadyError("the adapter is stopping")
            if len(self._jobs) >= 4 * self._batch:
                raise BusyError(f"{len(self._jobs)} requests wait already: try again")
            self._jobs.append(job)
            self._changed.notify()

    def close(self) -> None:
        """Takes no more jobs; those in the queue still run."""
        with self._changed:
            self._closing = True
            self._changed.notify()

    def _work(self) -> None:
        while True:
            jobs = self._take()
            if not jobs:
                return
            first = jobs[0]
            if isinstance(first, TextJob):
                _write(first)
            else:
                self._run_batch([job for job in jobs if isinstance(job, TensorJob)])

    def _take(self) -> list[Job]:
        """The next job and those that can run with it, a little waited for; empty at the end."""
        with self._changed:
            while not self._jobs:
                if self._closing:
                    return []
                self._changed.wait()
            first = self._jobs[0]
            deadline = time.monotonic() + self._wait
            self._has_company = self._has_company or len(self._jobs) > 1
            while self._has_company and not self._closing and not self._is_full(first):
                left = deadline - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    break
            taken: list[Job] = []
            rows = 0
            for job in list(self._jobs):
                joins = job is first or (_can_join(job, first) and rows + _rows(job) <= self._batch)
                if joins:
                    taken.append(job)
                    rows += _rows(job)
                    self._jobs.remove(job)
            self._has_company = len(taken) > 1 or len(self._jobs) > 0
            return taken

    def _is_full(self, first: Job) -> bool:
        if isinstance(first, TextJob) or first.key is None:
            return True
        return sum(_rows(job) for job in self._jobs if _can_join(job, first)) >= self._batch

    def _run_batch(self, jobs: list[TensorJob]) -> None:
        if len(jobs) > 1 and self._run_joined(jobs):
            return
        for job in jobs:
            self._metrics.observe_batch(job.rows)
            try:
                job.outputs = self._run(job.inputs)
            except Exception as error:  # whatever a model raises belongs to its request
                job.error = error
            job.done.set()

    def _run_joined(self, jobs: list[TensorJob]) -> bool:
        """Whether one call did for all; else each must run alone, so that a bad one fails alone."""
        import numpy as np

        rows = sum(job.rows for job in jobs)
        names = jobs[0].inputs
        joined = {name: np.concatenate([job.inputs[name] for job in jobs]) for name in names}
        self._metrics.observe_batch(rows)
        try:
            outputs = self._run(joined)
        except Exception:
            return False
        if any(array.ndim == 0 or array.shape[0] != rows for array in outputs.values()):
            return False
        begin = 0
        for job in jobs:
            end = begin + job.rows
            job.outputs = {name: array[begin:end] for name, array in outputs.items()}
            begin = end
            job.done.set()
        return True


def _can_join(job: Job, first: Job) -> bool:
    both = isinstance(job, TensorJob) and isinstance(first, TensorJob)
    return both and job.key is not None and job.key == first.key  # type: ignore[union-attr]


def _rows(job: Job) -> int:
    return job.rows if isinstance(job, TensorJob) else 1


def _write(job: TextJob) -> None:
    """Sends the pieces of a text as they come; stops when nobody reads them."""
    end: Exception | None = None
    try:
        for piece in job.start():
            if not _put(job, piece):
                return
    except AdapterError as error:
        end = error
    except Exception as error:  # whatever a model raises belongs to its request
        end = ModelFailedError(f"the model raised {type(error).__name__}: {error}")
    _put(job, end)


def _put(job: TextJob, piece: str | Exception | None) -> bool:
    while not job.cancelled.is_set():
        try:
            job.pieces.put(piece, timeout=0.1)
        except queue.Full:
            continue
        return True
    return False
