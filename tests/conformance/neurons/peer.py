"""Drives peer.mjs: the miner and the validator of this project."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent


class Peer:
    def __init__(self) -> None:
        node = os.environ.get("PLEXUS_NODE", "node")
        command = [node, "--import", "tsx", "--conditions=source", str(HERE / "peer.mjs")]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def call(self, command: str, **given: Any) -> Any:
        assert self._process.stdin and self._process.stdout
        line = {key: value for key, value in given.items() if value is not None}
        self._process.stdin.write(json.dumps({"command": command, **line}) + "\n")
        self._process.stdin.flush()
        result = json.loads(self._process.stdout.readline())
        if "error" in result:
            raise AssertionError(result["error"])
        return result

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
