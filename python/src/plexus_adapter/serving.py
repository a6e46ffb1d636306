"""`serve`: from a model to a running adapter."""

from __future__ import annotations

import inspect
import os
import re
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Callable, TypeVar

from .adapt import Model, adapt, by_position
from .batching import TensorJob, Worker
from .errors import AdapterError, NotReadyError
from .metrics import Metrics
from .server import Server
from .specs import TensorSpec

if TYPE_CHECKING:
    from .adapt import Array

F = TypeVar("F", bound=Callable[..., Any])
Arrays = dict[str, "Array"]

TASKS = ("tensor", "classify", "embed", "image", "text.generate")
ANSWER_SECONDS = 600.0


def endpoint(*, task: str) -> Callable[[F], F]:
    """Marks a function with its task, so that `serve(function)` knows it."""

    def mark(function: F) -> F:
        function.__plexus_task__ = task  # type: ignore[attr-defined]
        return function

    return mark


def serve(
    obj: Any,
    *,
    name: str | None = None,
    task: str | None = None,
    example: Any = None,
    inputs: Sequence[TensorSpec] | None = None,
    outputs: Sequence[TensorSpec] | None = None,
    labels: Sequence[str] | None = None,
    pre: Callable[[Arrays], Arrays] | None = None,
    post: Callable[[Arrays], Arrays] | None = None,
    batch: int = 32,
    max_wait_ms: float = 5,
    device: str = "auto",
    dtype: Any = None,
    port: int = 0,
    host: str = "127.0.0.1",
    block: bool = True,
    token: str | None = None,
) -> Server:
    """
    Serves a model until SIGTERM or SIGINT, or with `block=False` until its `close()`.

    `example` is a batch that the model takes: a tensor, a tuple or a dict of tensors. It is run
    once, so that names, types and shapes are known. `pre` and `post` change the named arrays before
    and after the model, in its thread. A batch holds at most `batch` rows, and gathers for at most
    `max_wait_ms`; a lone client does not wait. `labels` name the classes of `task="classify"`,
    whose outputs become probabilities.
    """
    task = task or getattr(obj, "__plexus_task__", "tensor")
    if task not in TASKS:
        raise AdapterError(f"there is no task '{task}': take one of {', '.join(TASKS)}")
    if batch < 1 or max_wait_ms < 0:
        raise AdapterError("batch must be at least 1, and max_wait_ms at least 0")
    metrics = Metrics()
    label = name or _name_of(obj)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", label):
        raise AdapterError(f"'{label}' is no name of a model: take letters, digits and _ . -")
    if task == "text.generate":
        worker = Worker(lambda arrays: arrays, metrics, batch, max_wait_ms)
        metadata = {
            "name": label,
            "versions": ["1"],
            "platform": "python",
            "inputs": [],
            "outputs": [],
        }
        server = Server(
            model=label, task=task, worker=worker, metrics=metrics,
            metadata=lambda: {**metadata, "parameters": {"task": task}},
            infer=None, generate=_text_function(obj), host=host, port=port, token=token,
        )  # fmt: skip
        return _run(server, None, block)
    model = adapt(obj, device=device, dtype=dtype)
    model.inputs = list(inputs) if inputs is not None else model.inputs
    model.outputs = list(outputs) if outputs is not None else model.outputs
    endpoint_ = TensorEndpoint(label, task, model, labels, _chain(task, model, pre), post)
    worker = Worker(endpoint_.run, metrics, batch, max_wait_ms)
    endpoint_.worker = worker
    server = Server(
        model=label, task=task, worker=worker, metrics=metrics, metadata=endpoint_.metadata,
        infer=endpoint_.infer, generate=None, host=host, port=port, token=token,
    )  # fmt: skip
    return _run(server, lambda: endpoint_.warm_up(example), block)


class TensorEndpoint:
    """A model with its task, as requests see it."""

    worker: Worker

    def __init__(
        self,
        name: str,
        task: str,
        model: Model,
        labels: Sequence[str] | None,
        pre: Callable[[Arrays], Arrays] | None,
        post: Callable[[Arrays], Arrays] | None,
    ) -> None:
        self._name, self._task, self._model = name, task, model
        self._labels, self._pre, self._post = labels, pre, post

    def run(self, arrays: Arrays) -> Arrays:
        """One call of the model, in the worker's thread."""
        outputs = self._model.run(self._pre(arrays) if self._pre else arrays)
        if self._task == "classify":
            outputs = {name: _probabilities(array) for name, array in outputs.items()}
        return self._post(outputs) if self._post else outputs

    def infer(self, body: bytes, header_length: int | None) -> tuple[bytes, int | None]:
        """Answers one request, in its own thread."""
        from . import wire

        request = wire.decode_request(body, header_length, self._model.inputs)
        job = self._job(request.inputs)
        self.worker.submit(job)
        outputs = self._await(job)
        if not self._model.inputs:
            self._learn(request.inputs, outputs)
        return wire.encode_response(self._name, outputs, request)

    def warm_up(self, example: Any) -> None:
        """Runs the example, and takes names, types and shapes from it."""
        if example is None:
            return
        job = self._job(by_position(example, self._model.names))
        self.worker.submit(job)
        self._learn(job.inputs, self._await(job))

    def metadata(self) -> dict[str, Any]:
        """What the protocol tells of a model."""
        parameters: dict[str, Any] = {"task": self._task}
        if self._labels is not None:
            parameters["labels"] = list(self._labels)
        return {
            "name": self._name,
            "versions": ["1"],
            "platform": self._model.platform,
            "inputs": [spec.to_json() for spec in self._model.inputs],
            "outputs": [spec.to_json() for spec in self._model.outputs],
            "parameters": parameters,
        }

    def _job(self, arrays: Arrays) -> TensorJob:
        firsts = {array.shape[0] if array.ndim else -1 for array in arrays.values()}
        rows = firsts.pop() if len(firsts) == 1 else -1
        fixed = any(spec.shape and spec.shape[0] != -1 for spec in self._model.inputs)
        if rows < 0 or fixed:
            return TensorJob(arrays, 1, None)
        key = tuple((name, str(a.dtype), a.shape[1:]) for name, a in sorted(arrays.items()))
        return TensorJob(arrays, rows, key)

    def _await(self, job: TensorJob) -> Arrays:
        if not job.done.wait(ANSWER_SECONDS):
            raise NotReadyError(f"the model did not answer within {ANSWER_SECONDS:.0f} s")
        if job.error is not None:
            raise job.error
        return job.outputs or {}

    def _learn(self, inputs: Arrays, outputs: Arrays) -> None:
        from .wire import datatype_of

        rows = {array.shape[0] if array.ndim else -1 for array in inputs.values()}

        def spec_of(name: str, array: Array) -> TensorSpec:
            shape = list(array.shape)
            if len(rows) == 1 and shape and shape[0] in rows:
                shape[0] = -1
            return TensorSpec(name, datatype_of(array), shape)

        self._model.inputs = [spec_of(name, array) for name, array in inputs.items()]
        self._model.outputs = [spec_of(name, array) for name, array in outputs.items()]


def _run(server: Server, warm_up: Callable[[], None] | None, block: bool) -> Server:
    server.start()
    try:
        if warm_up is not None:
            warm_up()
        server.announce(os.getpid())
    except BaseException:
        server.close(0)
        raise
    sys.stderr.write(f"plexus_adapter: {server.model} is served at {server.url}\n")
    if not server.url.startswith(("http://127.0.0.1", "http://[::1]", "http://localhost")):
        sys.stderr.write(
            "plexus_adapter: other machines can reach it; the token is its only lock\n"
        )
    if not block:
        return server
    stop = threading.Event()
    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, lambda *_: stop.set())
    while not stop.wait(1):
        pass
    server.close()
    return server


def _text_function(function: Any) -> Callable[[dict[str, Any]], Iterator[str]]:
    parameters = inspect.signature(function).parameters
    takes_all = any(p.kind == p.VAR_KEYWORD for p in parameters.values())

    def generate(request: dict[str, Any]) -> Iterator[str]:
        prompt = request["text_input"]
        known = {
            k: v for k, v in request.items() if k != "text_input" and (takes_all or k in parameters)
        }
        answer = function(prompt, **known)
        yield from [answer] if isinstance(answer, str) else answer

    return generate


def _chain(
    task: str, model: Model, pre: Callable[[Arrays], Arrays] | None
) -> Callable[[Arrays], Arrays] | None:
    """The pictures of `task="image"` come as bytes, NHWC; models want floats in their own order."""
    if task != "image" or pre is not None:
        return pre

    def scale(arrays: Arrays) -> Arrays:
        return {name: _picture(array, model.is_torch) for name, array in arrays.items()}

    return scale


def _picture(array: Array, is_torch: bool) -> Array:
    import numpy as np

    if array.dtype != np.uint8 or array.ndim != 4:
        return array
    floats = array.astype(np.float32) / np.float32(255)
    return np.ascontiguousarray(floats.transpose(0, 3, 1, 2)) if is_torch else floats


def _probabilities(array: Array) -> Array:
    """Softmax over the last dimension, unless the numbers are probabilities already."""
    import numpy as np

    if array.dtype.kind != "f" or array.ndim == 0:
        return array
    sums = array.sum(axis=-1)
    if (array >= 0).all() and np.allclose(sums, 1, atol=1e-3):
        return array
    powers = np.exp(array - array.max(axis=-1, keepdims=True))
    result: Array = powers / powers.sum(axis=-1, keepdims=True)
    return result


def _name_of(obj: Any) -> str:
    if isinstance(obj, (str, os.PathLike)):
        base = os.path.basename(os.fspath(obj).rstrip("/"))
        return re.sub(r"[^A-Za-z0-9_.-]", "_", base.removesuffix(".onnx")) or "model"
    name = getattr(obj, "__name__", None) or type(obj).__name__
    return re.sub(r"[^A-Za-z0-9_.-]", "_", str(name)).strip("_.-").lower() or "model"
