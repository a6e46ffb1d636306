"""The oracle against the shared vectors (the same run as check.py)."""

import json
from pathlib import Path

import pytest

from check import RUNNERS

VECTORS = Path(__file__).resolve().parents[2] / "vectors"


@pytest.mark.parametrize("name", sorted(RUNNERS))
def test_every_case_is_equal(name: str) -> None:
    sections = RUNNERS[name](json.loads((VECTORS / name).read_text()))
    for section, results in sections.items():
        assert results, f"{name} {section}: no cases"
        unequal = [i for i, ok in enumerate(results) if not ok]
        assert not unequal, f"{name} {section}: {unequal[:10]}"
