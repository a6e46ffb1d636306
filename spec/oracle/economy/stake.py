"""Stake of (hotkey, coldkey) on a subnet, through the share pools (spec: 10-state §2.3)."""

from . import safe_float as sf
from . import share_pool
from .fixed import U64F64, U96F32, u64
from .keys import b2
from .safe_float import SafeFloat
from .state import ROOT, State


class StakePool:
    """The share pool of one (hotkey, netuid). Zero entries are removed."""

    def __init__(self, s: State, hotkey: bytes, netuid: int) -> None:
        self._s = s
        self._pair = (hotkey, netuid)

    def value(self) -> int:
        found: int = self._s.TotalHotkeyAlpha.at(self._pair)
        return found

    def set_value(self, value: int) -> None:
        self._s.TotalHotkeyAlpha.pop(self._pair, None)
        if value:
            self._s.TotalHotkeyAlpha[self._pair] = value

    def denominator(self) -> SafeFloat:
        found: SafeFloat = self._s.TotalHotkeySharesV2.at(self._pair)
        return found

    def set_denominator(self, value: SafeFloat) -> None:
        self._s.TotalHotkeySharesV2.pop(self._pair, None)
        if value[0]:
            self._s.TotalHotkeySharesV2[self._pair] = value

    def share(self, key: bytes) -> SafeFloat | None:
        hotkey, netuid = self._pair
        found: SafeFloat | None = self._s.AlphaV2.get((hotkey, key, netuid))
        return found

    def set_share(self, key: bytes, value: SafeFloat) -> None:
        hotkey, netuid = self._pair
        self._s.AlphaV2.pop((hotkey, key, netuid), None)
        if value[0]:
            self._s.AlphaV2[(hotkey, key, netuid)] = value


def stake_of(s: State, hotkey: bytes, coldkey: bytes, netuid: int) -> int:
    """Alpha of one coldkey behind one hotkey; 0 without an entry."""
    return share_pool.stake_of(StakePool(s, hotkey, netuid), coldkey) or 0


def hotkey_stake(s: State, hotkey: bytes, netuid: int) -> int:
    """Alpha of everybody behind one hotkey."""
    found: int = s.TotalHotkeyAlpha.at((hotkey, netuid))
    return found


def total_on_subnet(s: State, coldkey: bytes, netuid: int) -> int:
    """Alpha of one coldkey on a subnet over all its hotkeys."""
    hotkeys = s.StakingHotkeys.at(coldkey)
    return u64(sum(stake_of(s, hotkey, coldkey, netuid) for hotkey in hotkeys))


def note_staking_hotkey(s: State, coldkey: bytes, hotkey: bytes) -> None:
    """Appends the hotkey to the coldkey's list when it is not there yet."""
    if hotkey not in s.StakingHotkeys.at(coldkey):
        s.StakingHotkeys[coldkey] = (*s.StakingHotkeys.at(coldkey), hotkey)


def increase(s: State, hotkey: bytes, coldkey: bytes, netuid: int, amount: int) -> None:
    """Adds stake of one coldkey. Amount 0 still touches the pool."""
    if amount:
        note_staking_hotkey(s, coldkey, hotkey)
    share_pool.update_one(StakePool(s, hotkey, netuid), coldkey, amount)


def decrease(s: State, hotkey: bytes, coldkey: bytes, netuid: int, amount: int) -> None:
    """Takes stake of one coldkey; nothing happens when it has less."""
    share_pool.decrease(StakePool(s, hotkey, netuid), coldkey, amount)


def increase_all(s: State, hotkey: bytes, netuid: int, amount: int) -> None:
    """Adds stake of everybody behind a hotkey, pro rata."""
    share_pool.update_all(StakePool(s, hotkey, netuid), amount)


def is_precise_enough(s: State, hotkey: bytes, netuid: int, amount: int) -> bool:
    """Whether an amount would be worth any share of the pool."""
    return share_pool.is_precise_enough(StakePool(s, hotkey, netuid), amount)


def tao_weight(s: State) -> int:
    """Weight of root TAO against alpha, U96F32."""
    return U96F32.div0(U96F32.of(s.TaoWeight), U96F32.of(2**64 - 1))


def proportion(parts: int) -> int:
    """Parts of u64::MAX as U96F32."""
    return U96F32.div0(U96F32.of(parts), U96F32.of(2**64 - 1))


def inherited(own: int, children: list[int], parents: list[tuple[int, int]]) -> int:
    """Stake after giving to children and receiving from parents (spec: 35-yuma-epoch §2.1).

    `children` are proportions, `parents` pairs (proportion, stake of the parent).
    """
    stake = U96F32.of(own)
    given = received = 0
    for parts in children:
        given = U96F32.add(given, U96F32.mul(stake, proportion(parts)))
    for parts, parent_stake in parents:
        part = U96F32.mul(U96F32.of(parent_stake), proportion(parts))
        received = U96F32.add(received, part)
    return U96F32.to_u64(U96F32.add(U96F32.sub(stake, given), received))


def inherited_on(s: State, hotkey: bytes, netuid: int, kind: int) -> int:
    """Inherited alpha (kind = netuid) or TAO (kind = root) of a hotkey on a subnet."""
    if kind == netuid == ROOT:
        return hotkey_stake(s, hotkey, ROOT)
    return inherited(
        hotkey_stake(s, hotkey, kind),
        [parts for parts, _ in s.ChildKeys.at((hotkey, netuid))],
        [(p, hotkey_stake(s, who, kind)) for p, who in s.ParentKeys.at((hotkey, netuid))],
    )


def value_in_tao(s: State, hotkey: bytes, prices: dict[int, int]) -> int:
    """Σ price · alpha over all subnets, truncated once. `prices` are U64F64."""
    total = 0
    for netuid, price in prices.items():
        alpha = U64F64.of(hotkey_stake(s, hotkey, netuid))
        total = U64F64.add(total, U64F64.mul(alpha, price))
    return U64F64.to_u64(total)


def alpha_rows(s: State, netuid: int) -> list[tuple[bytes, list[tuple[bytes, SafeFloat]]]]:
    """Per hotkey with stake on a subnet its share rows.

    Hotkeys come in the hash order of TotalHotkeyAlpha, coldkeys by account (the merged map).
    """
    hotkeys = sorted((h for h, n in s.TotalHotkeyAlpha if n == netuid), key=b2)
    rows: list[tuple[bytes, list[tuple[bytes, SafeFloat]]]] = []
    for hotkey in hotkeys:
        shares = [(c, v) for (h, c, n), v in s.AlphaV2.items() if h == hotkey and n == netuid]
        rows.append((hotkey, sorted(shares)))
    return rows


def worth_of_share(share: SafeFloat) -> int:
    """A bare share as an amount."""
    return sf.to_u64(share)
