"""Calls that add, remove and move stake (spec: 20-calls §6)."""

from . import moving, staking
from . import scale as sc
from .calls import HOT, NET, Args, Call, integer, subtensor
from .state import State

_ALPHA = ("alpha_amount", sc.U64)
_LIMIT = (("limit_price", sc.U64), ("allow_partial", sc.boolean))
_PATH = (("origin_netuid", sc.U16), ("destination_netuid", sc.U16))


def _move(s: State, who: bytes, a: Args) -> None:
    route = moving.Move(
        who,
        a.get("destination_coldkey", who),
        a["origin_hotkey"] if "origin_hotkey" in a else a["hotkey"],
        a["destination_hotkey"] if "destination_hotkey" in a else a["hotkey"],
        a["origin_netuid"],
        a["destination_netuid"],
    )
    limit = integer(a, "limit_price") if "limit_price" in a else None
    is_transfer = "destination_coldkey" in a
    moving.transition(
        s, route, integer(a, "alpha_amount"), limit, a.get("allow_partial"), is_transfer
    )


def _add_limit(s: State, who: bytes, a: Args) -> None:
    amount, limit = integer(a, "amount_staked"), integer(a, "limit_price")
    staking.add_stake_limit(s, who, a["hotkey"], a["netuid"], amount, limit, a["allow_partial"])


def _remove_limit(s: State, who: bytes, a: Args) -> None:
    amount, limit = integer(a, "amount_unstaked"), integer(a, "limit_price")
    staking.remove_stake_limit(s, who, a["hotkey"], a["netuid"], amount, limit, a["allow_partial"])


CALLS: dict[str, Call] = {
    "SubtensorModule.add_stake": subtensor(
        2,
        (HOT, NET, ("amount_staked", sc.U64)),
        3_064_064_000,
        lambda s, who, a: staking.add_stake(
            s, who, a["hotkey"], a["netuid"], integer(a, "amount_staked")
        ),
    ),
    "SubtensorModule.remove_stake": subtensor(
        3,
        (HOT, NET, ("amount_unstaked", sc.U64)),
        2_569_198_000,
        lambda s, who, a: staking.remove_stake(
            s, who, a["hotkey"], a["netuid"], integer(a, "amount_unstaked")
        ),
    ),
    "SubtensorModule.unstake_all": subtensor(
        83, (HOT,), 176_830_000, lambda s, who, a: staking.unstake_all(s, who, a["hotkey"])
    ),
    "SubtensorModule.unstake_all_alpha": subtensor(
        84,
        (HOT,),
        4_275_873_000,
        lambda s, who, a: staking.unstake_all_alpha(s, who, a["hotkey"]),
    ),
    "SubtensorModule.move_stake": subtensor(
        85,
        (("origin_hotkey", sc.raw), ("destination_hotkey", sc.raw), *_PATH, _ALPHA),
        1_391_061_000,
        _move,
    ),
    "SubtensorModule.transfer_stake": subtensor(
        86, (("destination_coldkey", sc.raw), HOT, *_PATH, _ALPHA), 1_333_541_000, _move
    ),
    "SubtensorModule.swap_stake": subtensor(87, (HOT, *_PATH, _ALPHA), 4_317_019_000, _move),
    "SubtensorModule.add_stake_limit": subtensor(
        88, (HOT, NET, ("amount_staked", sc.U64), *_LIMIT), 3_253_005_000, _add_limit
    ),
    "SubtensorModule.remove_stake_limit": subtensor(
        89, (HOT, NET, ("amount_unstaked", sc.U64), *_LIMIT), 2_715_696_000, _remove_limit
    ),
    "SubtensorModule.swap_stake_limit": subtensor(
        90, (HOT, *_PATH, _ALPHA, *_LIMIT), 4_519_515_000, _move
    ),
}
