"""Setting weights in the open (spec: 20-calls §5.1)."""

from .errors import DispatchError, ensure
from .fixed import I32F32, I64F64, U96F32, clamp
from .run_epochs import last_updates, owner_uid, storage_index
from .stake import inherited_on, tao_weight
from .state import ROOT, State


def has_min_stake(s: State, hotkey: bytes, netuid: int) -> bool:
    """The owner's neuron, or enough inherited stake."""
    uid = s.Uids.at((netuid, hotkey))
    if uid is not None and uid == owner_uid(s, netuid):
        return True
    weight = I64F64.from_format(tao_weight(s), U96F32)
    tao = I64F64.mul(I64F64.of(inherited_on(s, hotkey, netuid, ROOT)), weight)
    total = I64F64.add(I64F64.of(inherited_on(s, hotkey, netuid, netuid)), tao)
    return total >= I64F64.of(s.StakeThreshold)


def _round(raw: int) -> int:
    """Nearest u16 of a non-negative I32F32, half up."""
    return clamp((raw + (1 << 31)) >> 32, 0, 65535)


def max_upscale(values: list[int]) -> list[int]:
    """Scales so that the largest value is 65535; two formulas by its size."""
    top = max(values, default=0)
    if top == 0:
        return [0] * len(values)
    if top > 32768:
        ratio = I32F32.div0(65535 << 32, top << 32)
        return [_round(I32F32.mul(v << 32, ratio)) for v in values]
    return [_round(I32F32.div0((v * 65535) << 32, top << 32)) for v in values]


def set_last_update(s: State, netuid: int, index: int, uid: int, block: int) -> None:
    """Writes one entry of LastUpdate, padding with 0 up to the number of neurons."""
    values = last_updates(s, index, s.SubnetworkN.at(netuid))
    if uid < len(values):
        values[uid] = block
        s.LastUpdate[index] = tuple(values)


def passes_weights_limit(s: State, netuid: int, index: int, uid: int) -> bool:
    """Whether a neuron may set or commit weights again."""
    values = s.LastUpdate.at(index)
    last = values[uid] if uid < len(values) else 0
    return last == 0 or s.Number - last >= s.WeightsSetRateLimit.at(netuid)


def ensure_mechanism(s: State, netuid: int, mechanism: int) -> None:
    """The subnet and its mechanism exist."""
    ensure(s.NetworksAdded.at(netuid), "MechanismDoesNotExist")
    ensure(s.MechanismCountCurrent.at(netuid) > mechanism, "MechanismDoesNotExist")


def internal_set_weights(
    s: State,
    hotkey: bytes,
    netuid: int,
    mechanism: int,
    uids: list[int],
    values: list[int],
    version_key: int,
) -> None:
    """What every way of setting weights ends in."""
    ensure(netuid != ROOT, "CanNotSetRootNetworkWeights")
    ensure(len(uids) == len(values), "WeightVecNotEqualSize")
    ensure_mechanism(s, netuid, mechanism)
    n = s.SubnetworkN.at(netuid)
    ensure(len(uids) <= n, "UidsLengthExceedUidsInSubNet")
    uid = s.Uids.at((netuid, hotkey))
    ensure(uid is not None, "HotKeyNotRegisteredInSubNet")
    ensure(has_min_stake(s, hotkey, netuid), "NotEnoughStakeToSetWeights")
    key = s.WeightsVersionKey.at(netuid)
    ensure(key == 0 or version_key >= key, "IncorrectWeightVersionKey")
    index = storage_index(netuid, mechanism)
    in_the_open = not s.CommitRevealWeightsEnabled.at(netuid)
    if in_the_open:
        ensure(passes_weights_limit(s, netuid, index, uid), "SettingWeightsTooFast")
    is_self = len(values) == 1 and uids[0] == uid
    permits = s.ValidatorPermit.at(netuid)
    permitted = uid == owner_uid(s, netuid) or (uid < len(permits) and permits[uid])
    ensure(is_self or permitted, "NeuronNoValidatorPermit")
    ensure(len(set(uids)) == len(uids), "DuplicateUids")
    ensure(all((netuid, u) in s.Keys for u in uids), "UidVecContainInvalidOne")
    least = min(n, s.MinAllowedWeights.at(netuid))
    ensure(is_self or len(values) >= least, "WeightVecLengthIsLow")
    s.Weights[(index, uid)] = tuple(zip(uids, max_upscale(values), strict=True))
    if in_the_open:
        set_last_update(s, netuid, index, uid, s.Number)


def set_mechanism_weights(
    s: State,
    hotkey: bytes,
    netuid: int,
    mechanism: int,
    uids: list[int],
    values: list[int],
    version_key: int,
) -> None:
    """Calls set_weights (mechanism 0) and set_mechanism_weights."""
    ensure(not s.CommitRevealWeightsEnabled.at(netuid), "CommitRevealEnabled")
    internal_set_weights(s, hotkey, netuid, mechanism, uids, values, version_key)


def batch_set_weights(
    s: State,
    hotkey: bytes,
    netuids: list[int],
    weights: list[list[tuple[int, int]]],
    version_keys: list[int],
) -> list[str]:
    """Call batch_set_weights: every item for itself; gives the errors of the items."""
    ensure(len(netuids) == len(weights) == len(version_keys), "InputLengthsUnequal")
    errors = []
    for netuid, row, key in zip(netuids, weights, version_keys, strict=True):
        try:
            uids, values = [u for u, _ in row], [v for _, v in row]
            set_mechanism_weights(s, hotkey, netuid, 0, uids, values, key)
        except DispatchError as error:
            errors.append(error.name)
    return errors
