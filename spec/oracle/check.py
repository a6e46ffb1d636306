"""Compares the oracle with the shared vectors: check.py <vectors dir>."""

import json
import sys
from pathlib import Path
from typing import Any

from checks import (
    amm_vectors,
    dividend_vectors,
    emission_vectors,
    epoch_vectors,
    share_pool_vectors,
)

RUNNERS = {
    "amm.json": amm_vectors.run,
    "share-pool.json": share_pool_vectors.run,
    "emission.json": emission_vectors.run,
    "dividends.json": dividend_vectors.run,
    "yuma/epochs.json": epoch_vectors.run,
}


def check(directory: Path) -> bool:
    """Prints equal / all per file and section; tells whether all are equal."""
    good = True
    for name, runner in RUNNERS.items():
        data: dict[str, Any] = json.loads((directory / name).read_text())
        for section, results in runner(data).items():
            bad = [i for i, ok in enumerate(results) if not ok]
            good = good and not bad
            note = f"  first unequal: {bad[:5]}" if bad else ""
            print(f"{name} {section}: {len(results) - len(bad)} of {len(results)} equal{note}")
    return good


if __name__ == "__main__":
    sys.exit(0 if check(Path(sys.argv[1])) else 1)
