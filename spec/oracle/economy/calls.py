"""What a call is: its encoding, its weight, its effect (spec: 20-calls §0, §4).

A handler gets the state, the origin (an account, or None for Root) and the arguments with
accounts and bytes already resolved. It gives the weight it used when that is not the static one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import scale as sc
from .errors import DispatchError
from .state import State

Args = dict[str, Any]
Origin = bytes | None
Handler = Callable[[State, Origin, Args], int | None]
Field = tuple[str, sc.Encoder]

U16S = sc.vec_of(sc.U16)
NET: Field = ("netuid", sc.U16)
HOT: Field = ("hotkey", sc.raw)
SUBTENSOR = 7


@dataclass(frozen=True)
class Call:
    """One dispatchable."""

    index: tuple[int, int]
    args: tuple[Field, ...]
    weight: int
    run: Handler
    pays: bool = True


def signed(origin: Origin) -> bytes:
    """The account behind a signed origin."""
    if origin is None:
        raise DispatchError("BadOrigin")
    return origin


def integer(a: Args, name: str) -> int:
    """An integer argument, decimal string or number."""
    return int(a[name])


def by_signer(run: Callable[[State, bytes, Args], Any]) -> Handler:
    """A handler for signed calls that always weigh the same."""

    def handler(s: State, origin: Origin, a: Args) -> None:
        run(s, signed(origin), a)

    return handler


def subtensor(
    index: int,
    args: tuple[Field, ...],
    weight: int,
    run: Callable[[State, bytes, Args], Any],
    pays: bool = True,
) -> Call:
    """A signed call of SubtensorModule."""
    return Call((SUBTENSOR, index), args, weight, by_signer(run), pays)
