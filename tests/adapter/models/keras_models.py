"""Models of Keras and TensorFlow for the suite. Weights are set by hand, as in torch_models.py."""

import sys
import tempfile
import time

import keras
import numpy as np
import tensorflow as tf
from plexus_adapter import serve

WEIGHTS = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], "float32")


def linear() -> keras.Model:
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    model.set_weights([WEIGHTS, np.array([0.5, -0.5], "float32")])
    return model


def saved(place: str) -> str:
    linear().export(place, verbose=False)
    return place


def two() -> keras.Model:
    a, b = keras.Input((2,), name="a"), keras.Input((2,), name="b")
    outputs = {"sum": keras.layers.Add()([a, b]), "product": keras.layers.Multiply()([a, b])}
    return keras.Model([a, b], outputs)


class Fragile(keras.Model):
    def call(self, x):
        if tf.reduce_any(x == 13):
            raise ValueError("thirteen")
        return tf.math.log(x)


class Slow(keras.Model):
    def call(self, x):
        time.sleep(0.5)
        return x


def pictures() -> keras.Model:
    return keras.Sequential([keras.Input((4, 4, 3)), keras.layers.GlobalAveragePooling2D()])


@tf.function
def function(x):
    return tf.matmul(x, WEIGHTS) + tf.constant([0.5, -0.5])


MODELS = {
    "linear": lambda **more: serve(linear(), **more),
    "two": lambda **more: serve(two(), **more),
    "fragile": lambda **more: serve(
        Fragile(), example=np.ones((1, 2), "float32"), max_wait_ms=200, **more
    ),
    "slow": lambda **more: serve(Slow(), example=np.ones((1, 1), "float32"), batch=1, **more),
    "classes": lambda **more: serve(
        keras.Sequential([keras.Input((2,)), keras.layers.Identity()]),
        task="classify",
        labels=["a", "b"],
        **more,
    ),
    "pictures": lambda **more: serve(
        pictures(), task="image", example=np.zeros((1, 4, 4, 3), "uint8"), **more
    ),
    "saved": lambda **more: serve(saved(tempfile.mkdtemp()), **more),
    "function": lambda **more: serve(function, example=np.zeros((1, 3), "float32"), **more),
}

if __name__ == "__main__":
    names = sys.argv[1:]
    for name in names:
        MODELS[name](name=f"keras-{name}", block=name == names[-1])
