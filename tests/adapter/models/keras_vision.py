"""The network of the vision subnet in Keras, with the weights of one of its ONNX files."""

import sys

import keras
from onnx_weights import read_weights, standardized
from plexus_adapter import serve

layers = keras.layers


def vision(weights):
    def convolution(x, name, stride=1):
        kernel = standardized(weights, name).transpose(2, 3, 1, 0)
        layer = layers.Conv2D(kernel.shape[3], 3, strides=stride)
        x = layer(layers.ZeroPadding2D(1)(x))
        layer.set_weights([kernel, weights[f"{name}.bias"]])
        return x

    mean, scale = float(weights["scalar"]), float(weights["scalar_1"])
    images = keras.Input((3, 32, 32), name="images")
    x = layers.Permute((2, 3, 1))(images)
    x = layers.Rescaling(scale, -mean * scale)(x)
    x = layers.ReLU()(convolution(x, "stage0.in"))
    for stage in (1, 2, 3):
        x = convolution(x, f"stage{stage}.in", stride=2)
        branch = convolution(layers.ReLU()(x), f"stage{stage}.branch")
        x = layers.ReLU()(layers.Add()([x, branch]))
    head = layers.Dense(weights["head.bias"].size)
    logits = head(layers.GlobalAveragePooling2D()(x))
    head.set_weights([weights["head.weight"], weights["head.bias"]])
    logits = layers.Rescaling(1 / float(weights["scalar_2"]))(logits)
    return keras.Model(images, {"probs": layers.Softmax()(logits)})


if __name__ == "__main__":
    serve(vision(read_weights(sys.argv[1])), name="keras-vision")
