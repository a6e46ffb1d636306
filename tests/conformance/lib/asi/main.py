"""Every test against one line of async-substrate-interface."""

from __future__ import annotations

import os
import sys

from .blocks import block_tests
from .client import Client
from .connect import connect_tests
from .state import state_tests
from .suite import Suite
from .transactions import transaction_tests
from .pool import pool_tests


def main(line: int) -> None:
    """Runs every test against one line of the client and exits."""
    suite = Suite()
    client = Client(line)
    for tests in (connect_tests, state_tests, block_tests, pool_tests, transaction_tests):
        tests(suite, client)
    failures = suite.run()
    sys.stdout.flush()
    # Not sys.exit: a connection that broke leaves threads of the client behind, which would wait.
    os._exit(0 if failures == 0 else 1)
