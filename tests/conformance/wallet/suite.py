"""Keyfiles, signatures, passwords and timelocks between the SDK and the official packages."""

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "lib")]

import keyfiles  # noqa: E402
import timelock  # noqa: E402
from asi.suite import Suite  # noqa: E402
from ours import Ours  # noqa: E402

if __name__ == "__main__":
    suite = Suite()
    ours = Ours()
    with tempfile.TemporaryDirectory() as wallets:
        keyfiles.register(suite, ours, Path(wallets))
        timelock.register(suite, ours)
        failures = suite.run()
    ours.stop()
    sys.exit(failures)
