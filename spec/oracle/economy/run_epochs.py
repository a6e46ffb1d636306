"""The epoch of a subnet on the state: reads, runs, stores (spec: 35-yuma-epoch §2, §9)."""

from .dividends import Emission
from .epoch import NEVER, EpochInput, run_epoch
from .mechanisms import Merged, merge, split_emission
from .schedule import is_expired
from .stake import inherited_on
from .state import ROOT, State


def storage_index(netuid: int, mechanism: int) -> int:
    """Where a mechanism of a subnet keeps its vectors."""
    return mechanism * 4096 + netuid


def owner_uid(s: State, netuid: int) -> int | None:
    """The uid of the owner's hotkey, if it has one."""
    hotkey = s.SubnetOwnerHotkey.get(netuid)
    uid: int | None = None if hotkey is None else s.Uids.at((netuid, hotkey))
    return uid


def last_updates(s: State, index: int, n: int) -> list[int]:
    """LastUpdate, padded with 0 up to n; a longer vector is not cut."""
    values = list(s.LastUpdate.at(index))
    return values + [0] * (n - len(values))


def _commit_blocks(s: State, netuid: int, index: int, n: int) -> list[int]:
    blocks = [NEVER] * n
    for (at, who), queue in s.WeightCommits.items():
        uid = s.Uids.at((netuid, who)) if at == index else None
        if uid is None or uid >= n:
            continue
        for _, epoch, block in queue:
            if not is_expired(s, netuid, epoch):
                blocks[uid] = min(blocks[uid], block)
                break
    for (at, epoch), entries in s.TimelockedWeightCommits.items():
        if at != index or is_expired(s, netuid, epoch):
            continue
        for who, block, *_ in entries:
            uid = s.Uids.at((netuid, who))
            if uid is not None and uid < n:
                blocks[uid] = min(blocks[uid], block)
    return blocks


def _input(s: State, netuid: int, mechanism: int, emission: int) -> EpochInput:
    n, index = s.SubnetworkN.at(netuid), storage_index(netuid, mechanism)
    hotkeys = [s.hotkey_of(netuid, uid) for uid in range(n)]
    low, high = s.AlphaValues.at(netuid)
    commit_reveal = s.CommitRevealWeightsEnabled.at(netuid)
    return EpochInput(
        n=n,
        block=s.Number,
        tempo=s.Tempo.at(netuid),
        last_step=s.LastMechansimStepBlock.at(netuid),
        cutoff_milli=s.ActivityCutoffFactorMilli.at(netuid),
        stake_threshold=s.StakeThreshold,
        tao_weight=s.TaoWeight,
        alpha_stake=[0 if h is None else inherited_on(s, h, netuid, netuid) for h in hotkeys],
        tao_stake=[0 if h is None else inherited_on(s, h, netuid, ROOT) for h in hotkeys],
        owner=owner_uid(s, netuid),
        max_validators=s.MaxAllowedValidators.at(netuid),
        kappa=s.Kappa.at(netuid),
        bonds_penalty=s.BondsPenalty.at(netuid),
        bonds_moving_average=s.BondsMovingAverage.at(netuid),
        yuma3=s.Yuma3On.at(netuid),
        liquid=s.LiquidAlphaOn.at(netuid),
        alpha_low=low,
        alpha_high=high,
        steepness=s.AlphaSigmoidSteepness.at(netuid),
        commit_reveal=commit_reveal,
        registered=[s.BlockAtRegistration.at((netuid, uid)) for uid in range(n)],
        permits=list(s.ValidatorPermit.at(netuid)),
        last_update=last_updates(s, index, n),
        weights={u: list(row) for (i, u), row in s.Weights.items() if i == index},
        bonds={u: list(row) for (i, u), row in s.Bonds.items() if i == index},
        commit_block=_commit_blocks(s, netuid, index, n) if commit_reveal else [],
        emission=emission,
        missing=frozenset(uid for uid, h in enumerate(hotkeys) if h is None),
    )


def run_subnet_epoch(s: State, netuid: int, total: int) -> list[Emission]:
    """All mechanisms; gives (hotkey, incentive, dividend) in hotkey order."""
    count, n = s.MechanismCountCurrent.at(netuid), s.SubnetworkN.at(netuid)
    shares = split_emission(total, count, s.MechanismEmissionSplit.at(netuid))
    uids = [uid for uid in range(n) if (netuid, uid) in s.Keys]
    outputs = []
    for mechanism, share in enumerate(shares):
        out = run_epoch(_input(s, netuid, mechanism, share))
        index = storage_index(netuid, mechanism)
        s.Incentive[index] = tuple(out.incentive[uid] for uid in uids)
        for position, uid in enumerate(uids):
            s.Bonds[(index, position)] = tuple(out.bonds[uid])
        outputs.append(out)
    merged = merge(outputs, shares, total, n)
    _store(s, netuid, merged, uids)
    rows = [
        (s.Keys[(netuid, uid)], merged.server_emission[uid], merged.validator_emission[uid])
        for uid in uids
    ]
    return sorted(rows)


def _store(s: State, netuid: int, merged: Merged, uids: list[int]) -> None:
    for item, values in (
        ("Active", merged.active),
        ("Emission", merged.emission),
        ("Consensus", merged.consensus),
        ("Dividends", merged.dividends),
        ("ValidatorTrust", merged.validator_trust),
        ("ValidatorPermit", merged.permits),
        ("StakeWeight", merged.stake_weight),
    ):
        # By position among the uids that have a key.
        getattr(s, item)[netuid] = tuple(values[uid] for uid in uids)
