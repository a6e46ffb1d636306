"""AdminUtils: who may set what and when (spec: 20-calls §13)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .errors import DispatchError, ensure
from .schedule import ensure_admin_window_open, passes_rate_limit
from .state import ROOT, State

Args = dict[str, Any]
MAX_UIDS = 256
MIN_ALPHA = 1638


def _admin_ensure(condition: bool, name: str) -> None:
    if not condition:
        raise DispatchError(f"AdminUtils.{name}")


def ensure_root(origin: bytes | None) -> None:
    """Only Root, which is no account here."""
    if origin is not None:
        raise DispatchError("BadOrigin")


@dataclass(frozen=True)
class Setter:
    """One setting: what it writes and what is checked before, in the pallet's order."""

    item: str
    argument: str
    window: bool = False
    exists: bool = False
    # Name of the owner's rate limit; None = Root only.
    owner_limit: str | None = None
    check: Callable[[State, int, Args], None] | None = None
    effect: Callable[[State, int, Args], None] | None = None
    is_global: bool = False


def _owner_key(limit: str, netuid: int) -> tuple[str, int, str]:
    return ("OwnerHyperparamUpdate", netuid, limit)


_BY_TRANSACTION = {"MechanismCountUpdate": 7, "MechanismEmission": 8}


def _last_of_owner(s: State, owner: bytes, netuid: int, limit: str) -> tuple[int, int]:
    """(limit in blocks, last block) of an owner's setting."""
    if limit in _BY_TRANSACTION:
        return 1, s.TransactionKeyLastBlock.at((owner, netuid, _BY_TRANSACTION[limit]))
    blocks = s.Tempo.at(netuid) * s.OwnerHyperparamRateLimit
    return blocks, s.LastRateLimitedBlock.at(_owner_key(limit, netuid))


def _record(s: State, owner: bytes, netuid: int, limit: str) -> None:
    if limit in _BY_TRANSACTION:
        s.TransactionKeyLastBlock[(owner, netuid, _BY_TRANSACTION[limit])] = s.Number
    else:
        s.LastRateLimitedBlock[_owner_key(limit, netuid)] = s.Number


def run(s: State, origin: bytes | None, setter: Setter, args: Args) -> None:
    """Origin and rate limit, window, existence, bounds, effect, record."""
    if setter.is_global:
        ensure_root(origin)
        setattr(s, setter.item, int(args[setter.argument]))
        return
    netuid = args["netuid"]
    if setter.owner_limit is None:
        ensure_root(origin)
    elif origin is not None:
        if origin != s.SubnetOwner.at(netuid):
            raise DispatchError("BadOrigin")
        limit, last = _last_of_owner(s, origin, netuid, setter.owner_limit)
        ensure(passes_rate_limit(s, limit, last), "TxRateLimitExceeded")
    if setter.window:
        ensure_admin_window_open(s, netuid)
    if setter.exists:
        _admin_ensure(s.NetworksAdded.at(netuid), "SubnetDoesNotExist")
    if setter.check:
        setter.check(s, netuid, args)
    if setter.effect:
        setter.effect(s, netuid, args)
    else:
        value = args[setter.argument]
        getattr(s, setter.item)[netuid] = value if isinstance(value, bool) else int(value)
    if origin is not None and setter.owner_limit:
        _record(s, origin, netuid, setter.owner_limit)


def _check_max_uids(s: State, netuid: int, a: Args) -> None:
    most = int(a["max_allowed_uids"])
    least = s.MinAllowedUids.at(netuid)
    _admin_ensure(most >= least, "MaxAllowedUidsLessThanMinAllowedUids")
    _admin_ensure(s.SubnetworkN.at(netuid) <= most, "MaxAllowedUIdsLessThanCurrentUIds")
    _admin_ensure(most <= MAX_UIDS, "MaxAllowedUidsGreaterThanDefaultMaxAllowedUids")
    ensure(most * s.MechanismCountCurrent.at(netuid) <= MAX_UIDS, "TooManyUIDsPerMechanism")


def _check_min_uids(s: State, netuid: int, a: Args) -> None:
    least = int(a["min_allowed_uids"])
    most, n = s.MaxAllowedUids.at(netuid), s.SubnetworkN.at(netuid)
    _admin_ensure(least < most, "MinAllowedUidsGreaterThanMaxAllowedUids")
    _admin_ensure(least < n, "MinAllowedUidsGreaterThanCurrentUids")


def _check_validators(s: State, netuid: int, a: Args) -> None:
    fits = int(a["max_allowed_validators"]) <= s.MaxAllowedUids.at(netuid)
    _admin_ensure(fits, "MaxValidatorsLargerThanMaxUIds")


def _check_interval(s: State, netuid: int, a: Args) -> None:
    ensure(int(a["interval"]) <= 100, "RevealPeriodTooLarge")
    ensure(int(a["interval"]) >= 1, "RevealPeriodTooSmall")


def _check_not_root(s: State, netuid: int, a: Args) -> None:
    _admin_ensure(netuid != ROOT, "NotPermittedOnRootSubnet")


def _check_alpha_values(s: State, netuid: int, a: Args) -> None:
    low, high = int(a["alpha_low"]), int(a["alpha_high"])
    ensure(s.LiquidAlphaOn.at(netuid), "LiquidAlphaDisabled")
    ensure(high >= MIN_ALPHA, "AlphaHighTooLow")
    ensure(MIN_ALPHA <= low <= high, "AlphaLowOutOfRange")


def _set_alpha_values(s: State, netuid: int, a: Args) -> None:
    s.AlphaValues[netuid] = (int(a["alpha_low"]), int(a["alpha_high"]))


def _check_mechanisms(s: State, netuid: int, a: Args) -> None:
    count = int(a["mechanism_count"])
    ensure(s.NetworksAdded.at(netuid), "MechanismDoesNotExist")
    ensure(0 < count <= s.MaxMechanismCount, "InvalidValue")
    ensure(s.MaxAllowedUids.at(netuid) * count <= MAX_UIDS, "TooManyUIDsPerMechanism")


def _set_mechanisms(s: State, netuid: int, a: Args) -> None:
    old, new = s.MechanismCountCurrent.at(netuid), int(a["mechanism_count"])
    if old == new:
        return
    for mechanism in range(new, old):
        index = mechanism * 4096 + netuid
        s.Incentive.pop(index, None)
        s.LastUpdate.pop(index, None)
        for item in ("Weights", "Bonds", "WeightCommits", "TimelockedWeightCommits"):
            store = getattr(s, item)
            for key in [k for k in store if k[0] == index]:
                del store[key]
    s.MechanismCountCurrent[netuid] = new
    s.MechanismEmissionSplit.pop(netuid, None)


def _check_split(s: State, netuid: int, a: Args) -> None:
    ensure(s.NetworksAdded.at(netuid), "MechanismDoesNotExist")
    split = a["maybe_split"]
    if split is not None:
        ensure(0 < len(split) <= s.MechanismCountCurrent.at(netuid), "InvalidValue")
        ensure(sum(split) == 65535, "InvalidValue")


def _set_split(s: State, netuid: int, a: Args) -> None:
    s.MechanismEmissionSplit.pop(netuid, None)
    if a["maybe_split"] is not None:
        s.MechanismEmissionSplit[netuid] = tuple(a["maybe_split"])


def _set_recycle(s: State, netuid: int, a: Args) -> None:
    s.RecycleOrBurn[netuid] = a["recycle_or_burn"]["type"]


def _everyone(item: str, argument: str) -> Setter:
    return Setter(item, argument, is_global=True)


def _owner(item: str, argument: str, limit: str, exists: bool = True, **more: Any) -> Setter:
    return Setter(item, argument, window=True, exists=exists, owner_limit=limit, **more)


def _root(item: str, argument: str, window: bool = False, exists: bool = False) -> Setter:
    return Setter(item, argument, window=window, exists=exists)


SETTERS: dict[str, Setter] = {
    "sudo_set_tx_delegate_take_rate_limit": _everyone("TxDelegateTakeRateLimit", "tx_rate_limit"),
    "sudo_set_network_rate_limit": _everyone("NetworkRateLimit", "rate_limit"),
    "sudo_set_subnet_moving_alpha": _everyone("SubnetMovingAlpha", "alpha"),
    "sudo_set_ck_burn": _everyone("CKBurn", "burn"),
    "sudo_set_admin_freeze_window": _everyone("AdminFreezeWindow", "window"),
    "sudo_set_owner_hparam_rate_limit": _everyone("OwnerHyperparamRateLimit", "epochs"),
    "sudo_set_ema_price_halving_period": _root("EMAPriceHalvingBlocks", "ema_halving"),
    "sudo_set_min_non_immune_uids": _root("MinNonImmuneUids", "min"),
    "sudo_set_weights_set_rate_limit": _root(
        "WeightsSetRateLimit", "weights_set_rate_limit", exists=True
    ),
    "sudo_set_subtoken_enabled": _root("SubtokenEnabled", "subtoken_enabled", window=True),
    "sudo_set_kappa": _root("Kappa", "kappa", exists=True),
    "sudo_set_subnet_emission_enabled": Setter(
        "SubnetEmissionEnabled", "enabled", exists=True, check=_check_not_root
    ),
    "sudo_set_min_allowed_uids": Setter(
        "MinAllowedUids", "min_allowed_uids", window=True, exists=True, check=_check_min_uids
    ),
    "sudo_set_max_allowed_validators": Setter(
        "MaxAllowedValidators",
        "max_allowed_validators",
        window=True,
        exists=True,
        check=_check_validators,
    ),
    "sudo_set_max_allowed_uids": _owner(
        "MaxAllowedUids", "max_allowed_uids", "MaxAllowedUids", check=_check_max_uids
    ),
    "sudo_set_immunity_period": _owner("ImmunityPeriod", "immunity_period", "ImmunityPeriod"),
    "sudo_set_bonds_penalty": _owner("BondsPenalty", "bonds_penalty", "BondsPenalty"),
    "sudo_set_commit_reveal_weights_enabled": _owner(
        "CommitRevealWeightsEnabled", "enabled", "CommitRevealEnabled"
    ),
    "sudo_set_commit_reveal_weights_interval": _owner(
        "RevealPeriodEpochs", "interval", "WeightCommitInterval", check=_check_interval
    ),
    "sudo_set_liquid_alpha_enabled": _owner(
        "LiquidAlphaOn", "enabled", "LiquidAlphaEnabled", exists=False
    ),
    "sudo_set_yuma3_enabled": _owner("Yuma3On", "enabled", "Yuma3Enabled", exists=False),
    "sudo_set_alpha_values": _owner(
        "AlphaValues",
        "alpha_low",
        "AlphaValues",
        exists=False,
        check=_check_alpha_values,
        effect=_set_alpha_values,
    ),
    "sudo_set_recycle_or_burn": _owner(
        "RecycleOrBurn", "recycle_or_burn", "RecycleOrBurn", exists=False, effect=_set_recycle
    ),
    "sudo_set_mechanism_count": _owner(
        "MechanismCountCurrent",
        "mechanism_count",
        "MechanismCountUpdate",
        exists=False,
        check=_check_mechanisms,
        effect=_set_mechanisms,
    ),
    "sudo_set_mechanism_emission_split": _owner(
        "MechanismEmissionSplit",
        "maybe_split",
        "MechanismEmission",
        exists=False,
        check=_check_split,
        effect=_set_split,
    ),
}
