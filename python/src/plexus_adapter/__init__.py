"""Serves a model in Python to a Plexus miner over the Open Inference Protocol v2."""

from .errors import AdapterError
from .server import Server
from .serving import endpoint, serve

__all__ = ["AdapterError", "Server", "endpoint", "serve"]
