"""The fast localnet at block 0 (spec: 60-genesis-localnet)."""

from . import safe_float as sf
from .keys import ZERO_ACCOUNT, pallet_account
from .state import ROOT, State

BIG, SMALL = 10**15, 2 * 10**12
_ENDOWED = {
    "//Alice": BIG,
    "//Bob": BIG,
    "//Charlie": BIG,
    "//Dave": SMALL,
    "//Eve": SMALL,
    "//Ferdie": SMALL,
    "//One": SMALL,
    "//Two": SMALL,
    "//Three": SMALL,
}
# Accounts of two Ethereum addresses that the life never uses.
_OTHERS_ENDOWED = 2 * SMALL


def genesis(by_uri: dict[str, bytes]) -> State:
    """State after genesis. The map gives the public key of every URI of the life."""
    s = State()
    for uri, amount in _ENDOWED.items():
        s.Free[by_uri[uri]] = amount
    s.BalancesTotalIssuance = sum(_ENDOWED.values()) + _OTHERS_ENDOWED
    s.Sudo = by_uri["//Alice"]
    s.TotalNetworks = 2
    _root(s, by_uri["//Alice"], by_uri["//Alice_hk"])
    _first_subnet(s)
    # The limit-order pallet owns a hotkey of its own.
    account, hotkey = pallet_account(b"bt/limit"), pallet_account(b"bt/lmhky")
    s.Owner[hotkey] = account
    s.OwnedHotkeys[account] = s.StakingHotkeys[account] = (hotkey,)
    return s


def _root(s: State, owner: bytes, owner_hotkey: bytes) -> None:
    s.NetworksAdded[ROOT] = True
    s.SubnetOwner[ROOT] = owner
    s.SubnetOwnerHotkey[ROOT] = owner_hotkey
    s.SubnetworkN[ROOT] = 0
    s.MaxAllowedUids[ROOT] = 64
    s.MaxAllowedValidators[ROOT] = 64
    s.MinAllowedWeights[ROOT] = 0
    s.Tempo[ROOT] = 100
    s.NetworkRegistrationAllowed[ROOT] = True
    s.TargetRegistrationsPerInterval[ROOT] = 1


def _first_subnet(s: State) -> None:
    """Netuid 1: a pool without backing and one neuron, the zero account."""
    n, zero = 1, ZERO_ACCOUNT
    s.NetworksAdded[n] = True
    s.SubnetOwner[n] = zero
    s.SubnetworkN[n] = 1
    s.MaxAllowedUids[n] = 256
    s.MaxAllowedValidators[n] = 64
    s.MinAllowedWeights[n] = 0
    s.Tempo[n] = 100
    s.NetworkRegistrationAllowed[n] = True
    s.SubnetMechanism[n] = 1
    s.SubnetAlphaIn[n] = s.SubnetTAO[n] = 10**10
    s.SubnetAlphaOut[n] = 10**9
    s.SubnetLocked[n] = 1
    s.Keys[(n, 0)] = zero
    s.Uids[(n, zero)] = 0
    s.BlockAtRegistration[(n, 0)] = 0
    s.Active[n] = (True,)
    s.ValidatorPermit[n] = (False,)
    for item in ("Emission", "Consensus", "Incentive", "Dividends", "LastUpdate"):
        getattr(s, item)[n] = (0,)
    s.ValidatorTrust[n] = (0,)
    s.Owner[zero] = zero
    s.AlphaV2[(zero, zero, n)] = s.TotalHotkeySharesV2[(zero, n)] = sf.from_u64(10**9)
    s.TotalHotkeyAlpha[(zero, n)] = 10**9
    s.StakingHotkeys[zero] = (zero,)
