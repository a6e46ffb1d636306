"""The official command line with a home folder of its own.

The package is imported once and every command runs in a fork of that process, through the entry
point of the `btcli` program: its users start it anew each time, which costs a second of imports.
"""

from __future__ import annotations

import json
import os
import re
import select
import signal
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from asi.suite import endpoint, ok

HOME = tempfile.mkdtemp()
WALLETS = str(Path(HOME) / "wallets")
PATIENCE_S = 60
YES = ["--no-prompt"]
# By default some transactions live for eight blocks, two seconds here.
LONG = ["--era", "144"]
OPEN = [*YES, "--no-mev-protection"]

# Read when the client is imported.
os.environ.update(HOME=HOME, NO_COLOR="1", COLUMNS="4000", TERM="dumb")
main = import_module("bittensor_cli.cli").main


def btcli(*args: str, chain: bool = True) -> str:
    """What a command prints; fails with all it said when it ends badly or prints an error."""
    said, code = run(*args, chain=chain)
    # Wide, so that no line of JSON is broken; the rulers of tables are of no interest.
    said = re.sub(r"([─━ ])\1{3,}", r"\1\1\1", said)
    # Several commands print what went wrong and still end with 0.
    wrong = code != 0 or "Traceback" in said or "❌" in said
    ok(not wrong, f"btcli {' '.join(args)}: {code}, {said[-1500:]}")
    return said


def parsed(*args: str, chain: bool = True) -> Any:
    """What a command prints with --json-output."""
    said = btcli(*args, "--json-output", chain=chain)
    start = min((at for at in (said.find("{"), said.find("[")) if at >= 0), default=-1)
    ok(start >= 0, f"btcli {' '.join(args)}: no JSON in: {said[-800:]}")
    return json.JSONDecoder(strict=False).raw_decode(said[start:])[0]


def done(result: Any) -> None:
    """Fails unless a document says that the command succeeded."""
    ok(isinstance(result, dict) and result.get("success") is True, f"{result}")


def refused(result: Any, reason: str = "") -> None:
    """Fails unless a document says that the command failed, and why."""
    ok(isinstance(result, dict) and result.get("success") is False, f"{result}")
    ok(reason in str(result), f"expected {reason}, got: {result}")


def run(*args: str, chain: bool = True) -> tuple[str, int]:
    """Output of a command and its exit code."""
    argv = ["btcli", *args, *(["--network", endpoint()] if chain else [])]
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _child(argv, writer)
    os.close(writer)
    said = _read(reader, child)
    return said, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def wallet(name: str, hotkey: str = "default") -> list[str]:
    return ["--wallet-path", WALLETS, "--wallet-name", name, "--hotkey", hotkey]


def create(name: str) -> None:
    """A wallet with the development key of the same name."""
    btcli("wallet", "create", *wallet(name), "--uri", name, "--no-use-password", chain=False)


def hotkey(name: str) -> str:
    path = Path(WALLETS) / name / "hotkeys" / "default"
    return str(json.loads(path.read_text())["ss58Address"])


def coldkey(name: str) -> str:
    return str(json.loads((Path(WALLETS) / name / "coldkeypub.txt").read_text())["ss58Address"])


def _child(argv: list[str], writer: int) -> None:
    """Becomes the command; never returns."""
    code = 1
    try:
        signal.setitimer(signal.ITIMER_REAL, 0)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(writer, 1)
        os.dup2(writer, 2)
        sys.argv = argv
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _read(reader: int, child: int) -> str:
    deadline = time.monotonic() + PATIENCE_S
    chunks: list[bytes] = []
    try:
        while select.select([reader], [], [], max(0, deadline - time.monotonic()))[0]:
            chunk = os.read(reader, 65_536)
            if not chunk:
                break
            chunks.append(chunk)
        else:
            chunks.append(b"\nno end in time")
            os.kill(child, signal.SIGKILL)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    finally:
        os.close(reader)
    return b"".join(chunks).decode(errors="replace")
