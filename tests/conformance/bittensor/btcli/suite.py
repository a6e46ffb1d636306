"""Scenarios of the official command line against a local network."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "lib")]

import economy  # noqa: E402
import judging  # noqa: E402
import views  # noqa: E402
from asi.suite import Suite  # noqa: E402

if __name__ == "__main__":
    suite = Suite()
    for part in (economy, judging, views):
        part.register(suite)
    failures = suite.run()
    sys.stdout.flush()
    # Not sys.exit: a connection that broke leaves threads behind, which would wait.
    os._exit(0 if failures == 0 else 1)
