"""Calls of Balances and SubtensorModule: how it is encoded, what it weighs, what it does (spec: 20-calls).

A handler gets the state, the origin (an account, or None for Root) and the arguments with
accounts and bytes already resolved. It gives the weight it used when that is not the static one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import children, commits, moving, networks, neurons, root_claim, staking, takes, weights
from . import scale as sc
from .admin import ensure_root
from .balances import move
from .errors import DispatchError
from .state import State

Args = dict[str, Any]
Origin = bytes | None
Handler = Callable[[State, Origin, Args], int | None]


@dataclass(frozen=True)
class Call:
    """One dispatchable."""

    index: tuple[int, int]
    args: tuple[tuple[str, sc.Encoder], ...]
    weight: int
    run: Handler
    pays: bool = True


def signed(origin: Origin) -> bytes:
    """The account behind a signed origin."""
    if origin is None:
        raise DispatchError("BadOrigin")
    return origin


def _claim_type(value: Any) -> bytes:
    kinds = ("Swap", "Keep", "KeepSubnets")
    tag = bytes([kinds.index(value["type"])])
    if value["type"] != "KeepSubnets":
        return tag
    return tag + sc.set_of(sc.U16)(value["value"]["subnets"])


_NET = ("netuid", sc.U16)
_HOT = ("hotkey", sc.raw)
_MEC = ("mecid", sc.U8)
_KEY = ("version_key", sc.U64)
_U16S = sc.vec_of(sc.U16)
_ALPHA = ("alpha_amount", sc.U64)
_LIMIT = (("limit_price", sc.U64), ("allow_partial", sc.boolean))
_PATH = (("origin_netuid", sc.U16), ("destination_netuid", sc.U16))
_REVEAL = (("uids", _U16S), ("values", _U16S), ("salt", _U16S), _KEY)
_SUBTENSOR = 7


def _i(a: Args, name: str) -> int:
    return int(a[name])


def _links(a: Args) -> tuple[tuple[int, bytes], ...]:
    return tuple((int(parts), who) for parts, who in a["children"])


def _move(s: State, who: bytes, a: Args) -> None:
    route = moving.Move(
        who,
        a.get("destination_coldkey", who),
        a.get("origin_hotkey", a.get("hotkey")),
        a.get("destination_hotkey", a.get("hotkey")),
        a["origin_netuid"],
        a["destination_netuid"],
    )
    limit = _i(a, "limit_price") if "limit_price" in a else None
    is_transfer = "destination_coldkey" in a
    moving.transition(s, route, _i(a, "alpha_amount"), limit, a.get("allow_partial"), is_transfer)


def _set_weights(s: State, who: bytes, a: Args) -> None:
    mechanism = a.get("mecid", 0)
    row = a["dests"], a["weights"], _i(a, "version_key")
    weights.set_mechanism_weights(s, who, a["netuid"], mechanism, *row)


def _reveal(s: State, who: bytes, a: Args) -> None:
    row = a["uids"], a["values"], a["salt"], _i(a, "version_key")
    commits.reveal_weights(s, who, a["netuid"], a.get("mecid", 0), *row)


def _batch_reveal(s: State, who: bytes, a: Args) -> None:
    keys = [int(k) for k in a["version_keys"]]
    lists = a["uids_list"], a["values_list"], a["salts_list"]
    commits.batch_reveal_weights(s, who, a["netuid"], *lists, keys)


def _batch_set(s: State, who: bytes, a: Args) -> None:
    keys = [int(k) for k in a["version_keys"]]
    weights.batch_set_weights(s, who, a["netuids"], a["weights"], keys)


def _add_limit(s: State, who: bytes, a: Args) -> None:
    amount, limit = _i(a, "amount_staked"), _i(a, "limit_price")
    staking.add_stake_limit(s, who, a["hotkey"], a["netuid"], amount, limit, a["allow_partial"])


def _remove_limit(s: State, who: bytes, a: Args) -> None:
    amount, limit = _i(a, "amount_unstaked"), _i(a, "limit_price")
    staking.remove_stake_limit(s, who, a["hotkey"], a["netuid"], amount, limit, a["allow_partial"])


def _claim_kind(s: State, who: bytes, a: Args) -> None:
    kind = a["new_root_claim_type"]
    subnets = kind["value"]["subnets"] if kind["type"] == "KeepSubnets" else []
    root_claim.call_set_root_claim_type(s, who, kind["type"], subnets)


def _dissolve(s: State, origin: Origin, a: Args) -> None:
    ensure_root(origin)
    networks.dissolve(s, a["netuid"])


def _by(run: Callable[[State, bytes, Args], Any]) -> Handler:
    """A handler for signed calls that always weigh the same."""

    def handler(s: State, origin: Origin, a: Args) -> None:
        run(s, signed(origin), a)

    return handler


def _claim(s: State, origin: Origin, a: Args) -> int:
    return root_claim.call_claim_root(s, signed(origin), a["subnets"])


def _sub(
    index: int,
    args: tuple[tuple[str, sc.Encoder], ...],
    weight: int,
    run: Callable[[State, bytes, Args], Any],
    pays: bool = True,
) -> Call:
    return Call((_SUBTENSOR, index), args, weight, _by(run), pays)


_HASH = ("commit_hash", sc.raw)

CALLS: dict[str, Call] = {
    "Balances.transfer_keep_alive": Call(
        (5, 3),
        (("dest", sc.address), ("value", sc.compact_of)),
        164_051_000,
        _by(lambda s, who, a: move(s, who, a["dest"]["value"], _i(a, "value"), preserve=True)),
    ),
    "SubtensorModule.set_weights": _sub(
        0,
        (_NET, ("dests", _U16S), ("weights", _U16S), _KEY),
        118_513_610_000,
        _set_weights,
        pays=False,
    ),
    "SubtensorModule.add_stake": _sub(
        2,
        (_HOT, _NET, ("amount_staked", sc.U64)),
        3_064_064_000,
        lambda s, who, a: staking.add_stake(
            s, who, a["hotkey"], a["netuid"], _i(a, "amount_staked")
        ),
    ),
    "SubtensorModule.remove_stake": _sub(
        3,
        (_HOT, _NET, ("amount_unstaked", sc.U64)),
        2_569_198_000,
        lambda s, who, a: staking.remove_stake(
            s, who, a["hotkey"], a["netuid"], _i(a, "amount_unstaked")
        ),
    ),
    "SubtensorModule.burned_register": _sub(
        7,
        (_NET, _HOT),
        4_086_815_000,
        lambda s, who, a: neurons.register(s, who, a["netuid"], a["hotkey"]),
    ),
    "SubtensorModule.register_network": _sub(
        59,
        (_HOT,),
        6_077_125_000,
        lambda s, who, a: networks.register_network(s, who, a["hotkey"]),
    ),
    "SubtensorModule.root_register": _sub(
        62,
        (_HOT,),
        2_178_934_000,
        lambda s, who, a: neurons.root_register(s, who, a["hotkey"]),
    ),
    "SubtensorModule.decrease_take": _sub(
        65,
        (_HOT, ("take", sc.U16)),
        304_895_000,
        lambda s, who, a: takes.decrease_take(s, who, a["hotkey"], _i(a, "take")),
        pays=False,
    ),
    "SubtensorModule.increase_take": _sub(
        66,
        (_HOT, ("take", sc.U16)),
        362_710_000,
        lambda s, who, a: takes.increase_take(s, who, a["hotkey"], _i(a, "take")),
        pays=False,
    ),
    "SubtensorModule.set_children": _sub(
        67,
        (_HOT, _NET, ("children", sc.vec_of(sc.pair_of(sc.U64, sc.raw)))),
        3_369_000_000,
        lambda s, who, a: children.set_children(s, who, a["hotkey"], a["netuid"], _links(a)),
    ),
    "SubtensorModule.set_childkey_take": _sub(
        75,
        (_HOT, _NET, ("take", sc.U16)),
        428_870_000,
        lambda s, who, a: children.set_childkey_take(
            s, who, a["hotkey"], a["netuid"], _i(a, "take")
        ),
    ),
    "SubtensorModule.batch_set_weights": _sub(
        80,
        (
            ("netuids", sc.vec_of(sc.compact_of)),
            ("weights", sc.vec_of(sc.vec_of(sc.pair_of(sc.compact_of, sc.compact_of)))),
            ("version_keys", sc.vec_of(sc.compact_of)),
        ),
        703_092_000,
        _batch_set,
        pays=False,
    ),
    "SubtensorModule.unstake_all": _sub(
        83, (_HOT,), 176_830_000, lambda s, who, a: staking.unstake_all(s, who, a["hotkey"])
    ),
    "SubtensorModule.unstake_all_alpha": _sub(
        84,
        (_HOT,),
        4_275_873_000,
        lambda s, who, a: staking.unstake_all_alpha(s, who, a["hotkey"]),
    ),
    "SubtensorModule.move_stake": _sub(
        85,
        (("origin_hotkey", sc.raw), ("destination_hotkey", sc.raw), *_PATH, _ALPHA),
        1_391_061_000,
        _move,
    ),
    "SubtensorModule.transfer_stake": _sub(
        86, (("destination_coldkey", sc.raw), _HOT, *_PATH, _ALPHA), 1_333_541_000, _move
    ),
    "SubtensorModule.swap_stake": _sub(87, (_HOT, *_PATH, _ALPHA), 4_317_019_000, _move),
    "SubtensorModule.add_stake_limit": _sub(
        88, (_HOT, _NET, ("amount_staked", sc.U64), *_LIMIT), 3_253_005_000, _add_limit
    ),
    "SubtensorModule.remove_stake_limit": _sub(
        89, (_HOT, _NET, ("amount_unstaked", sc.U64), *_LIMIT), 2_715_696_000, _remove_limit
    ),
    "SubtensorModule.swap_stake_limit": _sub(
        90, (_HOT, *_PATH, _ALPHA, *_LIMIT), 4_519_515_000, _move
    ),
    "SubtensorModule.start_call": _sub(
        92, (_NET,), 364_454_000, lambda s, who, a: networks.start_call(s, who, a["netuid"])
    ),
    "SubtensorModule.commit_weights": _sub(
        96,
        (_NET, _HASH),
        594_049_000,
        lambda s, who, a: commits.commit_weights(s, who, a["netuid"], 0, a["commit_hash"]),
        pays=False,
    ),
    "SubtensorModule.reveal_weights": _sub(
        97, (_NET, *_REVEAL), 786_227_000, _reveal, pays=False
    ),
    "SubtensorModule.batch_reveal_weights": _sub(
        98,
        (
            _NET,
            ("uids_list", sc.vec_of(_U16S)),
            ("values_list", sc.vec_of(_U16S)),
            ("salts_list", sc.vec_of(_U16S)),
            ("version_keys", sc.vec_of(sc.U64)),
        ),
        1_096_363_000,
        _batch_reveal,
        pays=False,
    ),
    "SubtensorModule.batch_commit_weights": _sub(
        100,
        (("netuids", sc.vec_of(sc.compact_of)), ("commit_hashes", sc.vec_of(sc.raw))),
        722_224_000,
        lambda s, who, a: commits.batch_commit_weights(s, who, a["netuids"], a["commit_hashes"]),
        pays=False,
    ),
    "SubtensorModule.set_coldkey_auto_stake_hotkey": _sub(
        114,
        (_NET, _HOT),
        333_853_000,
        lambda s, who, a: neurons.set_auto_stake(s, who, a["netuid"], a["hotkey"]),
    ),
    "SubtensorModule.commit_mechanism_weights": _sub(
        115,
        (_NET, _MEC, _HASH),
        430_130_000,
        lambda s, who, a: commits.commit_weights(
            s, who, a["netuid"], a["mecid"], a["commit_hash"]
        ),
        pays=False,
    ),
    "SubtensorModule.reveal_mechanism_weights": _sub(
        116, (_NET, _MEC, *_REVEAL), 722_000_000, _reveal, pays=False
    ),
    "SubtensorModule.set_mechanism_weights": _sub(
        119,
        (_NET, _MEC, ("dests", _U16S), ("weights", _U16S), _KEY),
        118_515_000_000,
        _set_weights,
        pays=False,
    ),
    "SubtensorModule.root_dissolve_network": Call(
        (_SUBTENSOR, 120), (_NET,), 3_369_000_000, _dissolve
    ),
    "SubtensorModule.claim_root": Call(
        (_SUBTENSOR, 121), (("subnets", sc.set_of(sc.U16)),), 938_999_000, _claim
    ),
    "SubtensorModule.set_root_claim_type": _sub(
        122, (("new_root_claim_type", _claim_type),), 468_283_000, _claim_kind
    ),
}
