"""Says what a life must lead to: run.py life.json [--observed observed.json] > expected.json."""

import argparse
import json
import sys
from pathlib import Path

from economy.life import live, read_life


def main() -> None:
    """Prints the expected state at every checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("life", type=Path)
    parser.add_argument("--observed", type=Path)
    options = parser.parse_args()
    observed = json.loads(options.observed.read_text()) if options.observed else {}
    _, reports = live(read_life(json.loads(options.life.read_text())), observed)
    json.dump({"checkpoints": reports}, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
