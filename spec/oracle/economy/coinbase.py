"""Draining and distributing what is pending (spec: 30-block-step §7, §9.2, §10)."""

from dataclasses import dataclass

from . import dividends, shares
from .fixed import U96F32, u64
from .run_epochs import run_subnet_epoch
from .schedule import should_run_epoch
from .state import ROOT, State


@dataclass(frozen=True)
class Pending:
    """What one subnet had pending when its epoch came."""

    server: int
    validator: int
    root: int
    owner_cut: int


def _take(s: State, item: str, netuid: int) -> int:
    store = getattr(s, item)
    amount: int = store.at(netuid)
    store[netuid] = 0
    return amount


def drain(s: State, subnets: list[int]) -> dict[int, Pending]:
    """Consumes the epoch slots that are due (§9.2)."""
    drained: dict[int, Pending] = {}
    for n in subnets:
        s.BlocksSinceLastStep.bump(n, 1)
        if not should_run_epoch(s, n):
            continue
        if len(drained) >= s.MaxEpochsPerBlock:
            s.PendingEpochAt[n] = s.Number + 1
            continue
        hotkeys = [h for _, h in s.uid_keys(n)]
        if len(set(hotkeys)) == len(hotkeys):
            s.BlocksSinceLastStep[n] = 0
            # Named one by one: the order of the fields is that of the storage items.
            drained[n] = Pending(
                server=_take(s, "PendingServerEmission", n),
                validator=_take(s, "PendingValidatorEmission", n),
                root=_take(s, "PendingRootAlphaDivs", n),
                owner_cut=_take(s, "PendingOwnerCut", n),
            )
            # The owner cannot change by conviction before a subnet is a year old (§10.6).
        s.LastEpochBlock[n] = s.Number
        s.PendingEpochAt[n] = 0
        s.SubnetEpochIndex.bump(n, 1)
    return drained


def distribute(s: State, netuid: int, pending: Pending) -> None:
    """Runs the epoch and pays everybody (§10)."""
    total = u64(pending.server + pending.validator + pending.root)
    emissions = run_subnet_epoch(s, netuid, total)
    has_incentive = any(incentive for _, incentive, _ in emissions)
    validator = pending.validator if has_incentive else u64(pending.validator + pending.server)
    d = dividends.distribute(s, netuid, pending.root, validator, emissions)
    dividends.pay(s, netuid, pending.owner_cut, d)
    s.LastMechansimStepBlock[netuid] = s.Number


def run_coinbase(s: State, credit: int) -> None:
    """Split, inject, drain, distribute."""
    s.SubnetRootSellTao.clear()
    subnets = [n for n in s.netuids() if n != ROOT]
    targets = shares.emit_to(s)
    emissions = shares.subnet_emissions(s, targets, U96F32.of(credit))
    sell = shares.root_sell_flag(s, targets)
    shares.emit(s, targets, emissions, credit, sell)
    for netuid, pending in sorted(drain(s, subnets).items()):
        distribute(s, netuid, pending)
