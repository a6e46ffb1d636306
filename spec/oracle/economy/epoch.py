"""One epoch of one mechanism, from its inputs to its outputs (spec: 35-yuma-epoch §2–§8)."""

from dataclasses import dataclass, field

from . import epoch_math as m
from .epoch_math import ONE, Matrix, prop, q16
from .fixed import I32F32, I64F64, U64_MAX, U96F32, u64

NEVER = U64_MAX


@dataclass
class EpochInput:
    """What the epoch of one mechanism reads (§2)."""

    n: int
    block: int
    tempo: int
    last_step: int
    cutoff_milli: int
    stake_threshold: int
    tao_weight: int
    alpha_stake: list[int]
    tao_stake: list[int]
    owner: int | None
    max_validators: int
    kappa: int
    bonds_penalty: int
    bonds_moving_average: int
    yuma3: bool
    liquid: bool
    alpha_low: int
    alpha_high: int
    steepness: int
    commit_reveal: bool
    registered: list[int]
    permits: list[bool]
    last_update: list[int]
    weights: dict[int, list[tuple[int, int]]]
    bonds: dict[int, list[tuple[int, int]]]
    # Block of the commit that counts per uid, NEVER without one (§3.2 step 4).
    commit_block: list[int] = field(default_factory=list)
    emission: int = 0
    missing: frozenset[int] = frozenset()


@dataclass
class EpochOutput:
    """What the epoch of one mechanism gives per uid (§8)."""

    active: list[bool]
    stake_weight: list[int]
    consensus: list[int]
    validator_trust: list[int]
    incentive: list[int]
    dividends: list[int]
    server_emission: list[int]
    validator_emission: list[int]
    emission: list[int]
    permits: list[bool]
    stake: list[int]
    bonds: list[list[tuple[int, int]]]


def total_stake(e: EpochInput) -> list[int]:
    """Alpha plus weighted TAO per uid, I64F64 (§2.1)."""
    weight = U96F32.div0(U96F32.of(e.tao_weight), U96F32.of(U64_MAX))
    weight = I64F64.from_format(weight, U96F32)
    return [
        0 if i in e.missing else I64F64.add(I64F64.of(a), I64F64.mul(I64F64.of(t), weight))
        for i, (a, t) in enumerate(zip(e.alpha_stake, e.tao_stake, strict=True))
    ]


def _at(values: list[int], index: int) -> int:
    return values[index] if index < len(values) else 0


def new_permits(stake: list[int], k: int, owner: int | None) -> list[bool]:
    """Top-k of the non-zero stakes; ties go to the higher uid (§3 step 5)."""
    n = len(stake)
    permits = [v != 0 for v in stake]
    if n >= k:
        for uid in sorted(range(n), key=lambda i: stake[i])[: n - k]:
            permits[uid] = False
    if owner is not None and owner < n:
        permits[owner] = True
    return permits


def _masked_weights(e: EpochInput, permits: list[bool], registered: list[int]) -> Matrix:
    rows: Matrix = []
    for i in range(e.n):
        row: m.Row = []
        if i < len(permits) and permits[i]:
            for j, w in e.weights.get(i, []):
                if j >= e.n or (j == i and i != e.owner):
                    continue
                if _at(e.last_update, i) <= registered[j]:
                    continue
                if e.commit_reveal and e.commit_block[i] < registered[j]:
                    continue
                row.append((j, w << 32))
        rows.append(row)
    return m.normalise_rows(rows)


def _bonds(e: EpochInput, registered: list[int]) -> Matrix:
    last_tempo = max(0, e.block - e.tempo) if e.last_step == 0 else e.last_step + 1
    return [
        [(j, b) for j, b in e.bonds.get(i, []) if last_tempo > (registered[j] if j < e.n else 0)]
        for i in range(e.n)
    ]


def _plain_alpha(bonds_moving_average: int) -> int:
    share = I64F64.div0(I64F64.of(bonds_moving_average), I64F64.of(1_000_000))
    return m.sub(ONE, I32F32.from_format(share, I64F64))


def _bond_dividends(
    e: EpochInput, v: Matrix, stored: Matrix, act: list[int], at: list[int], incentive: list[int]
) -> tuple[Matrix, list[int]]:
    """New bonds and normalised dividends (§7)."""
    n = e.n
    alpha = _plain_alpha(e.bonds_moving_average)
    if e.yuma3:
        old = [[(j, prop(b)) for j, b in row] for row in stored]
        if e.liquid and any(at):
            low, high = prop(e.alpha_low), prop(e.alpha_high)
            bonds = m.ema_liquid(v, old, at, n, low, high, e.steepness)
        else:
            bonds = m.ema(v, old, alpha, n)
        share = m.normalise_columns(bonds, n)
        held = [sum(m.mul(x, incentive[j]) for j, x in row) for row in share]
        dividends = [I32F32.mul(p, a) for p, a in zip(held, act, strict=True)]
        return bonds, m.normalise(dividends)
    old = m.normalise_columns([[(j, b << 32) for j, b in row] for row in stored], n)
    fresh = [[(j, m.mul(w, act[i])) for j, w in row] for i, row in enumerate(v)]
    bonds = m.normalise_columns(m.ema(m.normalise_columns(fresh, n), old, alpha, n), n)
    dividends = []
    for row in bonds:
        total = 0
        for j, x in row:
            total = m.add(total, m.mul(incentive[j], x))
        dividends.append(total)
    return m.upscale_columns(bonds, n), m.normalise(dividends)


def _emissions(
    incentive: list[int], dividends: list[int], act: list[int], stake: list[int], amount: int
) -> tuple[list[int], list[int], list[int]]:
    """Server, validator and combined emission per uid, rao (§8)."""
    combined = [m.add(i, d) for i, d in zip(incentive, dividends, strict=True)]
    total = sum(combined)
    server, validator = list(incentive), list(dividends)
    if total:
        server = [m.div0(i, total) for i in incentive]
        validator = [m.div0(d, total) for d in dividends]
        combined = m.normalise(combined)
    else:
        combined = validator = list(act) if sum(act) else list(stake)
    return (
        [u64(x * amount >> 32) for x in server],
        [u64(x * amount >> 32) for x in validator],
        [u64(x * amount >> 32) for x in combined],
    )


def run_epoch(e: EpochInput) -> EpochOutput:
    """The sparse epoch."""
    n = e.n
    totals = total_stake(e)
    cutoff = max(1, e.cutoff_milli * e.tempo // 1000)
    inactive = [u64(_at(e.last_update, i) + cutoff) < e.block for i in range(n)]
    registered = [0 if i in e.missing else e.registered[i] for i in range(n)]
    filtered = [
        0 if i != e.owner and I64F64.to_u64(t) < e.stake_threshold else t
        for i, t in enumerate(totals)
    ]
    stake = m.normalise_stake(filtered)
    permits = list(e.permits)
    if e.owner is not None and e.owner < len(permits):
        permits[e.owner] = True
    next_permits = new_permits(stake, e.max_validators, e.owner)

    act = [0 if inactive[i] else stake[i] for i in range(n)]
    if permits:
        # A mask shorter than the vector masks the excess, an empty one nothing.
        act = [a if i < len(permits) and permits[i] else 0 for i, a in enumerate(act)]
    act = m.normalise(act)

    weights = _masked_weights(e, permits, registered)
    at = m.consensus(act, weights, n, prop(e.kappa))
    clipped = m.clip(weights, at)
    trust = [sum(w for _, w in row) for row in clipped]
    rank = [0] * n
    for i, row in enumerate(clipped):
        for j, w in row:
            rank[j] = m.add(rank[j], m.mul(act[i], w))
    incentive = m.normalise(rank)

    v = m.interpolate(weights, clipped, prop(e.bonds_penalty), n)
    bonds, dividends = _bond_dividends(e, v, _bonds(e, registered), act, at, incentive)
    server, validator, combined = _emissions(incentive, dividends, act, stake, e.emission)
    return EpochOutput(
        active=[not x for x in inactive],
        stake_weight=[q16(x) for x in stake],
        consensus=[q16(x) for x in at],
        validator_trust=[q16(x) for x in trust],
        incentive=[q16(x) for x in incentive],
        dividends=[q16(x) for x in dividends],
        server_emission=server,
        validator_emission=validator,
        emission=combined,
        permits=next_permits,
        stake=[I64F64.to_u64(t) for t in totals],
        bonds=[
            [(j, q16(x)) for j, x in row] if next_permits[i] else [] for i, row in enumerate(bonds)
        ],
    )
