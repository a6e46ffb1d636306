"""Halving, registration prices and the price of a subnet (spec: 30-block-step §4, §5, §15.2)."""

from functools import cache

from .fixed import U64_MAX, U64F64, clamp, u64
from .state import ROOT, State

TOTAL_SUPPLY = 21 * 10**15
BASE_EMISSION = 10**9
_ONE_Q32 = 1 << 32
_HALF_Q32 = 1 << 31


def block_emission(issuance: int) -> int:
    """Emission per block for an issuance: halved whenever half of the rest is out."""
    if issuance >= TOTAL_SUPPLY:
        return 0
    # r = floor(log2(supply / (supply − issuance))): the largest r with 2^r · rest ≤ supply.
    halvings = 0
    rest = TOTAL_SUPPLY - issuance
    while rest << (halvings + 1) <= TOTAL_SUPPLY:
        halvings += 1
    return BASE_EMISSION >> halvings


def pow_q32(base: int, exponent: int) -> int:
    """Power of a Q32 number, low bits first, each product truncated and clamped to u64."""
    result = _ONE_Q32
    while exponent:
        if exponent & 1:
            result = min(U64_MAX, (result * base) >> 32)
        exponent >>= 1
        if exponent:
            base = min(U64_MAX, (base * base) >> 32)
    return result


@cache
def decay_factor(half_life: int) -> int:
    """The Q32 factor that halves a price in `half_life` blocks, by bisection."""
    if half_life == 0:
        return _ONE_Q32
    low, high = 0, _ONE_Q32
    while low + 1 < high:
        mid = low + ((high - low) >> 1)
        if pow_q32(mid, half_life) > _HALF_Q32:
            high = mid
        else:
            low = mid
    return low


def _bounded(price: int, low: int, high: int) -> int:
    price = max(price, low)
    return min(price, high)


def decayed_burn(burn: int, low: int, high: int, half_life: int, block: int) -> int:
    """The registration price one block later."""
    if half_life > 0 and block > 1:
        burn = min(U64_MAX, burn * decay_factor(half_life) >> 32)
    return _bounded(burn, low, high)


def bumped_burn(burn: int, low: int, high: int, mult: int) -> int:
    """The registration price after a registration; `mult` is U64F64."""
    grown = U64F64.mul(U64F64.of(burn), max(mult, U64F64.one))
    return _bounded(U64F64.to_u64(grown), low, high)


def effective_interval(interval: int, issuance: int) -> int:
    """Lock reduction interval, shortened with the emission; I64F64."""
    share = (block_emission(issuance) << 64) // BASE_EMISSION
    return u64(clamp((clamp(interval, 0, 2**63 - 1) << 64) * share >> 64, 0, 2**127 - 1) >> 64)


def lock_cost(last: int, low: int, last_block: int, now: int, interval: int) -> int:
    """Price of a new subnet. `interval` is the effective one."""
    doubled = u64(last * (1 if last_block == 0 else 2))
    per_block = 0 if interval == 0 else last // interval
    return max(low, u64(doubled - u64(per_block * max(0, now - last_block))))


def update_registration_prices(s: State) -> None:
    """First part of the block step: all prices decay, counters restart."""
    from .schedule import should_run_epoch

    for netuid in s.netuids():
        old = s.Burn.at(netuid)
        new = decayed_burn(
            old,
            s.MinBurn.at(netuid),
            s.MaxBurn.at(netuid),
            s.BurnHalfLife.at(netuid),
            s.Number,
        )
        if new != old:
            s.Burn[netuid] = new
        s.RegistrationsThisBlock[netuid] = 0
        if netuid == ROOT and should_run_epoch(s, netuid):
            s.RegistrationsThisInterval[netuid] = 0


def bump_registration_price(s: State, netuid: int) -> None:
    """After a registration."""
    s.Burn[netuid] = bumped_burn(
        s.Burn.at(netuid),
        s.MinBurn.at(netuid),
        s.MaxBurn.at(netuid),
        s.BurnIncreaseMult.at(netuid),
    )


def network_lock_cost(s: State) -> int:
    """Price of a new subnet now."""
    return lock_cost(
        s.NetworkLastLockCost,
        s.NetworkMinLockCost,
        s.LastRateLimitedBlock.at(("NetworkLastRegistered",)),
        s.Number,
        effective_interval(s.NetworkLockReductionInterval, s.TotalIssuance),
    )
