"""Scenarios of the official Python SDK against a local network."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "lib")]

import economy  # noqa: E402
import judging  # noqa: E402
import views  # noqa: E402
from asi.suite import Suite  # noqa: E402
from chain import Chain  # noqa: E402

if __name__ == "__main__":
    suite = Suite()
    chain = Chain()
    for part in (economy, judging, views):
        part.register(suite, chain)
    sys.exit(suite.run())
