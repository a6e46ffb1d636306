"""The SDK as a process that answers."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
COMMAND = ["node", "--import", "tsx", "--conditions=source", str(HERE / "ours.mjs")]


class Refused(Exception):
    """The SDK answered with an error; `code` is the stable one."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class Ours:
    """One process for the whole suite."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            COMMAND,
            cwd=HERE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def ask(self, ask: str, **request: Any) -> Any:
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps({"ask": ask, **request}) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if line == "":
            raise RuntimeError("the SDK ended")
        answer = json.loads(line)
        if "error" in answer:
            raise Refused(answer["error"], answer["message"])
        return answer["result"]

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
