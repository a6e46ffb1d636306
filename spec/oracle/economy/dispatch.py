"""Encoding, weighing and running calls, wrappers included (spec: 20-calls §16.2, §19)."""

from dataclasses import dataclass
from typing import Any

from . import admin_calls, guards, other_calls, stake_calls, weight_calls
from . import scale as sc
from .calls import Origin
from .errors import DispatchError
from .state import State

CALLS = {**stake_calls.CALLS, **weight_calls.CALLS, **other_calls.CALLS, **admin_calls.CALLS}
READ, WRITE = 25_000_000, 100_000_000

_SUDO = "Sudo.sudo"
# Benchmarks of the batch calls: base, per item (both without the two reads).
_BATCHES = {
    "Utility.batch": (0, 19_446_696, 5_450_264),
    "Utility.batch_all": (2, 13_428_230, 5_663_250),
    "Utility.force_batch": (4, 12_134_867, 5_477_293),
}
# Only ever withheld and given back: a successful sudo pays nothing.
_SUDO_WEIGHT = 10_000_000 + READ


@dataclass(frozen=True)
class Nested:
    """One call: its name and resolved arguments."""

    name: str
    args: dict[str, Any]


def encode(call: Nested) -> bytes:
    """The SCALE bytes of a call."""
    if call.name == _SUDO:
        return bytes([12, 0]) + encode(call.args["call"])
    if call.name in _BATCHES:
        return bytes([11, _BATCHES[call.name][0]]) + sc.vec(
            [encode(item) for item in call.args["calls"]]
        )
    known = CALLS[call.name]
    if set(call.args) != {name for name, _ in known.args}:
        raise ValueError(f"arguments of {call.name}: {sorted(call.args)}")
    return bytes(known.index) + b"".join(enc(call.args[name]) for name, enc in known.args)


def _batch_weight(name: str, items: int) -> int:
    _, base, per_item = _BATCHES[name]
    return base + per_item * items + 2 * READ


def static_weight(call: Nested) -> int:
    """Weight before the call has run, ps."""
    if call.name == _SUDO:
        return _SUDO_WEIGHT + static_weight(call.args["call"])
    if call.name in _BATCHES:
        items = call.args["calls"]
        return _batch_weight(call.name, len(items)) + sum(static_weight(c) for c in items)
    return CALLS[call.name].weight


def pays(call: Nested) -> bool:
    """Whether a call pays at all; a batch does unless all its items are free."""
    if call.name == _SUDO:
        return True
    if call.name in _BATCHES:
        return any(pays(c) for c in call.args["calls"])
    return CALLS[call.name].pays


@dataclass
class Outcome:
    """How a dispatch ended."""

    error: str | None
    weight: int
    pays: bool
    # What happened inside a wrapper: errors of items that did not fail the whole.
    inner: list[str | None]


def dispatch(s: State, origin: Origin, call: Nested) -> Outcome:
    """Runs a call in its own storage layer."""
    most = static_weight(call)
    inner: list[str | None] = []
    try:
        with s.layer():
            if origin is not None:
                guards.check(s, origin, call.name, call.args)
            used, free = _run(s, origin, call, inner)
    except DispatchError as error:
        used_weight = error.actual_weight if error.actual_weight is not None else most
        return Outcome(error.name, min(used_weight, most), pays(call), inner)
    return Outcome(None, min(most if used is None else used, most), pays(call) and not free, inner)


def _run(
    s: State, origin: Origin, call: Nested, inner: list[str | None]
) -> tuple[int | None, bool]:
    """(weight used, whether it turned out free)."""
    if call.name == _SUDO:
        if origin is None or origin != s.Sudo:
            raise DispatchError("Sudo.RequireSudo")
        inner.append(dispatch(s, None, call.args["call"]).error)
        return None, True
    if call.name in _BATCHES:
        return _run_batch(s, origin, call, inner), False
    return CALLS[call.name].run(s, origin, call.args), False


def _run_batch(s: State, origin: Origin, call: Nested, inner: list[str | None]) -> int:
    used = 0
    items = call.args["calls"]
    for done, item in enumerate(items, start=1):
        result = dispatch(s, origin, item)
        inner.append(result.error)
        used += result.weight
        if result.error is None or call.name == "Utility.force_batch":
            continue
        used += _batch_weight(call.name, done)
        if call.name == "Utility.batch_all":
            raise DispatchError(result.error, used)
        return used
    return used + _batch_weight(call.name, len(items))
