"""Conformance of the node towards async-substrate-interface 1."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))

from asi.main import main  # noqa: E402

if __name__ == "__main__":
    main(1)
