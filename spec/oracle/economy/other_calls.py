"""Calls about subnets, neurons, takes, children, claims and balances (spec: 20-calls §7–§11)."""

from typing import Any

from . import children, networks, neurons, root_claim, takes
from . import scale as sc
from .admin import ensure_root
from .balances import move
from .calls import HOT, NET, SUBTENSOR, Args, Call, Origin, by_signer, integer, signed, subtensor
from .state import State


def _claim_type(value: Any) -> bytes:
    kinds = ("Swap", "Keep", "KeepSubnets")
    tag = bytes([kinds.index(value["type"])])
    if value["type"] != "KeepSubnets":
        return tag
    return tag + sc.set_of(sc.U16)(value["value"]["subnets"])


def _links(a: Args) -> tuple[tuple[int, bytes], ...]:
    return tuple((int(parts), who) for parts, who in a["children"])


def _claim_kind(s: State, who: bytes, a: Args) -> None:
    kind = a["new_root_claim_type"]
    subnets = kind["value"]["subnets"] if kind["type"] == "KeepSubnets" else []
    root_claim.call_set_root_claim_type(s, who, kind["type"], subnets)


def _dissolve(s: State, origin: Origin, a: Args) -> None:
    ensure_root(origin)
    networks.dissolve(s, a["netuid"])


def _claim(s: State, origin: Origin, a: Args) -> int:
    return root_claim.call_claim_root(s, signed(origin), a["subnets"])


CALLS: dict[str, Call] = {
    "Balances.transfer_keep_alive": Call(
        (5, 3),
        (("dest", sc.address), ("value", sc.compact_of)),
        164_051_000,
        by_signer(
            lambda s, who, a: move(s, who, a["dest"]["value"], integer(a, "value"), preserve=True)
        ),
    ),
    "SubtensorModule.burned_register": subtensor(
        7,
        (NET, HOT),
        4_086_815_000,
        lambda s, who, a: neurons.register(s, who, a["netuid"], a["hotkey"]),
    ),
    "SubtensorModule.register_network": subtensor(
        59,
        (HOT,),
        6_077_125_000,
        lambda s, who, a: networks.register_network(s, who, a["hotkey"]),
    ),
    "SubtensorModule.root_register": subtensor(
        62,
        (HOT,),
        2_178_934_000,
        lambda s, who, a: neurons.root_register(s, who, a["hotkey"]),
    ),
    "SubtensorModule.decrease_take": subtensor(
        65,
        (HOT, ("take", sc.U16)),
        304_895_000,
        lambda s, who, a: takes.decrease_take(s, who, a["hotkey"], integer(a, "take")),
        pays=False,
    ),
    "SubtensorModule.increase_take": subtensor(
        66,
        (HOT, ("take", sc.U16)),
        362_710_000,
        lambda s, who, a: takes.increase_take(s, who, a["hotkey"], integer(a, "take")),
        pays=False,
    ),
    "SubtensorModule.set_children": subtensor(
        67,
        (HOT, NET, ("children", sc.vec_of(sc.pair_of(sc.U64, sc.raw)))),
        3_369_000_000,
        lambda s, who, a: children.set_children(s, who, a["hotkey"], a["netuid"], _links(a)),
    ),
    "SubtensorModule.set_childkey_take": subtensor(
        75,
        (HOT, NET, ("take", sc.U16)),
        428_870_000,
        lambda s, who, a: children.set_childkey_take(
            s, who, a["hotkey"], a["netuid"], integer(a, "take")
        ),
    ),
    "SubtensorModule.start_call": subtensor(
        92, (NET,), 364_454_000, lambda s, who, a: networks.start_call(s, who, a["netuid"])
    ),
    "SubtensorModule.set_coldkey_auto_stake_hotkey": subtensor(
        114,
        (NET, HOT),
        333_853_000,
        lambda s, who, a: neurons.set_auto_stake(s, who, a["netuid"], a["hotkey"]),
    ),
    "SubtensorModule.root_dissolve_network": Call(
        (SUBTENSOR, 120), (NET,), 3_369_000_000, _dissolve
    ),
    "SubtensorModule.claim_root": Call(
        (SUBTENSOR, 121), (("subnets", sc.set_of(sc.U16)),), 938_999_000, _claim
    ),
    "SubtensorModule.set_root_claim_type": subtensor(
        122, (("new_root_claim_type", _claim_type),), 468_283_000, _claim_kind
    ),
}
