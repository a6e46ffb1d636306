"""The HTTP side: parses requests, hands them to the worker, writes answers."""

from __future__ import annotations

import contextlib
import hmac
import json
import re
import secrets
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Callable
from urllib.parse import unquote

from . import discovery
from .batching import TextJob, Worker
from .errors import (
    AdapterError,
    BadRequestError,
    NotReadyError,
    TooLargeError,
    UnknownModelError,
)
from .metrics import Metrics

MAX_BODY = 64 * 2**20
MAX_CONNECTIONS = 256
IDLE_SECONDS = 75
GRACE_SECONDS = 10.0
HEADER_LENGTH = "Inference-Header-Content-Length"
_MODEL = re.compile(
    r"/v2/models/([^/]+)(?:/versions/([^/]+))?(?:/(ready|infer|generate|generate_stream))?/?"
)


class Server:
    """A running adapter. `url`, `model` and `token` open it; `close` ends it."""

    def __init__(
        self,
        *,
        model: str,
        task: str,
        worker: Worker,
        metrics: Metrics,
        metadata: Callable[[], dict[str, Any]],
        infer: Callable[[bytes, int | None], tuple[bytes, int | None]] | None,
        generate: Callable[[dict[str, Any]], Iterator[str]] | None,
        host: str,
        port: int,
        token: str | None,
    ) -> None:
        self.model = model
        self.task = task
        self.worker = worker
        self.metrics = metrics
        self.metadata = metadata
        self.infer = infer
        self.generate = generate
        self.token = token or secrets.token_urlsafe(32)
        self.is_ready = False
        self._stopping = False
        self._in_flight = 0
        self._idle = threading.Condition()
        self._slots = threading.BoundedSemaphore(MAX_CONNECTIONS)
        handler = type("Handler", (_Handler,), {"adapter": self})
        self._http = _Http((host, port), handler)
        self._http.slots = self._slots
        name = f"[{host}]" if ":" in host else host
        self.url = f"http://{name}:{self._http.server_address[1]}"
        self._discovery: Path | None = None
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.1,), daemon=True)

    def start(self) -> None:
        """Answers from now on; `ready` says no until `is_ready`."""
        self.worker.start()
        self._thread.start()

    def announce(self, pid: int) -> None:
        """Says that the model is ready, and where."""
        self.is_ready = True
        entry = {"url": self.url, "model": self.model, "task": self.task, "pid": pid}
        self._discovery = discovery.announce({**entry, "token": self.token})

    def close(self, grace: float = GRACE_SECONDS) -> None:
        """Refuses what comes, lets what runs end within `grace` seconds, then closes."""
        if self._stopping:
            return
        self._stopping = True
        self.is_ready = False
        if self._discovery is not None:
            discovery.withdraw(self._discovery)
        self.worker.close()
        with self._idle:
            self._idle.wait_for(lambda: self._in_flight == 0, grace)
        self._http.shutdown()
        self._http.server_close()

    @contextlib.contextmanager
    def request(self) -> Iterator[None]:
        """Counts a request, so that `close` can wait for it."""
        if not self.is_ready:
            raise NotReadyError("the adapter is stopping" if self._stopping else "the model loads")
        with self._idle:
            self._in_flight += 1
        try:
            yield
        finally:
            with self._idle:
                self._in_flight -= 1
                self._idle.notify_all()


class _Http(ThreadingHTTPServer):
    """One thread per connection, and no more than there are slots."""

    daemon_threads = True
    request_queue_size = 128
    slots: threading.BoundedSemaphore

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self.slots.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.slots.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        error = sys.exc_info()[1]
        if not isinstance(error, (ConnectionError, TimeoutError)):
            sys.stderr.write(f"plexus_adapter: {type(error).__name__}: {error}\n")


class _Handler(BaseHTTPRequestHandler):
    adapter: Server
    protocol_version = "HTTP/1.1"
    server_version = "plexus_adapter"
    sys_version = ""
    timeout = IDLE_SECONDS
    # Head and body leave in one packet, and do not wait for an acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, *_: Any) -> None:
        """Requests are counted, not logged."""

    def do_GET(self) -> None:
        self._guard(self._get)

    def do_POST(self) -> None:
        begin = time.perf_counter()
        status = self._guard(self._post)
        self.adapter.metrics.observe_request(status, time.perf_counter() - begin)

    def _guard(self, answer: Callable[[], int]) -> int:
        try:
            return answer()
        except AdapterError as error:
            return self._refuse(error.status, str(error))
        except (ConnectionError, TimeoutError):
            self.close_connection = True
            return 499
        except Exception as error:  # a bug of ours must not end the thread without an answer
            sys.stderr.write(f"plexus_adapter: {type(error).__name__}: {error}\n")
            return self._refuse(500, "the adapter failed: see its standard error")

    def _get(self) -> int:
        adapter = self.adapter
        path = self.path.split("?", 1)[0]
        if path == "/v2/health/live":
            return self._json({"live": True})
        if path == "/v2/health/ready":
            return self._json({"ready": adapter.is_ready}, 200 if adapter.is_ready else 503)
        if path == "/metrics":
            text = adapter.metrics.render(adapter.worker.waiting)
            return self._send(200, text.encode(), "text/plain; version=0.0.4; charset=utf-8")
        self._authorize()
        if path in ("/v2", "/v2/"):
            extensions = ["binary_tensor_data"] if adapter.infer else ["generate"]
            return self._json(
                {"name": "plexus_adapter", "version": "0.1.0", "extensions": extensions}
            )
        verb = self._verb(path)
        if verb == "ready":
            body = {"name": adapter.model, "ready": adapter.is_ready}
            return self._json(body, 200 if adapter.is_ready else 503)
        if verb is None:
            with adapter.request():
                return self._json(adapter.metadata())
        raise UnknownModelError(f"{verb} is asked with POST")

    def _post(self) -> int:
        adapter = self.adapter
        # Read before anything is refused, so that the connection can be used again.
        body = self._body()
        self._authorize()
        verb = self._verb(self.path.split("?", 1)[0])
        with adapter.request():
            if verb == "infer" and adapter.infer is not None:
                answer, length = adapter.infer(body, self._header_length())
                kind = "application/json" if length is None else "application/octet-stream"
                extra = {} if length is None else {HEADER_LENGTH: str(length)}
                return self._send(200, answer, kind, extra)
            if verb in ("generate", "generate_stream") and adapter.generate is not None:
                return self._generate(body, stream=verb == "generate_stream")
        raise UnknownModelError(f"{adapter.model} is a model of the task {adapter.task}")

    def _generate(self, body: bytes, *, stream: bool) -> int:
        adapter = self.adapter
        request = _parse_text_request(body)
        assert adapter.generate is not None  # noqa: S101
        generate = adapter.generate
        job = TextJob(lambda: generate(request))
        adapter.worker.submit(job)
        try:
            pieces = _pieces(job)
            if stream:
                return self._stream(pieces)
            text = "".join(pieces)
            return self._json(
                {"text_output": text, "model_name": adapter.model, "model_version": "1"}
            )
        finally:
            job.cancelled.set()

    def _stream(self, pieces: Iterator[str]) -> int:
        first = next(pieces, None)  # what fails at once still gets a status of its own
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Connection", "close")
        self.end_headers()
        status = 200
        last: dict[str, Any] = {"text_output": "", "details": {"finish_reason": "eos_token"}}
        try:
            while first is not None:
                self._event({"text_output": first, "model_name": self.adapter.model})
                first = next(pieces, None)
        except AdapterError as error:
            last, status = {"error": str(error)}, error.status
        self._event(last)
        return status

    def _event(self, message: dict[str, Any]) -> None:
        self.wfile.write(b"data: " + json.dumps(message).encode() + b"\n\n")
        self.wfile.flush()

    def _verb(self, path: str) -> str | None:
        found = _MODEL.fullmatch(path)
        if found is None:
            raise UnknownModelError(f"there is nothing at {path[:100]}")
        model, version, verb = found.groups()
        if unquote(model) != self.adapter.model or version not in (None, "1"):
            raise UnknownModelError(f"the model here is {self.adapter.model}, version 1")
        return str(verb) if verb else None

    def _authorize(self) -> None:
        given = self.headers.get("Authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {self.adapter.token}".encode()):
            raise _UnauthorizedError("the token of the discovery file is missing or wrong")

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not re.fullmatch(r"\d{1,18}", length):
            self.close_connection = True
            raise BadRequestError("the request has no Content-Length")
        if int(length) > MAX_BODY:
            self.close_connection = True
            raise TooLargeError(f"the body has {length} bytes, more than {MAX_BODY}")
        body = self.rfile.read(int(length))
        if len(body) != int(length):
            raise ConnectionError("the body broke off")
        return body

    def _header_length(self) -> int | None:
        length = self.headers.get(HEADER_LENGTH)
        if length is None:
            return None
        if not re.fullmatch(r"\d{1,10}", length):
            raise BadRequestError(f"{HEADER_LENGTH} is no number")
        return int(length)

    def _refuse(self, status: int, sentence: str) -> int:
        with contextlib.suppress(ConnectionError, TimeoutError):
            self._json({"error": sentence}, status)
        return status

    def _json(self, body: dict[str, Any], status: int = 200) -> int:
        return self._send(status, json.dumps(body).encode(), "application/json")

    def _send(
        self, status: int, body: bytes, kind: str, extra: dict[str, str] | None = None
    ) -> int:
        self.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), **(extra or {})}
        if status in (429, 503):
            headers["Retry-After"] = "1"
        if self.close_connection:
            headers["Connection"] = "close"
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()
        return status


class _UnauthorizedError(AdapterError):
    status = 401


def _pieces(job: TextJob) -> Iterator[str]:
    while True:
        piece = job.pieces.get()
        if piece is None:
            return
        if isinstance(piece, Exception):
            raise piece
        yield piece


def _parse_text_request(body: bytes) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequestError("the body is no JSON") from None
    if not isinstance(message, dict) or not isinstance(message.get("text_input"), str):
        raise BadRequestError("text_input is missing")
    parameters = message.get("parameters") or {}
    if not isinstance(parameters, dict):
        raise BadRequestError("the parameters are no object")
    return {**parameters, "text_input": message["text_input"]}
