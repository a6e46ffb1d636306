"""What a model takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class TensorSpec:
    """A tensor by name; -1 where a dimension is free."""

    name: str
    datatype: str
    shape: list[int]

    def to_json(self) -> dict[str, Any]:
        """As model metadata say it."""
        return {"name": self.name, "datatype": self.datatype, "shape": self.shape}
