from __future__ import annotations

import http.client
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Callable

import pytest

from plexus_adapter import Server, serve


class Client:
    """A plain HTTP client with one kept connection."""

    def __init__(self, server: Server) -> None:
        self.server = server
        host = server.url.removeprefix("http://")
        self.connection = http.client.HTTPConnection(host, timeout=20)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        token: str | None = None,
    ) -> tuple[int, Any]:
        data = json.dumps(body).encode() if isinstance(body, dict) else body
        head = {"Authorization": f"Bearer {token or self.server.token}", **(headers or {})}
        self.connection.request(method, path, data, head)
        answer = self.connection.getresponse()
        self.headers = answer.headers
        content = answer.read()
        kind = answer.headers.get("Content-Type", "")
        return answer.status, json.loads(content) if kind == "application/json" else content

    def infer(self, *inputs: dict[str, Any], **more: Any) -> tuple[int, Any]:
        path = f"/v2/models/{self.server.model}/infer"
        return self.ask("POST", path, {"inputs": list(inputs), **more})


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path / "plexus" / "adapters"


@pytest.fixture
def run() -> Iterator[Callable[..., Client]]:
    """Serves a model until the test ends."""
    servers: list[Server] = []

    def start(model: Any, **options: Any) -> Client:
        server = serve(model, block=False, **options)
        servers.append(server)
        return Client(server)

    yield start
    for server in servers:
        server.close(0)


def fp32(name: str, shape: list[int], data: Any) -> dict[str, Any]:
    return {"name": name, "datatype": "FP32", "shape": shape, "data": data}


def pid() -> int:
    return os.getpid()
