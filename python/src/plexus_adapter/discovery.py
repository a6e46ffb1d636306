"""The file by which a miner of the same user finds the adapter (spec 87, 4.1)."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from pathlib import Path
from typing import Any


def folder() -> Path:
    """Where the files of this user are."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return Path(runtime, "plexus", "adapters") if runtime else Path.home() / ".plexus/run/adapters"


def announce(entry: dict[str, Any]) -> Path:
    """Writes the file for its owner only, whole or not at all; clears away stale ones."""
    place = folder()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear(place)
    path = place / f"{entry['model']}-{os.getpid()}.json"
    part = place / f".{secrets.token_hex(8)}"
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(entry, file)
    part.replace(path)
    return path


def withdraw(path: Path) -> None:
    """Removes the file."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()


def _clear(place: Path) -> None:
    for path in place.glob("*.json"):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            if not _is_running(int(json.loads(path.read_text())["pid"])):
                path.unlink()


def _is_running(pid: int) -> bool:
    if os.name == "nt":  # there, signal 0 is not a question
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
