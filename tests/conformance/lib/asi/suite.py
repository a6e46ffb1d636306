"""Named tests that report each as a line of JSON, which the runner reads."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

TEST_TIMEOUT_S = 15


class Suite:
    """Runs tests one after the other; with PLEXUS_FAIL_FAST=1 the first failure ends it."""

    def __init__(self) -> None:
        self._tests: list[tuple[str, Callable[[], None], float]] = []

    def test(
        self, name: str, limit_s: float = TEST_TIMEOUT_S
    ) -> Callable[[Callable[[], None]], Callable[[], None]]:
        def register(body: Callable[[], None]) -> Callable[[], None]:
            self._tests.append((name, body, limit_s))
            return body

        return register

    def run(self) -> int:
        fail_fast = os.environ.get("PLEXUS_FAIL_FAST") == "1"
        only = os.environ.get("PLEXUS_ONLY", "")
        failures = 0
        for name, body, limit_s in self._tests:
            if only not in name or _report(name, body, limit_s):
                continue
            failures += 1
            if fail_fast:
                break
        return failures


def endpoint() -> str:
    """The WebSocket address that the runner gives."""
    url = os.environ.get("PLEXUS_WS")
    if url is None:
        sys.exit("PLEXUS_WS is not set; start the suite with npm run test:conformance")
    return url


def equal(actual: Any, expected: Any, what: str) -> None:
    """Fails, with the subject, when two values differ."""
    if actual != expected:
        raise AssertionError(f"{what}: {actual!r} instead of {expected!r}"[:800])


def ok(value: Any, what: str) -> None:
    """Fails with `what` when the value is false."""
    if not value:
        raise AssertionError(what)


def ascending(values: list[str], what: str) -> None:
    """Fails when hex strings are not in strictly ascending order."""
    for before, after in zip(values, values[1:]):
        ok(before < after, f"{what}: {after} follows {before}")


def _report(name: str, body: Callable[[], None], limit_s: float) -> bool:
    start = time.monotonic()
    error = None
    limit = int(os.environ.get("PLEXUS_TEST_TIMEOUT_MS", limit_s * 1000)) / 1000
    signal.signal(signal.SIGALRM, _late)
    signal.setitimer(signal.ITIMER_REAL, min(limit, limit_s))
    try:
        body()
    except Exception:
        error = traceback.format_exc()[-2000:]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    line = {"test": name, "ok": error is None, "seconds": time.monotonic() - start}
    if error is not None:
        line["error"] = error
    # In one piece: clients log to the same stream from threads of their own.
    sys.stdout.write(f"{json.dumps(line)}\n")
    sys.stdout.flush()
    return error is None


def _late(_signal: int, _frame: Any) -> None:
    raise TimeoutError("no answer in time")
