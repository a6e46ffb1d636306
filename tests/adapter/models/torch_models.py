"""Models of PyTorch for the suite. Weights are set by hand, so that answers are arithmetic."""

import sys
import time

import torch
from plexus_adapter import serve

# y = x W + b, with the rows of W below and b = (0.5, -0.5).
WEIGHTS = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]


def linear() -> torch.nn.Linear:
    layer = torch.nn.Linear(3, 2)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(WEIGHTS).T)
        layer.bias.copy_(torch.tensor([0.5, -0.5]))
    return layer


class Two(torch.nn.Module):
    def forward(self, a, b):
        return {"sum": a + b, "product": a * b}


class Fragile(torch.nn.Module):
    def forward(self, x):
        if (x == 13).any():
            raise ValueError("thirteen")
        return torch.log(x)


class Slow(torch.nn.Module):
    def forward(self, x):
        time.sleep(0.5)
        return x


class Pictures(torch.nn.Module):
    """The mean of each channel, in the order of PyTorch; refuses any other order."""

    def forward(self, x):
        assert x.shape[1] == 3, x.shape
        return x.mean(dim=(2, 3))


def heavy() -> torch.nn.Module:
    torch.set_num_threads(1)
    return torch.nn.Sequential(torch.nn.Linear(784, 512), torch.nn.ReLU(), torch.nn.Linear(512, 10))


MODELS = {
    "linear": lambda **more: serve(linear(), example=torch.zeros(1, 3), **more),
    "two": lambda **more: serve(Two(), example=(torch.zeros(1, 2), torch.zeros(1, 2)), **more),
    "fragile": lambda **more: serve(Fragile(), example=torch.ones(1, 2), max_wait_ms=200, **more),
    "slow": lambda **more: serve(Slow(), example=torch.ones(1, 1), batch=1, **more),
    "classes": lambda **more: serve(
        torch.nn.Identity(), task="classify", labels=["a", "b"], example=torch.zeros(1, 2), **more
    ),
    "pictures": lambda **more: serve(
        Pictures(), task="image", example=torch.zeros(1, 4, 4, 3, dtype=torch.uint8), **more
    ),
    "heavy": lambda **more: serve(heavy(), example=torch.zeros(1, 784), **more),
}

if __name__ == "__main__":
    names = sys.argv[1:]
    for name in names:
        MODELS[name](name=f"torch-{name}", block=name == names[-1])
