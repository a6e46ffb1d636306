"""Makes one kind of model out of every framework's, without importing a framework."""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Callable

from .errors import AdapterError, ModelFailedError
from .specs import TensorSpec

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

# The names and tensors of a call, as the framework or a plain function gives them back.
Call = Callable[[dict[str, "Array"]], Any]


@dataclass
class Model:
    """A model that maps arrays to arrays."""

    platform: str
    call: Call
    # Names of the parameters, in their order, where they are known.
    names: list[str]
    inputs: list[TensorSpec] = field(default_factory=list)
    outputs: list[TensorSpec] = field(default_factory=list)
    is_torch: bool = False

    def run(self, inputs: dict[str, Array]) -> dict[str, Array]:
        """Runs the model once; a failure is told as the model's."""
        try:
            named = name_outputs(self.call(inputs), [spec.name for spec in self.outputs])
        except AdapterError:
            raise
        except Exception as error:
            said = re.sub(r"\x1b\[[0-9;]*m", "", str(error))
            raise ModelFailedError(f"the model raised {type(error).__name__}: {said}") from error
        return named


def adapt(obj: Any, *, device: str = "auto", dtype: Any = None) -> Model:
    """Detects what a model is by the modules of its class, and wraps it."""
    if isinstance(obj, (str, os.PathLike)):
        return _adapt_path(os.fspath(obj))
    modules = {base.__module__ for base in type(obj).__mro__}
    if "torch.nn.modules.module" in modules:
        return _adapt_torch(obj, device, dtype)
    roots = {module.split(".")[0] for module in modules}
    if roots & {"keras", "tf_keras"} and hasattr(obj, "trainable_variables"):
        return _adapt_keras(obj)
    if "serving_default" in (getattr(obj, "signatures", None) or {}):
        return _adapt_signature(obj.signatures["serving_default"], keep=obj)
    if callable(obj):
        names = parameter_names(obj)
        return Model("python", lambda inputs: obj(**_by_name(inputs, names)), names)
    raise AdapterError(
        f"a {type(obj).__name__} cannot be served: give a torch.nn.Module, a Keras model, "
        "a SavedModel, the path of an .onnx file or a function"
    )


def name_outputs(result: Any, names: list[str]) -> dict[str, Array]:
    """The tensors of a result, by key, or as `output_0`, `output_1`, ... where it has no keys."""
    if isinstance(result, Mapping):
        pairs = [(str(key), value) for key, value in result.items() if value is not None]
    elif isinstance(result, (tuple, list)) and not _is_number(result):
        pairs = [(f"output_{index}", value) for index, value in enumerate(result)]
    else:
        pairs = [("output_0", result)]
    if len(names) == len(pairs) and not isinstance(result, Mapping):
        pairs = [(name, value) for name, (_, value) in zip(names, pairs)]
    return {name: to_numpy(name, value) for name, value in pairs}


def to_numpy(name: str, value: Any) -> Array:
    """An array from a tensor of any framework."""
    import numpy as np

    if hasattr(value, "detach"):
        value = value.detach().cpu()
        if str(value.dtype) == "torch.bfloat16":
            value = value.float()
        value = value.resolve_conj() if hasattr(value, "resolve_conj") else value
    if hasattr(value, "numpy"):
        value = value.numpy()
    array = np.asarray(value)
    if array.dtype.kind == "O" and not all(isinstance(x, (bytes, str)) for x in array.flat):
        raise ModelFailedError(f"output '{name}' is a {type(value).__name__}, not a tensor")
    return array


def parameter_names(function: Any) -> list[str]:
    """The parameters of a function that take a tensor each; `input_0` where they are not known."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return ["input_0"]
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    names = [p.name for p in parameters if p.kind in kinds and p.default is p.empty]
    return names or ["input_0"]


def by_position(example: Any, names: list[str]) -> dict[str, Array]:
    """An example as named arrays: a tensor, a tuple of tensors or a dict of tensors."""
    if isinstance(example, Mapping):
        values: Iterable[tuple[str, Any]] = example.items()
    elif isinstance(example, (tuple, list)) and not _is_number(example):
        values = zip(names, example)
    else:
        values = [(names[0], example)]
    return {name: to_numpy(name, value) for name, value in values}


def _adapt_torch(module: Any, device: str, dtype: Any) -> Model:
    torch = sys.modules["torch"]
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    if isinstance(dtype, str):
        dtype = getattr(torch, dtype)
    module.eval()
    module.to(device) if dtype is None else module.to(device, dtype)
    names = parameter_names(module.forward)
    # Older releases have no inference mode.
    quiet = getattr(torch, "inference_mode", torch.no_grad)

    def to_tensor(array: Array) -> Any:
        # A copy: buffers from the socket cannot be written to, and torch wants to.
        tensor = torch.from_numpy(array.copy()).to(device)
        return tensor.to(dtype) if dtype is not None and tensor.is_floating_point() else tensor

    def call(inputs: dict[str, Array]) -> Any:
        tensors = {name: to_tensor(array) for name, array in _by_name(inputs, names).items()}
        with quiet():
            return module(**tensors) if len(tensors) > 1 else module(*tensors.values())

    return Model("pytorch", call, names, is_torch=True)


def _adapt_keras(model: Any) -> Model:
    given, gives = _structure(model, "input"), _structure(model, "output")
    inputs = [_spec_of(tensor, name) for name, tensor in given.items()]
    outputs = [_spec_of(tensor, name) for name, tensor in gives.items()]
    names = [spec.name for spec in inputs] or parameter_names(model.call)[:1]
    wants_dict = isinstance(_symbolic(model, "input"), Mapping)

    def call(arrays: dict[str, Array]) -> Any:
        named = _by_name(arrays, names)
        if wants_dict:
            return model(named, training=False)
        values = list(named.values())
        return model(values if len(values) > 1 else values[0], training=False)

    return Model("keras", call, names, inputs, outputs)


def _structure(model: Any, kind: str) -> dict[str, Any]:
    """The symbolic inputs or outputs of a Keras model by name; none where it was never built."""
    tensors = _symbolic(model, kind)
    if tensors is None:
        return {}
    if isinstance(tensors, Mapping):
        return {str(key): tensor for key, tensor in tensors.items()}
    listed = tensors if isinstance(tensors, (list, tuple)) else [tensors]
    named = {}
    for index, tensor in enumerate(listed):
        name = str(getattr(tensor, "name", ""))
        # Names that Keras makes up count all layers of the process, and change with the next start.
        made_up = re.fullmatch(r"(keras_tensor|input|input_layer)?(_\d+)?(:0)?", name) is not None
        named[f"{kind}_{index}" if made_up or kind == "output" else name] = tensor
    return named


def _symbolic(model: Any, kind: str) -> Any:
    """`model.input` keeps names that the user gave; a Sequential has only `model.inputs`."""
    for name in (kind, f"{kind}s"):
        try:
            return getattr(model, name)
        except (AttributeError, ValueError):
            continue
    return None


def _adapt_signature(signature: Any, keep: Any) -> Model:
    """A signature of TensorFlow. The object it comes from must live as long as it."""
    _, keywords = signature.structured_input_signature
    inputs = [_spec_of(spec, name) for name, spec in keywords.items()]
    outputs = [_spec_of(spec, name) for name, spec in signature.structured_outputs.items()]
    convert = sys.modules["tensorflow"].constant

    def call(arrays: dict[str, Array], _keep: Any = keep) -> Any:
        return signature(**{name: convert(array) for name, array in arrays.items()})

    return Model("tensorflow_savedmodel", call, [spec.name for spec in inputs], inputs, outputs)


def _adapt_path(path: str) -> Model:
    if not os.path.exists(path):
        raise AdapterError(f"there is no model at {path}: correct the path")
    if path.endswith(".onnx"):
        return _adapt_onnx(path)
    if os.path.isdir(path) and os.path.exists(os.path.join(path, "saved_model.pb")):
        import tensorflow as tf

        return adapt(tf.saved_model.load(path))
    raise AdapterError(
        f"{path} is neither an .onnx file nor a SavedModel: load it and serve the model"
    )


def _adapt_onnx(path: str) -> Model:
    try:
        import onnxruntime
    except ImportError:
        raise AdapterError(
            "serving an .onnx file needs the package onnxruntime: install it, or mine with "
            f"--backend onnx:{path}, which needs no Python"
        ) from None
    session = onnxruntime.InferenceSession(path, providers=onnxruntime.get_available_providers())
    types = {"tensor(float)": "FP32", "tensor(double)": "FP64", "tensor(float16)": "FP16"}
    types |= {
        f"tensor({kind}{bits})": f"{kind.upper()}{bits}"
        for kind in ("int", "uint")
        for bits in (8, 16, 32, 64)
    }
    types |= {"tensor(bool)": "BOOL", "tensor(string)": "BYTES"}

    def spec_of(value: Any) -> TensorSpec:
        if value.type not in types:
            raise AdapterError(f"'{value.name}' of {path} is {value.type}, not a tensor of numbers")
        shape = [d if isinstance(d, int) else -1 for d in value.shape]
        return TensorSpec(value.name, types[value.type], shape)

    inputs = [spec_of(value) for value in session.get_inputs()]
    outputs = [spec_of(value) for value in session.get_outputs()]
    names = [spec.name for spec in inputs]
    return Model("onnx_onnxv1", lambda arrays: session.run(None, arrays), names, inputs, outputs)


def _spec_of(tensor: Any, name: str | None = None) -> TensorSpec:
    """From a symbolic tensor of Keras or a TensorSpec of TensorFlow."""
    kinds = {"float32": "FP32", "float64": "FP64", "float16": "FP16", "string": "BYTES"}
    dtype = getattr(tensor.dtype, "name", str(tensor.dtype))
    shape = [-1 if d is None else int(d) for d in tensor.shape]
    label = name or str(tensor.name).split(":")[0]
    return TensorSpec(label, kinds.get(dtype, dtype.upper()), shape)


def _by_name(inputs: dict[str, Array], names: list[str]) -> dict[str, Array]:
    """In the order of the parameters; one tensor under any name is the only parameter."""
    if len(inputs) == 1 and len(names) == 1:
        return {names[0]: next(iter(inputs.values()))}
    return {name: inputs[name] for name in names if name in inputs} or inputs


def _is_number(value: Any) -> bool:
    """Whether a list is a tensor written out, as in [[1, 2], [3, 4]]."""
    while isinstance(value, (list, tuple)) and value:
        value = value[0]
    return isinstance(value, (int, float, bool, str, bytes))
