"""The pool of a subnet and what a swap does to it (spec: 40-amm §4, §5.1, §7)."""

from dataclasses import dataclass

from . import amm_math as m
from .errors import DispatchError
from .fixed import U64_MAX, U64F64, U128_MAX, u64
from .state import State

MINIMUM_RESERVE = 1_000_000
MIN_PRICE = 1000
MAX_PRICE = 10**15
GIGA = 10**9


@dataclass(frozen=True)
class Swap:
    """What a swap takes and gives."""

    paid_in: int
    paid_out: int
    fee: int
    fee_to_author: int


def _swap_error(name: str) -> DispatchError:
    return DispatchError(f"Swap.{name}")


def price(s: State, netuid: int) -> int:
    """Current price in U64F64 (§2)."""
    if s.SubnetMechanism.at(netuid) != 1:
        return U64F64.one
    return m.spot_price(
        s.SwapBalancer.at(netuid), s.SubnetAlphaIn.at(netuid), s.SubnetTAO.at(netuid)
    )


def approx_fee(s: State, netuid: int, amount: int) -> int:
    """The fee on an amount, by the rate alone."""
    if s.SubnetMechanism.at(netuid) != 1:
        return 0
    rate = U64F64.div0(U64F64.of(s.FeeRate.at(netuid)), U64F64.of(65535))
    return U64F64.to_u64(U64F64.mul(U64F64.of(amount), rate))


def alpha_for_tao(s: State, netuid: int, tao: int) -> int:
    """Alpha of the same value, without slippage."""
    if s.SubnetMechanism.at(netuid) != 1:
        return tao
    return U64F64.to_u64(U64F64.div0(U64F64.of(tao), price(s, netuid)))


def quote(
    s: State, netuid: int, buy: bool, amount: int, limit: int, drop_fees: bool, real: bool
) -> Swap:
    """Computes a swap; a real one also initialises the pool (§4). Reserves do not move here."""
    x, y = s.SubnetAlphaIn.at(netuid), s.SubnetTAO.at(netuid)
    bound = U64F64.div0(U64F64.of(limit), U64F64.of(GIGA))
    fee = 0 if drop_fees else approx_fee(s, netuid, amount)
    net = amount - fee if amount > fee else 0
    reserve_in, reserve_out = (y, x) if buy else (x, y)
    if net > u64(1000 * reserve_in):
        raise _swap_error("SwapInputTooLarge")
    if reserve_out < MINIMUM_RESERVE:
        raise _swap_error("ReservesTooLow")
    initialised = s.PalSwapInitialized.at(netuid)
    w2 = s.SwapBalancer.at(netuid) if initialised else m.HALF
    # Outside mechanism 1 the price in force is 1, whatever the reserves say (§2).
    now = m.spot_price(w2, x, y) if s.SubnetMechanism.at(netuid) == 1 else U64F64.one
    if not (now < bound if buy else now > bound):
        raise _swap_error("PriceLimitExceeded")

    paid_in, fee = _input_within_limit(s, netuid, buy, net, fee, w2, now, bound, drop_fees)
    out = _out(buy, w2, x, y, paid_in)
    if paid_in != 0 and out == 0:
        raise _swap_error("ReservesTooLow")
    if real:
        if out > reserve_out:
            raise _swap_error("InsufficientLiquidity")
        if not initialised:
            s.SwapBalancer[netuid] = m.HALF
            s.PalSwapInitialized[netuid] = True
    return Swap(paid_in, out, fee, fee if paid_in != 0 else 0)


def _out(buy: bool, w2: int, x: int, y: int, paid_in: int) -> int:
    if buy:
        return m.out_for(x, m.exp_buy(w2, y, paid_in))
    return m.out_for(y, m.exp_sell(w2, x, paid_in))


def _input_within_limit(
    s: State,
    netuid: int,
    buy: bool,
    net: int,
    fee: int,
    w2: int,
    now: int,
    bound: int,
    drop_fees: bool,
) -> tuple[int, int]:
    """The input that respects the limit and its fee (§4 steps 5, 6)."""
    x, y = s.SubnetAlphaIn.at(netuid), s.SubnetTAO.at(netuid)
    out_full = _out(buy, w2, x, y, net)
    if buy:
        target = m.spot_price(w2, u64(x - out_full), u64(y + net))
        whole = target <= bound
    else:
        target = m.spot_price(w2, u64(x + net), u64(y - out_full))
        whole = target >= bound
    if whole:
        return net, fee
    if buy:
        paid_in = m.tao_in_for_price(w2, now, bound, y)
    else:
        paid_in = m.alpha_in_for_price(w2, now, bound, x)
    if drop_fees:
        return paid_in, 0
    rate = s.FeeRate.at(netuid)
    part = U64F64.div0(U64F64.of(rate), U64F64.sub(U64F64.of(65535), U64F64.of(rate)))
    return paid_in, U64F64.to_u64(U64F64.mul(U64F64.of(paid_in), part))


def sim_swap(s: State, netuid: int, buy: bool, amount: int) -> Swap:
    """A simulation with fees at the widest limit; one to one outside mechanism 1."""
    if s.SubnetMechanism.at(netuid) != 1:
        exists = s.NetworksAdded.at(netuid)
        return Swap(amount, amount, 0, 0) if exists else Swap(0, 0, 0, 0)
    return quote(s, netuid, buy, amount, MAX_PRICE if buy else MIN_PRICE, False, False)


def swap_tao_for_alpha(s: State, netuid: int, tao: int, limit: int, drop_fees: bool) -> Swap:
    """Buys alpha and moves the reserves (§5.1). TotalStake grows by the whole TAO offered."""
    if s.SubnetMechanism.at(netuid) == 1:
        r = quote(s, netuid, True, tao, limit, drop_fees, True)
    else:
        r = Swap(tao, tao, 0, 0)
    if r.paid_out:
        s.SubnetAlphaIn.bump(netuid, -r.paid_out)
    s.SubnetAlphaOut.bump(netuid, r.paid_out)
    s.SubnetTAO.bump(netuid, r.paid_in)
    s.TotalStake = u64(s.TotalStake + tao)
    s.SubnetVolume.bump(netuid, tao, U128_MAX)
    return r


def swap_alpha_for_tao(s: State, netuid: int, alpha: int, limit: int, drop_fees: bool) -> Swap:
    """Sells alpha and moves the reserves (§5.1)."""
    if s.SubnetMechanism.at(netuid) == 1:
        r = quote(s, netuid, False, alpha, limit, drop_fees, True)
    else:
        r = Swap(alpha, alpha, 0, 0)
    s.SubnetAlphaIn.bump(netuid, r.paid_in)
    s.SubnetAlphaOut.bump(netuid, -r.paid_in)
    if r.paid_out:
        s.SubnetTAO.bump(netuid, -r.paid_out)
    s.TotalStake = u64(s.TotalStake - r.paid_out)
    s.SubnetVolume.bump(netuid, r.paid_out, U128_MAX)
    return r


def initialise(s: State, netuid: int, at_price: int | None) -> None:
    """Sets the weights of a pool that no swap has touched yet: half, or those of a price."""
    if s.PalSwapInitialized.at(netuid):
        return
    w2 = m.HALF
    if at_price is not None:
        x, y = s.SubnetAlphaIn.at(netuid), s.SubnetTAO.at(netuid)
        high = min(U128_MAX, (at_price >> 64) * x)
        low = U64F64.mul(U64F64.of(x), at_price & U64_MAX) >> 64
        total = min(U128_MAX, high + low + y)
        if total == 0:
            raise _swap_error("ReservesOutOfBalance")
        w2 = m.parts_from_rational(y, total)
    if not m.is_weight_allowed(w2):
        raise _swap_error("ReservesOutOfBalance")
    s.SwapBalancer[netuid] = w2
    s.PalSwapInitialized[netuid] = True


def adjust_protocol_liquidity(s: State, netuid: int, d_tao: int, d_alpha: int) -> tuple[int, int]:
    """Moves the weights so that the injection keeps the price; (0, 0) when it cannot (§7)."""
    w2 = m.weight_after_injection(
        s.SwapBalancer.at(netuid),
        s.SubnetTAO.at(netuid),
        s.SubnetAlphaIn.at(netuid),
        d_tao,
        d_alpha,
    )
    if w2 is None:
        return 0, 0
    s.SwapBalancer[netuid] = w2
    return d_tao, d_alpha


def clear_protocol_liquidity(s: State, netuid: int) -> None:
    """Empties the pool and forgets its settings."""
    if s.SubnetTAO.at(netuid):
        s.SubnetTAO.bump(netuid, -s.SubnetTAO.at(netuid))
    if s.SubnetAlphaIn.at(netuid):
        s.SubnetAlphaIn.bump(netuid, -s.SubnetAlphaIn.at(netuid))
    s.PalSwapInitialized.pop(netuid, None)
    s.FeeRate.pop(netuid, None)
    s.SwapBalancer.pop(netuid, None)


def _is_stable(s: State, netuid: int) -> bool:
    return netuid == 0 or s.SubnetMechanism.at(netuid) == 0


def max_amount_add(s: State, netuid: int, limit: int) -> int:
    """TAO that can be staked within a price limit (§5.4)."""
    if _is_stable(s, netuid):
        return U64_MAX if limit >= GIGA else 0
    r = quote(s, netuid, True, u64(1000 * s.SubnetTAO.at(netuid)), limit, False, False)
    return u64(r.paid_in + r.fee)


def max_amount_remove(s: State, netuid: int, limit: int) -> int:
    """Alpha that can be unstaked within a price limit (§5.4)."""
    if _is_stable(s, netuid):
        return U64_MAX if limit <= GIGA else 0
    r = quote(s, netuid, False, u64(1000 * s.SubnetAlphaIn.at(netuid)), limit, False, False)
    return u64(r.paid_in + r.fee)


def max_amount_move(s: State, origin: int, destination: int, limit: int) -> int:
    """Alpha that can be moved within a relative price limit (§5.4); it ignores weights."""
    giga = U64F64.of(GIGA)
    if _is_stable(s, origin) and _is_stable(s, destination):
        return 0 if limit > GIGA else U64_MAX
    if _is_stable(s, origin) and s.SubnetMechanism.at(destination) == 1:
        if limit == 0:
            return U64_MAX
        inverse = U64F64.mul(U64F64.div0(giga, U64F64.of(limit)), giga)
        return max_amount_add(s, destination, U64F64.to_u64(inverse))
    if _is_stable(s, destination) and s.SubnetMechanism.at(origin) == 1:
        return max_amount_remove(s, origin, limit)
    t1, t2 = U64F64.of(s.SubnetTAO.at(origin)), U64F64.of(s.SubnetTAO.at(destination))
    a1, a2 = U64F64.of(s.SubnetAlphaIn.at(origin)), U64F64.of(s.SubnetAlphaIn.at(destination))
    if not (t1 and t2 and a1 and a2):
        return 0
    relative = U64F64.div0(U64F64.of(limit), giga)
    if relative > U64F64.div0(price(s, origin), price(s, destination)):
        return 0
    if limit == 0:
        return U64_MAX
    total = U64F64.add(t1, t2)
    gain = U64F64.div0(U64F64.mul(a2, U64F64.div0(t1, total)), relative)
    return U64F64.to_u64(U64F64.sub(gain, U64F64.mul(a1, U64F64.div0(t2, total))))
