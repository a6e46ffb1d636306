"""The network of the vision subnet in PyTorch, with the weights of one of its ONNX files."""

import sys

import torch
from onnx_weights import read_weights, standardized
from plexus_adapter import serve


class Vision(torch.nn.Module):
    def __init__(self, weights):
        super().__init__()
        self.mean, self.scale = float(weights["scalar"]), float(weights["scalar_1"])
        self.temperature = float(weights["scalar_2"])
        self.convolutions = torch.nn.ModuleDict()
        for name in [key[: -len(".gain")] for key in weights if key.endswith(".gain")]:
            kernel = torch.tensor(standardized(weights, name))
            stride = 2 if name.endswith(".in") and name != "stage0.in" else 1
            layer = torch.nn.Conv2d(kernel.shape[1], kernel.shape[0], 3, stride, padding=1)
            layer.load_state_dict({"weight": kernel, "bias": torch.tensor(weights[f"{name}.bias"])})
            self.convolutions[name.replace(".", "_")] = layer
        self.head = torch.nn.Linear(*weights["head.weight"].shape)
        head = {"weight": torch.tensor(weights["head.weight"].T)}
        self.head.load_state_dict({**head, "bias": torch.tensor(weights["head.bias"])})

    def forward(self, images):
        x = (images - self.mean) * self.scale
        x = torch.relu(self.convolutions["stage0_in"](x))
        for stage in (1, 2, 3):
            x = self.convolutions[f"stage{stage}_in"](x)
            x = torch.relu(x + self.convolutions[f"stage{stage}_branch"](torch.relu(x)))
        logits = self.head(x.mean(dim=(2, 3))) / self.temperature
        return {"probs": torch.softmax(logits, dim=1)}


if __name__ == "__main__":
    model = Vision(read_weights(sys.argv[1]))
    serve(model, name="torch-vision", example=torch.zeros(1, 3, 32, 32))
