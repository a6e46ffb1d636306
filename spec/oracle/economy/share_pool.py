"""The stake share pool of one (hotkey, netuid) (spec: 10-state §2.3)."""

from typing import Protocol

from . import safe_float as sf
from .fixed import U64_MAX, clamp
from .safe_float import SafeFloat


class PoolStore(Protocol):
    """Where one pool keeps its value, its denominator and its shares."""

    def value(self) -> int: ...
    def set_value(self, value: int) -> None: ...
    def denominator(self) -> SafeFloat: ...
    def set_denominator(self, value: SafeFloat) -> None: ...
    def share(self, key: bytes) -> SafeFloat | None: ...
    def set_share(self, key: bytes, value: SafeFloat) -> None: ...


def value_from_share(pool: PoolStore, share: SafeFloat) -> int:
    """What a share is worth, in rao; 0 when nothing is outstanding."""
    worth = sf.mul_div(sf.from_u64(pool.value()), share, pool.denominator())
    return 0 if worth is None else sf.to_u64(worth)


def stake_of(pool: PoolStore, key: bytes) -> int | None:
    """The stake of one staker; none without a share entry."""
    share = pool.share(key)
    return None if share is None else value_from_share(pool, share)


def update_all(pool: PoolStore, change: int) -> None:
    """Adds to (or takes from) everybody pro rata."""
    pool.set_value(clamp(pool.value() + change, 0, U64_MAX))


def _shares_for(pool: PoolStore, amount: int) -> SafeFloat:
    value = sf.from_u64(pool.value())
    return sf.mul_div(sf.from_u64(abs(amount)), pool.denominator(), value) or sf.ZERO


def is_precise_enough(pool: PoolStore, amount: int) -> bool:
    """False when the amount is too small to be worth any share."""
    return pool.denominator()[0] == 0 or _shares_for(pool, amount)[0] != 0


def update_one(pool: PoolStore, key: bytes, change: int) -> None:
    """Adds to (or takes from) one staker."""
    denominator = pool.denominator()
    share = pool.share(key) or sf.ZERO
    if denominator[0] == 0:
        pool.set_denominator(sf.from_u64(abs(change)))
        pool.set_share(key, sf.from_u64(abs(change)))
    else:
        part = _shares_for(pool, change)
        move = sf.add if change > 0 else sf.sub
        # A failed operation keeps the old number.
        new_denominator = move(denominator, part)
        new_share = move(share, part)
        pool.set_denominator(denominator if new_denominator is None else new_denominator)
        pool.set_share(key, share if new_share is None else new_share)
    update_all(pool, change)


def decrease(pool: PoolStore, key: bytes, amount: int) -> bool:
    """Takes an amount from one staker if the staker has it; tells whether it did."""
    stake = stake_of(pool, key)
    if stake is None or stake < amount:
        return False
    update_one(pool, key, -amount)
    return True
