"""The official command line, run as its users run it, in a home folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from asi.suite import endpoint, ok

HOME = tempfile.mkdtemp()
WALLETS = str(Path(HOME) / "wallets")
PATIENCE_S = 60


def btcli(*args: str, chain: bool = True) -> str:
    """Standard output of a command; fails with everything it said when it ends badly."""
    command = [str(Path(sys.prefix) / "bin" / "btcli"), *args]
    if chain:
        command += ["--network", endpoint()]
    env = {**os.environ, "HOME": HOME, "NO_COLOR": "1", "COLUMNS": "400", "TERM": "dumb"}
    result = subprocess.run(
        command, env=env, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    said = f"{result.stdout}\n{result.stderr}"
    ok(result.returncode == 0 and "Traceback" not in said, f"{' '.join(args)}: {said[-1500:]}")
    return result.stdout


def parsed(*args: str, chain: bool = True) -> Any:
    """What a command prints with --json-output."""
    out = btcli(*args, "--json-output", chain=chain)
    start = min((at for at in (out.find("{"), out.find("[")) if at >= 0), default=-1)
    ok(start >= 0, f"no JSON in: {out[-800:]}")
    return json.loads(out[start:])


def wallet(name: str) -> list[str]:
    return ["--wallet-path", WALLETS, "--wallet-name", name, "--hotkey", "default"]


def create(name: str) -> None:
    """A wallet with the development key of the same name."""
    btcli("wallet", "create", *wallet(name), "--uri", name, "--no-use-password", chain=False)


def hotkey(name: str) -> str:
    path = Path(WALLETS) / name / "hotkeys" / "default"
    return str(json.loads(path.read_text())["ss58Address"])


def coldkey(name: str) -> str:
    return str(json.loads((Path(WALLETS) / name / "coldkeypub.txt").read_text())["ss58Address"])
