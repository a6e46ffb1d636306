"""Splitting an epoch's emission over mechanisms and merging the results (spec: 35 §9)."""

from collections.abc import Callable
from dataclasses import dataclass

from .epoch import EpochOutput
from .fixed import U64_MAX, U64F64, clamp, u64


@dataclass
class Merged:
    """Subnet vectors by position, and the emissions handed to the coinbase."""

    active: list[bool]
    emission: list[int]
    consensus: list[int]
    dividends: list[int]
    validator_trust: list[int]
    permits: list[bool]
    stake_weight: list[int]
    server_emission: list[int]
    validator_emission: list[int]


def split_emission(total: int, count: int, parts: tuple[int, ...] | None) -> list[int]:
    """Emission per mechanism; the remainder goes to the first."""
    if parts is not None:
        shares = [total * p // 65535 for p in parts]
    else:
        shares = [total // count] * count
    shares = (shares + [0] * count)[:count]
    shares[0] = u64(shares[0] + max(0, total - sum(shares)))
    return shares


def merge(outputs: list[EpochOutput], shares: list[int], total: int, n: int) -> Merged:
    """Sums and weighted sums, mechanism by mechanism."""
    result = Merged(
        *([False] * n, [0] * n, [0] * n, [0] * n, [0] * n),
        *([False] * n, [0] * n, [0] * n, [0] * n),
    )
    for index, (out, share) in enumerate(zip(outputs, shares, strict=True)):
        if total == 0:
            weight = U64F64.one if index == 0 else 0
        else:
            weight = U64F64.div0(U64F64.of(share), U64F64.of(total))
        for i in range(n):
            _merge_uid(result, out, i, weight)
    return result


def _merge_uid(r: Merged, out: EpochOutput, i: int, weight: int) -> None:
    acc = _accumulator(weight)
    r.active[i] = r.active[i] or out.active[i]
    r.permits[i] = r.permits[i] or out.permits[i]
    r.server_emission[i] = u64(r.server_emission[i] + out.server_emission[i])
    r.validator_emission[i] = u64(r.validator_emission[i] + out.validator_emission[i])
    # Already a share of the mechanism's part, and weighted again (§9).
    r.emission[i] = acc(r.emission[i], out.emission[i], U64_MAX)
    r.consensus[i] = acc(r.consensus[i], out.consensus[i], 65535)
    r.dividends[i] = acc(r.dividends[i], out.dividends[i], 65535)
    r.validator_trust[i] = acc(r.validator_trust[i], out.validator_trust[i], 65535)
    r.stake_weight[i] = acc(r.stake_weight[i], out.stake_weight[i], 65535)


def _accumulator(weight: int) -> Callable[[int, int, int], int]:
    def acc(x: int, y: int, high: int) -> int:
        total = U64F64.add(U64F64.of(x), U64F64.mul(U64F64.of(y), weight))
        return clamp(total >> 64, 0, high)

    return acc
