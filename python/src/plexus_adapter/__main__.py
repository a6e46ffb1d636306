"""`python -m plexus_adapter check file.py:model` and `... serve file.py:model`."""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import time
from typing import Any

from .adapt import Model, adapt, by_position
from .errors import AdapterError
from .serving import TASKS, serve

ROWS = (1, 8, 32)
SECONDS = 0.5


def main(arguments: list[str] | None = None) -> int:
    """Returns the exit code: 0 fine, 1 the model cannot be served, 2 wrong words."""
    parser = argparse.ArgumentParser(prog="python -m plexus_adapter")
    commands = parser.add_subparsers(dest="command", required=True)
    for command, text in (
        ("check", "run a model once, print what it takes and gives and how fast it is"),
        ("serve", "serve a model until it is stopped"),
    ):
        sub = commands.add_parser(command, help=text)
        sub.add_argument(
            "model", help="mymodel.py:model, or the path of an .onnx file or a SavedModel"
        )
        sub.add_argument("--example", default="example", help="name of a batch in the same file")
    sub.add_argument("--name")
    sub.add_argument("--task", choices=TASKS)
    sub.add_argument("--port", type=int, default=0)
    flags = parser.parse_args(arguments)
    try:
        obj, example = load(flags.model, flags.example)
        if flags.command == "serve":
            serve(obj, example=example, name=flags.name, task=flags.task, port=flags.port)
        else:
            check(adapt(obj), example)
    except AdapterError as error:
        sys.stderr.write(f"plexus_adapter: {error}\n")
        return 1
    return 0


def load(spec: str, example: str) -> tuple[Any, Any]:
    """The model that `file.py:name` names, and its example; other paths are models themselves."""
    path, colon, name = spec.rpartition(":")
    if not colon or not path.endswith(".py"):
        return spec, None
    if not os.path.isfile(path):
        raise AdapterError(f"there is no file {path}: correct the path")
    found = importlib.util.spec_from_file_location("plexus_model", path)
    if found is None or found.loader is None:
        raise AdapterError(f"{path} cannot be imported")
    module = importlib.util.module_from_spec(found)
    sys.modules["plexus_model"] = module
    found.loader.exec_module(module)
    if not hasattr(module, name):
        raise AdapterError(f"{path} defines no {name}: name a variable of that file")
    return getattr(module, name), getattr(module, example, None)


def check(model: Model, example: Any) -> None:
    """Prints inputs, outputs, whether rows of a batch are independent, and requests per second."""
    import numpy as np

    from .wire import DTYPES, datatype_of

    if example is None and not model.inputs:
        raise AdapterError(
            "what the model takes is not known: define `example`, a batch, beside it"
        )
    if example is not None:
        one = {name: array[:1] for name, array in by_position(example, model.names).items()}
    else:
        free = {spec.name: [1 if d == -1 else d for d in spec.shape] for spec in model.inputs}
        one = {s.name: np.zeros(free[s.name], DTYPES[s.datatype]) for s in model.inputs}
    alone = model.run(one)
    for kind, arrays in (("input", one), ("output", alone)):
        for name, array in arrays.items():
            print(f"{kind:6} {name} {datatype_of(array)}{[-1, *array.shape[1:]]}")
    for rows in ROWS:
        batch = {name: np.repeat(array, rows, axis=0) for name, array in one.items()}
        try:
            outputs = model.run(batch)
        except AdapterError as error:
            print(f"batch {rows:3}: {error}; it is served one row at a time")
            return
        same = all(
            array.shape[:1] == (rows,)
            and np.allclose(array, alone[name], atol=1e-4, equal_nan=True)
            for name, array in outputs.items()
        )
        begin, calls = time.perf_counter(), 0
        while (spent := time.perf_counter() - begin) < SECONDS:
            model.run(batch)
            calls += 1
        note = "" if same else "; rows of a batch differ from a row alone"
        print(
            f"batch {rows:3}: {calls / spent:.0f} calls/s, {calls * rows / spent:.0f} rows/s{note}"
        )


if __name__ == "__main__":
    sys.exit(main())
