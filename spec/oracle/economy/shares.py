"""How a block's TAO is split and injected (spec: 30-block-step §7)."""

from contextlib import suppress
from dataclasses import dataclass

from . import alpha, amm
from .balances import deposit, recycle_credit
from .emission import block_emission
from .errors import DispatchError
from .fixed import I64_MAX, I64_MIN, I96F32, U64F64, U96F32, u64
from .keys import subnet_account
from .stake import tao_weight
from .state import ROOT, State

HALF = 1 << 31


@dataclass(frozen=True)
class Terms:
    """What one subnet gets this block, U96F32."""

    tao_in: int
    alpha_in: int
    alpha_out: int
    excess: int


def emit_to(s: State) -> list[int]:
    """Subnets that take part in emission, in storage order (§7.1)."""
    return [
        n
        for n in s.netuids()
        if n != ROOT
        and s.FirstEmissionBlockNumber.at(n) is not None
        and s.SubtokenEnabled.at(n)
        and s.NetworkRegistrationAllowed.at(n)
    ]


def moving_price(s: State, netuid: int) -> int:
    """The price average as U64F64; 1 outside mechanism 1, 0 when negative."""
    if netuid == ROOT or s.SubnetMechanism.at(netuid) == 0:
        return U64F64.one
    return U64F64.from_format(s.SubnetMovingPrice.at(netuid), I96F32)


def root_sell_flag(s: State, subnets: list[int]) -> bool:
    """Whether the averages add up to more than 1."""
    return sum(moving_price(s, n) for n in subnets) > U64F64.one


def shares(s: State, subnets: list[int]) -> list[tuple[int, int]]:
    """(share of prices, final share before the emission switch) per subnet, U64F64."""
    averages = [moving_price(s, n) for n in subnets]
    total = 0
    for average in averages:
        total = U64F64.add(total, average)
    by_price = [U64F64.div0(average, total) for average in averages]
    weighted = []
    for n, share in zip(subnets, by_price, strict=True):
        burned = min(U64F64.from_format(s.MinerBurned.at(n), U96F32), U64F64.one)
        weighted.append(U64F64.mul(share, U64F64.one - burned))
    weight_sum = 0
    for w in weighted:
        weight_sum = U64F64.add(weight_sum, w)
    if weight_sum == 0:
        return [(p, p) for p in by_price]
    return [(p, U64F64.div0(w, weight_sum)) for p, w in zip(by_price, weighted, strict=True)]


def subnet_emissions(s: State, subnets: list[int], emission: int) -> dict[int, int]:
    """TAO per subnet, U96F32 (§7.2). `emission` is U96F32 too."""
    parts = [share for _, share in shares(s, subnets)]
    enabled = [s.SubnetEmissionEnabled.at(n) for n in subnets]
    if not all(enabled):
        total = 0
        for share, on in zip(parts, enabled, strict=True):
            total = U64F64.add(total, share) if on else total
        parts = [
            U64F64.div0(share, total) if on and total > 0 else 0
            for share, on in zip(parts, enabled, strict=True)
        ]
    whole = U64F64.from_format(emission, U96F32)
    return {
        n: U96F32.from_format(U64F64.mul(whole, share), U64F64)
        for n, share in zip(subnets, parts, strict=True)
    }


def alpha_issuance(s: State, netuid: int) -> int:
    """Alpha of a subnet, pool and outstanding."""
    return u64(s.SubnetAlphaIn.at(netuid) + s.SubnetAlphaOut.at(netuid))


def root_proportion(s: State, netuid: int) -> int:
    """Root's part of a subnet's value, U96F32 (§7.3)."""
    root = U96F32.mul(U96F32.of(s.SubnetTAO.at(ROOT)), tao_weight(s))
    return U96F32.div0(root, U96F32.add(root, U96F32.of(alpha_issuance(s, netuid))))


def terms(s: State, netuid: int, emission: int) -> Terms:
    """The injection of one subnet (§7.4)."""
    created = U96F32.of(block_emission(alpha_issuance(s, netuid)))
    price = U96F32.from_format(amm.price(s, netuid), U64F64)
    tao_in, alpha_in = emission, U96F32.div0(emission, price)
    cap = U96F32.mul(root_proportion(s, netuid), created)
    if alpha_in > cap:
        alpha_in = cap
        tao_in = U96F32.mul(alpha_in, price)
    return Terms(tao_in, alpha_in, created, U96F32.sub(emission, tao_in))


def _protocol_inflow(s: State, netuid: int, tao: int) -> None:
    s.SubnetProtocolFlow.bump(netuid, tao, I64_MAX, I64_MIN)


def _inject(s: State, netuid: int, t: Terms, credit: int) -> int:
    """One subnet's injection and chain buy; gives the credit that is left (§7.5)."""
    tao, new_alpha = amm.adjust_protocol_liquidity(
        s, netuid, U96F32.to_u64(t.tao_in), U96F32.to_u64(t.alpha_in)
    )
    s.SubnetExcessTao[netuid] = 0
    s.SubnetTaoInEmission[netuid] = 0
    account = subnet_account(netuid)
    excess = U96F32.to_u64(t.excess)
    if 0 < excess <= credit and deposit(s, account, excess):
        credit -= excess
        # Without a swap the TAO just stays on the subnet's account.
        with suppress(DispatchError), s.layer():
            bought = amm.swap_tao_for_alpha(s, netuid, excess, amm.MAX_PRICE, True)
            s.SubnetProtocolAlpha.bump(netuid, bought.paid_out)
            s.SubnetExcessTao[netuid] = bought.paid_in
            _protocol_inflow(s, netuid, bought.paid_in)
    s.SubnetAlphaInEmission[netuid] = new_alpha
    alpha.mint(s, netuid, new_alpha)
    if new_alpha:
        s.SubnetAlphaIn.bump(netuid, new_alpha)
    if 0 < tao <= credit and deposit(s, account, tao):
        credit -= tao
        s.SubnetTaoInEmission[netuid] = tao
        s.SubnetTAO.bump(netuid, tao)
        s.TotalStake = u64(s.TotalStake + tao)
        _protocol_inflow(s, netuid, tao)
    return credit


def emit(s: State, subnets: list[int], emissions: dict[int, int], credit: int, sell: bool) -> None:
    """Injects into the pools, then makes this block's alpha pending (§7.5, §7.7)."""
    plans = {n: terms(s, n, emissions[n]) for n in sorted(emissions)}
    for n in subnets:
        credit = _inject(s, n, plans[n], credit)
    recycle_credit(s, credit)
    owner_cut = U96F32.div0(U96F32.of(s.SubnetOwnerCut), U96F32.of(65535))
    for n in subnets:
        rest = plans[n].alpha_out
        created = U96F32.to_u64(rest)
        s.SubnetAlphaOutEmission[n] = created
        alpha.mint(s, n, created)
        if created:
            s.SubnetAlphaOut.bump(n, created)
        if s.OwnerCutEnabled.at(n):
            cut = U96F32.mul(rest, owner_cut)
            rest = U96F32.sub(rest, cut)
            s.PendingOwnerCut.bump(n, U96F32.to_u64(cut))
        # Computed again after the injection and the mint.
        root = U96F32.mul(U96F32.mul(root_proportion(s, n), rest), HALF)
        server = U96F32.mul(rest, HALF)
        validator = U96F32.sub(U96F32.sub(rest, server), root)
        s.PendingServerEmission.bump(n, U96F32.to_u64(server))
        s.PendingValidatorEmission.bump(n, U96F32.to_u64(validator))
        if sell:
            s.PendingRootAlphaDivs.bump(n, U96F32.to_u64(root))
        else:
            alpha.recycle(s, n, U96F32.to_u64(root))


def next_moving_price(price: int, moving: int, ema: int, halving: int, blocks: int) -> int:
    """The price average after one block, I96F32 (§7.6). `price` and `ema` are U64F64."""
    b = U64F64.of(blocks)
    ramp = U64F64.div0(b, U64F64.add(b, U64F64.of(halving)))
    weight = U64F64.mul(U64F64.from_format(moving, I96F32), ramp)
    now = U64F64.mul(weight, min(price, U64F64.one))
    before = U64F64.mul(U64F64.sub(U64F64.one, weight), ema)
    return I96F32.from_format(U64F64.add(now, before), U64F64)


def update_moving_price(s: State, netuid: int) -> None:
    """Moves one subnet's price average."""
    start = max(0, (s.FirstEmissionBlockNumber.at(netuid) or 0) - 1)
    s.SubnetMovingPrice[netuid] = next_moving_price(
        amm.price(s, netuid),
        s.SubnetMovingAlpha,
        moving_price(s, netuid),
        s.EMAPriceHalvingBlocks.at(netuid),
        max(0, s.Number - start),
    )
