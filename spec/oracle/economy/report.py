"""What the oracle says the state is, as JSON (README.md has the format)."""

from typing import Any

from . import amm
from .keys import subnet_account
from .run_epochs import storage_index
from .schedule import current_epoch
from .state import State

Json = Any

_SUBNET_AMOUNTS = (
    "SubnetTAO SubnetAlphaIn SubnetAlphaOut SubnetMovingPrice SwapBalancer SubnetProtocolAlpha "
    "SubnetVolume SubnetTaoFlow SubnetProtocolFlow PendingServerEmission "
    "PendingValidatorEmission PendingRootAlphaDivs PendingOwnerCut MinerBurned "
    "SubnetAlphaInEmission SubnetAlphaOutEmission SubnetTaoInEmission SubnetExcessTao "
    "SubnetRootSellTao RootProp SubnetLocked RAORecycledForRegistration Burn TotalAlphaIssuance "
    "AlphaBurned AlphaRecycled"
).split()
_SUBNET_NUMBERS = (
    "Tempo LastEpochBlock PendingEpochAt SubnetEpochIndex BlocksSinceLastStep "
    "LastMechansimStepBlock SubnetworkN NetworkRegisteredAt RegisteredSubnetCounter "
    "RegistrationsThisBlock RegistrationsThisInterval MaxAllowedUids MechanismCountCurrent "
    "SubnetMechanism"
).split()
_SUBNET_FLAGS = (
    "SubtokenEnabled PalSwapInitialized SubnetEmissionEnabled CommitRevealWeightsEnabled "
    "Yuma3On LiquidAlphaOn"
).split()

# What the subnet's owner and Root set.
_SUBNET_RULES = (
    "Kappa AlphaSigmoidSteepness AlphaValues BondsMovingAverage BondsPenalty BondsResetOn "
    "ImmunityPeriod ActivityCutoffFactorMilli MinAllowedWeights WeightsVersionKey "
    "WeightsSetRateLimit MinAllowedUids MaxAllowedValidators MinNonImmuneUids "
    "ImmuneOwnerUidsLimit MinBurn MaxBurn BurnHalfLife BurnIncreaseMult MaxRegistrationsPerBlock "
    "TargetRegistrationsPerInterval RevealPeriodEpochs MechanismEmissionSplit "
    "MinChildkeyTakePerSubnet RootClaimableThreshold EMAPriceHalvingBlocks RecycleOrBurn "
    "OwnerCutEnabled OwnerCutAutoLockEnabled TransferToggle NetworkRegistrationAllowed FeeRate"
).split()
_RULES = (
    "TaoWeight CKBurn SubnetOwnerCut SubnetMovingAlpha SubnetLimit NetworkRegistrationStartBlock "
    "StartCallDelay NetworkMinLockCost NetworkLockReductionInterval NetworkRateLimit "
    "NetworkImmunityPeriod TaoInRefundDeploymentBlock MaxEpochsPerBlock AdminFreezeWindow "
    "StakeThreshold MaxDelegateTake MinDelegateTake MinChildkeyTake MaxChildkeyTake "
    "PendingChildKeyCooldown NominatorMinRequiredStake NumRootClaim TxDelegateTakeRateLimit "
    "TxChildkeyTakeRateLimit OwnerHyperparamRateLimit MaxMechanismCount"
).split()


class Reporter:
    """Writes states with the names of the life's accounts where it knows them."""

    def __init__(self, accounts: dict[str, bytes]) -> None:
        self._names = {key: name for name, key in accounts.items()}
        self._accounts = accounts

    def who(self, account: bytes) -> str:
        """The name of an account, or its hex."""
        return self._names.get(account, "0x" + account.hex())

    def state(self, s: State) -> Json:
        """The whole report of one block."""
        netuids = sorted(s.NetworksAdded)
        return {
            "block": s.Number,
            "issuance": {
                "SubtensorModule.TotalIssuance": str(s.TotalIssuance),
                "Balances.TotalIssuance": str(s.BalancesTotalIssuance),
            },
            "TotalStake": str(s.TotalStake),
            "TotalNetworks": s.TotalNetworks,
            "NetworkLastLockCost": str(s.NetworkLastLockCost),
            "accounts": {
                name: {"free": str(s.Free.at(key)), "nonce": s.Nonce.at(key)}
                for name, key in sorted(self._accounts.items())
            },
            "subnetAccounts": {str(n): str(s.Free.at(subnet_account(n))) for n in netuids},
            "subnets": {str(n): self._subnet(s, n) for n in netuids},
            # Counters that outlive their subnet.
            "alphaAssets": {
                item: {str(n): str(v) for n, v in sorted(getattr(s, item).items())}
                for item in ("TotalAlphaIssuance", "AlphaBurned", "AlphaRecycled")
            },
            "stakes": self._stakes(s),
            "children": self._links(s.ChildKeys),
            "parents": self._links(s.ParentKeys),
            "pendingChildren": [
                [n, self.who(h), [[str(p), self.who(c)] for p, c in rows], block]
                for (n, h), (rows, block) in sorted(s.PendingChildKeys.items())
            ],
            "takes": self._takes(s),
            "autoStake": [
                [self.who(c), n, self.who(h)]
                for (c, n), h in sorted(s.AutoStakeDestination.items())
            ],
            "root": self._root(s),
            "keys": self._keys(s),
            "rules": {item: _plain(getattr(s, item)) for item in _RULES},
        }

    def _subnet(self, s: State, n: int) -> Json:
        out: dict[str, Json] = {}
        for item in _SUBNET_AMOUNTS:
            out[item] = str(getattr(s, item).at(n))
        for item in _SUBNET_NUMBERS:
            out[item] = getattr(s, item).at(n)
        for item in _SUBNET_FLAGS:
            out[item] = bool(getattr(s, item).at(n))
        out["price"] = str(amm.price(s, n))
        out["currentEpochWithLookAhead"] = current_epoch(s, n)
        out["FirstEmissionBlockNumber"] = s.FirstEmissionBlockNumber.at(n)
        out["SubnetOwner"] = self.who(s.SubnetOwner.at(n))
        out["SubnetOwnerHotkey"] = self.who(s.SubnetOwnerHotkey.at(n))
        out["rules"] = {item: _plain(getattr(s, item).at(n)) for item in _SUBNET_RULES}
        out["neurons"] = self._neurons(s, n)
        out["AlphaDividendsPerSubnet"] = self._by_hotkey(s.AlphaDividendsPerSubnet, n)
        out["RootAlphaDividendsPerSubnet"] = self._by_hotkey(s.RootAlphaDividendsPerSubnet, n)
        return out

    def _by_hotkey(self, store: Any, netuid: int) -> Json:
        return [[self.who(h), str(v)] for (n, h), v in sorted(store.items()) if n == netuid]

    def _neurons(self, s: State, n: int) -> Json:
        count = s.SubnetworkN.at(n)
        indices = [storage_index(n, m) for m in range(s.MechanismCountCurrent.at(n))]
        return {
            "Keys": [self.who(s.Keys.at((n, uid))) for uid in range(count)],
            "BlockAtRegistration": [s.BlockAtRegistration.at((n, uid)) for uid in range(count)],
            "Active": list(s.Active.at(n)),
            "Emission": [str(v) for v in s.Emission.at(n)],
            "Consensus": list(s.Consensus.at(n)),
            "Dividends": list(s.Dividends.at(n)),
            "ValidatorTrust": list(s.ValidatorTrust.at(n)),
            "ValidatorPermit": list(s.ValidatorPermit.at(n)),
            "StakeWeight": list(s.StakeWeight.at(n)),
            "mechanisms": [self._mechanism(s, index) for index in indices],
        }

    def _mechanism(self, s: State, index: int) -> Json:
        def rows(store: Any) -> Json:
            found = [(uid, row) for (i, uid), row in sorted(store.items()) if i == index]
            return [[uid, [list(pair) for pair in row]] for uid, row in found if row]

        return {
            "Incentive": list(s.Incentive.at(index)),
            "LastUpdate": list(s.LastUpdate.at(index)),
            "Weights": rows(s.Weights),
            "Bonds": rows(s.Bonds),
            "WeightCommits": [
                [self.who(w), [["0x" + h.hex(), epoch, block, 0] for h, epoch, block in queue]]
                for (i, w), queue in sorted(s.WeightCommits.items())
                if i == index
            ],
        }

    def _stakes(self, s: State) -> Json:
        return {
            "AlphaV2": [
                [self.who(h), self.who(c), n, str(v[0]), v[1]]
                for (h, c, n), v in sorted(s.AlphaV2.items())
            ],
            "TotalHotkeyAlpha": [
                [self.who(h), n, str(v)] for (h, n), v in sorted(s.TotalHotkeyAlpha.items())
            ],
            "TotalHotkeySharesV2": [
                [self.who(h), n, str(v[0]), v[1]]
                for (h, n), v in sorted(s.TotalHotkeySharesV2.items())
            ],
            "TotalHotkeyAlphaLastEpoch": [
                [self.who(h), n, str(v)]
                for (h, n), v in sorted(s.TotalHotkeyAlphaLastEpoch.items())
            ],
            "StakingHotkeys": [
                [self.who(c), [self.who(h) for h in hotkeys]]
                for c, hotkeys in sorted(s.StakingHotkeys.items())
            ],
        }

    def _links(self, store: Any) -> Json:
        return [
            [self.who(h), n, [[str(p), self.who(w)] for p, w in rows]]
            for (h, n), rows in sorted(store.items())
        ]

    def _takes(self, s: State) -> Json:
        return {
            "Delegates": [[self.who(h), v] for h, v in sorted(s.Delegates.items())],
            "ChildkeyTake": [[self.who(h), n, v] for (h, n), v in sorted(s.ChildkeyTake.items())],
        }

    def _keys(self, s: State) -> Json:
        def lists(store: Any) -> Json:
            return [[self.who(k), [self.who(v) for v in row]] for k, row in sorted(store.items())]

        return {
            "Owner": [[self.who(h), self.who(c)] for h, c in sorted(s.Owner.items())],
            "OwnedHotkeys": lists(s.OwnedHotkeys),
            "Uids": [[n, self.who(h), uid] for (n, h), uid in sorted(s.Uids.items())],
            "AutoStakeDestinationColdkeys": [
                [self.who(h), n, [self.who(c) for c in row]]
                for (h, n), row in sorted(s.AutoStakeDestinationColdkeys.items())
            ],
            "LastColdkeyHotkeyStakeBlock": [
                [self.who(c), self.who(h), block]
                for (c, h), block in sorted(s.LastColdkeyHotkeyStakeBlock.items())
            ],
            "TransactionKeyLastBlock": [
                [self.who(k), n, kind, block]
                for (k, n, kind), block in sorted(s.TransactionKeyLastBlock.items())
            ],
        }

    def _root(self, s: State) -> Json:
        return {
            "RootClaimable": [
                [self.who(h), [[n, str(rate)] for n, rate in rows]]
                for h, rows in sorted(s.RootClaimable.items())
            ],
            "RootClaimed": [
                [n, self.who(h), self.who(c), str(v)]
                for (n, h, c), v in sorted(s.RootClaimed.items())
            ],
            "RootClaimType": [
                [self.who(c), kind, list(subnets)]
                for c, (kind, subnets) in sorted(s.RootClaimType.items())
            ],
            "StakingColdkeys": [[self.who(c), i] for c, i in sorted(s.StakingColdkeys.items())],
            "NumStakingColdkeys": s.NumStakingColdkeys,
            "StakingColdkeysByIndex": [
                [i, self.who(c)] for i, c in sorted(s.StakingColdkeysByIndex.items())
            ],
        }


def _plain(value: Any) -> Json:
    """Numbers that JSON cannot hold become strings, tuples lists."""
    if isinstance(value, tuple):
        return list(value)
    is_big = isinstance(value, int) and not isinstance(value, bool) and value >= 2**32
    return str(value) if is_big else value
