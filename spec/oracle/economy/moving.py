"""Moving stake between hotkeys, coldkeys and subnets (spec: 20-calls §6.4, 40-amm §5.4)."""

from dataclasses import dataclass

from . import amm
from .balances import transfer_tao
from .errors import DispatchError, ensure, fail
from .fixed import U64F64
from .root_claim import on_stake_added, on_stake_removed
from .stake import decrease, increase, stake_of
from .staking import MIN_STAKE, become_delegate, ensure_available, stake_into, unstake_from
from .state import ROOT, State


@dataclass(frozen=True)
class Move:
    """From where to where."""

    origin_coldkey: bytes
    destination_coldkey: bytes
    origin_hotkey: bytes
    destination_hotkey: bytes
    origin: int
    destination: int


def _validate(
    s: State, m: Move, alpha: int, most: int, partial: bool | None, is_transfer: bool
) -> None:
    if m.origin_coldkey == m.destination_coldkey and m.origin_hotkey == m.destination_hotkey:
        ensure(m.origin != m.destination, "SameNetuid")
    crosses = m.origin != m.destination
    ensure(s.NetworksAdded.at(m.origin), "SubnetNotExists")
    ensure(s.NetworksAdded.at(m.destination), "SubnetNotExists")
    ensure(s.SubtokenEnabled.at(m.origin), "SubtokenDisabled")
    ensure(s.SubtokenEnabled.at(m.destination), "SubtokenDisabled")
    ensure(m.origin_hotkey in s.Owner, "HotKeyAccountNotExists")
    ensure(m.destination_hotkey in s.Owner, "HotKeyAccountNotExists")
    if crosses:
        try:
            tao = amm.sim_swap(s, m.origin, False, alpha).paid_out
        except DispatchError:
            raise fail("InsufficientLiquidity") from None
        ensure(tao > MIN_STAKE, "AmountTooLow")
        ensure(partial is not False or alpha <= most, "SlippageTooHigh")
    if is_transfer:
        ensure(s.TransferToggle.at(m.origin), "TransferDisallowed")
        ensure(s.TransferToggle.at(m.destination), "TransferDisallowed")
    if crosses:
        ensure_available(s, m.origin_coldkey, m.origin, alpha)


def _across(s: State, m: Move, alpha: int) -> None:
    from_root = m.origin == ROOT
    tao = unstake_from(
        s,
        m.origin_hotkey,
        m.origin_coldkey,
        m.origin_coldkey,
        m.origin,
        alpha,
        amm.MIN_PRICE,
        from_root,
    )
    if m.origin_coldkey != m.destination_coldkey:
        transfer_tao(s, m.origin_coldkey, m.destination_coldkey, tao)
    if tao >= MIN_STAKE:
        if s.Owner.at(m.destination_hotkey) != m.destination_coldkey:
            become_delegate(s, m.destination_hotkey)
        stake_into(
            s,
            m.destination_hotkey,
            m.destination_coldkey,
            m.destination,
            tao,
            amm.MAX_PRICE,
            not from_root,
        )


def _within(s: State, m: Move, alpha: int) -> None:
    netuid = m.origin
    decrease(s, m.origin_hotkey, m.origin_coldkey, netuid, alpha)
    if netuid == ROOT:
        on_stake_removed(s, m.origin_hotkey, m.origin_coldkey, alpha)
    increase(s, m.destination_hotkey, m.destination_coldkey, netuid, alpha)
    if netuid == ROOT:
        on_stake_added(s, m.destination_hotkey, m.destination_coldkey, alpha)
    tao = U64F64.to_u64(U64F64.mul(amm.price(s, netuid), U64F64.of(alpha)))
    ensure(tao >= MIN_STAKE, "AmountTooLow")
    s.LastColdkeyHotkeyStakeBlock[(m.destination_coldkey, m.destination_hotkey)] = s.Number


def transition(
    s: State,
    m: Move,
    alpha: int,
    limit: int | None = None,
    partial: bool | None = None,
    is_transfer: bool = False,
) -> None:
    """The common part of move_stake, transfer_stake, swap_stake and swap_stake_limit."""
    alpha = min(alpha, stake_of(s, m.origin_hotkey, m.origin_coldkey, m.origin))
    most = alpha
    if m.origin != m.destination and limit is not None:
        most = amm.max_amount_move(s, m.origin, m.destination, limit)
    _validate(s, m, alpha, most, partial, is_transfer)
    amount = min(alpha, most)
    if m.origin != m.destination:
        _across(s, m, amount)
    else:
        _within(s, m, amount)
