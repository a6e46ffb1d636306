"""What can go wrong, each with the HTTP status that tells a client what to do."""

from __future__ import annotations


class AdapterError(Exception):
    """An error whose message is one sentence for the caller. The model or its file is wrong."""

    status = 500


class BadRequestError(AdapterError):
    """The request does not fit the protocol or the model: change it."""

    status = 400


class UnknownModelError(AdapterError):
    """Another model is served here."""

    status = 404


class TooLargeError(AdapterError):
    """The body is beyond the limit."""

    status = 413


class BusyError(AdapterError):
    """The queue is full: try again."""

    status = 429


class ModelFailedError(AdapterError):
    """The model raised, or gave what cannot be sent."""

    status = 500


class NotReadyError(AdapterError):
    """The model still loads, or the adapter is stopping."""

    status = 503
