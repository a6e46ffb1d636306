"""Checks before every signed dispatch (spec: 20-calls §2), for the calls of the life."""

from typing import Any

from .commits import commit_hash
from .errors import ensure
from .run_epochs import storage_index
from .schedule import is_reveal_epoch, passes_rate_limit
from .state import State
from .takes import check_owner
from .weights import has_min_stake, passes_weights_limit

Args = dict[str, Any]

_OPEN = ("set_weights", "set_mechanism_weights")
_COMMIT = ("commit_weights", "commit_mechanism_weights")
_REVEAL = ("reveal_weights", "reveal_mechanism_weights")
_BATCH = ("batch_set_weights", "batch_commit_weights")


def check(s: State, who: bytes, call: str, a: Args) -> None:
    """Raises the error of the first guard that refuses the call."""
    pallet, name = call.split(".")
    if pallet != "SubtensorModule":
        return
    _check_weights(s, who, name, a)
    _check_rate_limits(s, who, name, a)
    if name in ("increase_take", "decrease_take"):
        ensure(int(a["take"]) >= s.MinDelegateTake, "DelegateTakeTooLow")
        ensure(int(a["take"]) <= s.MaxDelegateTake, "DelegateTakeTooHigh")
        check_owner(s, who, a["hotkey"])


def _check_weights(s: State, who: bytes, name: str, a: Args) -> None:
    if name == "batch_set_weights":
        ensure(
            len(a["netuids"]) == len(a["weights"]) == len(a["version_keys"]),
            "InputLengthsUnequal",
        )
    if name == "batch_commit_weights":
        ensure(len(a["netuids"]) == len(a["commit_hashes"]), "InputLengthsUnequal")
    if name == "batch_reveal_weights":
        lengths = {len(a[k]) for k in ("uids_list", "values_list", "salts_list", "version_keys")}
        ensure(len(lengths) == 1, "InputLengthsUnequal")
    if name in _BATCH:
        for netuid in a["netuids"]:
            ensure(has_min_stake(s, who, netuid), "NotEnoughStakeToSetWeights")
    elif name in (*_OPEN, *_COMMIT, *_REVEAL, "batch_reveal_weights"):
        ensure(has_min_stake(s, who, a["netuid"]), "NotEnoughStakeToSetWeights")
    if name in _REVEAL:
        _check_reveal(s, who, a, a["uids"], a["values"], a["salt"], a["version_key"])
    if name == "batch_reveal_weights":
        lists = (a["uids_list"], a["values_list"], a["salts_list"], a["version_keys"])
        for uids, values, salt, key in zip(*lists, strict=True):
            _check_reveal(s, who, a, uids, values, salt, key)


def _check_reveal(
    s: State,
    who: bytes,
    a: Args,
    uids: list[int],
    values: list[int],
    salt: list[int],
    version_key: Any,
) -> None:
    index = storage_index(a["netuid"], a.get("mecid", 0))
    hashed = commit_hash(who, index, uids, values, salt, int(version_key))
    queue = s.WeightCommits.at((index, who)) or ()
    epochs = [epoch for h, epoch, _ in queue if h == hashed]
    ensure(bool(epochs), "NoWeightsCommitFound")
    ensure(is_reveal_epoch(s, a["netuid"], epochs[0]), "RevealTooEarly")


def _check_rate_limits(s: State, who: bytes, name: str, a: Args) -> None:
    if name == "register_network":
        last = s.LastRateLimitedBlock.at(("NetworkLastRegistered",))
        ensure(passes_rate_limit(s, s.NetworkRateLimit, last), "NetworkTxRateLimitExceeded")
    is_open = name in _OPEN and not s.CommitRevealWeightsEnabled.at(a["netuid"])
    if not is_open and name not in _COMMIT:
        return
    uid = s.Uids.at((a["netuid"], who))
    if uid is not None:
        index = storage_index(a["netuid"], a.get("mecid", 0))
        error = "SettingWeightsTooFast" if is_open else "CommittingWeightsTooFast"
        ensure(passes_weights_limit(s, a["netuid"], index, uid), error)
