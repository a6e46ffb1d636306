"""The weights of an ONNX file, without any package for ONNX."""

import numpy as np


def read_weights(path):
    """FP32 tensors of the graph by name. Field numbers are those of onnx.proto3."""
    with open(path, "rb") as file:
        model = file.read()
    weights = {}
    for number, graph in fields(model):
        if number != 7:
            continue
        for kind, tensor in fields(graph):
            if kind == 5:
                parts = list(fields(tensor))
                raw = b"".join(value for at, value in parts if at == 9)
                name = next(value for at, value in parts if at == 8).decode()
                if (2, 1) in parts:
                    shape = [value for at, value in parts if at == 1]
                    weights[name] = np.frombuffer(raw, "<f4").reshape(shape)
    return weights


def standardized(weights, name):
    """The kernel of a convolution: zero mean and unit length per output channel, times its gain."""
    kernel = weights[f"{name}.weight"]
    kernel = kernel - kernel.mean(axis=(1, 2, 3), keepdims=True)
    length = np.sqrt((kernel * kernel).sum(axis=(1, 2, 3), keepdims=True))
    return kernel / length * weights[f"{name}.gain"].reshape(-1, 1, 1, 1)


def fields(data):
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        kind = tag & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 2:
            length, at = varint(data, at)
            value, at = data[at : at + length], at + length
        else:
            value, at = None, at + (8 if kind == 1 else 4)
        yield tag >> 3, value


def varint(data, at):
    value, shift = 0, 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
