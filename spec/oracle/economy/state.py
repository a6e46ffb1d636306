"""The state as maps (spec: 10-state). Names are those of the storage items.

Every stored value is immutable, so a copy of the maps is a snapshot.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

ROOT = 0


class Store(dict[Any, Any]):
    """A map with the default that an absent key reads."""

    def __init__(self, default: Any = None) -> None:
        super().__init__()
        self.default = default

    def at(self, key: Any) -> Any:
        """The value, or the default."""
        return self.get(key, self.default)

    def bump(self, key: Any, by: int, high: int = 2**64 - 1, low: int = 0) -> None:
        """Saturating addition."""
        self[key] = min(high, max(low, self.at(key) + by))


_ZERO = bytes(32)

# Maps by netuid with their defaults (fast preset).
_BY_NET: dict[str, Any] = {
    "OwnerCutEnabled": True,
    "OwnerCutAutoLockEnabled": False,
    "SubnetEmissionEnabled": True,
    "PendingServerEmission": 0,
    "PendingValidatorEmission": 0,
    "PendingRootAlphaDivs": 0,
    "PendingOwnerCut": 0,
    "MinerBurned": 0,
    "SubnetAlphaInEmission": 0,
    "SubnetAlphaOutEmission": 0,
    "SubnetTaoInEmission": 0,
    "SubnetExcessTao": 0,
    "SubnetRootSellTao": 0,
    "RootProp": 0,
    "RecycleOrBurn": "Burn",
    "SubnetTAO": 0,
    "SubnetAlphaIn": 0,
    "SubnetAlphaOut": 0,
    "SubnetProtocolAlpha": 0,
    "SubnetVolume": 0,
    "SubnetMovingPrice": 0,
    "EMAPriceHalvingBlocks": 201600,
    "SubnetTaoFlow": 0,
    "SubnetProtocolFlow": 0,
    "SubnetMechanism": 0,
    "SubtokenEnabled": False,
    "TransferToggle": True,
    "NetworksAdded": False,
    "SubnetworkN": 0,
    "NetworkRegisteredAt": 0,
    "RegisteredSubnetCounter": 0,
    "FirstEmissionBlockNumber": None,
    "NetworkRegistrationAllowed": True,
    "SubnetOwner": _ZERO,
    "SubnetOwnerHotkey": _ZERO,
    "SubnetLocked": 0,
    "RAORecycledForRegistration": 0,
    "Tempo": 10,
    "LastEpochBlock": 0,
    "PendingEpochAt": 0,
    "SubnetEpochIndex": 0,
    "BlocksSinceLastStep": 0,
    "LastMechansimStepBlock": 0,
    "Kappa": 32767,
    "AlphaSigmoidSteepness": 1000,
    "AlphaValues": (45875, 58982),
    "LiquidAlphaOn": False,
    "Yuma3On": False,
    "BondsMovingAverage": 900000,
    "BondsPenalty": 65535,
    "BondsResetOn": False,
    "ImmunityPeriod": 4096,
    "ActivityCutoffFactorMilli": 13889,
    "MinAllowedWeights": 1024,
    "WeightsVersionKey": 0,
    "WeightsSetRateLimit": 100,
    "MinAllowedUids": 64,
    "MaxAllowedUids": 256,
    "MaxAllowedValidators": 128,
    "MinNonImmuneUids": 10,
    "ImmuneOwnerUidsLimit": 1,
    "Burn": 100_000_000,
    "MinBurn": 500_000,
    "MaxBurn": 100_000_000_000,
    "BurnHalfLife": 360,
    "BurnIncreaseMult": 23242897532874035200,
    "MaxRegistrationsPerBlock": 1,
    "TargetRegistrationsPerInterval": 2,
    "RegistrationsThisBlock": 0,
    "RegistrationsThisInterval": 0,
    "CommitRevealWeightsEnabled": True,
    "RevealPeriodEpochs": 1,
    "MechanismCountCurrent": 1,
    "MechanismEmissionSplit": None,
    "MinChildkeyTakePerSubnet": 0,
    "RootClaimableThreshold": 500_000 << 32,
    "Active": (),
    "Consensus": (),
    "Dividends": (),
    "Emission": (),
    "ValidatorTrust": (),
    "ValidatorPermit": (),
    "StakeWeight": (),
    # By storage index (mechanism · 4096 + netuid).
    "Incentive": (),
    "LastUpdate": (),
    # Pallets Swap and AlphaAssets.
    "FeeRate": 33,
    "SwapBalancer": 10**18 // 2,
    "PalSwapInitialized": False,
    "TotalAlphaIssuance": 0,
    "AlphaBurned": 0,
    "AlphaRecycled": 0,
}

BY_NET_ITEMS = tuple(_BY_NET)

# Maps with other keys; the key is in the comment.
_OTHER: dict[str, Any] = {
    "AlphaDividendsPerSubnet": 0,  # netuid, hotkey
    "RootAlphaDividendsPerSubnet": 0,  # netuid, hotkey
    "TotalHotkeyAlphaLastEpoch": 0,  # hotkey, netuid
    "Keys": _ZERO,  # netuid, uid
    "Uids": None,  # netuid, hotkey
    "BlockAtRegistration": 0,  # netuid, uid
    "Weights": (),  # index, uid
    "Bonds": (),  # index, uid
    "WeightCommits": None,  # index, hotkey
    "TimelockedWeightCommits": (),  # index, epoch
    "Owner": _ZERO,  # hotkey
    "OwnedHotkeys": (),  # coldkey
    "StakingHotkeys": (),  # coldkey
    "Delegates": 11796,  # hotkey
    "ChildKeys": (),  # hotkey, netuid: (proportion, child)
    "ParentKeys": (),  # hotkey, netuid: (proportion, parent)
    "PendingChildKeys": ((), 0),  # netuid, hotkey
    "ChildkeyTake": 0,  # hotkey, netuid
    "AutoParentDelegationEnabled": True,  # hotkey
    "AutoStakeDestination": None,  # coldkey, netuid
    "AutoStakeDestinationColdkeys": (),  # hotkey, netuid
    "AlphaV2": (0, 0),  # hotkey, coldkey, netuid
    "TotalHotkeySharesV2": (0, 0),  # hotkey, netuid
    "TotalHotkeyAlpha": 0,  # hotkey, netuid
    "LastColdkeyHotkeyStakeBlock": None,  # coldkey, hotkey
    "RootClaimable": (),  # hotkey: ((netuid, rate), …) ascending
    "RootClaimed": 0,  # netuid, hotkey, coldkey
    "RootClaimType": ("Swap", ()),  # coldkey
    "StakingColdkeys": None,  # coldkey
    "StakingColdkeysByIndex": None,  # index
    "LastRateLimitedBlock": 0,  # (name, …)
    "TransactionKeyLastBlock": 0,  # account, netuid, type
    "Free": 0,  # account
    "Nonce": 0,  # account
}

_VALUES: dict[str, Any] = {
    "Number": 0,
    "Author": None,
    "TotalIssuance": 0,
    "BalancesTotalIssuance": 0,
    "TotalStake": 0,
    "TaoWeight": 971718665099567868,
    "CKBurn": 0,
    "SubnetOwnerCut": 11796,
    "SubnetMovingAlpha": 12885,
    "TotalNetworks": 0,
    "SubnetLimit": 128,
    "NetworkRegistrationStartBlock": 0,
    "StartCallDelay": 0,
    "NetworkMinLockCost": 10**12,
    "NetworkLastLockCost": 10**12,
    "NetworkLockReductionInterval": 100800,
    "NetworkRateLimit": 0,
    "NetworkImmunityPeriod": 1296000,
    "TaoInRefundDeploymentBlock": 0,
    "MaxEpochsPerBlock": 32,
    "AdminFreezeWindow": 10,
    "StakeThreshold": 0,
    "MaxDelegateTake": 11796,
    "MinDelegateTake": 0,
    "MinChildkeyTake": 0,
    "MaxChildkeyTake": 11796,
    "PendingChildKeyCooldown": 15,
    "NominatorMinRequiredStake": 0,
    "NumRootClaim": 5,
    "NumStakingColdkeys": 0,
    "AlphaV2MapLastKey": None,
    "TxDelegateTakeRateLimit": 216000,
    "TxChildkeyTakeRateLimit": 5,
    "OwnerHyperparamRateLimit": 2,
    "MaxMechanismCount": 2,
    "Sudo": None,
}


class State:
    """All storage. Attributes are the item names."""

    def __init__(self) -> None:
        for name, default in {**_BY_NET, **_OTHER}.items():
            setattr(self, name, Store(default))
        for name, value in _VALUES.items():
            setattr(self, name, value)

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in _VALUES and name not in _BY_NET and name not in _OTHER:
            raise AttributeError(f"no storage item {name}")
        object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Any:
        # Only reached for names that no table declares.
        raise AttributeError(f"no storage item {name}")

    def _snapshot(self) -> dict[str, Any]:
        return {k: dict(v) if isinstance(v, Store) else v for k, v in vars(self).items()}

    def _restore(self, saved: dict[str, Any]) -> None:
        for name, value in saved.items():
            now = vars(self)[name]
            if isinstance(now, Store):
                now.clear()
                now.update(value)
            else:
                vars(self)[name] = value

    @contextmanager
    def layer(self) -> Iterator[None]:
        """A storage layer: any exception takes everything back and goes on."""
        saved = self._snapshot()
        try:
            yield
        except Exception:
            self._restore(saved)
            raise

    def netuids(self) -> list[int]:
        """Keys of NetworksAdded in storage order: little-endian bytes."""
        return sorted(self.NetworksAdded, key=lambda n: n.to_bytes(2, "little"))

    def hotkey_of(self, netuid: int, uid: int) -> bytes | None:
        """The hotkey behind a uid, if any."""
        found: bytes | None = self.Keys.get((netuid, uid))
        return found

    def uid_keys(self, netuid: int) -> list[tuple[int, bytes]]:
        """(uid, hotkey) of a subnet in storage order: little-endian bytes."""
        rows = [(uid, key) for (n, uid), key in self.Keys.items() if n == netuid]
        return sorted(rows, key=lambda row: row[0].to_bytes(2, "little"))
