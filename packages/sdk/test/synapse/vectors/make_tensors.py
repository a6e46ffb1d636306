"""Writes tensors.json: what the official SDK makes of arrays. Run with bittensor 10.2.0."""

import json
from pathlib import Path

import numpy as np
from bittensor.core.tensor import Tensor, dtypes

# The class looks for torch even where it is not installed; this says that it has looked.
dtypes.torch = True

ARRAYS = {
    "vector": np.arange(4, dtype="float32"),
    "matrix": np.arange(6, dtype="float64").reshape(2, 3) / 8,
    "scalar": np.array(3.5),
    "empty": np.zeros((0,), dtype="int64"),
    "no rows": np.zeros((0, 3), dtype="int64"),
    "bool": np.array([True, False, True]),
    "uint8": np.arange(256, dtype="uint8").reshape(16, 16),
    "int8": np.array([-128, 127], dtype="int8"),
    "int16": np.array([-32768, 32767], dtype="int16"),
    "int32": np.array([[-1]], dtype="int32"),
    "int64": np.array([2**62, -1], dtype="int64"),
    "float16": np.array([0.5, -2], dtype="float16"),
    "long": np.ones(300, dtype="uint8"),
}


def main():
    vectors = []
    for name, array in ARRAYS.items():
        tensor = Tensor.serialize(array)
        vectors.append({
            "name": name,
            "json": tensor.model_dump(),
            "dtype": str(array.dtype),
            "shape": list(array.shape),
            "hex": array.tobytes().hex(),
        })
    Path(__file__).with_name("tensors.json").write_text(json.dumps(vectors, indent=1) + "\n")


main()
